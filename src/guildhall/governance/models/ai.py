"""The register of uses of artificial intelligence in certification (26:6.5, R-54)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.ai import AI_USE, AiState
from guildhall.governance.models.threats import Threat
from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class Touches(models.TextChoices):
    """What of a certification a use of artificial intelligence touches."""

    ITEMS = "items", _("Items and their keys")
    ELIGIBILITY = "eligibility", _("Whether somebody is admitted")
    INVIGILATION = "invigilation", _("Watching over examinations")
    SECURITY = "security", _("Flags of security and cheating")
    SCORES = "scores", _("Marks and scores")
    INFORMATION = "information", _("Answers to questions")
    OTHER = "other", _("Something else")


JUDGES_PEOPLE = (Touches.ELIGIBILITY, Touches.INVIGILATION, Touches.SECURITY, Touches.SCORES)
"""What touches somebody's certification so nearly that validity and fairness must be shown."""


class AiUse(Record):
    """A use of artificial intelligence in the certification process, and everything that lets it be on (R-54).

    Rooms ask for it by its `code`. It takes no decision: it supports people who judge. `model_name` and
    `model_version` say what answers; what was verified and found fair is true of those alone, and is gone when they
    change.
    """

    lifecycle = AI_USE
    reload_with: ClassVar[tuple[str, ...]] = ("owner", "overseer", "threat", "report")

    number = models.CharField(max_length=20, unique=True)
    code = models.SlugField(max_length=40)
    state = models.CharField(max_length=20, default=AiState.PROPOSED)
    name = models.CharField(max_length=200)
    purpose = models.TextField()
    touches = models.CharField(max_length=20, choices=Touches)
    supplier = models.CharField(max_length=200)
    model_name = models.CharField(max_length=100)
    model_version = models.CharField(max_length=100)
    needs_acknowledgement = models.BooleanField(default=False)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    overseer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    oversight = models.TextField()
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    risk_to_impartiality = models.TextField(blank=True)
    risk_to_confidentiality = models.TextField(blank=True)
    risk_to_security = models.TextField(blank=True)
    sends_data_out = models.BooleanField(default=False)
    agreement = models.TextField(blank=True)
    threat = models.ForeignKey(Threat, null=True, blank=True, on_delete=models.PROTECT, related_name="ai_uses")
    assessed_at = models.DateTimeField(null=True, blank=True)
    assessed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    verification = models.TextField(blank=True)
    report = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    expert = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    expert_findings = models.TextField(blank=True)
    fairness = models.TextField(blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    disclosed_at = models.DateTimeField(null=True, blank=True)
    disclosed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    activated_at = models.DateTimeField(null=True, blank=True)
    activated_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    evaluate_on = models.DateField(null=True, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        db_table = "governance_ai_use"
        constraints = [
            known_states(AiState, "ai_use_state_is_known"),
            models.CheckConstraint(condition=Q(touches__in=Touches.values), name="ai_use_touches_something_known"),
            models.UniqueConstraint(
                fields=["code"],
                name=explain(
                    "ai_use_code_is_one",
                    gettext_noop("There is a use with this short name already."),
                    mend=gettext_noop("Go on with that one, or give this another short name."),
                ),
            ),
            together("assessed_by", "ai_use_assessed_by_and_at_together"),
            together("verified_by", "ai_use_verified_by_and_at_together"),
            together("disclosed_by", "ai_use_disclosed_by_and_at_together"),
            together("activated_by", "ai_use_activated_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state="active")
                | Q(
                    assessed_at__isnull=False,
                    verified_at__isnull=False,
                    disclosed_at__isnull=False,
                    activated_at__isnull=False,
                    evaluate_on__isnull=False,
                ),
                name=explain(
                    "ai_use_active_is_complete",
                    gettext_noop("A use of artificial intelligence is on only when everything about it is there."),
                    mend=gettext_noop("Open it: its page says what is missing."),
                    code="R-54",
                    clauses=("2026:6.5",),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def judges_people(self) -> bool:
        """Whether it touches somebody's certification so nearly that validity and fairness must be shown."""
        return self.touches in JUDGES_PEOPLE


class AiEvaluation(Record):
    """That somebody looked at how a use did: its outputs, how often people overrode them, and what follows (T-34)."""

    reload_with: ClassVar[tuple[str, ...]] = ("use",)

    number = models.CharField(max_length=20, unique=True)
    use = models.ForeignKey(AiUse, on_delete=models.PROTECT, related_name="evaluations")
    model_version = models.CharField(max_length=100)
    outputs = models.PositiveIntegerField()
    overridden = models.PositiveIntegerField()
    findings = models.TextField()
    is_fit = models.BooleanField()
    evaluated_at = models.DateTimeField(default=clock.now)
    evaluated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_ai_evaluation"
        constraints = [
            models.CheckConstraint(
                condition=Q(overridden__lte=models.F("outputs")),
                name=explain(
                    "ai_evaluation_overrides_at_most_all",
                    gettext_noop("More outputs cannot have been overridden than there were."),
                    mend=gettext_noop("Look at the two numbers again."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.use.line


class AiVerdict(models.TextChoices):
    """What a person made of an output."""

    ACCEPTED = "accepted", _("Accepted")
    OVERRIDDEN = "overridden", _("Overridden")


class AiJudgement(Record):
    """That a person accepted or overrode one output of a use, about one record (26:6.5, human oversight)."""

    reload_with: ClassVar[tuple[str, ...]] = ("use",)

    use = models.ForeignKey(AiUse, on_delete=models.PROTECT, related_name="judgements")
    about = models.CharField(max_length=120)
    model_version = models.CharField(max_length=100)
    verdict = models.CharField(max_length=20, choices=AiVerdict)
    reasons = Sealed()
    judged_at = models.DateTimeField(default=clock.now)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_ai_judgement"
        indexes = [models.Index(fields=["use", "judged_at"], name="ai_judgement_by_use")]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=AiVerdict.values), name="ai_judgement_verdict_is_known")
        ]

    def __str__(self) -> str:
        return self.use.number

    @property
    def line(self) -> str:
        return self.use.line


class AiAcknowledgement(OfPerson):
    """That somebody read the body's statement on artificial intelligence, in the version that was in force (26:6.5)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    statement = models.CharField(max_length=120)
    acknowledged_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "governance_ai_acknowledgement"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "statement"],
                name=explain(
                    "ai_acknowledgement_is_one",
                    gettext_noop("This statement was acknowledged already."),
                    mend=gettext_noop("Nothing needs to be done."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.person.number


NOTHING_VERIFIED: Mapping[str, Any] = {
    "verification": "",
    "report": None,
    "expert": None,
    "expert_findings": "",
    "fairness": "",
    "verified_at": None,
    "verified_by": None,
    "disclosed_at": None,
    "disclosed_by": None,
    "activated_at": None,
    "activated_by": None,
    "evaluate_on": None,
}
"""What is gone from a use when another model answers."""
