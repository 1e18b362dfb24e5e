"""All addresses of the house: each room, and each part of the web, brings its own ``urls``."""

from importlib import import_module

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

PREFIXES = {"web": ""}
"""Where a room's addresses do not begin with its own name."""


def _rooms() -> list[URLResolver]:
    """The addresses of every room that has some, each under the room's name."""
    return [
        path(PREFIXES.get(room.label, f"{room.label}/"), include(f"{room.name}.urls"))
        for room in apps.get_app_configs()
        if room.name.startswith("guildhall.") and module_has_submodule(import_module(room.name), "urls")
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("guildhall.web.account.entrance")),
    path("surveys/", include("guildhall.schemes.survey_urls")),
    *_rooms(),
]

handler400 = "guildhall.web.errors.bad_request"
handler403 = "guildhall.web.errors.forbidden"
handler404 = "guildhall.web.errors.not_found"
handler500 = "guildhall.web.errors.broken"
