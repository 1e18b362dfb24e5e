"""Parts of an item's pages that other modules of the bank bring: each says where it stands and what it shows.

What tells nothing of the key stands on the record page, and who may still answer an item blind sees it. What tells the
key stands on the workbench, behind the reading that rules a blind answer out; what comes beside it is fetched there,
and stands at once where somebody judges.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.template.loader import render_to_string

from guildhall.itembank.models import ItemVersion
from guildhall.shell.records import Related
from guildhall.shell.requests import PageRequest


class Where(StrEnum):
    """The two pages of an item, what is fetched beside the second, and who reviews an item while two people do."""

    RECORD = "record"
    REVIEWING = "reviewing"
    WORKBENCH = "workbench"
    BESIDE = "beside"


@dataclass(frozen=True)
class Section:
    """A part with a template of its own; it holds everything that its section of the page needs."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Part = Callable[[PageRequest, ItemVersion], Section | Related | None]

_parts: dict[Where, dict[str, tuple[int, Part]]] = {where: {} for where in Where}


def part(where: Where, *, place: int) -> Callable[[Part], Part]:
    """Declare a part of an item's page; `place` orders the parts. It is asked on every view, so it is cheap."""

    def declare(show: Part) -> Part:
        _parts[where][f"{show.__module__}.{show.__qualname__}"] = (place, show)
        return show

    return declare


def brought(where: Where, request: PageRequest, version: ItemVersion) -> list[Section | Related]:
    """Everything that others bring to a page of a version, in its order."""
    asked = sorted(_parts[where].items(), key=lambda each: (each[1][0], each[0]))
    found = (show(request, version) for _name, (_place, show) in asked)
    return [each for each in found if each is not None]


def html_of(sections: list[Section | Related], request: PageRequest) -> list[str]:
    """Those that have a template of their own, as they stand on the page."""
    return [
        render_to_string(each.template, dict(each.context), request=request)
        for each in sections
        if isinstance(each, Section)
    ]


def lists_of(sections: list[Section | Related]) -> list[Related]:
    """Those that are lists of records."""
    return [each for each in sections if isinstance(each, Related)]
