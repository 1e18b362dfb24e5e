"""Digests: from time to time the log of readings goes into the ledger, as one Merkle root over what is new."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.kernel.actors import Actor, machine
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.ledger import canonical, entries, guard, locks, merkle, running, streams
from guildhall.ledger.acts import act
from guildhall.ledger.models import Access, Digest, Digested, Entry
from guildhall.ledger.problems import Kind, Problem
from guildhall.vault import keys

SEQUENCER = machine("sequencer")
"""Under which name the house seals its own log."""

ACT = "ledger.access.digest"
LARGEST = 10_000
"""Readings in one digest at most."""


NOTHING = (0, merkle.EMPTY.hex())
"""Count and root of a digest that came just after another."""


@permission("is no person: the sequencer only")
def is_the_sequencer(*, by: Actor) -> Refusal | None:
    """Only the sequencer digests readings."""
    return Refusal(
        gettext_noop("No person does this; the house does it by itself."),
        mend=Mend(gettext_noop("Nothing needs to be done.")),
    )


@act(
    ACT,
    permission=is_the_sequencer,
    clauses=["2012:7.1.1", "2012:7.3.1", "2026:7.1"],
    machines=[SEQUENCER.name],
    sentence=gettext_noop("put a digest of the log of readings into the ledger"),
    label=gettext_noop("Digest the log of readings"),
)
def digest(*, by: Actor) -> int:
    """Put the Merkle root over the readings that no digest covers yet into the ledger; returns how many there were.

    From then on nobody can alter, remove or add one of them without being seen.
    """
    locks.lock([ACT])
    rows = list(_uncovered().order_by("id").values(*canonical.READ)[:LARGEST])
    root = merkle.root(merkle.leaf_hash(canonical.reading_data(row)) for row in rows)
    last = Digest.objects.order_by("-number").first()
    made = Digest(number=last.number + 1 if last else 1, count=len(rows), root=root)
    with guard.writing_as("ledger"):
        made.save(force_insert=True)
        Digested.objects.bulk_create(Digested(access=row["id"], digest=made.number) for row in rows)
    running.required().note("create", _ref(made.number), {"count": len(rows), "root": root.hex()})
    return len(rows)


def run() -> int:
    """Digest what has been read since the last digest; returns how many readings there were."""
    return digest(by=SEQUENCER) if _uncovered().exists() else 0


def broken_digests() -> Iterator[Problem]:
    """Where the log of readings is not what its digests say."""
    signed = _signed()
    kept = {each.number: (each.count, bytes(each.root).hex()) for each in Digest.objects.iterator()}
    found = dict(_recomputed())
    for number in sorted({*signed, *kept, *found}):
        if not signed.get(number) == kept.get(number) == found.get(number, NOTHING):
            sentence = f"Readings of digest {number} were altered, removed or added, or the digest was."
            yield Problem(Kind.READINGS, sentence)


def _uncovered() -> QuerySet[Access]:
    return Access.objects.filter(~Exists(Digested.objects.filter(access=OuterRef("id"))))


def _ref(number: int) -> str:
    return f"ledger.digest:{number}"


def _recomputed() -> Iterator[tuple[int, tuple[int, str]]]:
    for number, rows in groupby(streams.digested(), key=lambda row: int(row[0])):
        hashes = [merkle.leaf_hash(canonical.array(streams.texts(spelled))) for _, spelled in rows]
        yield number, (len(hashes), merkle.root(hashes).hex())


def _signed() -> dict[int, tuple[int, str]]:
    """Count and root of each digest as its entry holds them; the entry's HMAC binds them to the tree."""
    found: dict[int, tuple[int, str]] = {}
    for entry in Entry.objects.filter(act=ACT, outcome="done").iterator():
        payload = _bound_payload(entry)
        for _verb, ref, values in payload.get("changes", ()):
            found[int(ref.partition(":")[2])] = (values["count"], values["root"])
    return found


def _bound_payload(entry: Entry) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
    """What an entry holds, if it is what its leaf covers; nothing otherwise."""
    try:
        payload = entries.read_payload(entry)
    except keys.Forged:
        return {}
    return payload if keys.mac(keys.BODY, canonical.content(payload)) == bytes(entry.mac) else {}
