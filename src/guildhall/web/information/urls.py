"""The addresses of the public information's checklist."""

from django.urls import path

from guildhall.web.information import views

urlpatterns = [
    path("information/", views.overview, name="information"),
    path("information/review/", views.review, name="information-review"),
]
