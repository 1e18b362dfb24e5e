"""Decision files: what is decided on, by whom, on which evidence, and why."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.certification.lifecycles import DECISION, DecisionState
from guildhall.certification.models.certifications import Certification
from guildhall.certification.models.frozen import Frozen
from guildhall.exams.models import Candidacy
from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.personnel.models import Authorisation
from guildhall.schemes.models import SchemeVersion
from guildhall.vault.fields import Sealed, SealedJSON

OPEN = ["prepared", "in-decision", "returned"]
FROZEN = (
    "person",
    "version",
    "kind",
    "candidacy",
    "decided_by",
    "decided_at",
    "authorisation",
    "effective_on",
    "deadline_on",
    "criteria",
    "conditions",
    "reasons",
    "snapshot",
    "digest",
)
"""What of a decision never changes once it is made."""


class DecisionKind(models.TextChoices):
    """What is decided."""

    GRANT = "grant", _("Initial certification")
    SUSPEND = "suspend", _("Suspension")
    EXTEND = "extend", _("Longer suspension")
    REINSTATE = "reinstate", _("Reinstatement")
    WITHDRAW = "withdraw", _("Withdrawal")
    SURRENDER = "surrender", _("Surrender")


class DecisionFile(OfPerson):
    """Everything on which one decision about one person rests; frozen when it is decided (R-14).

    `candidacy` is what a grant decides on, `certification` what every other kind decides on, and what a grant made.
    `grounds` is why the decision was asked for, `conditions` what was proposed with it, `question` and `answer` what
    the decider asked and got. `handed_to` is whom a file was handed. `reasons` is why it was decided so, `criteria`
    which criteria of the version a refusal names (R-06). `snapshot` is the evidence as the decider saw it; `digest` is
    its HMAC under the person's key. `replaces` is the decision that this one puts right.
    """

    lifecycle = DECISION
    reload_with: ClassVar[tuple[str, ...]] = (
        "person",
        "version__scheme__scope",
        "candidacy__application__person",
        "candidacy__version__scheme",
        "certification__person",
        "authorisation",
        "replaces",
    )

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decision_files")
    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="decision_files")
    kind = models.CharField(max_length=20, choices=DecisionKind)
    state = models.CharField(max_length=20, default=DecisionState.PREPARED)
    candidacy = models.ForeignKey(
        Candidacy, null=True, blank=True, on_delete=models.PROTECT, related_name="decision_files"
    )
    certification = models.ForeignKey(
        Certification, null=True, blank=True, on_delete=models.PROTECT, related_name="decision_files"
    )
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    prepared_at = models.DateTimeField(default=clock.now)
    prepared_by = models.CharField(max_length=100)
    grounds = Sealed()
    conditions = Sealed()
    deadline_on = models.DateField(null=True, blank=True)
    handed_to = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    question = Sealed()
    answer = Sealed()
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    authorisation = models.ForeignKey(
        Authorisation, null=True, blank=True, on_delete=models.PROTECT, related_name="decision_files"
    )
    effective_on = models.DateField(null=True, blank=True)
    criteria = models.JSONField(default=list)
    reasons = Sealed()
    snapshot = SealedJSON()
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "certification_decision_file"
        indexes = [models.Index(fields=["state", "prepared_at"], name="decision_file_by_state")]
        constraints = [
            known_states(DecisionState, "decision_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=DecisionKind.values), name="decision_kind_is_known"),
            together("taken_by", "decision_taken_by_and_at_together"),
            together("decided_by", "decision_decided_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "refused", "superseded"])
                | (Q(decided_by__isnull=False, authorisation__isnull=False) & ~Q(digest="")),
                name="decision_is_made_by_somebody_on_a_frozen_file",
            ),
            models.CheckConstraint(
                condition=Q(kind="grant", candidacy__isnull=False)
                | (~Q(kind="grant") & Q(certification__isnull=False)),
                name="decision_has_its_matter",
            ),
            models.UniqueConstraint(
                fields=["candidacy"],
                condition=Q(kind="grant", state__in=OPEN),
                name=explain(
                    "decision_on_a_candidacy_is_one",
                    gettext_noop("There is an open decision file for this candidacy already."),
                    mend=gettext_noop("Go on with that file."),
                ),
            ),
            models.UniqueConstraint(
                fields=["certification"],
                condition=Q(state__in=OPEN) & ~Q(kind="grant"),
                name=explain(
                    "decision_on_a_certification_is_one",
                    gettext_noop("There is an open decision file for this certification already."),
                    mend=gettext_noop("Go on with that file, or let it be decided first."),
                ),
            ),
            models.UniqueConstraint(
                fields=["candidacy"], condition=Q(kind="grant", state="granted"), name="decision_grants_once"
            ),
            Frozen(name="decision_is_frozen", mark="digest", fields=FROZEN),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def scope_id(self) -> UUID:
        return self.version.scheme.scope_id

    @property
    def is_grant(self) -> bool:
        """Whether certification itself is decided on, and not the status of one that was given."""
        return self.kind == DecisionKind.GRANT

    @property
    def kind_word(self) -> str | Promise:
        return DecisionKind(self.kind).label
