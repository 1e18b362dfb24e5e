"""The pages of the web room: each part is a package with its own ``urls.urlpatterns``, found by itself."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, URLResolver
from django.utils.module_loading import module_has_submodule

from guildhall import web

app_name = "web"


def _parts() -> list[URLPattern | URLResolver]:
    """The addresses of every part of the web that has some."""
    parts = [import_module(f"{web.__name__}.{found.name}") for found in iter_modules(web.__path__) if found.ispkg]
    return [
        pattern
        for part in parts
        if module_has_submodule(part, "urls")
        for pattern in import_module(f"{part.__name__}.urls").urlpatterns
    ]


urlpatterns = _parts()
