"""The history of a record, told from the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from guildhall.kernel.words import gettext_noop
from guildhall.ledger import acts, entries
from guildhall.ledger.acts import Act
from guildhall.ledger.models import Entry, Leaf, Outcome
from guildhall.ledger.records import find
from guildhall.vault import keys

REFUSED = gettext_noop("met a refusal: {label} ({code})")
UNKNOWN = gettext_noop("did {act}")
"""For an act that the house no longer has."""


class _Words(dict[str, Any]):
    """Words for a sentence; what is not known, or was erased, leaves a gap that can be seen."""

    def __missing__(self, name: str) -> str:
        return "…"


@dataclass(frozen=True)
class HistoryLine:
    """One entry as it is told: '<actor> <sentence>'. `index` is its place in the log, None while it waits for one.

    `words` are the arguments of the act, opened for who may see the record; empty once its key was destroyed
    (`erased`).
    """

    entry: Entry
    act: Act[..., Any] | None
    index: int | None
    outcome: Outcome
    sentence: str
    words: Mapping[str, Any] = field(default_factory=dict)
    erased: bool = False

    @property
    def told(self) -> str:
        """The sentence in the reader's language, without the actor."""
        return _(self.sentence).format_map(_Words(self.words))


def of(ref: str, limit: int = 50) -> list[HistoryLine]:
    """What was done, or refused, on the record `ref` and on what stands in its line; the newest first.

    Who may read `ref` may not therefore read every record in its line: what an act on another record was given, its
    reasons among it, is told there alone, unless the act says otherwise (`told_in_line`).
    """
    found = list(Entry.objects.filter(Q(subject=ref) | Q(line=ref)).order_by("-id")[:limit])
    return tell(found, on=ref)


def newest(limit: int = 50) -> list[HistoryLine]:
    """What was done last in the whole house; the newest first."""
    return tell(list(Entry.objects.order_by("-id")[:limit]))


def tell(found: list[Entry], on: str = "") -> list[HistoryLine]:
    """The lines of `found`, in the order of the log, the newest first; what waits for its place comes before.

    `on` is the record on whose page they are told; without one, whoever looks may read every record of the house.
    """
    places = dict(Leaf.objects.filter(entry__in=[each.id for each in found]).values_list("entry", "index"))
    ordered = sorted(found, key=lambda each: (each.id in places, -places.get(each.id, 0), -each.at.timestamp()))
    names: dict[str, str] = {}
    with keys.one_request():
        keys.fetch(keys.key_of(each.sealed) for each in found if each.sealed)
        return [_line(each, places.get(each.id), names, on) for each in ordered]


def _line(entry: Entry, index: int | None, names: dict[str, str], on: str) -> HistoryLine:
    act = _act(entry.act)
    outcome = Outcome(entry.outcome)
    if outcome is Outcome.REFUSED:
        words = {"label": _(act.label) if act and act.label else entry.act, "code": entry.code}
        return HistoryLine(entry, act, index, outcome, REFUSED, words)
    opened = {} if _is_told_elsewhere(entry, act, on) else _opened(entry)
    words = {**(opened or {}), "act": entry.act, "subject": _called(entry.subject, names)}
    return HistoryLine(entry, act, index, outcome, act.sentence if act else UNKNOWN, words, erased=opened is None)


def _is_told_elsewhere(entry: Entry, act: Act[..., Any] | None, on: str) -> bool:
    """Whether what the act was given is told on the page of another record than `on`."""
    return bool(on) and entry.subject != on and not (act and act.told_in_line)


def _act(name: str) -> Act[..., Any] | None:
    try:
        return acts.named(name)
    except KeyError:
        return None


def _opened(entry: Entry) -> dict[str, Any] | None:
    """The arguments of the act; None once they were erased."""
    try:
        arguments: dict[str, Any] = entries.read_payload(entry).get("arguments", {})
    except keys.KeyDestroyed:
        return None
    return arguments


def _called(ref: str, names: dict[str, str]) -> str:
    """What people call the record `ref`: its number or name; its reference where it is gone."""
    if ref not in names:
        names[ref] = str(find(ref) or ref) if ref else ""
    return names[ref]
