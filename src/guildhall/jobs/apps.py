from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "guildhall.jobs"
    label = "jobs"
