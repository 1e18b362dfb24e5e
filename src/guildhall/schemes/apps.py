from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "guildhall.schemes"
    label = "schemes"
