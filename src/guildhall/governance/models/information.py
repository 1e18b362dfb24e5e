"""Agreements by kind of party, reviews of public information, consents, disclosures, and requests under the law."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.information import (
    AGREEMENT_TEXT,
    CONSENT,
    LEGAL_REQUEST,
    AgreementState,
    ConsentState,
    RequestState,
)
from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class Party(models.TextChoices):
    """With whom the body agrees on something."""

    APPLICANT = "applicant", _("Applicants")
    CERTIFIED = "certified", _("Certified persons")
    EMPLOYER = "employer", _("Employers and sponsors")
    OWNER = "owner", _("Scheme owners")
    PROVIDER = "provider", _("Providers")


class Language(models.TextChoices):
    """The languages in which texts of agreement stand."""

    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")


class AgreementText(Record):
    """What the body agrees with a kind of party: the scope, the limits of its service, its liability, and the words.

    One text in effect per party and language; proposed by one person, approved by another (R-11, R-49).
    """

    lifecycle = AGREEMENT_TEXT

    number = models.CharField(max_length=20, unique=True)
    party = models.CharField(max_length=20, choices=Party)
    language = models.CharField(max_length=8, choices=Language)
    state = models.CharField(max_length=20, default=AgreementState.PROPOSED)
    scope_words = models.TextField()
    limits = models.TextField()
    liability = models.TextField()
    words = models.TextField()
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    superseded_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "governance_agreement_text"
        constraints = [
            known_states(AgreementState, "agreement_text_state_is_known"),
            together("approved_by", "agreement_text_approved_by_and_at_together"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="agreement_party_is_known"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="agreement_language_is_known"),
            models.UniqueConstraint(
                fields=["party", "language"],
                condition=Q(state="effective"),
                name=explain(
                    "agreement_text_in_effect_is_one",
                    gettext_noop("Another text for this party and language is in effect already."),
                    mend=gettext_noop("Reload the page; approving a text replaces the one before it."),
                    code="R-49",
                    clauses=("2012:10.2.3",),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def party_word(self) -> str | Promise:
        return Party(self.party).label


class InformationReview(Record):
    """That somebody went through what the body says in public: accurate, not misleading, nothing out of date (7.2.4).

    `points` holds what was found for each point of the checklist, by its code.
    """

    number = models.CharField(max_length=20, unique=True)
    points = models.JSONField(default=dict)
    findings = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(default=clock.now)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_information_review"

    def __str__(self) -> str:
        return self.number


class Recipient(models.TextChoices):
    """To whom something about a person is told."""

    EMPLOYER = "employer", _("An employer or sponsor")
    OWNER = "owner", _("A scheme owner")
    AUTHORITY = "authority", _("An authority or court")
    BODY = "body", _("Another certification body")
    OTHER = "other", _("Somebody else")


class Consent(OfPerson):
    """That somebody agrees in writing that something about them is told to a third party, until a day (7.3.3).

    Given by the person here, or on paper and entered with its scan; taken back at any time with effect at once.
    """

    lifecycle = CONSENT
    reload_with: ClassVar[tuple[str, ...]] = ("person", "scan")

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    state = models.CharField(max_length=20, default=ConsentState.GIVEN)
    recipient = models.CharField(max_length=20, choices=Recipient)
    recipient_name = Sealed()
    what = Sealed()
    purpose = Sealed()
    given_on = models.DateField()
    until_on = models.DateField()
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.CharField(max_length=100)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "governance_consent"
        constraints = [
            known_states(ConsentState, "consent_state_is_known"),
            models.CheckConstraint(condition=Q(recipient__in=Recipient.values), name="consent_recipient_is_known"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="") | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="consent_revoked_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("given_on")),
                name=explain(
                    "consent_ends_after_it_begins",
                    gettext_noop("A consent cannot end before it was given."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def recipient_word(self) -> str | Promise:
        return Recipient(self.recipient).label


class LegalRequest(OfPerson):
    """That the law may oblige the body to release something about a person: who asks, on which ground (7.3.4).

    `silence` is the ground on which the law forbids to tell the person; where it is empty they are told first.
    """

    lifecycle = LEGAL_REQUEST
    reload_with: ClassVar[tuple[str, ...]] = ("person", "letter")

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_requests")
    state = models.CharField(max_length=20, default=RequestState.RECEIVED)
    authority = Sealed()
    ground = Sealed()
    what = Sealed()
    letter = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = Sealed()
    silence = Sealed()
    assessed_at = models.DateTimeField(null=True, blank=True)
    assessed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "governance_legal_request"
        constraints = [
            known_states(RequestState, "legal_request_state_is_known"),
            together("assessed_by", "legal_request_assessed_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.number


class Disclosure(OfPerson):
    """That something about a person was told to a third party: what, to whom, and on which ground (R-45).

    It rests on a consent or on a request under the law, and on one of both.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("person", "consent", "request")

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disclosures")
    consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="disclosures")
    request = models.ForeignKey(
        LegalRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="disclosures"
    )
    recipient_name = Sealed()
    what = Sealed()
    disclosed_at = models.DateTimeField(default=clock.now)
    disclosed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_disclosure"
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__isnull=False, request__isnull=True)
                | Q(consent__isnull=True, request__isnull=False),
                name="disclosure_has_one_ground",
            )
        ]

    def __str__(self) -> str:
        return self.number


class CalendarAddress(OfPerson):
    """A secret address under which somebody's calendar program fetches what falls due; taken back at any time.

    Of its secret only the `fingerprint` is kept (`guildhall.identity.tokens`).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_addresses")
    label = Sealed()
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "governance_calendar_address"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="") | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="calendar_address_revoked_by_and_at_together",
            )
        ]
