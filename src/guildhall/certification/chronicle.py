"""Somebody's way from application to certificate, gathered from every room: the first thing an assessor asks for.

A person may have gone the way more than once, in more than one scheme; each way is one `Course`. Who works in some
schemes only is shown those.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from guildhall.applications import queries as applications
from guildhall.applications.models import Application, RequirementResult
from guildhall.certification import queries
from guildhall.certification.models import Certificate, Certification, DecisionFile
from guildhall.certification.permissions import OVERSEERS
from guildhall.exams import queries as exams
from guildhall.exams.models import Attempt, Candidacy, Result
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import ASSESSOR, DECIDER, EXAM_MANAGER
from guildhall.kernel.involvements import Involvement
from guildhall.ledger import history
from guildhall.ledger.history import HistoryLine
from guildhall.ledger.models import Entry
from guildhall.personnel import impartiality

ROOMS = ("applications.", "exams.", "certification.", "personnel.training.", "personnel.clearance.")
"""Whose acts make up the way."""

MOST = 500


@dataclass(frozen=True)
class Taken:
    """One attempt and the result that counts of it, as far as there is one."""

    attempt: Attempt
    result: Result | None


@dataclass(frozen=True)
class Course:
    """One way: the application, what was found, the attempts, the decisions, and what came of them."""

    application: Application
    findings: list[RequirementResult]
    candidacy: Candidacy | None
    attempts: list[Taken]
    decisions: list[DecisionFile]
    certifications: list[Certification]
    certificates: list[Certificate]
    involved: list[Involvement]


def courses(person: Person, scopes: Collection[UUID] | None) -> list[Course]:
    """Every way that a person went, the latest first; in `scopes` alone where they are named."""
    found = applications.of_person(person.pk)
    if scopes is not None:
        found = found.filter(version__scheme__scope__in=scopes)
    return [_course(each) for each in found]


def scopes_open_to(person_id: UUID) -> Collection[UUID] | None:
    """In which schemes somebody reads whole files; None for who oversees the body or assesses it: in all."""
    if grants.roles_of(person_id) & {each.code for each in (*OVERSEERS, ASSESSOR)}:
        return None
    return grants.scopes_of(person_id, DECIDER, EXAM_MANAGER)


def told(person: Person) -> list[HistoryLine]:
    """What was done on the way, from the ledger, the oldest first."""
    entries = history.placed(Entry.objects.filter(line=person.ref)).order_by("-id")[:MOST]
    lines = history.tell([each for each in entries if each.act.startswith(ROOMS)], on=person.ref)
    return lines[::-1]


def _course(application: Application) -> Course:
    candidacy = Candidacy.objects.filter(application=application).select_related(*Candidacy.reload_with).first()
    held = list(queries.certifications().filter(decision_files__candidacy=candidacy).distinct()) if candidacy else []
    granted = queries.files().filter(candidacy=candidacy) if candidacy else queries.files().none()
    later = queries.files().filter(certification__in=held, candidacy__isnull=True)
    return Course(
        application=application,
        findings=list(applications.results_of(application).values()),
        candidacy=candidacy,
        attempts=_attempts(candidacy) if candidacy else [],
        decisions=sorted([*granted, *later], key=lambda each: each.prepared_at),
        certifications=held,
        certificates=list(queries.certificates().filter(certification__in=held).order_by("prepared_at")),
        involved=_involved(application, candidacy),
    )


def _attempts(candidacy: Candidacy) -> list[Taken]:
    taken = candidacy.attempts.select_related("component", "sitting", "form", "checklist").order_by("booked_at")
    return [Taken(each, exams.current(each)) for each in taken]


def _involved(application: Application, candidacy: Candidacy | None) -> list[Involvement]:
    trained = impartiality.trainers(application.person_id, application.version.scheme.scope_id)
    examined = exams.involved(candidacy) if candidacy else []
    return sorted([*applications.involved(application), *examined, *trained], key=lambda each: each.at)
