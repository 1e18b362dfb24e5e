from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "guildhall.web"
    label = "web"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from guildhall.conformity.discovery import discover
        from guildhall.web import navigation
        from guildhall.web.setup import waiting  # noqa: F401  declares what waits of the set-up

        autodiscover_modules("work", "finds", "setup", "demand", "proving")
        discover()
        navigation.declare()
