"""The address of the set-up."""

from django.urls import path

from guildhall.web.setup import views

urlpatterns = [path("setup/", views.overview, name="setup")]
