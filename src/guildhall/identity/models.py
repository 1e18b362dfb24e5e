"""Persons, accounts, scopes and grants."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock, identifiers
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed, SealedDate


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts by alias; nobody's real address comes here."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(alias=username)


class Account(AbstractBaseUser):
    """A way to sign in. It knows an alias, never a name or a real address (`guildhall.identity.addresses`).

    The sign-in library writes it; which person it belongs to is `Person.account`, and linking them is an act.
    """

    written_by: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    alias = models.CharField(max_length=100, unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "alias"
    EMAIL_FIELD = "alias"
    objects = AccountManager()

    class Meta:
        db_table = "identity_account"


class Person(Record):
    """Somebody the body deals with: applicant, certified person, employee, committee member. With or without account.

    Everything personal is sealed under the person's own data key; destroy the key and the person is erased, while the
    ledger, which knows only the identifier, stays verifiable. `email_alias` is the alias of the e-mail address
    (`guildhall.identity.addresses`), by which it is found and kept unique without being readable.
    """

    number = models.CharField(max_length=20, unique=True)
    data_key = models.UUIDField(unique=True)
    account = models.OneToOneField(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="person")
    given_name = Sealed()
    family_name = Sealed()
    birth_date = SealedDate()
    email = Sealed()
    email_alias = models.CharField(max_length=100, null=True)
    phone = Sealed()
    address = Sealed()
    language = models.CharField(max_length=8, default="en")
    is_personnel = models.BooleanField(default=False)
    registered_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "identity_person"
        indexes = [models.Index(fields=["registered_at"], name="person_by_registration")]
        constraints = [
            models.UniqueConstraint(
                fields=["email_alias"],
                name=explain(
                    "person_address_is_theirs",
                    gettext_noop("Another person is already recorded with this e-mail address."),
                    mend=gettext_noop("Look that person up, or leave the address empty."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def key_id(self) -> UUID:
        return self.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.id

    @property
    def name(self) -> str:
        """The full name, opened now; a word in its place where the person was erased."""
        return f"{self.given_name} {self.family_name}".strip() if self.erased_at is None else _("erased person")


class OfPerson(Record):
    """A record about one person: it stands in their line, sealed under their key, and unreadable once it is gone."""

    reload_with: ClassVar[tuple[str, ...]] = ("person",)
    person: models.ForeignKey[Person, Person]
    person_id: UUID

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        return f"identity.person:{self.person_id}"

    @property
    def key_id(self) -> UUID:
        return self.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.person_id


class Scope(Record):
    """Where a role is held: the body as a whole, or one scheme (its bare header; `schemes` points down to it)."""

    class Kind(models.TextChoices):
        BODY = "body", "Body"
        SCHEME = "scheme", "Scheme"

    kind = models.CharField(max_length=10, choices=Kind)
    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        db_table = "identity_scope"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["body", "scheme"]), name="scope_kind_is_known"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="body"), name="scope_body_is_one"),
        ]

    def __str__(self) -> str:
        return self.name


class Grant(OfPerson):
    """A role that a person holds for a scope, from a day until a day.

    It also ends when one of its conditions lapses: a declaration, an authorisation, an acknowledgement.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("person", "scope")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="grants")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "identity_grant"
        indexes = [models.Index(fields=["person", "role"], name="grant_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name=explain(
                    "grant_ends_after_it_begins",
                    gettext_noop("A role cannot end before it begins."),
                    mend=gettext_noop("Give an end that is later than the beginning, or none."),
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="grant_ended_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=Q(ended_at__isnull=True),
                name=explain(
                    "grant_is_held_once",
                    gettext_noop("This person already holds this role for this scope."),
                    mend=gettext_noop("Change the grant that is there, or end it first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return _(role_named(self.role).name)


class Condition(Record):
    """What a grant hangs on: until when it is met, and by which clause the grant lapses when it is not.

    `kind` names the cause (``declaration``); `until_on` None means that it has never been met.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("grant__person",)

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="conditions")
    kind = models.CharField(max_length=40)
    until_on = models.DateField(null=True)
    rule = models.CharField(max_length=10)
    clauses = models.CharField(max_length=100)

    class Meta:
        db_table = "identity_condition"
        constraints = [models.UniqueConstraint(fields=["grant", "kind"], name="condition_is_one_per_kind")]

    @property
    def line(self) -> str:
        return self.grant.line

    @property
    def key_id(self) -> UUID:
        return self.grant.key_id

    def met_on(self, day: date) -> bool:
        return self.until_on is not None and day <= self.until_on


class Invitation(OfPerson):
    """The offer to a registered person to open an account, by a link that works once and until a moment.

    The link's secret is derived, not stored (`guildhall.identity.invitations`).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "identity_invitation"


class Absence(OfPerson):
    """Days on which somebody is away and another sees what waits for them. It lends no authority: acts ask who acts."""

    reload_with: ClassVar[tuple[str, ...]] = ("person", "deputy")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputised")
    from_on = models.DateField()
    until_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "identity_absence"
        indexes = [models.Index(fields=["deputy", "until_on"], name="absence_by_deputy")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name=explain(
                    "absence_ends_after_it_begins",
                    gettext_noop("An absence cannot end before it begins."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                ),
            ),
            models.CheckConstraint(
                condition=~Q(person=F("deputy")),
                name=explain(
                    "absence_deputy_is_another",
                    gettext_noop("Nobody is their own deputy."),
                    mend=gettext_noop("Choose somebody else."),
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="absence_ended_by_and_at_together",
            ),
        ]


class Token(OfPerson):
    """By which a program speaks in a person's name, until a day or until it is taken back.

    `label` says what uses it. Of its secret only the `fingerprint` is kept (`guildhall.identity.tokens`).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    label = Sealed()
    fingerprint = models.CharField(max_length=64, unique=True)
    until_on = models.DateField()
    made_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "identity_token"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="") | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="token_revoked_by_and_at_together",
            )
        ]
