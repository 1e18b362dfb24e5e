"""What waits for whom in this room."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.certification import queries
from guildhall.certification.lifecycles import CertificateState, CertificationState, DecisionState
from guildhall.certification.models import Certification, DecisionFile
from guildhall.identity import grants
from guildhall.identity.roles import DECIDER, EXAM_MANAGER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import actors, clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.notices import timers

MOST = 50
"""How many rows a queue shows; who has more begins with the oldest."""

MADE_WITHIN = timedelta(days=1)
"""How soon a certificate is made after its decision, since a machine makes it (our own choice)."""

SOON = timedelta(days=30)
"""How long before its deadline a suspension is shown to who proposes what becomes of it."""


@work("certification.decisions")
def files_to_decide(*, person_id: UUID) -> Iterator[WorkItem]:
    """Files in a decider's schemes, the oldest first: those they took, and those that they may take."""
    schemes = grants.scopes_of(person_id, DECIDER)
    waiting = queries.undecided().filter(version__scheme__scope__in=schemes).exclude(state=DecisionState.RETURNED)
    for file in waiting[:MOST]:
        if file.taken_by_id == person_id:
            yield _item(file, _("Decision %(number)s: decide"), _("You took this file; nobody else decides on it."))
        elif file.taken_by_id is None and _may_take(person_id, file):
            yield _item(file, _("Decision %(number)s: take the file"), _why(person_id, file))


def _may_take(person_id: UUID, file: DecisionFile) -> bool:
    """Whether this decider is free to take it: no part in it, no tie, and not handed to somebody else."""
    handed_elsewhere = file.handed_to_id is not None and file.handed_to_id != person_id
    return not handed_elsewhere and queries.may_take(actors.person(person_id), file)


def _why(person_id: UUID, file: DecisionFile) -> str:
    if file.handed_to_id == person_id:
        return _("It was handed to you.")
    return _("You had no part in it, so you may decide.")


def _item(file: DecisionFile, what: str, why: str) -> WorkItem:
    due_on = timers.due_on("T-23", clock.day_of(file.prepared_at))
    told = f"{what % {'number': file.number}} ({file.kind_word})"
    return WorkItem(told, why, _("Open"), ("certification:file", str(file.pk)), due_on)


@work("certification.returned")
def files_to_answer(*, person_id: UUID) -> Iterator[WorkItem]:
    """Files that a decider returned with a question, for who sees that it is answered."""
    returned = queries.undecided().filter(state=DecisionState.RETURNED)
    if person_id not in grants.holders(OPERATIONS, QUALITY_MANAGER):
        returned = returned.filter(version__scheme__scope__in=grants.scopes_of(person_id, EXAM_MANAGER))
    for file in returned.exclude(person_id=person_id)[:MOST]:
        why = _("The decider cannot decide before it is answered.")
        yield _item(file, _("Decision %(number)s: answer what was asked"), why)


@work("certification.suspensions")
def suspensions_to_follow(*, person_id: UUID) -> Iterator[WorkItem]:
    """Suspensions whose deadline is near or has passed, for who proposes what becomes of them (R-37)."""
    if person_id not in grants.holders(OPERATIONS, QUALITY_MANAGER):
        return
    near = queries.certifications().filter(
        state=CertificationState.SUSPENDED, suspension_ends_on__lte=clock.today() + SOON
    )
    for certification in near.exclude(person_id=person_id).order_by("suspension_ends_on")[:MOST]:
        yield WorkItem(
            _("Suspension of %(number)s: propose what becomes of it") % {"number": certification},
            _("It is reinstated, extended or withdrawn by a decision; it cannot simply be left."),
            _("Propose"),
            ("certification:propose", str(certification.pk)),
            certification.suspension_ends_on,
        )


@work("certification.lost-passes")
def grants_to_decide_anew(*, person_id: UUID) -> Iterator[WorkItem]:
    """Grants that rested on a pass which a rescoring took away, for who has decisions made anew (9.4.4)."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    for file in queries.resting_on_lost_passes().exclude(person_id=person_id)[:MOST]:
        yield WorkItem(
            _("Decision %(number)s: have it made anew") % {"number": file.number},
            _("It rested on an examination that is not passed after all: its attempts were scored again."),
            _("Open"),
            ("certification:file", str(file.pk)),
        )


@work("certification.unmade")
def certificates_not_made(*, person_id: UUID) -> Iterator[WorkItem]:
    """Certificates that the worker should have made by now, for operations."""
    if person_id not in grants.holders(OPERATIONS):
        return
    late = queries.certificates().filter(state=CertificateState.PREPARED, prepared_at__lt=clock.now() - MADE_WITHIN)
    for certificate in late.order_by("prepared_at")[:MOST]:
        yield WorkItem(
            _("Certificate %(number)s is not made yet") % {"number": certificate},
            _("The person waits for it. An administrator looks at the failed jobs."),
            _("Open"),
            ("certification:certification", str(certificate.certification_id)),
            clock.day_of(certificate.prepared_at + MADE_WITHIN),
        )


@work("certification.own")
def own_suspensions(*, person_id: UUID) -> Iterator[WorkItem]:
    """One's own certification, while it is suspended: what has to happen, and until when."""
    own = Certification.objects.filter(person_id=person_id, state=CertificationState.SUSPENDED)
    for certification in own.order_by("suspension_ends_on"):
        yield WorkItem(
            _("Certification %(number)s is suspended: meet the conditions") % {"number": certification},
            _("Do not use certificate and mark meanwhile. After that day it is decided whether it is withdrawn."),
            _("Read"),
            ("certification:mine",),
            certification.suspension_ends_on,
        )
