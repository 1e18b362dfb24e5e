"""Who was found competent for which work, by whom, and until when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from guildhall.identity.models import OfPerson, Person, Scope
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import AUTHORISATION, AuthorisationState
from guildhall.personnel.models.criteria import CriteriaSet
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile

DECIDED = ["authorised", "suspended", "superseded", "expired", "withdrawn"]
"""The states of an authorisation that was given at some time."""


class Authorisation(OfPerson):
    """That somebody may do the work of a role in a scheme, because their competence was evaluated (6.1.3, 6.1.4).

    `criteria_set` is the version of what was asked (at the founding, before there is one, `criteria` in words),
    `evidence` what was shown, `findings` what the evaluator found. `languages` and `fields` narrow the work; empty,
    it is not narrowed. It holds from `from_on` to `until_on`; where it stopped before its day, `stopped_on` is the
    first day on which it did not hold. `founding` marks the first appointments of R-46, which nobody competent could
    evaluate before.
    """

    lifecycle = AUTHORISATION
    reload_with: ClassVar[tuple[str, ...]] = ("person", "scope", "proof", "criteria_set")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=AuthorisationState.PROPOSED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorisations")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="authorisations")
    languages = models.CharField(max_length=60, blank=True)
    fields = models.CharField(max_length=200, blank=True)
    criteria = models.TextField(blank=True)
    criteria_set = models.ForeignKey(
        CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="authorisations"
    )
    evidence = Sealed()
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    founding = models.BooleanField(default=False)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    evaluated_at = models.DateTimeField(null=True, blank=True)
    evaluated_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    findings = Sealed()
    authorised_at = models.DateTimeField(null=True, blank=True)
    authorised_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    reasons = Sealed()

    class Meta:
        db_table = "personnel_authorisation"
        indexes = [
            models.Index(fields=["person", "role", "scope"], name="authorisation_by_role"),
            models.Index(fields=["state", "until_on"], name="authorisation_by_end"),
        ]
        constraints = [
            known_states(AuthorisationState, "authorisation_state_is_known"),
            models.CheckConstraint(
                condition=Q(criteria_set__isnull=False) | ~Q(criteria=""), name="authorisation_has_its_criteria"
            ),
            together("evaluated_by", "authorisation_evaluated_by_and_at_together"),
            together("authorised_by", "authorisation_authorised_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | Q(authorised_by__isnull=False, from_on__isnull=False, until_on__isnull=False),
                name="authorisation_given_has_its_term",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name=explain(
                    "authorisation_ends_after_it_begins",
                    gettext_noop("An authorisation cannot end before it begins."),
                    mend=gettext_noop("Give a last day that lies ahead."),
                ),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=Q(state__in=["authorised", "suspended"]),
                name=explain(
                    "authorisation_given_is_one",
                    gettext_noop("Another authorisation of this person for this role and scheme stands."),
                    mend=gettext_noop("Reload the page; authorising again replaces the one before it."),
                ),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=Q(state__in=["proposed", "evaluated"]),
                name=explain(
                    "authorisation_proposed_is_one",
                    gettext_noop("An authorisation of this person for this role and scheme is proposed already."),
                    mend=gettext_noop("Go on with that one, or decline it first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def role_word(self) -> str:
        """The role in the reader's language."""
        return _(role_named(self.role).name)

    def covers(self, *, language: str = "", field: str = "") -> bool:
        """Whether the work may be done in that language and that field of the scheme; what is not asked is covered."""
        narrowed = ((language, self.languages.split()), (field, self.fields.split()))
        return all(not asked or not allowed or asked in allowed for asked, allowed in narrowed)


class FoundingEnd(Record):
    """That the founding of the body is over: nobody is appointed without an evaluation any more (R-46).

    There is none while the body is being founded, then one for ever.
    """

    closed_at = models.DateTimeField(default=clock.now)
    closed_by = models.CharField(max_length=100)
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        db_table = "personnel_founding_end"
        constraints = [models.CheckConstraint(condition=Q(only=True), name="founding_end_is_one")]

    def __str__(self) -> str:
        return _("the founding")
