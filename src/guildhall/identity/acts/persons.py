"""Persons are registered, their particulars put right, and erased here."""

from datetime import date

from django.db import transaction

from guildhall.identity import addresses, erasure, findable
from guildhall.identity.models import Person
from guildhall.identity.permissions import holds, is_that_person
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, TOP_MANAGEMENT
from guildhall.identity.rules.grants import installation_is_founded_once
from guildhall.identity.rules.persons import (
    a_name_is_given,
    a_reason_is_given,
    address_can_be_one,
    address_is_nobody_elses,
    address_is_nobodys,
    address_of_who_holds_a_role_is_recorded_by_who_gives_roles,
    birth_date_is_past,
    no_role_is_held,
    person_is_not_erased,
    sign_in_address_is_changed_by_its_holder,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault import keys

REGISTRARS = holds(OPERATIONS, TOP_MANAGEMENT, ADMINISTRATOR)


@act(
    "identity.person.register",
    permission=REGISTRARS,
    rules=[
        a_name_is_given,
        address_can_be_one,
        address_is_nobodys,
        birth_date_is_past,
        installation_is_founded_once,
    ],
    clauses=["2012:7.1.1", "2012:7.3.1", "2026:7.1"],
    doors=["registration"],
    bootstrap=True,
    sentence=gettext_noop("registered {subject}"),
    label=gettext_noop("Register a person"),
)
def register(
    *,
    by: Actor,
    given_name: str,
    family_name: str,
    email: str = "",
    birth_date: date | None = None,
    phone: str = "",
    address: str = "",
    language: str = "en",
    is_personnel: bool = False,
) -> Person:
    """Register a person, with or without an e-mail address and an account.

    A data key is made for the person first; everything personal is sealed under it.
    """
    made = create(
        Person,
        number=next_number("P"),
        data_key=keys.new_key(),
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        birth_date=birth_date,
        phone=phone.strip(),
        address=address.strip(),
        language=language,
        is_personnel=is_personnel,
        **_reachable_at(email),
    )
    return findable.index(made)


@act(
    "identity.person.correct",
    about="person",
    permission=REGISTRARS,
    rules=[
        person_is_not_erased,
        a_reason_is_given,
        a_name_is_given,
        address_can_be_one,
        address_is_nobody_elses,
        sign_in_address_is_changed_by_its_holder,
        address_of_who_holds_a_role_is_recorded_by_who_gives_roles,
        birth_date_is_past,
    ],
    clauses=["2012:7.1.1", "2012:7.3.1", "2026:7.1"],
    sentence=gettext_noop("put the particulars of {subject} right: {reason}"),
    label=gettext_noop("Put particulars right"),
)
def correct(
    *,
    by: Actor,
    person: Person,
    reason: str,
    given_name: str,
    family_name: str,
    email: str,
    birth_date: date | None,
    phone: str,
    address: str,
    language: str,
) -> Person:
    """Put a person's particulars right, with the reason. What stood there before stays readable in the ledger."""
    corrected = change(
        person,
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        birth_date=birth_date,
        phone=phone.strip(),
        address=address.strip(),
        language=language,
        **_reachable_at(email),
    )
    return findable.index(corrected)


@act(
    "identity.person.reach",
    about="person",
    permission=is_that_person,
    rules=[person_is_not_erased],
    clauses=["2012:7.1.1", "2026:7.1"],
    sentence=gettext_noop("changed how {subject} can be reached"),
    label=gettext_noop("Change how I can be reached"),
)
def reach(*, by: Actor, person: Person, phone: str, address: str, language: str) -> Person:
    """Say where one can be reached and in which language. Names are put right by the office, with evidence."""
    return findable.index(change(person, phone=phone.strip(), address=address.strip(), language=language))


@act(
    "identity.person.erase",
    about="person",
    permission=holds(TOP_MANAGEMENT, ADMINISTRATOR),
    rules=[person_is_not_erased, a_reason_is_given, no_role_is_held],
    clauses=["2012:7.1.2", "2012:7.3.1", "2026:7.1"],
    sentence=gettext_noop("erased {subject}"),
    label=gettext_noop("Erase this person"),
)
def erase(*, by: Actor, person: Person, reason: str) -> Person:
    """Erase everything personal about somebody: their data key is destroyed, in the ledger a number remains.

    It cannot be undone. The key goes when the act is certain, so that an act that fails erases nothing; what a crash
    leaves is finished by `guildhall.identity.erasure.finish`. Whether the duty to keep records allows it (R-43, R-44)
    is decided in the room of record keeping, which calls this act.
    """
    erasure.close_account(person)
    findable.forget(person)
    gone = change(
        person,
        account=None,
        given_name="",
        family_name="",
        birth_date=None,
        phone="",
        address="",
        erased_at=clock.now(),
        **_reachable_at(""),
    )
    transaction.on_commit(lambda: erasure.destroy_key(gone))
    return gone


def _reachable_at(email: str) -> dict[str, str | None]:
    email = email.strip()
    return {"email": email, "email_alias": addresses.alias(email) if email else None}
