"""The criteria of a decision, each with what meets it, until when, and the record behind it.

What a grant asks: every requirement of the scheme version, every component, who was examined, what was signed, and that
nothing that was asked for is undecided. R-05 counts what is open here; the page shows all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.applications import queries as applications
from guildhall.applications.models import Application, SignatureKind, Verdict
from guildhall.certification.models import DecisionFile
from guildhall.exams import queries as exams
from guildhall.exams.models import Candidacy, Channel, Result
from guildhall.kernel import clock
from guildhall.schemes.models import SchemeVersion

SOON = timedelta(days=30)
"""How long before its end a criterion is said to be over soon."""

DAY = "j M Y"
IDENTITY, SAFEGUARD, ARRANGEMENTS = "identity", "safeguard", "arrangements"
Link = tuple[object, ...]


class Standing(StrEnum):
    """How a criterion stands on a day."""

    MET = "met"
    SOON = "soon"
    OPEN = "open"


@dataclass(frozen=True)
class Criterion:
    """One thing that must hold. `code` names it in a refusal, `detail` says what meets it or `why` it is open.

    `met_on` is when it was met, `until` how long it is, `link` the record behind it.
    """

    code: str
    title: str
    detail: str = ""
    why: str = ""
    met_on: date | None = None
    until: date | None = None
    link: Link = ()

    def standing(self, day: date) -> Standing:
        """Met, met but soon over, or open."""
        if self.why:
            return Standing.OPEN
        return Standing.SOON if self.until and self.until - day <= SOON else Standing.MET


def codes(version: SchemeVersion) -> dict[str, str]:
    """The criteria of a scheme version that a refusal may name, each with its words (R-06)."""
    asked = {each.code: each.words for each in version.requirements.order_by("position", "code")}
    parts = {each.code: each.title for each in version.components.order_by("position", "code")}
    signed = {str(kind.value): str(kind.label) for kind in SignatureKind}
    return {**asked, **parts, **signed}


def open_criteria(file: DecisionFile, day: date | None = None) -> list[Criterion]:
    """What is not met on `day`, today by default; empty where a grant may be given."""
    return [each for each in criteria(file, day) if each.why]


def criteria(file: DecisionFile, day: date | None = None) -> list[Criterion]:
    """Every criterion of a grant as it stands on `day`; nothing for a decision on the status of a certification."""
    if file.candidacy is None:
        return []
    asked = day or clock.today()
    application = file.candidacy.application
    return [
        *_requirements(application, asked),
        *_components(file.candidacy, asked),
        _identity(file.candidacy),
        *(_signature(application, kind) for kind in SignatureKind),
        *_arrangements(application),
        *_safeguard(application),
    ]


def _requirements(application: Application, day: date) -> Iterator[Criterion]:
    missing = {each.requirement.pk: each.why for each in applications.open_requirements(application, day=day)}
    found = applications.results_of(application)
    for requirement in applications.requirements(application):
        result = found.get(requirement.pk)
        yield Criterion(
            requirement.code,
            requirement.words,
            detail=str(Verdict(result.verdict).label) if result else "",
            why=missing.get(requirement.pk, ""),
            met_on=clock.day_of(result.found_at) if result else None,
            until=result.valid_until if result else None,
            link=("applications:application", application.pk),
        )


def _components(candidacy: Candidacy, day: date) -> Iterator[Criterion]:
    for each in exams.standing(candidacy):
        too_old = each.counts_until is not None and each.counts_until < day
        counts = None if too_old else each.passed
        yield Criterion(
            each.component.code,
            each.component.title,
            detail=_score(counts) if counts else "",
            why="" if counts else _("not passed, or the pass no longer counts"),
            met_on=clock.day_of(counts.released_at) if counts and counts.released_at else None,
            until=each.counts_until,
            link=("exams:attempt", counts.attempt_id) if counts else (),
        )


def _score(result: Result) -> str:
    """'46 of 60, cut 41 (WTT-F-07), 18 Nov 2026'."""
    attempt = result.attempt
    given = attempt.form or attempt.checklist
    return _("%(score)s of %(maximum)s, cut %(cut)s%(by)s, %(day)s") % {
        "score": plain_number(result.score),
        "maximum": plain_number(result.maximum),
        "cut": plain_number(result.cut),
        "by": f" ({given})" if given else "",
        "day": date_format(clock.day_of(attempt.completed_at or result.scored_at), DAY),
    }


def plain_number(number: Decimal) -> str:
    """A score as people write it: 46, not 46.000."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _identity(candidacy: Candidacy) -> Criterion:
    """Whoever passed was identified: at the check-in, or by the provider's signed report."""
    counting = [each.passed.attempt for each in exams.standing(candidacy) if each.passed]
    unseen = [each for each in counting if each.checked_in_at is None and each.channel != Channel.PROVIDER]
    seen_on = max((clock.day_of(each.checked_in_at) for each in counting if each.checked_in_at), default=None)
    why = _("at an attempt that counts nobody checked it") if unseen or not counting else ""
    detail = _("Checked at every attempt that counts")
    return Criterion(IDENTITY, _("Identity verified"), "" if why else detail, why, seen_on)


def _signature(application: Application, kind: SignatureKind) -> Criterion:
    signature = applications.signed(application, kind)
    if signature is None:
        return Criterion(str(kind.value), str(kind.label), why=_("not signed"))
    detail = _("Signed %(day)s, in the words of %(version)s") % {
        "day": date_format(signature.signed_on, DAY),
        "version": signature.version_number,
    }
    link = ("applications:application", application.pk)
    return Criterion(str(kind.value), str(kind.label), detail, met_on=signature.signed_on, link=link)


def _arrangements(application: Application) -> Iterator[Criterion]:
    """Special arrangements are no criterion of certification; that a request is decided is one of the file."""
    title = _("Special arrangements")
    if waiting := applications.undecided_accommodation(application):
        yield Criterion(ARRANGEMENTS, title, why=_("%(number)s is not decided yet") % {"number": waiting.number})
    elif granted := applications.accommodation_of(application):
        yield Criterion(ARRANGEMENTS, title, _("Granted and applied (%(number)s)") % {"number": granted.number})


def _safeguard(application: Application) -> Iterator[Criterion]:
    """Whom the body employs is certified only with the record of how impartiality is kept (R-13)."""
    if not (application.employed or application.person.is_personnel):
        return
    title = _("Safeguard for an applicant of the body's own personnel")
    if application.safeguard_at is None:
        yield Criterion(SAFEGUARD, title, why=_("not recorded"))
    else:
        yield Criterion(SAFEGUARD, title, _("Recorded"), met_on=clock.day_of(application.safeguard_at))
