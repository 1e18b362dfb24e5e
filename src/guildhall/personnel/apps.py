from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "guildhall.personnel"
    label = "personnel"
