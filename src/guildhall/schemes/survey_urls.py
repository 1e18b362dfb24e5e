"""The addresses at which people answer a survey: they know a secret, and no record."""

from django.urls import path

from guildhall.schemes.views import answering

app_name = "surveys"

urlpatterns = [
    path("thanks/", answering.thanks, name="thanks"),
    path("left/", answering.left, name="left"),
    path("<str:secret>/", answering.answer, name="answer"),
    path("<str:secret>/tasks/<int:number>/", answering.rate, name="rate"),
    path("<str:secret>/end/", answering.end, name="end"),
    path("<str:secret>/leave/", answering.leave, name="leave"),
]
