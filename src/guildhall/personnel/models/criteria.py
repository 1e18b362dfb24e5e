"""What the work of a role asks for, in versions, and what shows that somebody meets it."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import CRITERIA, EVIDENCE, CriteriaState, EvidenceState
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class Point(models.TextChoices):
    """What a criterion is about; the first five are what an examiner is chosen by (6.2.2.1)."""

    SCHEME = "scheme", _("Knows the scheme")
    PROCEDURES = "procedures", _("Applies the procedures and papers of the examination")
    FIELD = "field", _("Is competent in what is examined")
    LANGUAGE = "language", _("Is fluent in the language of the examination")
    INTERESTS = "interests", _("Has named their interests")
    EDUCATION = "education", _("Education")
    EXPERIENCE = "experience", _("Experience")
    SKILL = "skill", _("Skill")
    CONDUCT = "conduct", _("Conduct")


FIVE = (Point.SCHEME, Point.PROCEDURES, Point.FIELD, Point.LANGUAGE, Point.INTERESTS)
"""The points on which every examiner is evaluated."""


class CriteriaSet(Record):
    """A version of what the work of a role asks for, in one scheme, or in every scheme where `scope` is empty (6.1.3).

    `supervised_tasks` says how many tasks under supervision come before the first authorisation. Who is authorised on
    an earlier version is evaluated again by `reevaluate_by`; empty, the change asks nothing new of them.
    """

    lifecycle = CRITERIA
    reload_with: ClassVar[tuple[str, ...]] = ("scope",)

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=CriteriaState.DRAFT)
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="criteria")
    summary = models.TextField()
    supervised_tasks = models.PositiveSmallIntegerField(default=0)
    reevaluate_by_day = models.DateField(null=True, blank=True)
    drafted_at = models.DateTimeField(default=clock.now)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    superseded_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        db_table = "personnel_criteria"
        constraints = [
            known_states(CriteriaState, "criteria_state_is_known"),
            together("approved_by", "criteria_approved_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="criteria_had_four_eyes",
            ),
            *(
                models.UniqueConstraint(
                    fields=fields,
                    condition=Q(state="effective", scope__isnull=for_all),
                    name=explain(
                        name,
                        gettext_noop("Other criteria for this role are in effect already."),
                        mend=gettext_noop("Reload the page; approving a version replaces the one before it."),
                        code="R-49",
                        clauses=("2012:6.1.3",),
                    ),
                )
                for fields, for_all, name in (
                    (["role", "scope"], False, "criteria_in_effect_are_one"),
                    (["role"], True, "criteria_in_effect_for_all_are_one"),
                )
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def role_word(self) -> str:
        """The role in the reader's language."""
        return _now(role_named(self.role).name)

    @property
    def where_word(self) -> str:
        """The scheme for which it is, in words."""
        return self.scope.name if self.scope else _now("Every scheme")


class Criterion(Record):
    """One thing that the work of a role asks for, and what would show that somebody has it.

    `code` stays with it from version to version, so that a new version tells what is new in it.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("criteria",)

    criteria = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="entries")
    code = models.CharField(max_length=12)
    point = models.CharField(max_length=20, choices=Point)
    words = models.TextField()
    asks = models.TextField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "personnel_criterion"
        constraints = [
            models.CheckConstraint(condition=Q(point__in=Point.values), name="criterion_point_is_known"),
            models.UniqueConstraint(
                fields=["criteria", "code"],
                condition=Q(removed_at__isnull=True),
                name=explain(
                    "criterion_code_is_one",
                    gettext_noop("Another criterion of this version has the same code."),
                    mend=gettext_noop("Give it a code of its own."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def line(self) -> str:
        return self.criteria.line

    @property
    def point_word(self) -> str | Promise:
        """What it is about, in the reader's language."""
        return Point(self.point).label


class EvidenceKind(models.TextChoices):
    """What can show that somebody is competent."""

    EDUCATION = "education", _("Education")
    QUALIFICATION = "qualification", _("Qualification or certificate")
    EXPERIENCE = "experience", _("Work in the field")
    TRAINING = "training", _("Training taken part in")
    OBSERVED = "observed", _("Work that was observed")
    LANGUAGE = "language", _("Knowledge of a language")
    MEMBERSHIP = "membership", _("Office or membership")
    OTHER = "other", _("Other")


class Evidence(OfPerson):
    """An entry in somebody's personnel file: what they learned, did or were shown to be able to do (6.1.5).

    `valid_until` is the last day on which it shows anything: a certificate runs out. Somebody else than they looks at
    it before an evaluation rests on it.
    """

    lifecycle = EVIDENCE
    reload_with: ClassVar[tuple[str, ...]] = ("person", "proof")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=EvidenceState.ADDED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind)
    title = Sealed()
    words = Sealed()
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    obtained_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reasons = Sealed()

    class Meta:
        db_table = "personnel_evidence"
        indexes = [models.Index(fields=["person", "state"], name="evidence_by_person")]
        constraints = [
            known_states(EvidenceState, "evidence_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_is_known"),
            together("verified_by", "evidence_verified_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("obtained_on")),
                name=explain(
                    "evidence_ends_after_it_begins",
                    gettext_noop("What was obtained later than it ends shows nothing."),
                    mend=gettext_noop("Look at both days again."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        """What it is, in the reader's language."""
        return EvidenceKind(self.kind).label

    def shows_on(self, day: date) -> bool:
        """Whether an evaluation on `day` may rest on it."""
        lasts = self.valid_until is None or self.valid_until >= day
        return self.state == EvidenceState.VERIFIED and lasts


class CriterionResult(Record):
    """What an evaluator found on one criterion: whether it is met, in words, and on which evidence it rests."""

    reload_with: ClassVar[tuple[str, ...]] = ("authorisation__person", "criterion", "evidence")

    authorisation = models.ForeignKey("personnel.Authorisation", on_delete=models.PROTECT, related_name="results")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="results")
    is_met = models.BooleanField()
    words = Sealed()
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="results")

    class Meta:
        db_table = "personnel_criterion_result"
        constraints = [
            models.UniqueConstraint(fields=["authorisation", "criterion"], name="criterion_result_is_one"),
        ]

    def __str__(self) -> str:
        return self.criterion.code

    @property
    def line(self) -> str:
        return self.authorisation.line

    @property
    def key_id(self) -> UUID:
        return self.authorisation.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.authorisation.person_id
