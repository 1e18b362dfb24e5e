"""Studies: how well an examination measures, from data that was frozen, by code that is named, approved by another."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.lifecycles.studies import STUDY, StudyState
from guildhall.schemes.models.schemes import Scheme
from guildhall.vault.fields import SealedJSON
from guildhall.vault.models import StoredFile


class StudyKind(models.TextChoices):
    """What a study asks."""

    ITEM_ANALYSIS = "item-analysis", _("Item analysis")
    CALIBRATION = "calibration", _("Calibration")
    EQUATING = "equating", _("Equating")
    STANDARD_SETTING = "standard-setting", _("Standard setting")
    DIF = "dif", _("Differential item functioning")
    KEY_VALIDATION = "key-validation", _("Key validation")
    JOB_ANALYSIS = "job-analysis", _("Job analysis survey")


class Study(Record):
    """What was asked of which data, with which code and options, what came out, and what was concluded (R-26, R-27).

    `about` is the record that was studied, in the ledger's words, `about_words` how people call it. The data stands in
    a sealed file and names attempts, never persons; `data_hash` and `results_hash` are the SHA-256 of the canonical
    spelling of either, so that a second computation can be held against the first. Results name keys, and are sealed.
    Who froze the data (`prepared_by`, nobody where the house did it by itself) and who concluded (`proposed_by`) do not
    approve (R-11). `supersedes` is the study in whose place this one comes once it stands.
    """

    lifecycle = STUDY
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "data", "supersedes")

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="studies")
    state = models.CharField(max_length=20, default=StudyState.FROZEN)
    kind = models.CharField(max_length=20, choices=StudyKind)
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=100)
    about_words = models.CharField(max_length=200)
    options = models.JSONField(default=dict)
    data = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    data_hash = models.CharField(max_length=64)
    persons = models.PositiveIntegerField(default=0)
    frozen_at = models.DateTimeField(default=clock.now)
    by_machine = models.BooleanField(default=False)
    prepared_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    code_version = models.CharField(max_length=200, blank=True)
    results = SealedJSON()
    results_hash = models.CharField(max_length=64, blank=True)
    computed_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        db_table = "schemes_study"
        indexes = [models.Index(fields=["about", "kind"], name="study_by_about_and_kind")]
        constraints = [
            known_states(StudyState, "study_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=StudyKind.values), name="study_kind_is_known"),
            together("prepared_by", "study_prepared_by_and_at_together"),
            together("proposed_by", "study_proposed_by_and_at_together"),
            together("approved_by", "study_approved_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state__in=["computed", "proposed", "approved"])
                | (Q(computed_at__isnull=False) & ~Q(results_hash="")),
                name="study_computed_has_its_results",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ((Q(prepared_by__isnull=True) | ~Q(approved_by=F("prepared_by"))) & ~Q(approved_by=F("proposed_by"))),
                name=explain(
                    "study_has_four_eyes",
                    gettext_noop("Who prepared a study or proposed its conclusion cannot approve it."),
                    mend=gettext_noop("Somebody else who may approve studies of this scheme does it."),
                    code="R-11",
                    clauses=("2012:9.3.1", "2012:9.3.5"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def scope_id(self) -> UUID:
        return self.scheme.scope_id


class StudyRerun(Record):
    """That a study was computed again from its frozen data, by which code, and whether the same numbers came out."""

    reload_with: ClassVar[tuple[str, ...]] = ("study__scheme__scope", "study__data")

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="reruns")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    code_version = models.CharField(max_length=200, blank=True)
    results_hash = models.CharField(max_length=64, blank=True)
    agrees = models.BooleanField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "schemes_study_rerun"
        constraints = [
            models.CheckConstraint(
                condition=Q(agrees__isnull=True, done_at__isnull=True)
                | (Q(agrees__isnull=False, done_at__isnull=False) & ~Q(results_hash="")),
                name="study_rerun_done_has_its_answer",
            ),
            models.UniqueConstraint(
                fields=["study"],
                condition=Q(agrees__isnull=True),
                name=explain(
                    "study_rerun_is_one",
                    gettext_noop("This study is being computed again already."),
                    mend=gettext_noop("Wait a moment and load the page again."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.study.number

    @property
    def line(self) -> str:
        return self.study.line

    @property
    def scope_id(self) -> UUID:
        return self.study.scope_id
