"""Schemes and their versions, with the job analysis behind them and everything that a version says.

What belongs to a version (requirements, components, domains) is changed only while the version is a draft; a new
version begins as a copy. Domains, requirements and components keep their `code` from version to version.
"""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.lifecycles import (
    ANALYSIS,
    TASK_IMPORT,
    VERSION,
    AnalysisState,
    ImportState,
    VersionState,
)


class Scheme(Record):
    """What is certified, over all its versions. Roles are held for its `scope`; a scheme of others names its owner."""

    reload_with: ClassVar[tuple[str, ...]] = ("scope",)

    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="scheme")
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "schemes_scheme"

    def __str__(self) -> str:
        return self.name


class OfScheme(Record):
    """A record that stands in the line of a scheme: what two people change at once in one scheme is done in turn."""

    class Meta:
        abstract = True

    scheme_id: object

    @property
    def line(self) -> str:
        return f"schemes.scheme:{self.scheme_id}"


class JobAnalysis(OfScheme):
    """The study of an occupation behind a scheme: tasks, a panel, its ratings, the weights (8.4 c to e)."""

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


class TaskImport(OfScheme):
    """A list of tasks as it was handed in: its good rows and, for each bad one, the reason."""

    lifecycle = TASK_IMPORT
    reload_with: ClassVar[tuple[str, ...]] = ("analysis__scheme__scope",)

    analysis = models.ForeignKey(JobAnalysis, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField(max_length=20, default=ImportState.STAGED)
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    staged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "schemes_task_import"
        constraints = [known_states(ImportState, "task_import_state_is_known")]

    def __str__(self) -> str:
        return self.name

    @property
    def scheme_id(self) -> object:  # type: ignore[override]
        return self.analysis.scheme_id


class Task(Record):
    """One task of the occupation, as the panel rates it, in one domain of the work."""

    reload_with: ClassVar[tuple[str, ...]] = ("analysis__scheme__scope",)

    analysis = models.ForeignKey(JobAnalysis, on_delete=models.PROTECT, related_name="tasks")
    number = models.CharField(max_length=20)
    words = models.TextField()
    domain = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=100, blank=True)

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

    @property
    def line(self) -> str:
        return self.analysis.line


class PanelMember(Record):
    """Somebody whose knowledge of the occupation the analysis rests on, and what qualifies them (8.4 b)."""

    reload_with: ClassVar[tuple[str, ...]] = ("analysis__scheme__scope", "person")

    analysis = models.ForeignKey(JobAnalysis, on_delete=models.PROTECT, related_name="panel")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    interest = models.CharField(max_length=100)
    qualification = models.TextField()
    joined_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "schemes_panel_member"
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "person"],
                name=explain(
                    "panel_member_is_one",
                    gettext_noop("This person is on the panel already."),
                    mend=gettext_noop("Choose somebody else."),
                ),
            )
        ]

    @property
    def line(self) -> str:
        return self.analysis.line


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
        return self.member.analysis.line


class SchemeVersion(OfScheme):
    """One version of a scheme: all that 8.2 and 8.3 ask for, its validation, approval and time in effect.

    Whoever applies is bound to one version (R-24). `edition` says to which editions of the standard it is held.
    """

    lifecycle = VERSION
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope",)

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20, unique=True)
    ordinal = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, default=VersionState.DRAFT)
    analysis = models.ForeignKey(JobAnalysis, null=True, blank=True, on_delete=models.PROTECT, related_name="versions")
    edition = models.CharField(max_length=20, default="2012 2026")
    title = models.CharField(max_length=200)
    scope_words = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    need = models.TextField(blank=True)
    population = models.TextField(blank=True)
    languages = models.CharField(max_length=50, default="en de")
    abilities = models.TextField(blank=True)
    code_of_conduct = models.TextField(blank=True)
    agreement = models.TextField(blank=True)
    process = models.TextField(blank=True)
    suspension_criteria = models.TextField(blank=True)
    surveillance = models.TextField(blank=True)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    interval_rationale = models.TextField(blank=True)
    recertification = models.TextField(blank=True)
    recertification_window_months = models.PositiveSmallIntegerField(default=6)
    eligible_months = models.PositiveSmallIntegerField(default=12)
    application_days = models.PositiveSmallIntegerField(default=30)
    fee = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    currency = models.CharField(max_length=3, default="EUR")
    transition = models.TextField(blank=True)
    owner_agreement = models.TextField(blank=True)
    not_applicable = models.JSONField(default=dict)
    authored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authored_at = models.DateTimeField(default=clock.now)
    validation = models.TextField(blank=True)
    validated_at = models.DateTimeField(null=True, blank=True)
    validated_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    next_review_on = models.DateField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "schemes_version"
        constraints = [
            known_states(VersionState, "version_state_is_known"),
            together("validated_by", "version_validated_by_and_at_together"),
            together("approved_by", "version_approved_by_and_at_together"),
            models.UniqueConstraint(fields=["scheme", "ordinal"], name="version_ordinal_is_one"),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(state="effective"),
                name=explain(
                    "version_in_effect_is_one",
                    gettext_noop("Another version of this scheme is in effect."),
                    mend=gettext_noop("Reload the page; a version that takes effect replaces the one before it."),
                    clauses=("2012:8.1",),
                ),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("authored_by")),
                name=explain(
                    "version_has_four_eyes",
                    gettext_noop("The author of a version cannot approve it."),
                    mend=gettext_noop("Somebody else who may approve schemes does it."),
                    code="R-11",
                    clauses=("2012:8.4", "2012:10.2.3"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OfVersion(Record):
    """A part of a scheme version; it stands in the scheme's line and is changed while the version is a draft."""

    reload_with: ClassVar[tuple[str, ...]] = ("version__scheme__scope",)
    version: models.ForeignKey[SchemeVersion, SchemeVersion]

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return self.version.line


class InterestedParty(OfVersion):
    """Somebody with an interest in the scheme: what they asked for, and what the body answered (8.2, 8.4 b)."""

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="parties")
    category = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    asked = models.TextField()
    answer = models.TextField(blank=True)

    class Meta:
        db_table = "schemes_interested_party"


class Domain(OfVersion):
    """A field of the work, with its share of the examination as the job analysis weighs it (`weight`, in per cent)."""

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="domains")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "schemes_domain"
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="domain_code_is_one")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Competence(OfVersion):
    """What a certified person knows or can do, derived from tasks (8.2 c), in one domain."""

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="competences")
    code = models.CharField(max_length=12)
    statement = models.TextField()
    kind = models.CharField(max_length=20, default="skill")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="competences")

    class Meta:
        db_table = "schemes_competence"
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="competence_code_is_one")]

    def __str__(self) -> str:
        return self.code


class CompetenceTask(Record):
    """That a task of the job analysis leads to a competence."""

    reload_with: ClassVar[tuple[str, ...]] = ("competence__version__scheme__scope", "task")

    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="sources")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="competences")

    class Meta:
        db_table = "schemes_competence_task"
        constraints = [models.UniqueConstraint(fields=["competence", "task"], name="competence_task_is_one")]

    @property
    def line(self) -> str:
        return self.competence.line


class Stage(models.TextChoices):
    """By when a requirement must be met (R-22)."""

    APPLICATION = "application", _("at application")
    EXAMINATION = "examination", _("before the examination")
    DECISION = "decision", _("before the decision")


class RequirementKind(models.TextChoices):
    """What a requirement asks for."""

    EDUCATION = "education", _("Education")
    TRAINING = "training", _("Training")
    EXPERIENCE = "experience", _("Experience")
    FITNESS = "fitness", _("Physical fitness")
    CERTIFICATE = "certificate", _("Another certificate")
    MEMBERSHIP = "membership", _("Membership")
    OTHER = "other", _("Other")


class Requirement(OfVersion):
    """A prerequisite: what is asked, why it is needed, by which stage, and what proves it.

    `fresh_months`: how old its evidence may be. `own_course_only`: it accepts the body's own course alone (R-57).
    `medical`: its evidence is read by named roles only (R-29).
    """

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="requirements")
    code = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, choices=RequirementKind)
    words = models.TextField()
    rationale = models.TextField()
    evidence = models.TextField()
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.APPLICATION)
    fresh_months = models.PositiveSmallIntegerField(null=True, blank=True)
    medical = models.BooleanField(default=False)
    own_course_only = models.BooleanField(default=False)
    no_equivalent = models.TextField(blank=True)
    competence = models.ForeignKey(Competence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "schemes_requirement"
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="requirement_code_is_one"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="requirement_stage_is_known"),
            models.CheckConstraint(condition=Q(kind__in=RequirementKind.values), name="requirement_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.code


class ComponentKind(models.TextChoices):
    """How a component examines."""

    WRITTEN = "written", _("Written")
    ORAL = "oral", _("Oral")
    PRACTICAL = "practical", _("Practical")
    OBSERVATION = "observation", _("Observation at work")


class Component(OfVersion):
    """A part of the assessment with a method, a passing standard and attempts of its own.

    `cut` is the passing score in per cent of the maximum; a form of the component may set its own by a study (R-26).
    `waiting_days` lie between attempts, `shelf_months` is how long a pass counts, `move_days` until when a booked seat
    may be moved or cancelled. `second_rater_share` is the share of practical attempts that a second person marks.
    """

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="components")
    code = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, choices=ComponentKind)
    title = models.CharField(max_length=200)
    method = models.TextField()
    cut = models.DecimalField(max_digits=5, decimal_places=2)
    cut_basis = models.TextField()
    minutes = models.PositiveSmallIntegerField()
    items = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    waiting_days = models.PositiveSmallIntegerField(default=0)
    shelf_months = models.PositiveSmallIntegerField(default=24)
    move_days = models.PositiveSmallIntegerField(default=3)
    second_rater_share = models.PositiveSmallIntegerField(default=0)
    fee = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "schemes_component"
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="component_code_is_one"),
            models.CheckConstraint(condition=Q(kind__in=ComponentKind.values), name="component_kind_is_known"),
            models.CheckConstraint(condition=Q(cut__gt=0, cut__lte=100), name="component_cut_is_a_percentage"),
            models.CheckConstraint(condition=Q(second_rater_share__lte=100), name="component_share_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class BlueprintRow(Record):
    """How much of a component a domain makes up: its share in per cent and, for items, the whole number of them."""

    reload_with: ClassVar[tuple[str, ...]] = ("component__version__scheme__scope", "domain")

    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="blueprint")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="blueprint")
    share = models.DecimalField(max_digits=5, decimal_places=2)
    items = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "schemes_blueprint_row"
        constraints = [models.UniqueConstraint(fields=["component", "domain"], name="blueprint_row_is_one")]

    @property
    def line(self) -> str:
        return self.component.line
