"""Is the body a legal entity that can be found, accredited as it says, covered, and paid by more than one?"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from guildhall.governance.lifecycles.body import AccreditationState
from guildhall.governance.models import Accreditation, Cover
from guildhall.governance.queries import body
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record

YEAR = timedelta(days=365)


@control(
    "governance.entity_is_described",
    title=gettext_noop("A legal entity answers for what the body does"),
    clauses=["2012:4.1", "2026:4.1"],
    events=["governance.entity.*"],
)
def entity_is_described() -> Answer:
    """The entity is described, and the name on public pages and certificates is its own or the one it is known by."""
    entity = body.entity()
    if entity is None:
        return _lacking(gettext_noop("does not say which legal entity answers for it"), ("governance:entity",))
    names = {entity.name, entity.known_as}
    stranger = gettext_noop("is not the name that the body bears on public pages and certificates")
    link = ("governance:entity",)
    bears = settings.GUILDHALL.body_name in names
    return Answer(findings=[] if bears else [Finding(entity.ref, entity.number, stranger, link)], looked_at=1)


@control(
    "governance.registration_is_proved",
    title=gettext_noop("The registration of the legal entity is proved, and the proof is not old"),
    clauses=["2012:4.1", "2026:4.1"],
    events=["governance.registration.*"],
)
def registration_is_proved() -> Answer:
    """A proof is filed, and none of those that count is past the day on which it is asked for anew."""
    proofs = list(body.registrations())
    if not proofs:
        return _lacking(gettext_noop("has filed no proof that its legal entity exists"), ("governance:entity",))
    old = [each for each in proofs if each.review_on < clock.today()]
    sentence = gettext_noop("is past the day on which it is asked for anew")
    return _about(old, sentence, "governance:registration", proofs, _next(each.review_on for each in proofs))


@control(
    "governance.accreditation_is_true",
    title=gettext_noop("Accreditations are in force, and reported on in time"),
    clauses=["2012:7.2.4", "2026:7.2"],
    events=["governance.accreditation.*"],
)
def accreditation_is_true() -> Answer:
    """No accreditation stands past its last day, and none waits for a report that was due."""
    standing = list(Accreditation.objects.filter(state=AccreditationState.IN_FORCE).order_by("number"))
    if not standing:
        return Answer(not_applicable=gettext_noop("The body refers to no accreditation."))
    today = clock.today()
    late = [each for each in standing if each.until_on < today or (each.report_on and each.report_on < today)]
    days = [day for each in standing for day in (each.until_on, each.report_on) if day]
    sentence = gettext_noop("is past its last day, or its report is overdue")
    return _about(late, sentence, "governance:accreditation", standing, _next(days))


@control(
    "governance.liability_is_covered",
    title=gettext_noop("What the body may become liable for is assessed and covered"),
    clauses=["2012:4.4", "2026:4.4"],
    events=["governance.cover.*", "governance.liability.*"],
)
def liability_is_covered() -> Answer:
    """The liability is assessed and not past its review, and insurances and reserves in force reach its amount."""
    assessed, today = body.liability(), clock.today()
    if assessed is None:
        return _lacking(gettext_noop("has not assessed what it may become liable for"), ("governance:entity",))
    covers = list(body.covers_on(today))
    changes = _next([assessed.review_on, *(each.until_on for each in covers)])
    link = ("governance:liability", str(assessed.pk))
    wrong = [gettext_noop("is past the day of its review")] if assessed.review_on < today else []
    if body.covered(today, assessed.currency) < assessed.amount:
        wrong += [gettext_noop("names more than insurances and reserves in force cover")]
    findings = [Finding(assessed.ref, assessed.number, sentence, link) for sentence in wrong]
    return Answer(findings=findings, looked_at=len(covers) + 1, changes_on=changes)


@control(
    "governance.covers_run",
    title=gettext_noop("Insurances and reserves that count are in force"),
    clauses=["2012:4.4", "2026:4.4"],
    events=["governance.cover.*"],
)
def covers_run() -> Answer:
    """No cover stands past its last day."""
    standing = list(Cover.objects.filter(state="in-force").order_by("number"))
    over = [each for each in standing if each.until_on < clock.today()]
    sentence = gettext_noop("stands although its last day has passed")
    return _about(over, sentence, "governance:cover", standing, _next(each.until_on for each in standing))


@control(
    "governance.money_is_reviewed",
    title=gettext_noop("Top management looks every year at the money and at who brings it"),
    clauses=["2012:4.4", "2012:4.3.5", "2026:4.4"],
    events=["governance.year.*"],
)
def money_is_reviewed() -> Answer:
    """A year was reviewed within the last twelve months, and its money was found to be enough."""
    last = body.reviewed_years().first()
    if last is None or last.reviewed_at is None:
        return _lacking(gettext_noop("has reviewed the money of no year"), ("governance:entity",))
    until = clock.day_of(last.reviewed_at) + YEAR
    link = ("governance:year", str(last.pk))
    wrong = [gettext_noop("is the last year that was reviewed, more than twelve months ago")] * (until < clock.today())
    wrong += [gettext_noop("was found not to bring enough money to run certification")] * (last.is_enough is False)
    findings = [Finding(last.ref, last.number, sentence, link) for sentence in wrong]
    return Answer(findings=findings, looked_at=1, changes_on=until + timedelta(days=1))


def _lacking(sentence: str, link: tuple[str, ...]) -> Answer:
    """The body itself is what offends: something that it must have is not there."""
    scopes = Scope.objects.filter(kind=Scope.Kind.BODY)
    return Answer(findings=[Finding(each.ref, each.number, sentence, link) for each in scopes], looked_at=1)


def _about(
    offending: Iterable[Any], sentence: str, route: str, all_of: Sequence[Record], changes_on: date | None
) -> Answer:
    return Answer(
        findings=[Finding(each.ref, each.number, sentence, (route, str(each.pk))) for each in offending],
        looked_at=len(all_of),
        changes_on=changes_on,
    )


def _next(days: Iterable[date]) -> date | None:
    """The day after the first of these that lies ahead: then the answer differs by time alone."""
    ahead = [day for day in days if day >= clock.today()]
    return min(ahead) + timedelta(days=1) if ahead else None
