from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "guildhall.notices"
    label = "notices"
