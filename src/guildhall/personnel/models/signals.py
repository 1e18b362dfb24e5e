"""Ties that nobody declared and the house found, by what, and who is asked whether their interests changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles.signals import INQUIRY, SIGNAL, InquiryState, SignalState
from guildhall.personnel.models.organisations import Organisation
from guildhall.vault.fields import Sealed


class Trace(models.Model):
    """By what a person could be tied to another, blinded: two people share a digest where they share what it hides.

    A follower keeps it beside the particulars of a person and takes it away when they are erased. Nothing can be read
    from it, and nothing but equality can be asked of it (`guildhall.personnel.blinding`).
    """

    written_by: ClassVar[str] = "follower"

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="trace")
    address = models.CharField(max_length=32, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=32, blank=True)

    class Meta:
        db_table = "personnel_trace"
        indexes = [
            models.Index(fields=["address"], name="trace_by_address"),
            models.Index(fields=["phone"], name="trace_by_phone"),
            models.Index(fields=["name"], name="trace_by_name"),
        ]


class SignalKind(models.TextChoices):
    """By what an undeclared tie was found."""

    ADDRESS = "address", _("Same address")
    PHONE = "phone", _("Same telephone number")
    EMPLOYER = "employer", _("Same employer")
    NAME = "name", _("Name of a declared tie")
    PROVIDER = "provider", _("Examines one training provider's candidates again and again")


class ConflictSignal(OfPerson):
    """Something that two people, or somebody and a training provider, have in common and nobody declared (4.3.7).

    It is a question, not a finding: a person judges it with reasons. One that is confirmed binds like a declared tie
    (R-08). `person` is who works for the body; `other` or `organisation` whom they may be tied to; `times` says how
    often, where it is about something that happened again and again. `pair` keeps one signal for one thing.
    """

    lifecycle = SIGNAL
    reload_with: ClassVar[tuple[str, ...]] = ("person", "other", "organisation")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=SignalState.FOUND)
    kind = models.CharField(max_length=20, choices=SignalKind)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflict_signals")
    other = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    times = models.PositiveIntegerField(default=1)
    pair = models.CharField(max_length=120)
    found_at = models.DateTimeField(default=clock.now)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.CharField(max_length=100, blank=True)
    reasons = Sealed()

    class Meta:
        db_table = "personnel_conflict_signal"
        indexes = [models.Index(fields=["state", "found_at"], name="signal_by_state")]
        constraints = [
            known_states(SignalState, "signal_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=SignalKind.values), name="signal_kind_is_known"),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=True, judged_by="") | (Q(judged_at__isnull=False) & ~Q(judged_by="")),
                name="signal_judged_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=False) | Q(organisation__isnull=False), name="signal_leads_to_somebody"
            ),
            models.UniqueConstraint(
                fields=["pair"],
                name=explain(
                    "signal_is_one_for_a_pair",
                    gettext_noop("This was noticed already."),
                    mend=gettext_noop("Nothing needs to be done."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        return SignalKind(self.kind).label


class ConflictSearch(Record):
    """That undeclared conflicts were looked for: when, among how many people, and how much was noticed."""

    searched_at = models.DateTimeField(default=clock.now)
    people = models.PositiveIntegerField()
    noticed = models.PositiveIntegerField()

    class Meta:
        db_table = "personnel_conflict_search"

    def __str__(self) -> str:
        return str(_("the search for undeclared conflicts"))


class InquiryReason(models.TextChoices):
    """Why somebody is asked whether their interests changed."""

    SIGNAL = "signal", _("A tie was found that you had not declared.")
    TIE = "tie", _("Somebody else declared a tie to you.")
    EMPLOYER = "employer", _("Another employer of yours was recorded.")
    ASKED = "asked", _("The quality management asks you.")


class Inquiry(OfPerson):
    """That somebody is asked, because something changed, whether what they declared still holds (6.1.7).

    They declare a new interest, or answer that nothing changed. Who lets the day pass takes no new part in a file.
    """

    lifecycle = INQUIRY

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=InquiryState.ASKED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="inquiries")
    reason = models.CharField(max_length=20, choices=InquiryReason)
    words = Sealed()
    due_on = models.DateField()
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.CharField(max_length=100)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = Sealed()

    class Meta:
        db_table = "personnel_inquiry"
        indexes = [models.Index(fields=["state", "due_on"], name="inquiry_by_end")]
        constraints = [
            known_states(InquiryState, "inquiry_state_is_known"),
            models.CheckConstraint(condition=Q(reason__in=InquiryReason.values), name="inquiry_reason_is_known"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reason_word(self) -> str | Promise:
        return InquiryReason(self.reason).label
