"""The address of the jobs."""

from django.urls import path

from guildhall.web.background.views import register

urlpatterns = [path("jobs/", register, name="jobs")]
