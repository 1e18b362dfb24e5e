from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "guildhall.applications"
    label = "applications"
