"""What a version says in parts: interested parties, domains, competences, requirements."""

from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.schemes.models.analyses import Task
from guildhall.schemes.models.versions import SchemeVersion


def one_code(name: str) -> models.UniqueConstraint:
    """A code stands once in a version."""
    return models.UniqueConstraint(
        fields=["version", "code"],
        name=explain(
            name,
            gettext_noop("This code stands in this version already."),
            mend=gettext_noop("Choose another code, or change what is there."),
        ),
    )


class OfVersion(Record):
    """A part of a scheme version; it stands in the version's line and is changed while the version is a draft."""

    reload_with: ClassVar[tuple[str, ...]] = ("version__scheme__scope",)
    version: models.ForeignKey[SchemeVersion, SchemeVersion]

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return self.version.line

    @property
    def scope_id(self) -> UUID:
        return self.version.scope_id


class InterestedParty(OfVersion):
    """An organisation or group with an interest in the scheme: what it asked for, and the answer (8.2, 8.4 b)."""

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="parties")
    category = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    asked = models.TextField()
    answer = models.TextField(blank=True)

    class Meta:
        db_table = "schemes_interested_party"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "name"],
                name=explain(
                    "party_is_named_once",
                    gettext_noop("This party stands in this version already."),
                    mend=gettext_noop("Add to what it asked, instead of naming it again."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Domain(OfVersion):
    """A field of the work, with its share of the examination as the job analysis weighs it (`weight`, in per cent).

    `analysed_as` is what the analysis calls it; a weight that differs from the analysis has its reason in `deviation`.
    """

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="domains")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    analysed_as = models.CharField(max_length=100, blank=True)
    deviation = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "schemes_domain"
        constraints = [
            one_code("domain_code_is_one"),
            models.CheckConstraint(condition=Q(weight__gte=0, weight__lte=100), name="domain_weight_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class CompetenceKind(models.TextChoices):
    """What a competence is made of."""

    KNOWLEDGE = "knowledge", _("Knowledge")
    SKILL = "skill", _("Skill")
    ATTITUDE = "attitude", _("Attitude")


class Competence(OfVersion):
    """What a certified person knows or can do, derived from tasks (8.2 c), in one domain."""

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="competences")
    code = models.CharField(max_length=12)
    statement = models.TextField()
    kind = models.CharField(max_length=20, choices=CompetenceKind, default=CompetenceKind.SKILL)
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="competences")

    class Meta:
        db_table = "schemes_competence"
        constraints = [
            one_code("competence_code_is_one"),
            models.CheckConstraint(condition=Q(kind__in=CompetenceKind.values), name="competence_kind_is_known"),
        ]

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
            one_code("requirement_code_is_one"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="requirement_stage_is_known"),
            models.CheckConstraint(condition=Q(kind__in=RequirementKind.values), name="requirement_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.code
