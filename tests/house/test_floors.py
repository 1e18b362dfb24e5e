"""Everything points down the floors: what import-linter cannot see, because Django is told it in strings."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.house.source import PACKAGE, ROOT, files, floors, may_see, name_of, room_of, tree

EXTENDS_OR_INCLUDES = re.compile(r"""{%\s*(?:extends|include|from|import)\s+["']([^"']+)["']""")
LOADS = re.compile(r"{%\s*load\s+(?:[\w\s]+\bfrom\s+)?([\w\s]+?)\s*%}")


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


def room_of_file(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def template_room(name: str) -> str | None:
    """The room whose template `name` is; None for those of Django and its packages."""
    return next((path.parts[-3] for path in PACKAGE.glob(f"*/templates/{name.split('/', maxsplit=1)[0]}")), None)


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/templates/**/*.*"))


def test_every_room_stands_on_a_floor():
    """A new room gets its floor in the contract in pyproject.toml."""
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
    """Turn the key round: the higher room points at the lower record."""
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
    """What two rooms show alike belongs in the lower one, or in the shell."""
    upwards = [
        f"{path.relative_to(PACKAGE)} uses {used}"
        for path in templates()
        for used in EXTENDS_OR_INCLUDES.findall(path.read_text())
        if (lower := template_room(used)) and not may_see(path.relative_to(PACKAGE).parts[0], lower)
    ]
    assert upwards == []


def test_a_relation_upwards_is_found(monkeypatch):
    """The test can see what it forbids: the same relations, read as if the house stood on its head."""
    from guildhall.personnel.models import Declaration

    upside_down = {room: -floor for room, floor in floors().items()}
    monkeypatch.setattr("tests.house.source.floors", lambda: upside_down)
    assert "personnel.Declaration.person points up to identity.Person" in list(relations_upwards([Declaration]))


def test_no_module_names_a_template_of_a_higher_room():
    """A view shows templates of its own room or of a lower one; the name in a string is an import like any other."""
    upwards = [
        f"{name_of(path)}: '{node.value}' is a template of {higher}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and str(node.value).endswith((".html", ".txt")) and "/" in str(node.value)
        if (higher := template_room(str(node.value))) and not may_see(room_of_file(path), higher)
    ]
    assert upwards == []


def test_templates_load_tags_only_from_below():
    """Tags for all are the shell's."""
    upwards = [
        f"{path.relative_to(PACKAGE)} loads {library} of {higher}"
        for path in templates()
        for loaded in LOADS.findall(path.read_text())
        for library in loaded.split()
        for higher in [found.parts[-3] for found in PACKAGE.glob(f"*/templatetags/{library}.py")]
        if not may_see(room_of_file(path), higher)
    ]
    assert upwards == []


DOORS = {"urls", "views", "forms", "work", "controls", "told", "causes", "followers", "acts"}
LIBRARIES = {"guildhall.psychometrics", "guildhall.qti", "guildhall.credentials"}
"""On the ground floor, without Django: what they call forms or views is no door of a room."""


def test_every_room_with_doors_is_in_the_contract_of_doors():
    """import-linter holds the order of a room's doors only where the contract names the room: add it in pyproject."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    named = next(each["containers"] for each in contracts if "(acts)" in each.get("layers", ()))
    rooms = {f"guildhall.{path.parent.name}" for door in DOORS for path in PACKAGE.glob(f"[a-z]*/{door}*")}
    assert rooms - set(named) - LIBRARIES - {"guildhall.web"} == set()
