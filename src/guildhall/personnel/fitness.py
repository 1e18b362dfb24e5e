"""What is looked at when a venue is inspected, and when the answers are whole (6.4, 7.4.3, 9.3.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guildhall.kernel.words import gettext_noop
from guildhall.personnel.models import VenueKind

MET, NOT_MET = "met", "not-met"

Answers = Mapping[str, Mapping[str, str]]
"""For each criterion what was ``found``, and the ``note`` on it."""


@dataclass(frozen=True)
class Criterion:
    """One thing that an inspection looks at; `kinds` says of which venues."""

    code: str
    words: str
    kinds: tuple[VenueKind, ...]


SITE, PLATFORM, BOTH = (VenueKind.SITE,), (VenueKind.PLATFORM,), (VenueKind.SITE, VenueKind.PLATFORM)

CRITERIA = (
    Criterion("quiet", gettext_noop("Rooms are quiet, light and aired for the whole time of an examination"), SITE),
    Criterion("spacing", gettext_noop("Places stand so that nobody can read from a neighbour's"), SITE),
    Criterion("safety", gettext_noop("Ways out are free and marked, and help can be called"), SITE),
    Criterion("custody", gettext_noop("Examination material can be locked away, and who has the key is known"), SITE),
    Criterion("entrance", gettext_noop("Nobody enters unseen while an examination goes on"), SITE),
    Criterion("network", gettext_noop("Power and network carry all places at once, and what to do without them"), SITE),
    Criterion(
        "access", gettext_noop("People with disabilities reach and use it, or what they need can be given"), BOTH
    ),
    Criterion("privacy", gettext_noop("Nobody else sees or hears what candidates tell of themselves"), BOTH),
    Criterion("identity", gettext_noop("Each candidate's identity is checked, and they are seen and heard"), PLATFORM),
    Criterion("secrecy", gettext_noop("Questions cannot be copied, recorded or read by others"), PLATFORM),
    Criterion(
        "load", gettext_noop("It carries the number that it is registered for, tried with that number"), PLATFORM
    ),
    Criterion("recovery", gettext_noop("Who loses the connection comes back without losing an answer"), PLATFORM),
    Criterion("recordings", gettext_noop("Recordings are kept under our control and deleted in time"), PLATFORM),
)
"""What is looked at, in this order."""


def asked(kind: str) -> list[Criterion]:
    """The criteria for a kind of venue."""
    return [each for each in CRITERIA if kind in each.kinds]


def unanswered(kind: str, answers: Answers) -> list[Criterion]:
    """Criteria without an answer, or not met without a note on what follows."""
    return [each for each in asked(kind) if not _is_answered(answers.get(each.code, {}))]


def _is_answered(answer: Mapping[str, Any]) -> bool:
    found = answer.get("found")
    return found == MET or (found == NOT_MET and bool(answer.get("note", "").strip()))
