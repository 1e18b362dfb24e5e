"""Search over names that are encrypted: a table of keyed hashes of all by which an owner may be looked for.

For every part of a name its beginnings (2 to 8 letters), the whole, and how it sounds; for e-mail, number and telephone
the exact value. The database sees only which owners share a term. Rows are deleted with the owner's key (`forget`).
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Case, IntegerField, Min, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Least

from guildhall.vault import keys, sounds
from guildhall.vault.fields import SealedModel
from guildhall.vault.models import Term

EXACT = ("email", "number", "phone")
"""What can be looked for exactly and in full."""
SHORTEST, LONGEST = 2, 8
MOST_WORDS = 6
SORTED_IN_MEMORY = 2_000

EXACTLY, WHOLE, BEGINNING, SOUND, MISSING = -1, 0, 1, 100, 10_000
"""How far a match is from what was typed; any number of beginnings comes before one that only sounds alike."""

S = TypeVar("S", bound=SealedModel)


def index(owner: UUID, *, name_parts: Iterable[str], exact: Mapping[str, str] | None = None) -> None:
    """Make an owner findable by these names and exact values and by nothing else, inside an act."""
    forget(owner)
    Term.objects.bulk_create(Term(term=term, owner=owner) for term in sorted(terms(name_parts, exact)))


def terms(name_parts: Iterable[str], exact: Mapping[str, str] | None = None) -> set[int]:
    """All by which an owner of these names and exact values is found."""
    found = {_number("exact", each) for each in _exact(exact or {})}
    for word in sounds.words(" ".join(name_parts)):
        found |= {_number("whole", word), *_beginnings(word), *(_number("sound", code) for code in sounds.codes(word))}
    return found


def forget(owner: UUID) -> None:
    """Make an owner unfindable, inside an act; part of every erasure."""
    Term.objects.filter(owner=owner).delete()


def find(text: str, limit: int = 50) -> list[UUID]:
    """The owners whom `text` may mean, best first, in one query.

    An exact e-mail address, number or telephone number first; then whose names hold every word typed, whole or by their
    beginning; then who only sounds like it.
    """
    exactly = [_number("exact", f"{kind}:{value}") for kind in EXACT if (value := normal(kind, text))]
    spoken = [_meant(word) for word in sounds.words(text)[:MOST_WORDS]]
    wanted = {*exactly, *(term for levels in spoken for term in levels)}
    found = (
        Term.objects.filter(term__in=wanted)
        .values("owner")
        .annotate(distance=Least(_is(exactly), _together(spoken)))
        .filter(distance__lt=MISSING)
        .order_by("distance", "owner")
    )
    return list(found.values_list("owner", flat=True)[:limit])


def find_exactly(kind: str, value: str) -> list[UUID]:
    """The owners with exactly this e-mail address, number or telephone number."""
    wanted = [_number("exact", each) for each in _exact({kind: value})]
    return list(Term.objects.filter(term__in=wanted).order_by("owner").values_list("owner", flat=True))


def normal(kind: str, value: str) -> str:
    """The spelling under which two exact values are the same: case and spaces never matter, nor a telephone's marks."""
    if kind == "phone":
        digits = "".join(c for c in value if c.isdecimal())
        return digits.removeprefix("00") if len(digits) >= 5 else ""
    return "".join(unicodedata.normalize("NFKC", value).casefold().split())


def by_name(
    records: QuerySet[S], name: Callable[[S], Sequence[str]], *, otherwise: str = "number"
) -> Sequence[S] | QuerySet[S]:
    """`records` in the order of their names where there are at most 2,000, otherwise in the order of their number.

    Names are opened in memory, their keys fetched in one query; who was erased comes last.
    """
    few = list(records[: SORTED_IN_MEMORY + 1])
    if len(few) > SORTED_IN_MEMORY:
        return records.order_by(otherwise)
    with keys.one_request():
        keys.fetch(_key_ids(few))
        return sorted(few, key=lambda record: _place(record, name))


def _place(record: S, name: Callable[[S], Sequence[str]]) -> tuple[bool, list[str], Any]:
    try:
        return False, [sounds.latin(part) for part in name(record)], record.pk
    except keys.KeyDestroyed:
        return True, [], record.pk


def _key_ids(records: Iterable[Any]) -> Iterable[UUID]:
    return (record.key_id for record in records)


def _exact(values: Mapping[str, str]) -> Iterable[str]:
    for kind, value in values.items():
        if kind not in EXACT:
            raise ValueError(f"'{kind}' is not looked for exactly; it is one of {', '.join(EXACT)}.")
        if same := normal(kind, value):
            yield f"{kind}:{same}"


def _beginnings(word: str) -> Iterable[int]:
    return (_number("begins", word[:length]) for length in range(SHORTEST, min(len(word), LONGEST) + 1))


def _meant(word: str) -> dict[int, int]:
    """Every term that may stand for a word typed, with how far it is from it."""
    meant = {_number("sound", code): SOUND for code in sounds.codes(word)}
    if len(word) >= SHORTEST:
        meant[_number("begins", word[:LONGEST])] = BEGINNING
    return meant | {_number("whole", word): WHOLE}


def _is(exactly: Iterable[int]) -> Min:
    return Min(Case(When(term__in=exactly, then=EXACTLY), default=MISSING, output_field=IntegerField()))


def _together(spoken: Sequence[Mapping[int, int]]) -> Combinable:
    """How far an owner is from all words typed together; beyond `MISSING` where one of them is not in their name."""
    if not spoken:
        return Value(MISSING)
    return reduce(add, (_distance(levels) for levels in spoken))


def _distance(levels: Mapping[int, int]) -> Min:
    cases = [When(term=term, then=level) for term, level in levels.items()]
    return Min(Case(*cases, default=MISSING, output_field=IntegerField()))


def _number(purpose: str, text: str) -> int:
    return int.from_bytes(keys.blind(f"search.{purpose}", text)[:8], signed=True)
