from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "guildhall.documents"
    label = "documents"

    def ready(self) -> None:
        from guildhall.documents import (
            causes,  # noqa: F401  declares what identity tells and asks of acknowledgements
            showing,  # noqa: F401  declares what every record's page says of its procedure
        )
