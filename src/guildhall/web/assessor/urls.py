"""Addresses of the assessor's area."""

from django.urls import path

from guildhall.web.assessor import views

urlpatterns = [path("assessor/", views.start, name="assessor")]
