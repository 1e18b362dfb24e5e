"""Who sits on the committee, and what its members do behind the browser."""

from datetime import timedelta

from guildhall.governance.acts import committees, items
from guildhall.governance.models import AgendaItem, Committee, Seat
from guildhall.identity.models import Person
from guildhall.kernel import clock
from tests.api.conftest import secret_of
from tests.cast import acting, engage
from tests.governance.making_committees import MEMBERS, a_member, a_secretary
from tests.journeys.behind import sessions

EVERYBODY = {
    **MEMBERS,
    "nora": ("Nora", "Nachfolg", "Employers"),
    "tara": ("Tara", "Turmbau", "Certified persons"),
}
ON_THE_PAGE = ("edda", "nora")
"""Whom Tom appoints in the browser; the others are appointed meanwhile."""


def prepare() -> dict[str, str]:
    """Tom is top management, Mina keeps minutes, six people may sit for four interests; no committee stands."""
    cast = engage()
    people = [a_member(cast, given, family) for given, family, _ in EVERYBODY.values()]
    return {"tom": sessions([cast.tom])["tomasz"], **sessions([a_secretary(cast), *people])}


def seat() -> int:
    """Tom appoints the others for two years."""
    for key, (given, _, category) in EVERYBODY.items():
        if key not in ON_THE_PAGE:
            committees.appoint(
                by=acting(_called("Tomasz")),
                committee=Committee.objects.get(),
                person=_called(given),
                category=category,
                from_on=clock.today(),
                until_on=clock.today() + timedelta(days=730),
            )
    return Seat.objects.count()


def vote() -> int:
    """Nora is for it, Theo against it, and Tara and Pola abstain; each votes from their own seat."""
    item = AgendaItem.objects.get(state="voting")
    cast = {"Nora": "for", "Theo": "against", "Tara": "abstain", "Pola": "abstain"}
    for given, choice in cast.items():
        person = _called(given)
        items.vote(by=acting(person), item=item, seat=Seat.objects.get(person=person), choice=choice)
    return item.votes.count()


def let_a_program_speak() -> dict[str, str]:
    """Sami lets a program speak for him; what it may name is the item and his seat."""
    sami = _called("Sami")
    seat = Seat.objects.get(person=sami)
    return {"secret": secret_of(sami), "item": AgendaItem.objects.get(place=1).ref, "seat": seat.ref}


def _called(given_name: str) -> Person:
    return next(each for each in Person.objects.all() if each.given_name == given_name)
