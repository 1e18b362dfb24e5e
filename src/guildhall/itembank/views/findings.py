"""What people found in a version of an item, and which versions it has: in lists, for pages of the item."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity.persons import names
from guildhall.itembank import queries
from guildhall.itembank.models import ItemVersion, Step
from guildhall.itembank.queries import Figures, Hand, Part
from guildhall.itembank.telling import told_numbers
from guildhall.itembank.wording import state_word
from guildhall.shell.records import Related, Row, Status, Tone
from guildhall.shell.requests import PageRequest

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


def found_in(version: ItemVersion, words: Mapping[UUID, str] | None = None) -> Related:
    """What people found in a version, the latest first; `words` are theirs, given only where the key may be told."""
    found = [each for each in queries.hands(version, *FOUND) if each.version_id == version.pk]
    called = names({each.person_id for each in found if each.person_id})
    return Related(
        _("Reviews"),
        [_finding(each, called, (words or {}).get(each.id, "")) for each in found],
        empty=_("Nobody has reviewed this version yet. It is reviewed when its author has submitted it."),
    )


def _finding(found: Hand, called: Mapping[UUID, str], words: str) -> Row:
    why, status = TOLD[found.part](found)
    who = called.get(found.person_id, "") if found.person_id else ""
    return Row(who, f"{why}. {words}" if words else why, (), status)


def _reviewed(found: Hand) -> tuple[str, Status]:
    status = Status(_("Accepted"), Tone.HOLDS) if found.good else Status(_("Sent back"), Tone.FAILS)
    return f"{Step(found.told['step']).label}: {_verdict(found.told)}", status


def _verdict(told: Mapping[str, bool | None]) -> str:
    """What a review found, aspect by aspect."""
    aspects = (
        (_("content"), "content_is_right"),
        (_("key"), "key_is_right"),
        (_("language"), "language_is_clear"),
        (_("fairness"), "language_is_fair"),
    )
    wrong = [aspect for aspect, name in aspects if told[name] is not None and not told[name]]
    return _("to be mended: %(aspects)s") % {"aspects": ", ".join(wrong)} if wrong else _("nothing wrong found")


def _answered(found: Hand) -> tuple[str, Status]:
    status = Status(_("Borne out"), Tone.HOLDS) if found.good else Status(_("Disagrees"), Tone.FAILS)
    told = {name: f"{Decimal(str(found.told[name])).normalize():f}" for name in ("earned", "maximum")}
    return _("Answered it blind: %(earned)s of %(maximum)s points") % told, status


def _stood(found: Hand) -> tuple[str, Status]:
    return _("Stands as an expert for what a machine drafted"), Status(_("Stands for it"), Tone.HOLDS)


def _looked(found: Hand) -> tuple[str, Status]:
    figures = Figures(found.told["n"], found.told["p"], found.told["r"])
    return f"{_('Looked at its statistics')}: {told_numbers(figures)}", Status(_("Looked at"), Tone.HOLDS)


TOLD: Mapping[str, Callable[[Hand], tuple[str, Status]]] = {
    Part.REVIEWED: _reviewed,
    Part.ANSWERED: _answered,
    Part.STOOD: _stood,
    Part.LOOKED: _looked,
}
"""How each of them is told: what was done, and what came of it."""
