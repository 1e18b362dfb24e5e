from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "guildhall.shell"
    label = "shell"
