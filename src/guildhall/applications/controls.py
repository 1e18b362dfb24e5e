"""What conformity looks at in this room."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from guildhall.applications.lifecycles import ALIVE, UNDECIDED, AccommodationState, ApplicationState
from guildhall.applications.models import (
    Accommodation,
    Application,
    RequirementResult,
    Signature,
    SignatureKind,
    Verdict,
)
from guildhall.identity.models import Condition, Grant
from guildhall.identity.roles import ACCOMMODATION_OFFICER, ELIGIBILITY_REVIEWER, Role
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record
from guildhall.notices import timers
from guildhall.personnel.models import Clearance
from guildhall.schemes.models import Stage

M = TypeVar("M", bound=Record)

ADMITTED = (ApplicationState.ACCEPTED, ApplicationState.CLOSED)
WAITS_FOR_US = (ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW)
REVIEW = ("2012:9.1.3", "2026:9.2")


def _application(application: Application, sentence: str) -> Finding:
    link = ("applications:application", str(application.pk))
    return Finding(application.ref, application.number, sentence, link)


def _accommodation(asked: Accommodation, sentence: str) -> Finding:
    return Finding(asked.ref, asked.number, sentence, ("applications:accommodation", str(asked.pk)))


def _named(applications: Iterable[Application], sentence: str) -> list[Finding]:
    return [_application(each, sentence) for each in applications]


@control(
    "applications.admitted_met_what_was_due",
    title=gettext_noop("Whoever was admitted met every requirement that was due"),
    clauses=REVIEW,
    events=["applications.application.*"],
)
def admitted_met_what_was_due() -> Answer:
    """Nobody was admitted without one result, met or not applicable, for each requirement due at application."""
    met = Q(results__requirement__stage=Stage.APPLICATION) & ~Q(results__verdict=Verdict.NOT_MET)
    admitted = Application.objects.filter(state__in=ADMITTED)
    short = admitted.annotate(
        due=Count("version__requirements", filter=Q(version__requirements__stage=Stage.APPLICATION), distinct=True),
        met=Count("results", filter=met, distinct=True),
    ).filter(met__lt=F("due"))
    sentence = gettext_noop("was admitted with a requirement that was due and has no result, or was found not met")
    return Answer(findings=_named(short, sentence), looked_at=admitted.count())


@control(
    "applications.judges_were_authorised",
    title=gettext_noop("Who judged applications and special arrangements was authorised on that day"),
    clauses=["2012:9.1.3", "2012:9.2.5", "2012:6.1.3", "2026:9.2", "2026:6.1"],
    events=["applications.application.*", "applications.accommodation.*", "identity.grant.*"],
)
def judges_were_authorised() -> Answer:
    """Every result, admission, rejection and arrangement is by somebody who held the role for that scheme that day."""
    results = RequirementResult.objects.select_related("application")
    decided = Application.objects.filter(decided_at__isnull=False)
    arranged = Accommodation.objects.filter(decided_at__isnull=False)
    named = {each.application_id: each.application for each in _unheld(results, "found", ELIGIBILITY_REVIEWER)}
    named |= {each.pk: each for each in _unheld(decided, "decided", ELIGIBILITY_REVIEWER, "")}
    sentence = gettext_noop("was judged by somebody who did not hold the role for that scheme on that day")
    arrangements = _unheld(arranged, "decided", ACCOMMODATION_OFFICER)
    return Answer(
        findings=[
            *_named(named.values(), sentence),
            *(_accommodation(each, sentence) for each in arrangements),
        ],
        looked_at=results.count() + decided.count() + arranged.count(),
    )


def _unheld(rows: QuerySet[M], what: str, role: Role, through: str = "application__") -> QuerySet[M]:
    """The rows whose ``<what>_by`` held no grant of `role` for the application's scheme on the day of ``<what>_at``.

    What a condition of a grant says is what it says now: one that was met again since counts as met then.
    """
    unmet = Condition.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__lt=OuterRef(OuterRef("on"))), grant=OuterRef("pk")
    )
    held = Grant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("on")),
        Q(ended_at__isnull=True) | Q(ended_at__gte=OuterRef(f"{what}_at")),
        role=role.code,
        person=OuterRef(f"{what}_by"),
        scope=OuterRef(f"{through}version__scheme__scope"),
        from_on__lte=OuterRef("on"),
    )
    on = TruncDate(f"{what}_at", tzinfo=ZoneInfo(settings.TIME_ZONE))
    unheld: QuerySet[M] = rows.annotate(on=on).filter(~Exists(held.exclude(Exists(unmet))))
    return unheld


@control(
    "applications.reviewers_declared",
    title=gettext_noop("Who reviews an application has declared on conflicts in it, and it is not their own"),
    clauses=["2012:6.2.1", "2012:4.3.7", "2012:9.1.3", "2026:6.2", "2026:4.3"],
    events=["applications.application.*", "personnel.clearance.*"],
)
def reviewers_declared() -> Answer:
    """Nobody reviewed or decided on an application without a declaration on it, or on their own."""
    reviewed = Application.objects.filter(reviewer_by__isnull=False)
    prefix = f"{Application._meta.label_lower}:"
    declared = set(Clearance.objects.filter(about__startswith=prefix).values_list("person_id", "about"))
    findings = []
    for each in reviewed.only("number", "person", "reviewer_by", "decided_by"):
        judges = {each.reviewer_by_id, each.decided_by_id} - {None}
        if each.person_id in judges:
            findings.append(_application(each, gettext_noop("was reviewed by whoever applied")))
        elif any((judge, each.ref) not in declared for judge in judges):
            findings.append(_application(each, gettext_noop("was reviewed without a declaration on conflicts")))
    return Answer(findings=findings, looked_at=reviewed.count())


@control(
    "applications.nobody_waits_too_long",
    title=gettext_noop("No application waits for the body longer than the scheme allows"),
    clauses=REVIEW,
    events=["applications.application.*"],
)
def nobody_waits_too_long() -> Answer:
    """No application that waits for the body has stood longer than the scheme's time since it was submitted (T-21)."""
    waiting = Application.objects.filter(state__in=WAITS_FOR_US)
    lengths = set(waiting.values_list("version__application_days", flat=True))
    late = waiting.filter(reduce(or_, map(_over, lengths), Q(pk__isnull=True)))
    return Answer(
        findings=_named(late, gettext_noop("waits for the body longer than the scheme allows")),
        looked_at=waiting.count(),
        changes_on=_next_day(waiting.exclude(pk__in=late)),
    )


def _over(days: int) -> Q:
    """Applications under schemes that allow so many `days`, and that were submitted before that."""
    first = datetime.combine(clock.today() - timedelta(days=days), time(), ZoneInfo(settings.TIME_ZONE))
    return Q(version__application_days=days, submitted_at__lt=first)


def _next_day(waiting: QuerySet[Application]) -> date | None:
    """The day after the first of `waiting` reaches its last day."""
    ends = (
        clock.day_of(submitted_at) + timedelta(days=days + 1)
        for submitted_at, days in waiting.values_list("submitted_at", "version__application_days")
        if submitted_at
    )
    return min(ends, default=None)


@control(
    "applications.rejections_have_reasons",
    title=gettext_noop("Rejections and refusals say why"),
    clauses=["2012:9.1.3", "2012:9.2.5", "2012:9.8.3", "2026:9.2", "2026:9.8"],
    events=["applications.application.*", "applications.accommodation.*"],
)
def rejections_have_reasons() -> Answer:
    """No application was rejected without reasons and a requirement not met; nothing was refused without reasons."""
    rejected = Application.objects.filter(state=ApplicationState.REJECTED)
    refused = Accommodation.objects.filter(state__in=(AccommodationState.REFUSED, AccommodationState.PARTLY))
    baseless = ~Exists(RequirementResult.objects.filter(application=OuterRef("pk"), verdict=Verdict.NOT_MET))
    sentence = gettext_noop("was turned down without reasons that rest on a requirement")
    return Answer(
        findings=[
            *_named(rejected.filter(Q(reasons__empty=True) | baseless), sentence),
            *(
                _accommodation(each, gettext_noop("was refused, in whole or in part, without reasons"))
                for each in refused.filter(reasons__empty=True)
            ),
        ],
        looked_at=rejected.count() + refused.count(),
    )


@control(
    "applications.arrangements_are_decided_in_time",
    title=gettext_noop("Special arrangements are decided in time"),
    clauses=["2012:9.2.5", "2026:9.1"],
    events=["applications.accommodation.*", "applications.application.*"],
)
def arrangements_are_decided_in_time() -> Answer:
    """No request for special arrangements of somebody who may still be examined waits longer than T-22 allows."""
    period = timers.length("T-22")
    waiting = Accommodation.objects.filter(state__in=UNDECIDED, application__state__in=ALIVE)
    ends = {each.pk: period.after(clock.day_of(each.requested_at)) for each in waiting} if period else {}
    today = clock.today()
    sentence = gettext_noop("has waited too long for its decision")
    return Answer(
        findings=[_accommodation(each, sentence) for each in waiting if ends.get(each.pk, today) < today],
        looked_at=len(waiting),
        changes_on=min((end + timedelta(days=1) for end in ends.values() if end >= today), default=None),
    )


@control(
    "applications.own_personnel_has_a_safeguard",
    title=gettext_noop("The body's own personnel is admitted only with a safeguard"),
    clauses=["2012:6.1.8", "2012:4.3.7", "2026:6.1", "2026:4.3"],
    events=["applications.application.*"],
)
def own_personnel_has_a_safeguard() -> Answer:
    """Nobody of the body's own personnel was admitted without a safeguard, recorded by who has no part in it."""
    flagged = Application.objects.filter(employed=True)
    if not flagged.exists():
        return Answer(not_applicable=gettext_noop("Nobody of the body's own personnel has applied."))
    bare = flagged.filter(state__in=ADMITTED, safeguard_at__isnull=True)
    own = flagged.filter(Q(safeguard_by=F("person")) | Q(safeguard_by=F("reviewer_by")))
    return Answer(
        findings=[
            *_named(bare, gettext_noop("was admitted without a safeguard, though the applicant works for the body")),
            *_named(own, gettext_noop("has a safeguard by somebody who has a part in it")),
        ],
        looked_at=flagged.count(),
    )


@control(
    "applications.submissions_are_whole",
    title=gettext_noop("Submitted applications are signed and whole"),
    clauses=["2012:9.1.1", "2012:9.1.2", "2012:9.7.2", "2026:9.2", "2026:9.7"],
    events=["applications.application.*", "applications.signature.*"],
)
def submissions_are_whole() -> Answer:
    """No application stands beyond its draft without overview, identification, answer to the notice and agreement."""
    submitted = Application.objects.filter(submitted_at__isnull=False)
    agreement = Signature.objects.filter(
        application=OuterRef("pk"), kind=SignatureKind.AGREEMENT, version_number=OuterRef("version__number")
    )
    late = Q(overview_at__isnull=True) | Q(overview_at__gt=F("submitted_at"))
    holes = late | Q(needs_help__isnull=True) | Q(identity_document__empty=True) | ~Exists(agreement)
    sentence = gettext_noop("was submitted without overview, identification, answer to the notice, or agreement")
    return Answer(findings=_named(submitted.filter(holes), sentence), looked_at=submitted.count())


@control(
    "applications.findings_rest_on_evidence",
    title=gettext_noop("What was found met rests on evidence, or says on what instead"),
    clauses=["2012:9.1.2", "2012:9.1.3", "2026:9.2"],
    events=["applications.application.find", "applications.evidence.*"],
)
def findings_rest_on_evidence() -> Answer:
    """No requirement was found met without evidence in the file and without a described equivalent."""
    met = RequirementResult.objects.filter(verdict=Verdict.MET).select_related("application")
    bare = met.filter(reasons__empty=True, rests_on=[])
    named = {each.application_id: each.application for each in bare}
    sentence = gettext_noop("has a requirement that was found met on nothing")
    return Answer(findings=_named(named.values(), sentence), looked_at=met.count())
