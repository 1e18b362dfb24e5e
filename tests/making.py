"""A scheme in effect and the people who work on it, for tests of the rooms above.

The scheme has one written component of six items in three domains, one practical component, two prerequisites at
application and one before the decision. Sam manages it and Ava approves it; Ivo writes items and Rita reviews them;
Max manages examinations; Rob reviews applications and Abel decides on special arrangements; Ina invigilates; Erik and
Ella examine; Dora and Dirk decide; Pia sits on the panel.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from guildhall.identity.acts import persons, scopes
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import (
    ACCOMMODATION_OFFICER,
    DECIDER,
    ELIGIBILITY_REVIEWER,
    EXAM_MANAGER,
    EXAMINER,
    INVIGILATOR,
    ITEM_REVIEWER,
    ITEM_WRITER,
    PANELLIST,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    Role,
)
from guildhall.kernel import clock
from guildhall.schemes.models import (
    BlueprintRow,
    Component,
    Domain,
    Requirement,
    Scheme,
    SchemeVersion,
)
from tests import forge
from tests.cast import Cast, acting, authorise

PARTS: dict[str, tuple[str, str, Role]] = {
    "sam": ("Sam", "Schierholz", SCHEME_MANAGER),
    "ava": ("Ava", "Approbata", SCHEME_APPROVER),
    "ivo": ("Ivo", "Itemsky", ITEM_WRITER),
    "rita": ("Rita", "Reviersen", ITEM_REVIEWER),
    "max": ("Max", "Prüfling", EXAM_MANAGER),
    "rob": ("Rob", "Revista", ELIGIBILITY_REVIEWER),
    "abel": ("Abel", "Ausgleich", ACCOMMODATION_OFFICER),
    "ina": ("Ina", "Aufsicht", INVIGILATOR),
    "erik": ("Erik", "Examin", EXAMINER),
    "ella": ("Ella", "Examin", EXAMINER),
    "dora": ("Dora", "Decisa", DECIDER),
    "dirk": ("Dirk", "Decisa", DECIDER),
    "pia": ("Pia", "Panelski", PANELLIST),
}


@dataclass(frozen=True)
class Crew:
    """The people of the scheme, each with one role in it."""

    sam: Person
    ava: Person
    ivo: Person
    rita: Person
    max: Person
    rob: Person
    abel: Person
    ina: Person
    erik: Person
    ella: Person
    dora: Person
    dirk: Person
    pia: Person


@dataclass(frozen=True)
class Made:
    """A scheme in effect: its version, components, domains and requirements, and its crew."""

    scope: Scope
    crew: Crew
    scheme: Scheme
    version: SchemeVersion
    written: Component
    practical: Component
    domains: dict[str, Domain]
    requirements: dict[str, Requirement]


def a_scope(cast: Cast, code: str = "WTT") -> Scope:
    """The header of a scheme, opened by top management."""
    return scopes.open_scope(by=acting(cast.tom), kind="scheme", number=code, name="Wind Turbine Technician")


def a_crew(cast: Cast, scope: Scope) -> Crew:
    """Everybody of the scheme, registered by operations and authorised."""
    return Crew(**{key: _engaged(cast, scope, *part) for key, part in PARTS.items()})


def _engaged(cast: Cast, scope: Scope, given: str, family: str, role: Role) -> Person:
    person = persons.register(
        by=acting(cast.tom),
        given_name=given,
        family_name=family,
        email=f"{given.lower()}@{scope.number.lower()}.example",
        is_personnel=True,
    )
    authorise(person, role, scope)
    return person


def a_scheme(cast: Cast) -> Made:
    """A scheme in effect today."""
    scope = a_scope(cast)
    crew = a_crew(cast, scope)
    scheme = forge.make(Scheme, scope=scope, code="WTT", name="Wind Turbine Technician")
    version = _version(scheme, crew)
    domains = {
        code: forge.make(Domain, version=version, code=code, title=title, weight=weight, position=place)
        for place, (code, title, weight) in enumerate(
            [("A", "Safety", Decimal(50)), ("B", "Mechanics", Decimal(30)), ("C", "Electrics", Decimal(20))]
        )
    }
    written = forge.make(
        Component,
        version=version,
        code="W",
        kind="written",
        title="Written examination",
        method="Items with one or several right answers",
        cut=Decimal(60),
        cut_basis="Modified Angoff",
        minutes=30,
        items=6,
        max_attempts=3,
        waiting_days=14,
        fee=Decimal(180),
    )
    for code, items in (("A", 3), ("B", 2), ("C", 1)):
        share = domains[code].weight
        forge.make(BlueprintRow, component=written, domain=domains[code], share=share, items=items)
    practical = forge.make(
        Component,
        version=version,
        code="P",
        kind="practical",
        title="Practical examination",
        method="Steps at stations, with critical steps",
        cut=Decimal(70),
        cut_basis="Borderline groups",
        minutes=60,
        max_attempts=2,
        waiting_days=14,
        fee=Decimal(320),
        position=1,
    )
    return Made(scope, crew, scheme, version, written, practical, domains, _requirements(version))


def _version(scheme: Scheme, crew: Crew) -> SchemeVersion:
    now = clock.now()
    return forge.make(
        SchemeVersion,
        scheme=scheme,
        number="WTT-1",
        ordinal=1,
        state="effective",
        title="Wind Turbine Technician",
        scope_words="Inspects, services and repairs wind turbines.",
        purpose="Safe work at height and on stored energy.",
        agreement="I keep the rules of certification and tell changes.",
        code_of_conduct="I work safely and honestly.",
        validity_months=36,
        fee=Decimal(90),
        authored_by=crew.sam,
        validation="Panel and pilot",
        validated_by=crew.ava,
        validated_at=now,
        approved_by=crew.ava,
        approved_at=now,
        published_at=now,
        effective_on=clock.today(),
        next_review_on=clock.today() + timedelta(days=365),
    )


def _requirements(version: SchemeVersion) -> dict[str, Requirement]:
    asked = [
        ("EDU", "education", "A finished technical apprenticeship.", "application"),
        ("SAFE", "training", "A basic safety training.", "application"),
        ("EXP", "experience", "Twelve months of work on turbines.", "decision"),
    ]
    return {
        code: forge.make(
            Requirement,
            version=version,
            code=code,
            kind=kind,
            words=words,
            rationale="The work needs it.",
            evidence="A copy of the certificate or an employer's letter.",
            stage=stage,
            position=place,
        )
        for place, (code, kind, words, stage) in enumerate(asked)
    }
