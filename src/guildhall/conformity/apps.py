from django.apps import AppConfig


class ConformityConfig(AppConfig):
    name = "guildhall.conformity"
    label = "conformity"
