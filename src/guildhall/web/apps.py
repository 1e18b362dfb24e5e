from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "guildhall.web"
    label = "web"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from guildhall.web import navigation

        autodiscover_modules("work", "finds")
        navigation.declare()
