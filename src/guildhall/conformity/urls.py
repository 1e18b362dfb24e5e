"""The addresses of conformity."""

from django.urls import path

from guildhall.conformity import views

app_name = "conformity"
urlpatterns = [
    path("", views.matrix_page, name="matrix"),
    path("run/", views.run, name="run"),
    path("gaps/", views.gaps_page, name="gaps"),
    path("clauses/<path:key>/judge/", views.judge, name="judge"),
    path("clauses/<path:key>/", views.clause_page, name="clause"),
    path("judgements/", views.judging_page, name="judging"),
    path("judgements/<uuid:pk>/", views.judgement_page, name="judgement"),
    path("judgements/<uuid:pk>/revise/", views.revise, name="judgement-revise"),
    path("judgements/<uuid:pk>/withdraw/", views.withdraw, name="judgement-withdraw"),
]
