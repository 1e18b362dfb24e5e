from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "guildhall.web"
    label = "web"
