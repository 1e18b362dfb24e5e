"""What others may read of relations, courses, employers, and of what nobody declared."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guildhall.personnel import blinding
from guildhall.personnel.lifecycles import (
    CourseState,
    EmploymentState,
    InquiryState,
    ParticipationState,
    SignalState,
)
from guildhall.personnel.models import (
    ConflictSignal,
    Course,
    Employment,
    Inquiry,
    Organisation,
    Participation,
    Relation,
)


def organisation_called(name: str) -> Organisation | None:
    """The organisation of that name, in whatever spelling."""
    return Organisation.objects.filter(digest=blinding.organisation(name)).first()


def relations_of(person_id: UUID) -> QuerySet[Relation]:
    """Every tie that somebody declared, with its source."""
    found = Relation.objects.filter(person_id=person_id)
    return found.select_related("interest__declaration", "concerned", "organisation").order_by("-id")


def courses() -> QuerySet[Course]:
    """All courses, the latest first, each with how many took part."""
    took_part = Count("participations", filter=Q(participations__state=ParticipationState.RECORDED))
    loaded = Course.objects.select_related("trainer", "organisation", "scope")
    return loaded.annotate(participants=took_part).order_by("-number")


def courses_of(scope_id: UUID) -> QuerySet[Course]:
    """The courses for a scheme that took place, the latest to end first: among them a candidate finds theirs."""
    return courses().filter(scope_id=scope_id, state=CourseState.DECLARED).order_by("-ended_on")


def participants(course: Course) -> QuerySet[Participation]:
    """Who took part in a course."""
    named = course.participations.filter(state=ParticipationState.RECORDED)
    return named.select_related("person", "training").order_by("told_at")


def prepared_by(person_ids: set[UUID], scope_id: UUID) -> QuerySet[Participation]:
    """Who of these people was prepared for a scheme by which organisation."""
    took_part = Participation.objects.filter(person_id__in=person_ids, state=ParticipationState.RECORDED)
    return took_part.filter(course__scope_id=scope_id).select_related("course__organisation")


def employments() -> QuerySet[Employment]:
    """Who is employed where, the latest first."""
    return Employment.objects.select_related("person", "organisation").order_by("-number")


def employments_of(person_id: UUID) -> QuerySet[Employment]:
    """Where somebody is, or was, employed."""
    return employments().filter(person_id=person_id, state=EmploymentState.RECORDED)


def signals() -> QuerySet[ConflictSignal]:
    """Everything that was noticed, the latest first."""
    return ConflictSignal.objects.select_related("person", "other", "organisation").order_by("-number")


def signals_seen_by(person_id: UUID) -> QuerySet[ConflictSignal]:
    """What somebody may see of it: not what is about themselves."""
    return signals().exclude(person_id=person_id).exclude(other_id=person_id)


def signals_unjudged() -> QuerySet[ConflictSignal]:
    """What waits for a judgement, the oldest first."""
    return signals().filter(state=SignalState.FOUND).order_by("found_at")


def inquiries() -> QuerySet[Inquiry]:
    """Who was asked whether their interests changed, the latest first."""
    return Inquiry.objects.select_related("person").order_by("-number")


def inquiries_open() -> QuerySet[Inquiry]:
    """Who has not answered yet, the first to end first."""
    return inquiries().filter(state=InquiryState.ASKED).order_by("due_on")


def unanswered(person_id: UUID, day: date) -> Inquiry | None:
    """The question whose day had passed on `day` without an answer of this person."""
    return inquiries_open().filter(person_id=person_id, due_on__lt=day).first()
