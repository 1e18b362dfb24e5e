"""What conformity looks at in this room: were decisions independent and complete, and does the register say so."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from guildhall.applications.models import RequirementResult, Signature, SignatureKind, Verdict
from guildhall.certification import queries, snapshots
from guildhall.certification.addresses import zone
from guildhall.certification.lifecycles import IN_FORCE, MADE, CertificateState, CertificationState, DecisionState
from guildhall.certification.models import Certificate, Certification, DecisionFile, DecisionKind
from guildhall.exams.lifecycles import MarkingState, ResultState
from guildhall.exams.models import Attempt, Marking, Result, SittingStaff
from guildhall.identity.roles import DECIDER
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record
from guildhall.notices import timers
from guildhall.personnel.lifecycles import TrainingState
from guildhall.personnel.models import Training
from guildhall.schemes.models import Component, Requirement

ISSUED_WITHIN = timedelta(days=5)
"""How soon a certificate is issued after its decision, at the latest (our own choice)."""

DECIDED_WITHIN = "T-23"
STATUS = (*(kind for kind in DecisionKind if kind != DecisionKind.GRANT),)


@control(
    "certification.deciders_were_independent",
    title=gettext_noop("Nobody decided on somebody whom they examined, watched over or trained"),
    clauses=["2012:9.4.4", "2026:9.4"],
    events=["certification.decision.*", "exams.*", "personnel.training.*"],
)
def deciders_were_independent() -> Answer:
    """No decision was made by who examined, marked, checked in, watched over or trained the person for this scheme."""
    made = _made()
    attempts = Attempt.objects.filter(
        person=OuterRef("person"),
        component__version__scheme=OuterRef("version__scheme"),
        booked_at__lte=OuterRef("decided_at"),
    )
    on_duty = SittingStaff.objects.filter(
        sitting__attempts__person=OuterRef("person"),
        sitting__attempts__component__version__scheme=OuterRef("version__scheme"),
        sitting__attempts__booked_at__lte=OuterRef("decided_at"),
        person=OuterRef("decided_by"),
        removed_at__isnull=True,
    )
    marked = Marking.objects.filter(
        attempt__person=OuterRef("person"),
        attempt__component__version__scheme=OuterRef("version__scheme"),
        examiner=OuterRef("decided_by"),
        state=MarkingState.SUBMITTED,
    )
    trained = Training.objects.filter(
        person=OuterRef("person"),
        trainer=OuterRef("decided_by"),
        scope=OuterRef("version__scheme__scope"),
        state=TrainingState.RECORDED,
    )
    checked_in = attempts.filter(checked_in_by=OuterRef("decided_by"))
    parts = Exists(checked_in) | Exists(on_duty) | Exists(marked) | Exists(trained)
    return _about_files(
        made.filter(parts),
        gettext_noop("was decided by somebody who examined, watched over or trained the person"),
        looked_at=made.count(),
    )


@control(
    "certification.grants_had_every_criterion",
    title=gettext_noop("Certification was granted only where every criterion was met and the agreement signed"),
    clauses=["2012:9.4.1", "2012:9.4.6", "2012:9.7.2", "2026:9.4"],
    events=["certification.decision.grant", "applications.*", "exams.result.*"],
)
def grants_had_every_criterion() -> Answer:
    """Every grant has each requirement of its version met, each component passed, agreement and conduct signed."""
    granted = _made().filter(kind=DecisionKind.GRANT, state=DecisionState.GRANTED)
    met = RequirementResult.objects.filter(
        application__candidacy=OuterRef(OuterRef("candidacy")),
        requirement=OuterRef("pk"),
        verdict__in=[Verdict.MET, Verdict.NOT_APPLICABLE],
    )
    unmet = Requirement.objects.filter(version=OuterRef("version")).exclude(Exists(met))
    passed = Result.objects.filter(
        attempt__candidacy=OuterRef(OuterRef("candidacy")),
        attempt__component=OuterRef("pk"),
        state=ResultState.RELEASED,
        passed=True,
    )
    unpassed = Component.objects.filter(version=OuterRef("version")).exclude(Exists(passed))
    open_ones = Q(Exists(unmet)) | Q(Exists(unpassed))
    for kind in SignatureKind:
        open_ones |= ~Q(Exists(Signature.objects.filter(application__candidacy=OuterRef("candidacy"), kind=kind)))
    return _about_files(
        granted.filter(open_ones),
        gettext_noop("granted certification although a criterion is open or something is unsigned"),
        looked_at=granted.count(),
    )


@control(
    "certification.status_follows_decisions",
    title=gettext_noop("Every certification stands as the last decision on it says"),
    clauses=["2012:9.4.1", "2012:9.5.1", "2012:7.1.1", "2026:9.4"],
    events=["certification.*"],
)
def status_follows_decisions() -> Answer:
    """No certification began without a grant, and none is suspended, valid again or ended without a decision on it."""
    everything = Certification.objects.all()
    last = DecisionFile.objects.filter(
        certification=OuterRef("pk"), kind__in=STATUS, state=DecisionState.GRANTED
    ).order_by("-decided_at")
    grants = DecisionFile.objects.filter(
        certification=OuterRef("pk"),
        kind=DecisionKind.GRANT,
        state__in=[DecisionState.GRANTED, DecisionState.SUPERSEDED],
    )
    put_right = DecisionFile.objects.filter(
        certification=OuterRef("pk"), kind=DecisionKind.GRANT, state=DecisionState.REFUSED
    )
    told = everything.annotate(last=Coalesce(Subquery(last.values("kind")[:1]), Value("")))
    states, kinds = CertificationState, DecisionKind
    explained = (
        Q(state=states.ACTIVE, last__in=["", kinds.REINSTATE])
        | Q(state=states.SUSPENDED, last__in=[kinds.SUSPEND, kinds.EXTEND])
        | Q(state=states.WITHDRAWN) & (Q(last=kinds.WITHDRAW) | Exists(put_right))
        | Q(state=states.SURRENDERED, last=kinds.SURRENDER)
        | Q(state=states.EXPIRED)
    )
    return _about_certifications(
        told.exclude(explained & Exists(grants)),
        gettext_noop("stands as no decision on it says"),
        looked_at=everything.count(),
    )


@control(
    "certification.certificates_are_whole",
    title=gettext_noop("Every certification in force has a certificate that states everything, within five days"),
    clauses=["2012:9.4.7", "2012:9.4.8", "2012:9.4.9", "2026:9.4"],
    events=["certification.*"],
)
def certificates_are_whole() -> Answer:
    """No certification in force is without a certificate, none waits longer than five days, and none lacks a part."""
    in_force = Certificate.objects.filter(certification=OuterRef("pk"), state__in=IN_FORCE)
    active = Certification.objects.filter(state=CertificationState.ACTIVE)
    bare = _about_certifications(
        active.exclude(Exists(in_force)), gettext_noop("has no certificate"), looked_at=active.count()
    )
    late = Q(state=CertificateState.PREPARED, prepared_at__lt=clock.now() - ISSUED_WITHIN)
    lacking = Q(state=CertificateState.ISSUED) & (
        Q(document__isnull=True) | Q(holder__empty=True) | Q(credential__empty=True) | Q(token__empty=True)
    )
    broken = Certificate.objects.filter(late | lacking).select_related("certification")
    waiting = Certificate.objects.filter(state=CertificateState.PREPARED).order_by("prepared_at").first()
    findings = [
        Finding(
            each.ref,
            str(each),
            gettext_noop("is not issued in time, or lacks what a certificate states"),
            ("certification:certification", str(each.certification_id)),
        )
        for each in broken.order_by("prepared_at")
    ]
    changes_on = clock.day_of(waiting.prepared_at + ISSUED_WITHIN) + timedelta(days=1) if waiting else None
    return Answer([*bare.findings, *findings], bare.looked_at, changes_on=changes_on)


@control(
    "certification.register_agrees",
    title=gettext_noop("Register, certificate and decision say the same"),
    clauses=["2012:7.2.1", "2012:9.4.8", "2026:7.2"],
    events=["certification.*"],
)
def register_agrees() -> Answer:
    """Person, version, first day and deadline of every certification are those of the decisions on it."""
    everything = Certification.objects.all()
    grants = DecisionFile.objects.filter(
        certification=OuterRef("pk"), kind=DecisionKind.GRANT, state=DecisionState.GRANTED, replaces__isnull=True
    )
    differs = grants.exclude(
        effective_on=OuterRef("effective_on"), version=OuterRef("version"), person=OuterRef("person")
    )
    suspensions = DecisionFile.objects.filter(
        certification=OuterRef("pk"),
        kind__in=[DecisionKind.SUSPEND, DecisionKind.EXTEND],
        state=DecisionState.GRANTED,
    ).order_by("-decided_at")
    told = everything.annotate(deadline=Subquery(suspensions.values("deadline_on")[:1]))
    other_deadline = Q(state=CertificationState.SUSPENDED) & ~Q(suspension_ends_on=F("deadline"))
    return _about_certifications(
        told.filter(Exists(differs) | other_deadline),
        gettext_noop("says in the register what its decision does not say"),
        looked_at=everything.count(),
    )


@control(
    "certification.bits_are_set",
    title=gettext_noop("The credential of who is suspended or withdrawn no longer holds"),
    clauses=["2012:9.5.3", "2012:9.5.4", "2026:9.5"],
    events=["certification.*"],
)
def bits_are_set() -> Answer:
    """No credential that was issued is still good on the status list while its certification is not."""
    over = [CertificationState.SUSPENDED, CertificationState.WITHDRAWN, CertificationState.SURRENDERED]
    issued = Certificate.objects.filter(issued_at__isnull=False, certification__state__in=over)
    return Answer(
        findings=[
            Finding(
                each.ref,
                str(each),
                gettext_noop("is good on the status list although its certification is not"),
                ("certification:certification", str(each.certification_id)),
            )
            for each in issued.filter(is_off=False).select_related("certification").order_by("prepared_at")
        ],
        looked_at=issued.count(),
    )


@control(
    "certification.suspensions_are_followed",
    title=gettext_noop("No suspension is past its deadline without a decision"),
    clauses=["2012:9.5.2", "2026:9.5"],
    events=["certification.*"],
)
def suspensions_are_followed() -> Answer:
    """Every suspension ends by its deadline with a decision; an appeal stops that clock."""
    suspended = Certification.objects.filter(state=CertificationState.SUSPENDED)
    running = suspended.filter(suspension_ends_on__gte=clock.today()).order_by("suspension_ends_on")
    next_end = running.values_list("suspension_ends_on", flat=True).first()
    over = suspended.filter(suspension_ends_on__lt=clock.today())
    held = [each.pk for each in over if queries.adverse_hold(each)]
    return _about_certifications(
        over.exclude(pk__in=held),
        gettext_noop("is suspended past its deadline"),
        looked_at=suspended.count(),
        changes_on=next_end + timedelta(days=1) if next_end else None,
    )


@control(
    "certification.decisions_are_intact",
    title=gettext_noop("What was frozen with a decision is what it was"),
    clauses=["2012:9.4.1", "2012:7.1.1", "2012:7.1.2", "2026:7.1"],
    events=["certification.decision.*"],
)
def decisions_are_intact() -> Answer:
    """The evidence in every decided file still fits the digest that was computed when it was decided."""
    made = _made().select_related("person")
    return _about_files(
        (each for each in made.order_by("number").iterator(500) if not snapshots.is_intact(each)),
        gettext_noop("does not hold what was frozen with its decision"),
        looked_at=made.count(),
    )


@control(
    "certification.deciders_were_authorised",
    title=gettext_noop("Every decider was authorised for the scheme on that day"),
    clauses=["2012:9.4.2", "2012:9.4.5", "2012:6.1.4", "2026:9.4"],
    events=["certification.decision.*", "personnel.authorisation.*"],
)
def deciders_were_authorised() -> Answer:
    """Behind every decision stands an authorisation of its decider, for its scheme, in force on its day."""
    made = _made().annotate(day=TruncDate("decided_at", tzinfo=zone()))
    fits = Q(
        authorisation__person=F("decided_by"),
        authorisation__role=DECIDER.code,
        authorisation__scope=F("version__scheme__scope"),
        authorisation__from_on__lte=F("day"),
        authorisation__until_on__gte=F("day"),
        decided_by__is_personnel=True,
    ) & (Q(authorisation__stopped_on__isnull=True) | Q(authorisation__stopped_on__gte=F("day")))
    return _about_files(
        made.exclude(pk__in=made.filter(fits).values("pk")),
        gettext_noop("was decided by somebody who was not authorised that day"),
        looked_at=made.count(),
    )


@control(
    "certification.the_expired_are_expired",
    title=gettext_noop("No certification is kept as valid after its last day"),
    clauses=["2012:9.4.8", "2012:9.6.3", "2012:7.2.1", "2026:9.4"],
    events=["certification.certification.*"],
)
def the_expired_are_expired() -> Answer:
    """A certification whose term is over has been ended, at the latest a day later."""
    standing = Certification.objects.filter(state__in=[CertificationState.ACTIVE, CertificationState.SUSPENDED])
    next_end = standing.filter(expires_on__gte=clock.today()).order_by("expires_on")
    first = next_end.values_list("expires_on", flat=True).first()
    return _about_certifications(
        standing.filter(expires_on__lt=clock.today() - timedelta(days=1)),
        gettext_noop("is kept as standing although its term is over"),
        looked_at=standing.count(),
        changes_on=first + timedelta(days=2) if first else None,
    )


@control(
    "certification.refusals_name_criteria",
    title=gettext_noop("Every refusal of certification names criteria of its scheme version"),
    clauses=["2012:9.4.3", "2026:9.4"],
    events=["certification.decision.refuse"],
)
def refusals_name_criteria() -> Answer:
    """No refusal of certification is without a criterion, or names one that the scheme version does not have."""
    refused = _made().filter(kind=DecisionKind.GRANT, state=DecisionState.REFUSED).select_related("version")
    known: dict[object, set[str]] = {}
    for each in refused:
        known.setdefault(each.version_id, set(queries.codes(each.version)))
    return _about_files(
        (each for each in refused if not each.criteria or not set(each.criteria) <= known[each.version_id]),
        gettext_noop("refused certification without naming a criterion of the scheme version"),
        looked_at=refused.count(),
    )


@control(
    "certification.decisions_are_timely",
    title=gettext_noop("Files that are ready are decided in the body's time"),
    clauses=["2012:9.4.1", "2026:9.4"],
    events=["certification.decision.*"],
)
def decisions_are_timely() -> Answer:
    """No file that waits for a decider has waited longer than the body gives itself (T-23)."""
    waiting = queries.undecided().exclude(state=DecisionState.RETURNED)
    ends = {each.pk: timers.due_on(DECIDED_WITHIN, clock.day_of(each.prepared_at)) for each in waiting}
    late = [each for each in waiting if ends[each.pk] < clock.today()]
    ahead = [end for end in ends.values() if end >= clock.today()]
    return _about_files(
        late,
        gettext_noop("has waited too long for its decision"),
        looked_at=len(ends),
        changes_on=min(ahead) + timedelta(days=1) if ahead else None,
    )


def _made() -> QuerySet[DecisionFile]:
    return DecisionFile.objects.filter(state__in=MADE)


def _about_files(
    offending: Iterable[DecisionFile], sentence: str, *, looked_at: int, changes_on: date | None = None
) -> Answer:
    return _answer(offending, sentence, "certification:file", looked_at, changes_on)


def _about_certifications(
    offending: QuerySet[Certification], sentence: str, *, looked_at: int, changes_on: date | None = None
) -> Answer:
    return _answer(offending.order_by("number"), sentence, "certification:certification", looked_at, changes_on)


def _answer(offending: Iterable[Record], sentence: str, route: str, looked_at: int, changes_on: date | None) -> Answer:
    return Answer(
        findings=[Finding(each.ref, str(each), sentence, (route, str(each.pk))) for each in offending],
        looked_at=looked_at,
        changes_on=changes_on,
    )
