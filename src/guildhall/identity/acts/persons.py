"""Persons are registered and their particulars put right here."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import create
from guildhall.vault import keys


@act(
    "identity.person.register",
    permission=holds(OPERATIONS, TOP_MANAGEMENT, ADMINISTRATOR),
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
    return create(
        Person,
        number=next_number("P"),
        data_key=keys.new_key(),
        given_name=given_name,
        family_name=family_name,
        email=email,
        birth_date=birth_date,
        phone=phone,
        address=address,
        language=language,
        is_personnel=is_personnel,
    )
