"""What the body says to everybody without being asked."""

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.lifecycles import STATEMENT, StatementState


class StatementKind(models.TextChoices):
    """What a public statement is about (R-42)."""

    IMPARTIALITY = "impartiality", _("Impartiality")
    APPEALS = "appeals", _("Appeals")
    COMPLAINTS = "complaints", _("Complaints")
    AI_USE = "ai", _("Use of artificial intelligence")


class Statement(Record):
    """A text of the body for everybody: proposed by one person, approved by another, one of each kind in effect."""

    lifecycle = STATEMENT

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=StatementKind)
    state = models.CharField(max_length=20, default=StatementState.PROPOSED)
    words = models.TextField()
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "schemes_statement"
        constraints = [
            known_states(StatementState, "statement_state_is_known"),
            together("approved_by", "statement_approved_by_and_at_together"),
            models.CheckConstraint(condition=Q(kind__in=StatementKind.values), name="statement_kind_is_known"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(state="effective"),
                name=explain(
                    "statement_in_effect_is_one",
                    gettext_noop("Another statement of this kind is in effect."),
                    mend=gettext_noop("Reload the page; approving a statement replaces the one before it."),
                    code="R-49",
                    clauses=("2012:10.2.3",),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        return StatementKind(self.kind).label
