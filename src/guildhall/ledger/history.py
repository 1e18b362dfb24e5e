"""The history of a record, told from the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from guildhall.kernel.words import gettext_noop
from guildhall.ledger import acts, entries
from guildhall.ledger.acts import Act
from guildhall.ledger.models import Entry, Leaf, Outcome
from guildhall.ledger.records import Record, find
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


def of(record: Record, limit: int = 50) -> list[HistoryLine]:
    """What was done, or refused, on a record and on what stands in its line; the newest first.

    Who may read the record may not therefore read every record in its line: what an act on another record was given,
    its reasons among it, is told there alone, unless the act says otherwise (`told_in_line`).
    It is called as `record` is called where it is at hand, so `record` has just been read.
    """
    found = placed(Entry.objects.filter(Q(subject=record.ref) | Q(line=record.ref))).order_by("-id")
    return tell(list(found[:limit]), on=record.ref, names={record.ref: str(record)})


def newest(limit: int = 50) -> list[HistoryLine]:
    """What was done last in the whole house; the newest first."""
    return tell(list(placed(Entry.objects.order_by("-id"))[:limit]))


def placed(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Beside each entry its place in the log; none while it waits for one."""
    return entries.annotate(place=Subquery(Leaf.objects.filter(entry=OuterRef("pk")).values("index")))


def tell(found: list[Entry], on: str = "", names: Mapping[str, str] | None = None) -> list[HistoryLine]:
    """The lines of `found`, with their places, in the order of the log, the newest first; what waits comes before.

    `on` is the record on whose page they are told; without one, whoever looks may read every record of the house.
    `names` says what the records are called that are at hand.
    """
    ordered = sorted(found, key=_order)
    called = dict(names or {})
    with keys.one_request():
        keys.fetch(keys.key_of(each.sealed) for each in found if each.sealed)
        return [_line(each, called, on) for each in ordered]


def _order(entry: Entry) -> tuple[bool, int, float]:
    place = _place(entry)
    return place is not None, -(place or 0), -entry.at.timestamp()


def _place(entry: Entry) -> int | None:
    place: int | None = entry.place  # type: ignore[attr-defined]  # `placed`
    return place


def _line(entry: Entry, names: dict[str, str], on: str) -> HistoryLine:
    act = _act(entry.act)
    outcome = Outcome(entry.outcome)
    if outcome is Outcome.REFUSED:
        words = {"label": _(act.label) if act and act.label else entry.act, "code": entry.code}
        return HistoryLine(entry, act, _place(entry), outcome, REFUSED, words)
    opened = {} if _is_told_elsewhere(entry, act, on) else _opened(entry)
    sentence = act.sentence if act else UNKNOWN
    subject = {"subject": _called(entry.subject, names)} if "{subject}" in sentence else {}
    words = {**(opened or {}), "act": entry.act, **subject}
    return HistoryLine(entry, act, _place(entry), outcome, sentence, words, erased=opened is None)


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
