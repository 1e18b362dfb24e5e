from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "guildhall.documents"
    label = "documents"
