from django.apps import AppConfig


class ExamsConfig(AppConfig):
    name = "guildhall.exams"
    label = "exams"
