from django.apps import AppConfig
from django.db.backends.signals import connection_created


class LedgerConfig(AppConfig):
    name = "guildhall.ledger"
    label = "ledger"

    def ready(self) -> None:
        from guildhall.ledger import guard

        connection_created.connect(guard.install, dispatch_uid="guildhall.ledger.guard")
