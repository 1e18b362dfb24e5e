from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "guildhall.certification"
    label = "certification"
