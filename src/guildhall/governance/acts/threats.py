"""Threats to impartiality are named, analysed, treated, accepted or brought before the committee, and reviewed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from guildhall.governance.lifecycles import THREAT
from guildhall.governance.lifecycles.impartiality import ThreatState
from guildhall.governance.models import RelatedBody, Threat, ThreatRating
from guildhall.governance.permissions.impartiality import may_accept_threats, may_keep_threats, may_name_threats
from guildhall.governance.rules.threats import (
    ONGOING,
    TREATING,
    a_judgement_has_its_reasons,
    a_threat_is_told,
    a_treatment_does_not_raise,
    a_treatment_is_told,
    an_analysis_is_told,
    grades_are_known,
    nobody_judges_a_threat_about_themselves,
    nothing_hangs_on_the_threat,
    the_treatment_has_its_day,
    what_is_left_is_small,
    who_treated_does_not_accept,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.notices import timers

REVIEWED = "T-09"


@act(
    "governance.threat.identify",
    move=THREAT.identify,
    permission=may_name_threats,
    rules=[a_threat_is_told],
    clauses=ONGOING,
    sentence=gettext_noop("named the threat to impartiality {subject}"),
)
def identify(
    *,
    by: Actor,
    kind: str,
    source: str,
    title: str,
    description: str,
    owner: Person,
    related: RelatedBody | None = None,
    concerns: Sequence[UUID] = (),
) -> Threat:
    """Name a threat to impartiality and who looks after it; whoever keeps the register analyses it."""
    return create(
        Threat,
        number=next_number("IR"),
        kind=kind,
        source=source,
        title=title.strip(),
        description=description.strip(),
        owner=owner,
        related=related,
        concerns=[str(each) for each in concerns],
        identified_by=Person.objects.get(pk=by.name),
        review_on=timers.due_on(REVIEWED, clock.today()),
    )


@act(
    "governance.threat.analyse",
    about="threat",
    move=THREAT.analyse,
    permission=may_keep_threats,
    rules=[
        nobody_judges_a_threat_about_themselves,
        grades_are_known,
        an_analysis_is_told,
        the_treatment_has_its_day,
    ],
    clauses=TREATING,
    sentence=gettext_noop("analysed the threat {subject}"),
)
def analyse(*, by: Actor, threat: Threat, analysis: str, likelihood: int, gravity: int, treat_by_on: date) -> Threat:
    """Say how impartiality could be harmed, how likely and how gravely, and by when it is treated."""
    _rate(by, threat, likelihood * gravity)
    return change(
        threat,
        state=ThreatState.ANALYSED,
        analysis=analysis.strip(),
        likelihood=likelihood,
        gravity=gravity,
        treat_by_on=treat_by_on,
        analysed_at=clock.now(),
        analysed_by=Person.objects.get(pk=by.name),
        residual_likelihood=None,
        residual_gravity=None,
    )


@act(
    "governance.threat.treat",
    about="threat",
    move=THREAT.treat,
    permission=may_keep_threats,
    rules=[
        nobody_judges_a_threat_about_themselves,
        grades_are_known,
        a_treatment_is_told,
        a_treatment_does_not_raise,
    ],
    clauses=TREATING,
    sentence=gettext_noop("treated the threat {subject}"),
)
def treat(*, by: Actor, threat: Threat, treatment: str, likelihood: int, gravity: int) -> Threat:
    """Record what was done to remove or lessen a threat, and what is left of it."""
    _rate(by, threat, likelihood * gravity)
    return change(
        threat,
        state=ThreatState.TREATED,
        treatment=treatment.strip(),
        residual_likelihood=likelihood,
        residual_gravity=gravity,
        treated_at=clock.now(),
        treated_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.threat.accept",
    about="threat",
    move=THREAT.accept,
    permission=may_accept_threats,
    rules=[
        nobody_judges_a_threat_about_themselves,
        who_treated_does_not_accept,
        what_is_left_is_small,
        a_judgement_has_its_reasons,
    ],
    clauses=TREATING,
    sentence=gettext_noop("accepted what is left of the threat {subject}"),
)
def accept(*, by: Actor, threat: Threat, reasons: str) -> Threat:
    """Accept what is left of a threat, for a year at most; then it is looked at again."""
    return _accepted(by, threat, reasons, settled=False)


@act(
    "governance.threat.escalate",
    about="threat",
    move=THREAT.escalate,
    permission=may_keep_threats,
    rules=[a_judgement_has_its_reasons],
    clauses=TREATING,
    sentence=gettext_noop("brought the threat {subject} before the impartiality committee"),
)
def escalate(*, by: Actor, threat: Threat, reasons: str) -> Threat:
    """Bring a threat before the impartiality committee, because too much is left of it or views differ."""
    return change(threat, state=ThreatState.ESCALATED, decision=reasons.strip())


@act(
    "governance.threat.settle",
    about="threat",
    move=THREAT.settle,
    permission=may_accept_threats,
    rules=[nobody_judges_a_threat_about_themselves, who_treated_does_not_accept, a_judgement_has_its_reasons],
    clauses=TREATING,
    sentence=gettext_noop("accepted the threat {subject} as the committee advised"),
)
def settle(*, by: Actor, threat: Threat, reasons: str) -> Threat:
    """Accept what is left of a threat as the committee advised; the reasons name its resolution."""
    return _accepted(by, threat, reasons, settled=True)


@act(
    "governance.threat.review",
    about="threat",
    move=THREAT.review,
    permission=may_keep_threats,
    rules=[nobody_judges_a_threat_about_themselves, a_judgement_has_its_reasons],
    clauses=ONGOING,
    sentence=gettext_noop("reviewed the threat {subject} and found it unchanged"),
)
def review(*, by: Actor, threat: Threat, reasons: str) -> Threat:
    """Look at an accepted threat again and find it unchanged; one that changed is analysed anew."""
    _rate(by, threat, threat.stands_at or 0)
    return change(
        threat,
        decision=reasons.strip(),
        reviewed_on=clock.today(),
        review_on=timers.due_on(REVIEWED, clock.today()),
    )


@act(
    "governance.threat.close",
    about="threat",
    move=THREAT.close,
    permission=may_keep_threats,
    rules=[nobody_judges_a_threat_about_themselves, nothing_hangs_on_the_threat, a_judgement_has_its_reasons],
    clauses=ONGOING,
    sentence=gettext_noop("closed the threat {subject}, as it is gone"),
)
def close(*, by: Actor, threat: Threat, reasons: str) -> Threat:
    """Close a threat whose cause is gone; it stays in the register with its reasons."""
    _rate(by, threat, 0)
    return change(
        threat,
        state=ThreatState.CLOSED,
        decision=reasons.strip(),
        closed_at=clock.now(),
        closed_by=Person.objects.get(pk=by.name),
    )


def _accepted(by: Actor, threat: Threat, reasons: str, *, settled: bool) -> Threat:
    return change(
        threat,
        state=ThreatState.ACCEPTED,
        decision=reasons.strip(),
        settled=settled,
        accepted_at=clock.now(),
        accepted_by=Person.objects.get(pk=by.name),
        reviewed_on=clock.today(),
        review_on=timers.due_on(REVIEWED, clock.today()),
    )


def _rate(by: Actor, threat: Threat, level: int) -> None:
    """Keep how grave the threat was found today, for the picture of what changed."""
    rater = Person.objects.get(pk=by.name)
    create(ThreatRating, threat=threat, level=level, rated_on=clock.today(), rated_by=rater)
