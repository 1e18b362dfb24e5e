"""The address that a watcher asks."""

from django.urls import path

from guildhall.web.health.views import healthz

urlpatterns = [path("healthz", healthz, name="health")]
