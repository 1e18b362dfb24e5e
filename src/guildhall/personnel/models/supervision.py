"""What a trainee does under supervision before they are authorised: a kind of assignment of its own (R-46)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import SUPERVISION, SupervisionState
from guildhall.personnel.models.clearances import Clearance
from guildhall.vault.fields import Sealed


class Supervision(OfPerson):
    """That a trainee does the work of a role in a scheme beside somebody who is authorised for it.

    It gives no role: what is done counts as the work of the supervisor, who answers for it.
    """

    lifecycle = SUPERVISION
    reload_with: ClassVar[tuple[str, ...]] = ("person", "supervisor", "scope")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=SupervisionState.RUNNING)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervised")
    supervisor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervisions")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="supervisions")
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    findings = Sealed()

    class Meta:
        db_table = "personnel_supervision"
        constraints = [
            known_states(SupervisionState, "supervision_state_is_known"),
            together("closed_by", "supervision_closed_by_and_at_together"),
            models.CheckConstraint(condition=~Q(person=F("supervisor")), name="supervisor_is_another"),
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=Q(state="running"),
                name=explain(
                    "supervision_running_is_one",
                    gettext_noop("This person already works under supervision in this role and scheme."),
                    mend=gettext_noop("Go on with that phase, or break it off first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def role_word(self) -> str:
        """The role in the reader's language."""
        return _(role_named(self.role).name)


class SupervisedTask(Record):
    """One task that a trainee did under the eyes of their supervisor, and how it went.

    `clearance` is the trainee's own declaration on conflicts in the matter, without which they take no part (R-07).
    """

    reload_with: ClassVar[tuple[str, ...]] = ("supervision__person", "clearance")

    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="tasks")
    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="supervised_tasks")
    worked_on = models.DateField()
    is_satisfactory = models.BooleanField()
    words = Sealed()
    signed_at = models.DateTimeField(default=clock.now)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_supervised_task"
        constraints = [
            models.UniqueConstraint(
                fields=["supervision", "clearance"],
                name=explain(
                    "supervised_task_counts_once",
                    gettext_noop("This matter counts in this phase already."),
                    mend=gettext_noop("Record another matter."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.supervision.number

    @property
    def line(self) -> str:
        return self.supervision.line

    @property
    def key_id(self) -> UUID:
        return self.supervision.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.supervision.person_id
