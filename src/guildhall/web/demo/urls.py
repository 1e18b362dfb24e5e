"""The address of the demonstration's door; outside a demonstration there is none."""

from django.conf import settings
from django.urls import path

from guildhall.web.demo import views

urlpatterns = [path("demo/sign-in/", views.sign_in, name="demo-sign-in")] if settings.GUILDHALL.demo else []
