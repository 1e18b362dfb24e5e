"""A body that says who it is, what covers it and what threatens it, made through acts as a body makes them.

Tom is top management and Quinn manages quality; Fiona keeps the money, Uma manages quality beside Quinn, and Aino
oversees uses of artificial intelligence, for which Xenia is the expert.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from guildhall.governance.acts import accreditations, ai, covers, entity, finance, register, threats, training
from guildhall.governance.models import (
    Accreditation,
    AiUse,
    Cover,
    EquivalentSearch,
    FinancialYear,
    LegalEntity,
    Liability,
    Registration,
    RelatedBody,
    RevenueSource,
    Threat,
    TrainingOffer,
    TrainingStatement,
)
from guildhall.identity.acts import persons
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import AI_OVERSEER, FINANCE_OFFICER, QUALITY_MANAGER, Role
from guildhall.kernel import clock
from tests.cast import Cast, acting, give
from tests.documents.making import said_publicly
from tests.making import a_scope


def in_days(count: int) -> date:
    """The day that lies so many days ahead."""
    return clock.today() + timedelta(days=count)


def engaged(cast: Cast, given_name: str, role: Role | None = None) -> Person:
    """Somebody of the personnel, with a role of the body."""
    by = acting(cast.tom)
    names = {"given_name": given_name, "family_name": "Hausmann", "email": f"{given_name.lower()}@hausmann.example"}
    person = persons.register(by=by, is_personnel=True, **names)
    if role is not None:
        give(by, person, role, cast.body)
    return person


@dataclass(frozen=True)
class House:
    """The cast and the people who keep its entity, money and impartiality."""

    cast: Cast
    scope: Scope
    fiona: Person
    uma: Person
    aino: Person
    xenia: Person


def a_house(cast: Cast, scope: Scope | None = None) -> House:
    """A body with a scheme, a finance officer, a second quality manager, and an overseer of AI."""
    return House(
        cast=cast,
        scope=scope or a_scope(cast),
        fiona=engaged(cast, "Fiona", FINANCE_OFFICER),
        uma=engaged(cast, "Uma", QUALITY_MANAGER),
        aino=engaged(cast, "Aino", AI_OVERSEER),
        xenia=engaged(cast, "Xenia"),
    )


ENTITY: dict[str, Any] = {
    "name": "Nordlicht Zertifizierung GmbH",
    "known_as": "Nordlicht Certification",
    "form": "Limited company",
    "address": "Hafenstraße 1, 24103 Kiel",
    "register": "Handelsregister Kiel",
    "registration_number": "HRB 4711",
    "certifies": "It certifies technicians, and does nothing else.",
}


def described(cast: Cast, **other: Any) -> LegalEntity:
    """The legal entity, described by Tom."""
    return entity.describe(by=acting(cast.tom), **{**ENTITY, **other})


def proved(cast: Cast, **other: Any) -> Registration:
    """A proof of registration, filed by Quinn, to be asked for anew in a year."""
    told = {
        "kind": "extract",
        "issuer": "Amtsgericht Kiel",
        "reference": "HRB 4711",
        "issued_on": clock.today(),
        "review_on": in_days(365),
    }
    return entity.file_proof(by=acting(cast.quinn), **{**told, **other})


def accredited(cast: Cast, scope: Scope, **other: Any) -> Accreditation:
    """An accreditation of a scheme for two years."""
    told = {
        "accreditor": "Akkreditierungsstelle",
        "reference": "D-ZP-4711",
        "edition": "2012",
        "scope_words": "Technicians of wind turbines",
        "schemes": [scope],
        "granted_on": clock.today(),
        "until_on": in_days(730),
        "report_on": in_days(300),
    }
    return accreditations.record(by=acting(cast.quinn), **{**told, **other})


def covered(house: House, **other: Any) -> Cover:
    """An insurance for a year, recorded by Fiona."""
    told = {
        "kind": "insurance",
        "party": "Hanse Versicherung",
        "reference": "HV-12",
        "covers": "Loss by wrong certificates",
        "amount": Decimal(2_000_000),
        "from_on": clock.today(),
        "until_on": in_days(365),
    }
    return covers.record(by=acting(house.fiona), **{**told, **other})


def liable(house: House, **other: Any) -> Liability:
    """What the body may become liable for, assessed by Fiona."""
    told = {"risks": "A wrong certificate, a lost file.", "amount": Decimal(1_500_000), "review_on": in_days(365)}
    return covers.assess(by=acting(house.fiona), **{**told, **other})


def a_year(house: House, year: int = 2026) -> FinancialYear:
    """A financial year, opened by Fiona."""
    return finance.open_year(by=acting(house.fiona), year=year)


def a_source(house: House, year: FinancialYear, amount: int, **other: Any) -> RevenueSource:
    """What a source brought in a year; fees of many candidates unless told otherwise."""
    told = {"name": "Examination fees", "kind": "candidates", "amount": Decimal(amount), **other}
    return finance.record(by=acting(house.fiona), year=year, **told)


def a_client(house: House, year: FinancialYear, amount: int) -> RevenueSource:
    """What one employer brought in a year."""
    return a_source(house, year, amount, name="Windpark Förde AG", kind="employer", is_one_payer=True)


def a_related_body(cast: Cast, **other: Any) -> RelatedBody:
    """The association that carries the body."""
    told = {"name": "Verband Nordlicht", "kind": "association", "relation": "It founded us.", "since_on": clock.today()}
    return register.relate(by=acting(cast.quinn), **{**told, **other})


def named(cast: Cast, **other: Any) -> Threat:
    """A threat that Quinn named and that waits for its analysis."""
    told = {
        "kind": "financial",
        "source": "activity",
        "title": "One client pays much",
        "description": "Windpark Förde AG could press for passes.",
        "owner": cast.quinn,
    }
    return threats.identify(by=acting(cast.quinn), **{**told, **other})


def analysed(cast: Cast, likelihood: int = 3, gravity: int = 4, **other: Any) -> Threat:
    """A threat that Quinn analysed."""
    return threats.analyse(
        by=acting(cast.quinn),
        threat=named(cast, **other),
        analysis="Whoever examines knows who pays.",
        likelihood=likelihood,
        gravity=gravity,
        treat_by_on=in_days(60),
    )


def treated(cast: Cast, likelihood: int = 1, gravity: int = 4, **other: Any) -> Threat:
    """A threat that Quinn treated."""
    return threats.treat(
        by=acting(cast.quinn),
        threat=analysed(cast, **other),
        treatment="Examiners do not learn who pays.",
        likelihood=likelihood,
        gravity=gravity,
    )


def accepted(cast: Cast, **other: Any) -> Threat:
    """A threat of which Tom accepted what is left."""
    return threats.accept(by=acting(cast.tom), threat=treated(cast, **other), reasons="Little is left.")


def training_threat(cast: Cast) -> Threat:
    """An analysed threat that lies in own training."""
    return analysed(cast, kind="training", title="Our academy trains")


def stated(cast: Cast, **other: Any) -> TrainingStatement:
    """What Tom states on training: there is none."""
    told = {"trains": False, "educates": False, "words": "We train nobody."}
    return training.state(by=acting(cast.tom), **{**told, **other})


def offered(house: House, threat: Threat | None = None, **other: Any) -> TrainingOffer:
    """A training that the entity is going to offer."""
    told = {"kind": "training", "title": "Two days on turbines", "scope": house.scope, "begins_on": in_days(30)}
    threat = threat or training_threat(house.cast)
    return training.offer(by=acting(house.cast.quinn), threat=threat, **{**told, **other})


def searched(house: House, requirement: str = "SAFE") -> EquivalentSearch:
    """A search for equivalents that Quinn made and nobody approved yet."""
    told = {"course": "Own safety course", "looked_at": "Four schools", "findings": "None trains at this height."}
    return training.propose(by=acting(house.cast.quinn), scope=house.scope, requirement=requirement, **told)


def no_equivalent(house: House, requirement: str = "SAFE") -> EquivalentSearch:
    """A search for equivalents that was approved."""
    return training.approve(by=acting(house.uma), search=searched(house, requirement))


USE: dict[str, Any] = {
    "code": "item-drafting",
    "name": "Drafting of items",
    "purpose": "It drafts items that people review.",
    "touches": "items",
    "supplier": "Modellhaus",
    "model_name": "Skald",
    "model_version": "2.1",
    "oversight": "Every draft is reviewed; overrides are counted monthly.",
}
RISKS: dict[str, Any] = {
    "risk_to_impartiality": "It may favour one school's words.",
    "risk_to_confidentiality": "It sees drafts alone.",
    "risk_to_security": "It runs in our own rooms.",
}


def registered(house: House, **other: Any) -> AiUse:
    """A use of artificial intelligence that Quinn owns and Aino oversees; it is off."""
    people = {"owner": house.cast.quinn, "overseer": house.aino}
    return ai.propose(by=acting(house.cast.quinn), **{**USE, **people, **other})


def assessed(house: House, **other: Any) -> AiUse:
    """A use whose risks Aino assessed."""
    threat = analysed(house.cast, kind="self-review", source="machine", title="A machine drafts")
    return ai.assess(by=acting(house.aino), use=registered(house, **other), threat=threat, **RISKS)


def verified(house: House, **other: Any) -> AiUse:
    """A use that Uma verified with Xenia's findings."""
    return ai.verify(by=acting(house.uma), use=assessed(house, **other), **proof(house))


def proof(house: House) -> dict[str, Any]:
    """What shows that a use gives what is meant."""
    return {
        "verification": "Two hundred drafts were tried.",
        "expert": house.xenia,
        "expert_findings": "Nine of ten are sound.",
        "fairness": "No difference between groups above two per cent.",
    }


def disclosed(house: House, **other: Any) -> AiUse:
    """A use that the public statement in effect names."""
    said_publicly(house.cast, "ai", "We use a machine for the drafting of items; people review each of them.")
    return ai.disclose(by=acting(house.cast.quinn), use=verified(house, **other))


def switched_on(house: House, days: int = 180, **other: Any) -> AiUse:
    """A use that is on, until its evaluation is due."""
    return ai.activate(by=acting(house.cast.tom), use=disclosed(house, **other), evaluate_on=in_days(days))
