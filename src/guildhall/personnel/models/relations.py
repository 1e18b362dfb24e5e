"""Ties in a form that rules can ask: what people declare, and the courses that they gave."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles.courses import COURSE, PARTICIPATION, CourseState, ParticipationState
from guildhall.personnel.models.declarations import Interest
from guildhall.personnel.models.organisations import Organisation
from guildhall.personnel.models.trainings import Training


class RelationKind(models.TextChoices):
    """What somebody is to whom they are tied to, as rules ask it."""

    EMPLOYER = "employer", _("Works for them")
    TRAINER = "trainer", _("Trains or consults for them")
    RELATIVE = "relative", _("Family or friend")
    SHARE = "share", _("Has a financial stake")
    MEMBERSHIP = "membership", _("Member or office holder")
    SUPERIOR = "superior", _("Superior or subordinate")
    OTHER = "other", _("Otherwise tied")


class Relation(Record):
    """A declared interest as rules read it: who is tied to whom, how, and from when until when (4.3.7; R-07, R-08).

    Its source is the `interest`; the relation binds while that interest does. It leads to a person whom the body knows
    (`concerned`), to an `organisation`, or to somebody whom the body does not know yet: then `digest` is the blinded
    name, by which they are noticed when they come.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("interest__declaration__person", "person", "organisation")

    interest = models.OneToOneField(Interest, on_delete=models.PROTECT, related_name="relation")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=20, choices=RelationKind)
    concerned = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="relations"
    )
    digest = models.CharField(max_length=32, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "personnel_relation"
        indexes = [
            models.Index(fields=["concerned"], name="relation_by_concerned"),
            models.Index(fields=["digest"], name="relation_by_digest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RelationKind.values), name="relation_kind_is_known"),
            models.CheckConstraint(
                condition=Q(concerned__isnull=False) | Q(organisation__isnull=False) | ~Q(digest=""),
                name="relation_leads_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name=explain(
                    "relation_ends_after_it_begins",
                    gettext_noop("A tie cannot end before it begins."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                    code="R-07",
                ),
            ),
        ]

    @property
    def kind_word(self) -> str | Promise:
        return RelationKind(self.kind).label

    @property
    def line(self) -> str:
        return self.interest.line

    @property
    def key_id(self) -> UUID:
        return self.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.person_id


class Course(Record):
    """A training of a whole group: who gave it, at which school, for which scheme, and when (5.2.3 e; R-09).

    Its participants are named by then or later, each by a `Participation`. `trainer` is empty where nobody of the body
    gave it: the course then only tells by whom candidates were prepared.
    """

    lifecycle = COURSE
    reload_with: ClassVar[tuple[str, ...]] = ("trainer", "organisation", "scope")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=CourseState.DECLARED)
    title = models.CharField(max_length=200)
    trainer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="courses")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="courses")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    began_on = models.DateField()
    ended_on = models.DateField()
    told_at = models.DateTimeField(default=clock.now)
    told_by = models.CharField(max_length=100)

    class Meta:
        db_table = "personnel_course"
        constraints = [
            known_states(CourseState, "course_state_is_known"),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("began_on")),
                name=explain(
                    "course_ends_after_it_begins",
                    gettext_noop("A course cannot end before it begins."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Participation(OfPerson):
    """That somebody took part in a course. Where one of the body gave it, it is a training like any other (`training`).

    So the trainer never decides on them in the scheme (R-02) and does not examine them for 24 months (R-09).
    """

    lifecycle = PARTICIPATION
    reload_with: ClassVar[tuple[str, ...]] = ("person", "course__trainer", "course__scope", "training")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="participations")
    state = models.CharField(max_length=20, default=ParticipationState.RECORDED)
    training = models.OneToOneField(
        Training, null=True, blank=True, on_delete=models.PROTECT, related_name="participation"
    )
    told_at = models.DateTimeField(default=clock.now)
    told_by = models.CharField(max_length=100)

    class Meta:
        db_table = "personnel_participation"
        constraints = [
            known_states(ParticipationState, "participation_state_is_known"),
            models.UniqueConstraint(
                fields=["person", "course"],
                condition=Q(state="recorded"),
                name=explain(
                    "participation_is_one",
                    gettext_noop("This person is named as a participant of this course already."),
                    mend=gettext_noop("Nothing needs to be done."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.course.number
