"""Which procedure governs the life of a record, in which version, and what became of it since (10.2.2, 10.2.3 d).

Each lifecycle of the house names its procedure by its code. When a record's life begins, a follower notes the version
in force at that moment, so that years later nobody has to guess by which rules a case was treated.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Manager, Model, QuerySet
from django.utils.translation import gettext

from guildhall.documents import queries
from guildhall.documents.lifecycles import IN_EFFECT
from guildhall.documents.models import DocumentVersion, Governed
from guildhall.kernel.lifecycles import Lifecycle
from guildhall.ledger.models import Entry, Outcome
from guildhall.ledger.records import Record

BEGINS = "documents.version.take-effect"
ENDS = ("documents.version.supersede", "documents.version.withdraw")


@dataclass(frozen=True)
class Life:
    """A kind of record whose life a procedure governs."""

    model: type[Record]
    lifecycle: Lifecycle

    @property
    def kind(self) -> str:
        """The kind in the ledger's words: ``recourse.appeal``."""
        return self.model._meta.label_lower

    @property
    def procedure(self) -> str:
        return self.lifecycle.procedure

    def open(self) -> QuerySet[Record]:
        """The records of this kind whose life has not ended."""
        everyone: Manager[Any] = self.model._base_manager
        return everyone.exclude(state__in=self.lifecycle.final_states())


@dataclass(frozen=True)
class Replaced:
    """Records that are still open and began under a version that is no longer in effect."""

    life: Life
    version: DocumentVersion
    count: int

    @property
    def noun(self) -> str:
        """What these records are called, in the reader's language."""
        return gettext(self.life.lifecycle.noun)


@cache
def lives() -> dict[str, Life]:
    """Every kind of record that has a procedure, by its name in the ledger."""
    found = (life for model in apps.get_models() if (life := _life(model)))
    return {each.kind: each for each in sorted(found, key=lambda life: life.kind)}


def _life(model: type[Model]) -> Life | None:
    lifecycle = model.lifecycle if issubclass(model, Record) else None
    return Life(model, lifecycle) if issubclass(model, Record) and lifecycle and lifecycle.procedure else None


def procedures() -> dict[str, list[Life]]:
    """Every procedure that a lifecycle names, with the kinds of records that it governs."""
    gathered: dict[str, list[Life]] = {}
    for life in lives().values():
        gathered.setdefault(life.procedure, []).append(life)
    return dict(sorted(gathered.items()))


def missing() -> list[str]:
    """The procedures that a lifecycle names and of which no version is in effect."""
    there = set(queries.in_effect().filter(document__code__in=procedures()).values_list("document__code", flat=True))
    return [code for code in procedures() if code not in there]


def began(entry: Entry) -> Life | None:
    """The kind of record whose life begins with an entry; None where none does, or nothing governs it."""
    begins = entry.outcome == Outcome.DONE and not entry.before and entry.after
    return lives().get(entry.subject.partition(":")[0]) if begins else None


def in_force(code: str, before: UUID) -> DocumentVersion | None:
    """The version of a procedure that was in force when the entry `before` was written, as the ledger tells it."""
    document = queries.document(code)
    if document is None:
        return None
    told = Entry.objects.filter(line=document.ref, act__in=[BEGINS, *ENDS], outcome=Outcome.DONE, id__lt=before)
    rows = list(told.order_by("id").values_list("act", "subject"))
    over = {subject for act, subject in rows if act in ENDS}
    standing = [UUID(subject.partition(":")[2]) for act, subject in rows if act == BEGINS and subject not in over]
    return queries.spoken(list(queries.versions().filter(pk__in=standing)), settings.LANGUAGE_CODE)


def of(record: Record) -> Governed | None:
    """Under which procedure a record began; None where nothing governs it, or it is not noted yet."""
    if record._meta.label_lower not in lives():
        return None
    found = Governed.objects.filter(kind=record._meta.label_lower, record=record.pk)
    return found.select_related("version__document").first()


def replaced() -> list[Replaced]:
    """What is open and began under a version that was replaced since; a few queries for each kind that has some."""
    stale = Governed.objects.filter(version__isnull=False).exclude(version__state__in=IN_EFFECT)
    pairs = list(stale.values_list("kind", "version").distinct())
    versions = queries.versions().in_bulk({version for _, version in pairs})
    found = [_replaced(lives()[kind], versions[version]) for kind, version in pairs if kind in lives()]
    return sorted((each for each in found if each.count), key=_place)


def _replaced(life: Life, version: DocumentVersion) -> Replaced:
    began_so = Governed.objects.filter(kind=life.kind, version=version).values("record")
    return Replaced(life, version, life.open().filter(pk__in=began_so).count())


def _place(each: Replaced) -> tuple[str, str, int]:
    return each.life.procedure, each.life.kind, each.version.ordinal


def nouns(found: Iterable[Life]) -> Iterator[str]:
    """What the records of these kinds are called, each once, not yet translated."""
    return iter(dict.fromkeys(each.lifecycle.noun for each in found))
