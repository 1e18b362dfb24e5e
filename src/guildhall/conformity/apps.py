from django.apps import AppConfig


class ConformityConfig(AppConfig):
    name = "guildhall.conformity"
    label = "conformity"

    def ready(self) -> None:
        from guildhall.conformity import catalogue
        from guildhall.kernel import clauses

        clauses.keep_catalogue(catalogue.exists)
