"""Job analyses: tasks, the lists they came in, the panel, and its ratings."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.lifecycles import (
    ANALYSIS,
    MEMBERSHIP,
    TASK_IMPORT,
    AnalysisState,
    ImportState,
    MembershipState,
)
from guildhall.schemes.models.schemes import Scheme
from guildhall.vault.fields import Sealed


class JobAnalysis(Record):
    """The study of an occupation behind a scheme: tasks, a panel, its ratings, the weights (8.4 c to e).

    `importance_share` is the share of importance in a task's weight, in per cent; the rest is frequency.
    """

    lifecycle = ANALYSIS
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="analyses")
    state = models.CharField(max_length=20, default=AnalysisState.PREPARING)
    title = models.CharField(max_length=200)
    method = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    led_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    led_at = models.DateTimeField(default=clock.now)
    importance_share = models.PositiveSmallIntegerField(default=50)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "schemes_job_analysis"
        constraints = [
            known_states(AnalysisState, "analysis_state_is_known"),
            together("approved_by", "analysis_approved_by_and_at_together"),
            models.CheckConstraint(condition=Q(importance_share__lte=100), name="analysis_share_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def scope_id(self) -> UUID:
        return self.scheme.scope_id


class OfAnalysis(Record):
    """A record of a job analysis; it stands in its line."""

    reload_with: ClassVar[tuple[str, ...]] = ("analysis__scheme__scope",)
    analysis: models.ForeignKey[JobAnalysis, JobAnalysis]

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return self.analysis.line

    @property
    def scope_id(self) -> UUID:
        return self.analysis.scope_id


class TaskImport(OfAnalysis):
    """A list of tasks as it was handed in: its good rows and, for each bad one, the reason.

    `attribution` names whose list it is; it is shown wherever its tasks are.
    """

    lifecycle = TASK_IMPORT

    analysis = models.ForeignKey(JobAnalysis, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField(max_length=20, default=ImportState.STAGED)
    name = models.CharField(max_length=200)
    attribution = models.CharField(max_length=300, blank=True)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    staged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "schemes_task_import"
        constraints = [known_states(ImportState, "task_import_state_is_known")]

    def __str__(self) -> str:
        return self.name


class Task(OfAnalysis):
    """One task of the occupation, as the panel rates it, in one domain of the work."""

    analysis = models.ForeignKey(JobAnalysis, on_delete=models.PROTECT, related_name="tasks")
    number = models.CharField(max_length=20)
    words = models.TextField()
    domain = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    taken_from = models.ForeignKey(
        TaskImport, null=True, blank=True, on_delete=models.PROTECT, related_name="taken_tasks"
    )

    class Meta:
        db_table = "schemes_task"
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "number"],
                name=explain(
                    "task_number_is_one",
                    gettext_noop("A task with this number stands in this analysis already."),
                    mend=gettext_noop("Give the task another number."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.number


class PanelMember(OfAnalysis):
    """Somebody whose knowledge of the occupation the analysis rests on, and what qualifies them (8.4 a, b).

    `interest` is the category whose view they bring; the balance of the panel is counted by it. The ratings of who left
    do not count.
    """

    lifecycle = MEMBERSHIP
    reload_with: ClassVar[tuple[str, ...]] = ("analysis__scheme__scope", "person")

    analysis = models.ForeignKey(JobAnalysis, on_delete=models.PROTECT, related_name="panel")
    state = models.CharField(max_length=20, default=MembershipState.MEMBER)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: UUID
    interest = models.CharField(max_length=100)
    qualification = Sealed()
    joined_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "schemes_panel_member"
        constraints = [
            known_states(MembershipState, "panel_member_state_is_known"),
            models.UniqueConstraint(
                fields=["analysis", "person"],
                condition=Q(state="member"),
                name=explain(
                    "panel_member_is_one",
                    gettext_noop("This person is on the panel already."),
                    mend=gettext_noop("Choose somebody else."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.interest

    @property
    def key_id(self) -> UUID:
        return self.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.person_id


class Rating(Record):
    """How important a task is and how often it is done, from 1 to 5, as one member of the panel judges."""

    reload_with: ClassVar[tuple[str, ...]] = ("member__analysis__scheme__scope", "task")

    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="ratings")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="ratings")
    importance = models.PositiveSmallIntegerField()
    frequency = models.PositiveSmallIntegerField()
    rated_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "schemes_rating"
        constraints = [
            models.UniqueConstraint(fields=["member", "task"], name="rating_is_one_per_member_and_task"),
            models.CheckConstraint(
                condition=Q(importance__gte=1, importance__lte=5, frequency__gte=1, frequency__lte=5),
                name=explain(
                    "rating_is_on_the_scale",
                    gettext_noop("Importance and frequency are rated from 1 to 5."),
                    mend=gettext_noop("Give a number from 1 to 5."),
                ),
            ),
        ]

    @property
    def line(self) -> str:
        return self.member.line
