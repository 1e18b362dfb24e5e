"""What people found in a version of an item, and which versions it has: in lists, for pages of the item."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity.persons import names
from guildhall.itembank import queries
from guildhall.itembank.models import ItemVersion, Step
from guildhall.itembank.queries import Figures, Hand, Part
from guildhall.itembank.telling import told_numbers
from guildhall.itembank.wording import state_word
from guildhall.kernel.words import gettext_noop
from guildhall.shell.records import Related, Row, Status, Tone
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

FOUND = (Part.REVIEWED, Part.ANSWERED, Part.STOOD, Part.LOOKED)
"""What people do who look at a version."""


def versions_of(request: PageRequest, version: ItemVersion) -> Related:
    """All versions of an item, the latest first; a way leads to those that whoever asks may open."""
    readable = set(queries.visible_to(request.person.id).filter(item=version.item_id).values_list("pk", flat=True))
    wrote = sorted(queries.hands(version, Part.WROTE), key=lambda each: each.ordinal, reverse=True)
    return Related(_("Versions"), [_version(each, readable - {version.pk}) for each in wrote])


def _version(wrote: Hand, readable: set[UUID]) -> Row:
    way = ("itembank:version", wrote.version_id) if wrote.version_id in readable else ()
    return Row(_("Version %(ordinal)s") % {"ordinal": wrote.ordinal}, "", way, state_word(wrote.told["state"]))


def found_in(version: ItemVersion) -> Related:
    """What people found in a version, the latest first, without a word of theirs: these may tell the key."""
    found = [each for each in queries.hands(version, *FOUND) if each.version_id == version.pk]
    called = names({each.person_id for each in found if each.person_id})
    return listed(
        Finding(
            each.at, Part(each.part), each.good, each.told, called.get(each.person_id, "") if each.person_id else ""
        )
        for each in found
    )


@dataclass(frozen=True)
class Finding:
    """What somebody found in a version: when, with which result, and in which words where the key may be told."""

    at: datetime
    part: Part
    good: bool
    told: Mapping[str, Any]
    name: str
    words: str = ""

    @property
    def row(self) -> Row:
        why, status = TOLD[self.part](self.good, self.told)
        return Row(self.name, f"{why}. {self.words}" if self.words else why, (), status)


def listed(found: Iterable[Finding]) -> Related:
    """What was found, the latest first."""
    return Related(
        _("Reviews"),
        [each.row for each in sorted(found, key=lambda each: each.at, reverse=True)],
        empty=_(
            "Nobody has reviewed this version yet. Once submitted, it waits in My work of those who may review it."
        ),
    )


def _reviewed(good: bool, told: Mapping[str, Any]) -> tuple[str, Status]:
    status = Status(_("Accepted"), Tone.HOLDS) if good else Status(_("Sent back"), Tone.FAILS)
    return f"{Step(told['step']).label}: {_verdict(told)}", status


FAULTS = {
    "content_is_right": gettext_noop("content"),
    "key_is_right": gettext_noop("key"),
    "language_is_clear": gettext_noop("language"),
    "language_is_fair": gettext_noop("fairness"),
}
"""In what a review can find something wrong."""


def _verdict(told: Mapping[str, bool | None]) -> str:
    """What a review found, aspect by aspect."""
    wrong = [translated(aspect) for name, aspect in FAULTS.items() if told[name] is not None and not told[name]]
    return _("to be mended: %(aspects)s") % {"aspects": ", ".join(wrong)} if wrong else _("nothing wrong found")


def _answered(good: bool, told: Mapping[str, Any]) -> tuple[str, Status]:
    status = Status(_("Borne out"), Tone.HOLDS) if good else Status(_("Disagrees"), Tone.FAILS)
    points = {name: f"{Decimal(str(told[name])).normalize():f}" for name in ("earned", "maximum")}
    return _("Answered it blind: %(earned)s of %(maximum)s points") % points, status


def _stood(_good: bool, _told: Mapping[str, Any]) -> tuple[str, Status]:
    return _("Stands as an expert for what a machine drafted"), Status(_("Stands for it"), Tone.HOLDS)


def _looked(_good: bool, told: Mapping[str, Any]) -> tuple[str, Status]:
    figures = Figures(told["n"], told["p"], told["r"])
    return f"{_('Looked at its statistics')}: {told_numbers(figures)}", Status(_("Looked at"), Tone.HOLDS)


TOLD: Mapping[Part, Callable[[bool, Mapping[str, Any]], tuple[str, Status]]] = {
    Part.REVIEWED: _reviewed,
    Part.ANSWERED: _answered,
    Part.STOOD: _stood,
    Part.LOOKED: _looked,
}
"""How each of them is told: what was done, and what came of it."""
