from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "guildhall.notices"
    label = "notices"

    def ready(self) -> None:
        from guildhall.notices import followers  # noqa: F401  # registers them

        autodiscover_modules("told")
