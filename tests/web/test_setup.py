"""An empty installation becomes an operating body by the set-up alone: every step by who may take it, none forged."""

from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity import grants
from guildhall.identity.acts import accounts, persons
from guildhall.identity.acts import grants as grant_acts
from guildhall.identity.founding import found
from guildhall.identity.models import Condition, Person, Scope
from guildhall.identity.roles import (
    COMMITTEE_MEMBER,
    DECIDER,
    ELIGIBILITY_REVIEWER,
    EVALUATOR,
    EXAMINER,
    INVIGILATOR,
    OPERATIONS,
    QUALITY_MANAGER,
    SCHEME_APPROVER,
    TOP_MANAGEMENT,
    Role,
)
from guildhall.identity.roles import role as role_named
from guildhall.kernel import actors, clock
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.steps import all_steps
from guildhall.personnel import queries
from guildhall.personnel.acts import authorisations, criteria, declarations, texts
from guildhall.schemes.acts import schemes
from guildhall.schemes.models import Component, Domain, Requirement, Scheme
from guildhall.web.setup.queries import is_over, progress
from guildhall.web.work.queries import tasks
from tests.cast import Cast, acting, sign_in
from tests.documents.keys import keyed
from tests.documents.making import in_effect
from tests.exams.making import a_form, a_sitting
from tests.governance.making_body import analysed, described, proved, stated
from tests.governance.making_committees import a_committee, seat
from tests.making import PARTS, Crew, Made, a_draft, an_analysis, put_into_effect, say_what_everybody_may_know
from tests.personnel.making import COMPETENCE, FOUNDING, all_met
from tests.personnel.making_resources import a_verified_release

NAMED = {"tom": TOP_MANAGEMENT, "quinn": QUALITY_MANAGER, "olive": OPERATIONS}
FIRST = {"eva": EVALUATOR, "ava": SCHEME_APPROVER, "dora": DECIDER, "dirk": DECIDER}
GIVEN_WITHOUT = [key for key, part in PARTS.items() if not part[2].authorised and key not in FIRST]


@dataclass
class House:
    """An installation as `guildhall init` and its first worker leave it, and the people who come into it."""

    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        invitation = found(name="Nordlicht", given_name="Ada", family_name="Quellmalz", email="ada@nordlicht.example")
        self.people["ada"] = invitation.person
        self.opens_account("ada")
        keyed()

    def register(self, key: str, by: str) -> Person:
        made = persons.register(
            by=self.by(by), given_name=key.title(), family_name="X", email=f"{key}@n.example", is_personnel=True
        )
        self.people[key] = made
        return made

    def opens_account(self, key: str) -> None:
        person = self.people[key]
        account = accounts.opened_for(person)
        self.people[key] = accounts.link(by=actors.machine("demo"), person=person, account=account, email=person.email)

    def gives(self, key: str, role: Role, scope: Scope, by: str = "tom") -> None:
        person = self.people[key]
        grant_acts.give(by=self.by(by), person=person, role=role.code, scope=scope, from_on=clock.today())

    def signs(self, key: str) -> None:
        by, person = self.by(key), self.people[key]
        draft = declarations.make(by=by, person=person)
        declarations.sign(by=by, declaration=draft, nothing_to_declare=True)

    def by(self, key: str) -> actors.Actor:
        return acting(self.people[key])

    @property
    def body(self) -> Scope:
        return Scope.objects.get(kind="body")


@pytest.fixture
def house() -> House:
    return House()


def state(key: str, house: House) -> dict[str, str]:
    """Each step by its name: done, open or waiting."""
    found = progress(house.people[key].pk)
    return {each.step.name: "done" if each.standing.done else "open" if each.is_open else "waits" for each in found}


def open_steps(key: str, house: House) -> list[str]:
    return [name for name, word in state(key, house).items() if word == "open"]


def next_for(key: str, house: House) -> list[str]:
    """What My work says of the set-up to somebody."""
    return [task.item.why for task in tasks(house.people[key].pk) if task.item.link == ("web:setup",)]


def lead(house: House) -> None:
    """Ada names who leads the body, and they open their accounts."""
    for key, role in NAMED.items():
        house.register(key, "ada")
        house.gives(key, role, house.body, by="ada")
        house.opens_account(key)


def declare(house: House) -> None:
    """The text is proposed and approved by those who could not sign one yet, and everybody signs."""
    proposed = texts.propose(by=house.by("quinn"), words="I act impartially, and I name my interests.")
    texts.approve(by=house.by("tom"), text=proposed)
    for key in NAMED:
        house.signs(key)


def open_scheme(house: House) -> Scheme:
    """Tom opens the scheme; he gives the roles of those who need no authorisation, and appoints the first."""
    scheme = schemes.open_scheme(by=house.by("tom"), code="WTT", name="Wind Turbine Technician")
    for key in (*PARTS, "eva"):
        house.register(key, "olive")
    for key in GIVEN_WITHOUT:
        house.gives(key, PARTS[key][2], scheme.scope)
    for key, role in FIRST.items():
        appoint(house, key, role, scheme.scope)
    for key in (*GIVEN_WITHOUT, *FIRST):
        house.signs(key)
    return scheme


def appoint(house: House, key: str, role: Role, scope: Scope) -> None:
    until = clock.today() + timedelta(days=700)
    asked = {"person": house.people[key], "role": role.code, "scope": scope, "until_on": until, **FOUNDING}
    authorisations.appoint(by=house.by("tom"), **asked)


def authorise_the_rest(house: House, scope: Scope) -> None:
    """Quinn proposes, Eva evaluates, Tom authorises whoever reviews, invigilates and examines; they sign."""
    for role in (ELIGIBILITY_REVIEWER, INVIGILATOR, EXAMINER):
        put_criteria_into_effect(house, role)
    for key in [key for key, part in PARTS.items() if part[2].authorised and key not in FIRST]:
        asked = {"person": house.people[key], "role": PARTS[key][2].code, "scope": scope, "languages": "en"}
        proposed = authorisations.propose(by=house.by("quinn"), **asked, **COMPETENCE)
        evaluated = authorisations.evaluate(by=house.by("eva"), authorisation=proposed, **all_met(proposed))
        until = clock.today() + timedelta(days=700)
        authorisations.authorise(by=house.by("tom"), authorisation=evaluated, until_on=until)
        house.signs(key)


def put_criteria_into_effect(house: House, role: Role) -> None:
    """Quinn takes in the criteria that the house brings along, and Tom approves them."""
    drafted = criteria.begin(by=house.by("quinn"), role=role.code, scope=None, summary="As the house brings them.")
    submitted = criteria.submit(by=house.by("quinn"), criteria=drafted)
    criteria.approve(by=house.by("tom"), criteria=submitted)


def made(house: House, scheme: Scheme, crew: Crew) -> Made:
    cast = Cast(body=house.body, **{key: house.people.get(key, house.people["ada"]) for key in CAST})
    say_what_everybody_may_know(cast)
    version = put_into_effect(crew, a_draft(crew, scheme, an_analysis(crew, scheme)))
    return Made(
        scope=scheme.scope,
        crew=crew,
        scheme=scheme,
        version=version,
        written=Component.objects.get(version=version, code="W"),
        practical=Component.objects.get(version=version, code="P"),
        domains={each.code: each for each in Domain.objects.filter(version=version)},
        requirements={each.code: each for each in Requirement.objects.filter(version=version)},
    )


PREMISES = ["personnel.premises", "personnel.software"]
"""The steps of who keeps rooms and software, which nothing else waits for."""

CAST = ("ada", "tom", "quinn", "olive", "carla", "gero", "otto")


def test_empty_house_leads_its_administrator_to_the_first_steps(house: House) -> None:
    assert open_steps("ada", house) == [
        "identity.top-management",
        "identity.quality-manager",
        "identity.operations",
    ]
    assert next_for("ada", house) == ["Next for you: Register top management and give them their role"]

    page = sign_in(Client(), house.people["ada"]).get(reverse("web:setup")).content.decode()

    assert f"2 of {len(all_steps())} steps are done" in page
    assert page.count("Waits for you") == 3
    assert page.count(f'href="{reverse("web:person-register")}"') == 3
    assert "17024:2012 6.1.7" in page


def test_each_leader_is_led_to_their_own_next_step(house: House) -> None:
    lead(house)

    assert open_steps("tom", house) == ["personnel.text"]
    assert next_for("quinn", house) == ["Next for you: Put the text of declaration into effect"]
    page = sign_in(Client(), house.people["quinn"]).get(reverse("web:setup"))
    assert page.status_code == 200
    assert f'href="{reverse("personnel:texts")}"' in page.content.decode()


def test_signature_opens_the_scheme_and_nothing_before(house: House) -> None:
    lead(house)
    with pytest.raises(Refusal):
        schemes.open_scheme(by=house.by("tom"), code="WTT", name="Wind Turbine Technician")
    assert state("tom", house)["schemes.scheme"] == "waits"

    declare(house)

    assert open_steps("tom", house) == [
        "documents.documents",
        "governance.entity",
        "governance.committee",
        "governance.training",
        "governance.threats",
        "schemes.scheme",
        "schemes.statements",
        *PREMISES,
    ]
    told = {each.step.name: each.standing.told for each in progress(house.people["tom"].pk)}
    assert told["personnel.declarations"] == "3 of 3 have signed"
    assert told["personnel.founding"] == "Missing: Decider, Competence evaluator, Scheme approver"


def test_whoever_has_no_role_sees_nothing_of_it(house: House) -> None:
    otto = house.register("otto", "ada")

    answer = sign_in(Client(), otto).get(reverse("web:setup"))

    assert answer.status_code == 403
    assert next_for("otto", house) == []


def write_down(house: House) -> None:
    """Quinn writes how the body works, and Tom approves it."""
    cast = SimpleNamespace(quinn=house.people["quinn"], tom=house.people["tom"], body=Scope.objects.get(kind="body"))
    for code, kind in (("PO-QUALITY", "policy"), ("PR-APPEALS", "procedure")):
        in_effect(cast, code, kind=kind)


def seat_the_committee(house: House) -> None:
    """Tom sets the impartiality committee up, and appoints a member for each of three interests."""
    committee = a_committee(SimpleNamespace(tom=house.people["tom"], body=house.body))
    for key, interest in (("edda", "Employers"), ("theo", "Certified persons"), ("sami", "Schools")):
        house.register(key, "olive")
        house.gives(key, COMMITTEE_MEMBER, house.body)
        seat(SimpleNamespace(tom=house.people["tom"]), committee, house.people[key], interest)
        house.signs(key)


def say_who_the_body_is(house: House) -> None:
    """Tom describes the entity and states that nothing is trained; Quinn proves it and analyses the first threat."""
    cast = SimpleNamespace(quinn=house.people["quinn"], tom=house.people["tom"])
    described(cast)
    assert {each.step.name: each.standing.told for each in progress(cast.tom.pk)}["governance.entity"]
    proved(cast)
    stated(cast)
    analysed(cast)


def test_empty_house_becomes_an_operating_body(house: House) -> None:
    """From the first administrator to the first sitting by the steps alone; no condition of a role is forged."""
    lead(house)
    declare(house)
    write_down(house)
    assert state("tom", house)["documents.documents"] == "done"
    seat_the_committee(house)
    assert state("tom", house)["governance.committee"] == "done"
    say_who_the_body_is(house)
    assert [state("tom", house)[f"governance.{step}"] for step in ("entity", "training", "threats")] == ["done"] * 3
    scheme = open_scheme(house)
    assert state("tom", house)["personnel.founding"] == "done"
    authorise_the_rest(house, scheme.scope)
    assert state("tom", house)["personnel.crew"] == "done"
    crew = Crew(**{key: house.people[key] for key in PARTS})
    everything = made(house, scheme, crew)
    assert not queries.founding_is_open()
    assert open_steps("tom", house) == ["itembank.items", *PREMISES]
    form = a_form(everything)
    assert open_steps("tom", house) == [*PREMISES, "exams.sitting"]

    a_sitting(everything, form=form)
    a_verified_release()

    assert set(state("ada", house).values()) == {"done"}
    assert is_over()
    assert [next_for(key, house) for key in ("ada", *NAMED)] == [[], [], [], []]
    hold = {key: grants.scopes_of(house.people[key].pk, part[2]) for key, part in PARTS.items()}
    assert hold == {key: {scheme.scope_id} for key in PARTS}
    assert not Condition.objects.filter(until_on__isnull=True).exists()


def test_steps_need_only_steps_that_are_there_and_come_before(house: House) -> None:
    places = {each.name: each.place for each in all_steps()}

    wrong = [
        (each.name, needed)
        for each in all_steps()
        for needed in (*each.needs, *each.before)
        if needed not in places or (places[needed] < each.place) != (needed in each.needs)
    ]

    assert len(places) > 15
    assert wrong == []
    assert all(role_named(code) for each in all_steps() for code in each.who)


def test_every_step_leads_to_a_page(house: House) -> None:
    for each in all_steps():
        assert not each.link or reverse(each.link[0], args=each.link[1:])
