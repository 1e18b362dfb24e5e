from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "guildhall.api"
    label = "api"
