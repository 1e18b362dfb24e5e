"""Everything points down the floors: what import-linter cannot see, because Django is told it in strings."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.house.source import PACKAGE, floors, may_see, room_of

EXTENDS_OR_INCLUDES = re.compile(r"""{%\s*(?:extends|include|from|import)\s+["']([^"']+)["']""")


def house_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("guildhall.")]


def relations_upwards(found: list[type[models.Model]]) -> Iterator[str]:
    for model in found:
        for field in model._meta.get_fields():
            other = field.related_model
            if not field.is_relation or field.auto_created or not isinstance(other, type):
                continue
            if not other.__module__.startswith("guildhall."):
                yield from [f"{field} points out of the house"] * (other.__module__ != "django.contrib.auth.models")
            elif not may_see(room_of(model.__module__), room_of(other.__module__)):
                yield f"{field} points up to {other._meta.label}"


def template_room(name: str) -> str | None:
    """The room whose template `name` is; None for those of Django and its packages."""
    return next((path.parts[-3] for path in PACKAGE.glob(f"*/templates/{name.split('/', maxsplit=1)[0]}")), None)


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/templates/**/*.*"))


def test_every_room_stands_on_a_floor():
    rooms = {room_of(app.name) for app in apps.get_app_configs() if app.name.startswith("guildhall.")}
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert (rooms | folders) - floors().keys() == set()


def test_every_app_has_its_doorplate():
    """The docstring of a room says why it exists, and which clauses it serves."""
    rooms = [path for path in PACKAGE.glob("*/") if any(path.glob("*.py"))]
    silent = [path.name for path in rooms if not (path / "__init__.py").exists()]
    brief = [path.name for path in rooms if len((path / "__init__.py").read_text()) < 100]
    assert (silent, brief) == ([], [])


def test_foreign_keys_only_point_down():
    assert list(relations_upwards(house_models())) == []


def test_many_to_many_has_its_own_model():
    """A many-to-many without a model of its own would be written behind the acts."""
    hidden = [
        str(field)
        for model in house_models()
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
    ]
    assert hidden == []


def test_templates_extend_and_include_only_downwards():
    upwards = [
        f"{path.relative_to(PACKAGE)} uses {used}"
        for path in templates()
        for used in EXTENDS_OR_INCLUDES.findall(path.read_text())
        if (lower := template_room(used)) and not may_see(path.relative_to(PACKAGE).parts[0], lower)
    ]
    assert upwards == []


def test_a_relation_upwards_is_found():
    """The test can see what it forbids: the same relation read as if the floors stood on their heads."""
    from guildhall.identity.models import Grant

    assert may_see("identity", "ledger")
    assert not may_see("ledger", "identity")
    assert Grant._meta.get_field("person").related_model.__module__ == "guildhall.identity.models"
