"""Who is told of criteria, evidence, posts, supervised phases, and of what they are to learn."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.identity import grants
from guildhall.identity.roles import TOP_MANAGEMENT
from guildhall.identity.roles import role as role_named
from guildhall.kernel import actors
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find
from guildhall.personnel.models import (
    Attendance,
    Authorisation,
    CriteriaSet,
    Evidence,
    Need,
    Occupancy,
    Supervision,
)
from guildhall.personnel.posts import description_on


@tells("personnel.criteria.submit", text="personnel/criteria-proposed", mailed=False)
def approvers_hear_of_criteria(*, entry: Any) -> Iterator[Told]:
    """Top management, except who wrote them."""
    criteria = find(entry.subject)
    if isinstance(criteria, CriteriaSet):
        for person_id in sorted(grants.holders(TOP_MANAGEMENT) - {criteria.drafted_by_id}):
            words = {"role": role_named(criteria.role).name}
            yield Told(person_id, criteria.number, words=words, link=("personnel:criteria", str(criteria.pk)))


@tells("personnel.evidence.verify", text="personnel/evidence-judged")
@tells("personnel.evidence.reject", text="personnel/evidence-judged")
def owner_hears_what_became_of_evidence(*, entry: Any) -> Iterator[Told]:
    """Whose evidence was looked at."""
    evidence = find(entry.subject)
    if isinstance(evidence, Evidence):
        yield Told(evidence.person_id, evidence.number, link=("personnel:evidence", str(evidence.pk)))


@tells("personnel.authorisation.shorten", text="personnel/authorisation-shortened")
def the_authorised_hear_of_new_criteria(*, entry: Any) -> Iterator[Told]:
    """Whose authorisation ends earlier, because more is asked of the work."""
    authorisation = find(entry.subject)
    if isinstance(authorisation, Authorisation) and authorisation.until_on:
        role = role_named(authorisation.role).name
        words: dict[str, str | date] = {"role": role, "until_on": authorisation.until_on}
        link = ("personnel:authorisation", str(authorisation.pk))
        yield Told(authorisation.person_id, authorisation.number, words=words, link=link)


@tells("personnel.occupancy.begin", text="personnel/post-given")
def holder_hears_of_their_post(*, entry: Any) -> Iterator[Told]:
    """Who was put into a post: its duties and its authority are theirs to read."""
    occupancy = find(entry.result)
    if isinstance(occupancy, Occupancy):
        described = description_on(occupancy.post, occupancy.from_on)
        title = described.title if described else occupancy.post.number
        words: dict[str, str | date] = {"title": title, "from_on": occupancy.from_on}
        link = ("personnel:post", str(occupancy.post_id))
        yield Told(occupancy.person_id, occupancy.post.number, words=words, link=link)


@tells("personnel.supervision.begin", text="personnel/supervision-began")
def both_hear_of_a_supervised_phase(*, entry: Any) -> Iterator[Told]:
    """The trainee, who declares on every matter first, and who supervises."""
    phase = find(entry.result)
    if isinstance(phase, Supervision):
        words = {"role": role_named(phase.role).name, "scheme": phase.scope.name}
        for person_id in sorted({phase.person_id, phase.supervisor_id}):
            yield Told(person_id, phase.number, words=words, link=("personnel:supervision", str(phase.pk)))


@tells("personnel.need.find", text="personnel/need-found")
def learner_hears_of_a_need(*, entry: Any) -> Iterator[Told]:
    """Who has to learn something, where somebody else found it."""
    need = find(entry.result)
    if isinstance(need, Need) and need.found_by != str(actors.person(need.person_id)):
        words = {"due_on": need.due_on}
        yield Told(need.person_id, need.number, words=words, link=("personnel:need", str(need.pk)))


@tells("personnel.measure.enrol", text="personnel/measure-entered")
def learner_hears_of_a_measure(*, entry: Any) -> Iterator[Told]:
    """Who is to take part in a measure, and when."""
    attendance = find(entry.result)
    if isinstance(attendance, Attendance):
        measure = attendance.measure
        words: dict[str, str | date] = {"title": measure.title, "planned_on": measure.planned_on}
        yield Told(attendance.person_id, measure.number, words=words, link=("personnel:measure", str(measure.pk)))
