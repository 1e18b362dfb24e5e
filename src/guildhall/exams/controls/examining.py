"""What conformity looks at in this room: what an assessor asks of forms, sittings, attempts, markings and results."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from guildhall.applications.lifecycles import AccommodationState
from guildhall.applications.models import Accommodation
from guildhall.exams.delivery import digests
from guildhall.exams.lifecycles import AWAITED, AttemptState, FormState, MarkingState, SittingState
from guildhall.exams.models import (
    Attempt,
    Channel,
    Duty,
    Form,
    FormItem,
    Irregularity,
    Marking,
    Part,
    Result,
    Sitting,
    SittingStaff,
)
from guildhall.exams.permissions import ROLE_OF_DUTY
from guildhall.identity.models import Grant
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record
from guildhall.notices import timers
from guildhall.personnel.lifecycles import TrainingState
from guildhall.personnel.models import Clearance, Exemption, Training
from guildhall.schemes.models import BlueprintRow, Component

BEGUN = (SittingState.OPEN, SittingState.CLOSED, SittingState.RECONCILED)
SEPARATION = timedelta(days=730)
"""The 24 months between training somebody and examining them, in days, as a query counts."""

LOG_WITHIN = timedelta(days=14)
"""How soon after a sitting its log is complete (our own choice)."""

ENOUGH = 20
"""From how many attempts a year on raters are to be compared."""


def _named(records: Iterable[Record], page: str, sentence: str) -> list[Finding]:
    return [Finding(each.ref, str(each), sentence, (f"exams:{page}", str(each.pk))) for each in records]


def _sat() -> QuerySet[Attempt]:
    """Attempts in which a candidate was there, in the body's own hands."""
    there = Q(started_at__isnull=False) | Q(completed_at__isnull=False)
    return Attempt.objects.filter(there).exclude(channel=Channel.PROVIDER)


@control(
    "exams.identities_were_checked",
    title=gettext_noop("Every candidate's identity was checked before they began"),
    clauses=["2012:7.4.3", "2026:7.4"],
    events=["exams.attempt.*"],
)
def identities_were_checked() -> Answer:
    """Nobody sat an examination without a check of their identity, by a person, before it."""
    sat = _sat()
    late = Q(checked_in_at__gt=F("started_at")) | Q(checked_in_at__gt=F("completed_at"))
    unchecked = sat.filter(Q(checked_in_by__isnull=True) | late)
    sentence = gettext_noop("was sat without a check of the identity before it")
    return Answer(findings=_named(unchecked, "attempt", sentence), looked_at=sat.count())


@control(
    "exams.secrecy_was_pledged",
    title=gettext_noop("Every candidate pledged secrecy and honesty before they saw the examination"),
    clauses=["2012:7.4.3", "2026:7.4"],
    events=["exams.attempt.*"],
)
def secrecy_was_pledged() -> Answer:
    """Nobody saw an examination before they pledged to keep it to themselves and to work honestly."""
    sat = _sat()
    late = Q(pledged_at__gt=F("started_at")) | Q(pledged_at__gt=F("completed_at"))
    unpledged = sat.filter(Q(pledged_at__isnull=True) | late)
    sentence = gettext_noop("was sat before secrecy and honesty were pledged")
    return Answer(findings=_named(unpledged, "attempt", sentence), looked_at=sat.count())


@control(
    "exams.sittings_were_watched",
    title=gettext_noop("Every sitting had somebody qualified on duty who had declared on conflicts"),
    clauses=["2012:7.4.3", "2012:6.2.3.1", "2012:6.2.3.2", "2026:6.2"],
    events=["exams.sitting.*", "identity.grant.*", "personnel.clearance.*"],
)
def sittings_were_watched() -> Answer:
    """Every sitting that was opened had an invigilator or examiner on duty, authorised that day, and declared."""
    opened = Sitting.objects.filter(state__in=BEGUN).exclude(channel=Channel.PROVIDER)
    role = Case(*(When(duty=duty, then=Value(given.code)) for duty, given in ROLE_OF_DUTY.items()))
    staff = SittingStaff.objects.filter(
        Q(removed_at__isnull=True) | Q(removed_at__gt=OuterRef("opened_at")),
        sitting=OuterRef("pk"),
        duty=Case(When(sitting__channel=Channel.PERSON, then=Value(Duty.EXAMINER)), default=Value(Duty.INVIGILATOR)),
    ).annotate(wanted=role, day=TruncDate("sitting__opened_at"))
    held = Grant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("day")),
        Q(ended_at__isnull=True) | Q(ended_at__gte=OuterRef("sitting__opened_at")),
        person=OuterRef("person"),
        role=OuterRef("wanted"),
        scope=OuterRef("sitting__component__version__scheme__scope"),
        from_on__lte=OuterRef("day"),
    )
    unwatched = opened.filter(~Exists(staff.filter(Exists(held))))
    sentence = gettext_noop("was held without an authorised person on duty")
    findings = _named(unwatched, "sitting", sentence) + _undeclared(opened)
    return Answer(findings=findings, looked_at=opened.count())


def _undeclared(opened: QuerySet[Sitting]) -> list[Finding]:
    """Sittings at which somebody was on duty who had not declared on conflicts with it (R-07)."""
    prefix = f"{Sitting._meta.label_lower}:"
    declared = set(Clearance.objects.filter(about__startswith=prefix).values_list("person_id", "about"))
    on_duty = SittingStaff.objects.filter(sitting__in=opened).select_related("sitting")
    silent = {each.sitting_id: each.sitting for each in on_duty if (each.person_id, each.sitting.ref) not in declared}
    return _named(silent.values(), "sitting", gettext_noop("had somebody on duty who had not declared on conflicts"))


@control(
    "exams.conditions_were_looked_at",
    title=gettext_noop("The conditions of every sitting were looked at before it opened"),
    clauses=["2012:9.3.3", "2012:6.4", "2026:9.3"],
    events=["exams.sitting.*"],
)
def conditions_were_looked_at() -> Answer:
    """Light, noise, devices and the like were answered for at every sitting, before it opened."""
    opened = Sitting.objects.filter(state__in=BEGUN).exclude(channel=Channel.PROVIDER)
    blind = opened.filter(Q(conditions_at__isnull=True) | Q(conditions_at__gt=F("opened_at")))
    sentence = gettext_noop("was opened before its conditions were looked at")
    return Answer(findings=_named(blind, "sitting", sentence), looked_at=opened.count())


@control(
    "exams.logs_are_complete",
    title=gettext_noop("The log of every sitting is complete two weeks after it"),
    clauses=["2012:7.4.3", "2012:9.3.2", "2026:7.4"],
    events=["exams.sitting.*", "exams.irregularity.*"],
)
def logs_are_complete() -> Answer:
    """Attendance and material are counted and irregularities settled within two weeks, even where nothing happened."""
    over = Sitting.objects.filter(state__in=(SittingState.OPEN, SittingState.CLOSED), ends_at__lt=clock.now())
    late = over.filter(ends_at__lt=clock.now() - LOG_WITHIN)
    next_one = over.exclude(pk__in=late).order_by("ends_at").first()
    sentence = gettext_noop("was held more than two weeks ago, and its log is not complete")
    return Answer(
        findings=_named(late, "sitting", sentence),
        looked_at=over.count(),
        changes_on=clock.day_of(next_one.ends_at + LOG_WITHIN) if next_one else None,
    )


@control(
    "exams.released_results_are_settled",
    title=gettext_noop("No result was released before the log of its sitting was settled"),
    clauses=["2012:7.4.3", "2012:9.3.5", "2026:9.3"],
    events=["exams.result.*", "exams.sitting.*", "exams.irregularity.*"],
)
def released_results_are_settled() -> Answer:
    """Every released result has a sitting whose log was complete then, and no irregularity that was settled later."""
    released = Result.objects.filter(released_at__isnull=False)
    open_log = Q(attempt__sitting__reconciled_at__isnull=True) | Q(attempt__sitting__reconciled_at__gt=F("released_at"))
    touching = Irregularity.objects.filter(
        Q(settled_at__isnull=True) | Q(settled_at__gt=OuterRef("released_at")),
        Q(attempt__isnull=True) | Q(attempt=OuterRef("attempt")),
        sitting=OuterRef("attempt__sitting"),
        noted_at__lt=OuterRef("released_at"),
    )
    early = released.filter(open_log | Exists(touching)).select_related("attempt")
    sentence = gettext_noop("was released before the log of its sitting was settled")
    return Answer(findings=_named(early, "result", sentence), looked_at=released.count())


@control(
    "exams.forms_in_use_are_verified",
    title=gettext_noop("Every form in use matches its blueprint and has a passing standard from a study"),
    clauses=["2012:9.3.1", "2012:9.2.4", "2026:9.3"],
    events=["exams.form.*"],
)
def forms_in_use_are_verified() -> Answer:
    """A form in use has the scored items that the blueprint wants, its comparability, and a cut unless that is due."""
    live = Form.objects.filter(state=FormState.LIVE)
    uncut = Q(cut__isnull=True) | Q(cut_basis="")
    unfounded = uncut & ~Q(cut__isnull=True, delayed=True) | Q(comparability="") | Q(verification="")
    unfit = live.filter(unfounded | Exists(_short_rows()))
    sentence = gettext_noop("is in use without a matched blueprint, a passing standard or its comparability")
    return Answer(findings=_named(unfit, "form", sentence), looked_at=live.count())


def _short_rows() -> QuerySet[BlueprintRow]:
    """Rows of the blueprint of which a form has more or fewer scored items."""
    here = FormItem.objects.filter(
        form=OuterRef(OuterRef("pk")),
        removed_at__isnull=True,
        pretest=False,
        item_version__item__domain_code=OuterRef("domain__code"),
    )
    counted = here.order_by().values("form").annotate(count=Count("pk")).values("count")
    scored = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return (
        BlueprintRow.objects.filter(component=OuterRef("component")).annotate(scored=scored).exclude(items=F("scored"))
    )


@control(
    "exams.forms_had_four_eyes",
    title=gettext_noop("No form was signed off or verified by who assembled it"),
    clauses=["2012:10.2.3", "2012:9.2.4", "2026:10"],
    events=["exams.form.*"],
)
def forms_had_four_eyes() -> Answer:
    """Who assembles a form neither signs off its content nor verifies it."""
    signed = Form.objects.filter(Q(content_by__isnull=False) | Q(verified_by__isnull=False))
    own = signed.filter(Q(content_by=F("authored_by")) | Q(verified_by=F("authored_by")))
    sentence = gettext_noop("was signed off or verified by its own author")
    return Answer(findings=_named(own, "form", sentence), looked_at=signed.count())


@control(
    "exams.retakes_gave_another_form",
    title=gettext_noop("Nobody was given a form twice while another one was in use"),
    clauses=["2012:7.4.2", "2026:7.4"],
    events=["exams.attempt.*", "exams.form.*"],
)
def retakes_gave_another_form() -> Answer:
    """A retake gives a form that the candidate has not seen, as long as there is one in use."""
    sat = _sat().filter(form__isnull=False)
    before = sat.filter(
        person=OuterRef("person"), form=OuterRef("form"), booked_at__lt=OuterRef("booked_at")
    ).order_by()
    seen = _sat().filter(person=OuterRef(OuterRef("person")), form=OuterRef("pk"))
    other = Form.objects.filter(
        ~Exists(seen),
        component=OuterRef("component"),
        state=FormState.LIVE,
        released_at__lt=OuterRef("booked_at"),
    ).exclude(pk=OuterRef("form"))
    again = sat.filter(Exists(before), Exists(other))
    sentence = gettext_noop("gave a form that the candidate had seen, while another one was in use")
    return Answer(findings=_named(again, "attempt", sentence), looked_at=sat.count())


@control(
    "exams.examiners_had_not_trained",
    title=gettext_noop("No examiner marked somebody whom they had trained less than 24 months before"),
    clauses=["2012:5.2.3 e)", "2012:6.2.2.1", "2026:5.2/two-years"],
    events=["exams.marking.*", "personnel.training.*"],
)
def examiners_had_not_trained() -> Answer:
    """Between training somebody and examining them lie 24 months, unless an exemption was approved."""
    handed_in = Marking.objects.filter(state=MarkingState.SUBMITTED).annotate(
        barred_from=TruncDate(F("submitted_at") - SEPARATION)
    )
    exempted = Exemption.objects.filter(
        training=OuterRef("pk"), scope=OuterRef(OuterRef("attempt__component__version__scheme__scope"))
    )
    trained = Training.objects.filter(
        ~Exists(exempted),
        state=TrainingState.RECORDED,
        trainer=OuterRef("examiner"),
        person=OuterRef("attempt__person"),
        ended_on__gt=OuterRef("barred_from"),
    )
    barred = handed_in.filter(Exists(trained)).select_related("attempt")
    sentence = gettext_noop("was marked by who had trained the candidate less than 24 months before")
    return Answer(findings=_named(barred, "marking", sentence), looked_at=handed_in.count())


@control(
    "exams.raters_are_compared",
    title=gettext_noop("Where persons mark, the agreement of two raters is known"),
    clauses=["2012:6.2.2.2", "2026:6.2"],
    events=["exams.marking.*"],
)
def raters_are_compared() -> Answer:
    """A component that persons mark has attempts marked twice, once a year has enough attempts to compare."""
    since = clock.now() - timedelta(days=365)
    marked = Q(attempts__markings__state=MarkingState.SUBMITTED, attempts__markings__submitted_at__gt=since)
    rated = Component.objects.annotate(
        once=Count("attempts", filter=marked & Q(attempts__markings__part=Part.FIRST), distinct=True),
        twice=Count("attempts", filter=marked & Q(attempts__markings__part=Part.SECOND), distinct=True),
    ).filter(once__gte=ENOUGH)
    alone = rated.filter(twice=0).select_related("version")
    sentence = gettext_noop("was marked by one examiner alone, all through the last year")
    findings = [
        Finding(each.ref, f"{each.version.number} {each.code}", sentence, ("exams:checklists",)) for each in alone
    ]
    return Answer(findings=findings, looked_at=rated.count())


@control(
    "exams.results_come_in_time",
    title=gettext_noop("Nobody waits for a result longer than the body says"),
    clauses=["2012:9.3.2", "2012:9.4", "2026:9.3"],
    events=["exams.attempt.*", "exams.result.*"],
)
def results_come_in_time() -> Answer:
    """Every attempt that was handed in has its released result within the time of T-23, or is looked into."""
    waiting = Attempt.objects.filter(state__in=AWAITED).exclude(state=AttemptState.INVESTIGATED)
    due = [(each, timers.due_on("T-23", clock.day_of(each.completed_at))) for each in waiting if each.completed_at]
    today = clock.today()
    sentence = gettext_noop("was handed in, and its result is overdue")
    ahead = [day for _, day in due if day >= today]
    return Answer(
        findings=_named([each for each, day in due if day < today], "attempt", sentence),
        looked_at=len(due),
        changes_on=min(ahead) + timedelta(days=1) if ahead else None,
    )


@control(
    "exams.verifiers_had_no_part",
    title=gettext_noop("No result was verified by who marked the attempt or typed it in"),
    clauses=["2012:9.3.5", "2012:9.2.3", "2026:9.3"],
    events=["exams.result.*", "exams.marking.*", "exams.typed-score.*"],
)
def verifiers_had_no_part() -> Answer:
    """A result is verified by somebody who had no part in how it arose."""
    verified = Result.objects.filter(verified_by__isnull=False)
    marked = Q(attempt__markings__examiner=F("verified_by"), attempt__markings__state=MarkingState.SUBMITTED)
    own = verified.filter(marked | Q(attempt__typed__typed_by=F("verified_by"))).select_related("attempt").distinct()
    sentence = gettext_noop("was verified by who marked the attempt or typed it in")
    return Answer(findings=_named(own, "result", sentence), looked_at=verified.count())


@control(
    "exams.arrangements_were_given",
    title=gettext_noop("Granted special arrangements were given in every attempt"),
    clauses=["2012:9.2.5", "2026:9.1"],
    events=["exams.attempt.*", "applications.accommodation.*"],
)
def arrangements_were_given() -> Answer:
    """Whoever was granted more time or reading aloud before the examination had it there."""
    sat = _sat()
    granted = Accommodation.objects.filter(
        application=OuterRef("candidacy__application"),
        state__in=(AccommodationState.GRANTED, AccommodationState.PARTLY),
        decided_at__lt=OuterRef("booked_at"),
    ).order_by("-decided_at")
    promised = sat.annotate(
        percent=Coalesce(Subquery(granted.values("extra_percent")[:1]), 0),
        aloud=Coalesce(Subquery(granted.values("read_aloud")[:1]), Value(False)),
    )
    short = promised.filter(Q(percent__gt=F("extra_minutes") * 100 / F("minutes")) | Q(aloud=True, read_aloud=False))
    sentence = gettext_noop("was sat without what had been granted")
    return Answer(findings=_named(short, "attempt", sentence), looked_at=promised.exclude(percent=0).count())


@control(
    "exams.sanctions_followed_a_hearing",
    title=gettext_noop("No result was voided for misconduct without a hearing"),
    clauses=["2012:7.4.3", "2026:6.5", "2026:7.4"],
    events=["exams.attempt.*", "exams.hearing.*"],
)
def sanctions_followed_a_hearing() -> Answer:
    """Whoever lost a result for misconduct was heard, or was invited to be heard, before it."""
    voided = Attempt.objects.filter(state=AttemptState.RESULT_VOID)
    unheard = voided.filter(hearings__isnull=True)
    sentence = gettext_noop("lost its result without the record of a hearing")
    return Answer(findings=_named(unheard, "attempt", sentence), looked_at=voided.count())


@control(
    "exams.journals_are_whole",
    title=gettext_noop("What was handed in in the browser is what the ledger says was handed in"),
    clauses=["2012:7.1.1", "2012:7.4.1", "2012:9.3.1", "2026:7.4"],
    events=["exams.attempt.submit", "exams.result.release"],
)
def journals_are_whole() -> Answer:
    """Nobody changed, added or took away an answer between its handing in and the release of its result."""
    handed_in = Attempt.objects.filter(channel=Channel.BROWSER, state__in=AWAITED).select_related("person")
    broken = digests.broken(handed_in.iterator())
    sentence = gettext_noop("holds other answers than were handed in")
    return Answer(findings=_named(broken, "attempt", sentence), looked_at=handed_in.count())
