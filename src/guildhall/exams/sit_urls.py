"""The addresses under which an examination is sat; answers go to the door before Django (`delivery.door`)."""

from django.urls import path

from guildhall.exams.views import sit

urlpatterns = [
    path("sit/<uuid:pk>/", sit.place, name="sit"),
    path("sit/<uuid:pk>/start/", sit.start, name="sit-start"),
    path("sit/<uuid:pk>/seat/", sit.take_seat, name="sit-seat"),
    path("sit/<uuid:pk>/hand-in/", sit.hand_in, name="sit-hand-in"),
    path("sit/<uuid:pk>/answers/", sit.answers, name="sit-answers"),
    path("sit/<uuid:pk>/interrupt/", sit.interrupt, name="sit-interrupt"),
    path("sit/<uuid:pk>/resume/", sit.resume, name="sit-resume"),
]
