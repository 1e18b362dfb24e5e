"""The addresses of the starts."""

from django.urls import path

from guildhall.web.start import views

urlpatterns = [
    path("", views.home, name="home"),
    path("portal/", views.portal, name="portal"),
    path("display/", views.display, name="display"),
]
