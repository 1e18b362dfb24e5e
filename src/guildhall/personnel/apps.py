from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "guildhall.personnel"
    label = "personnel"

    def ready(self) -> None:
        from guildhall.personnel import causes  # noqa: F401  declares what identity tells when a declaration lapsed
