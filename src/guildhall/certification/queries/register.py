"""What the public register answers: by number and surname, by the secret of a QR code, by name with consent.

The look-up is one question for a blind index of number and surname together: a number that does not exist, a name that
is not the holder's and a certification that was erased are the same answer in the same time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.certification.lifecycles import CERTIFICATION, STANDING, CertificationState
from guildhall.certification.models import Certificate, Certification
from guildhall.certification.queries.certifications import certifications
from guildhall.kernel import clock
from guildhall.ledger.models import Entry, Leaf
from guildhall.vault import keys, search, sounds

MOST = 10
"""How many certifications a search by name shows at most: the register is asked, and not copied."""


class Word(StrEnum):
    """The one word with which the register answers."""

    VALID = "valid"
    NOT_YET = "not-yet"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SURRENDERED = "surrendered"


@dataclass(frozen=True)
class Answer:
    """What the register says of one certification, at the moment `asked_at`.

    `holder` is the name as it stands on the certificate. `since` is when it came to stand so; `entry` the place in the
    ledger of what was last done with its status, None while that waits for its number.
    """

    certification: Certification
    word: Word
    holder: str
    since: datetime
    asked_at: datetime
    entry: int | None

    @property
    def is_valid(self) -> bool:
        return self.word is Word.VALID

    @property
    def status(self) -> str:
        """The word, in the reader's language."""
        if self.word is Word.NOT_YET:
            return _("Not yet valid")
        state = CertificationState.ACTIVE if self.is_valid else CertificationState(self.word)
        return _(CERTIFICATION.words[state])

    @property
    def sentence(self) -> str:
        """Whether it is valid today, in a whole sentence."""
        if self.is_valid:
            return _("This certification is valid today.")
        return _("This certification is not valid today.")

    @property
    def begins(self) -> date:
        return self.certification.effective_on

    @property
    def ends(self) -> date:
        return self.certification.expires_on


def look_up_of(number: str, family_name: str) -> str:
    """The blind index by which a certification is found; how a name is spelled and written matters little."""
    name = " ".join(sounds.words(family_name))
    return keys.blind("register", f"{number.strip().upper()}|{name}").hex()


def register_answer(*, number: str, family_name: str) -> Answer | None:
    """What the register says of a number, to who knows the holder's surname; None tells nothing beyond that."""
    asked = look_up_of(number, family_name)
    found = certifications().filter(look_up=asked, person__erased_at__isnull=True).first()
    return _answer(found) if found else None


def with_secret(secret: str) -> Answer | None:
    """What the register says to who holds the address in the QR code of a certificate."""
    found = certifications().filter(secret=secret, person__erased_at__isnull=True).first()
    return _answer(found) if found else None


def by_name(name: str) -> list[Answer]:
    """The certifications of who consented to be found by name; a given name and a surname are asked for."""
    if len(sounds.words(name)) < 2:
        return []
    named: list[UUID] = search.find(name, limit=MOST)
    found = certifications().filter(person_id__in=named, listed=True, person__erased_at__isnull=True)
    return [_answer(each) for each in found.order_by("number")[:MOST]]


def _answer(certification: Certification) -> Answer:
    return Answer(
        certification=certification,
        word=_word(certification),
        holder=_holder(certification),
        since=certification.state_since,
        asked_at=clock.now(),
        entry=_entry(certification),
    )


def _word(certification: Certification) -> Word:
    """Never valid when it is not: the days of the term count, whether or not the clock's work was done already."""
    if certification.state not in STANDING:
        return Word(certification.state)
    if certification.expires_on < clock.today():
        return Word.EXPIRED
    if certification.state == CertificationState.SUSPENDED:
        return Word.SUSPENDED
    return Word.NOT_YET if certification.effective_on > clock.today() else Word.VALID


def _holder(certification: Certification) -> str:
    last = Certificate.objects.filter(certification=certification).order_by("-ordinal").first()
    return last.holder if last else certification.person.name


def _entry(certification: Certification) -> int | None:
    """The place in the ledger of what last changed the status."""
    moves = [f"certification.certification.{move.name}" for move in CERTIFICATION.moves]
    last = Entry.objects.filter(subject=certification.ref, act__in=moves, outcome="done").order_by("-id").first()
    return Leaf.objects.filter(entry=last.id).values_list("index", flat=True).first() if last else None
