"""The body of the demonstration while it is being built: its people, its scheme, and who applies to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar
from uuid import UUID

from guildhall.demo.applicants import Applicant
from guildhall.demo.diary import Days, Diary
from guildhall.demo.reading import Told
from guildhall.identity.acts import accounts
from guildhall.identity.models import Person, Scope
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.acts import Act
from guildhall.schemes.models import Component, Requirement, Scheme, SchemeVersion
from guildhall.schemes.queries import in_effect

P = ParamSpec("P")
R = TypeVar("R")

MACHINE = actors.machine("demo")
Progress = Callable[[str], None]


@dataclass
class Body:
    """What the chapters of the story have in common."""

    diary: Diary
    told: Told
    people: dict[str, Person] = field(default_factory=dict)
    applicants: dict[int, Applicant] = field(default_factory=dict)

    @property
    def days(self) -> Days:
        return self.diary.days

    @property
    def scope(self) -> Scope:
        """The body itself, as a scope of roles."""
        return Scope.objects.get(kind=Scope.Kind.BODY)

    @property
    def scheme(self) -> Scheme:
        return Scheme.objects.select_related("scope").get(code=self.told.code)

    @property
    def version(self) -> SchemeVersion:
        """The version of the scheme that is in effect."""
        version = in_effect(self.scheme)
        assert version is not None  # noqa: S101  # chapters that need it come after its publication
        return version

    def component(self, code: str) -> Component:
        """A component of the version in effect: W is written, P is practical."""
        return Component.objects.select_related("version__scheme__scope").get(version=self.version, code=code)

    def requirement(self, code: str) -> Requirement:
        """A requirement of the version in effect."""
        return Requirement.objects.select_related("version").get(version=self.version, code=code)

    def applicant(self, person_id: UUID) -> Applicant:
        """The applicant of the story who is that person."""
        return next(each for each in self.applicants.values() if each.person.id == person_id)

    def by(self, key: str) -> Actor:
        """Somebody of the body as an actor."""
        return actors.person(self.people[key].id)


def given_an_account(person: Person) -> Person:
    """Somebody with the account that opens with their address, as if they had accepted an invitation."""
    return accounts.link(by=MACHINE, person=person, account=accounts.opened_for(person), email=person.email)


def refused(act: Act[P, R], *args: P.args, **asked: P.kwargs) -> Refusal:
    """Try what the house refuses: the attempt stands in the ledger. It is an error of the story where it succeeds."""
    try:
        act(*args, **asked)
    except Refusal as refusal:
        return refusal
    raise AssertionError(f"{act.name} was not refused.")
