"""A scheme in effect and the people who work on it, for tests of the rooms above, made through acts alone.

The scheme has one written component of six items in three domains, one practical component, two prerequisites at
application and one before the decision. Sam manages it and Ava approves it; Ivo writes items and Rita reviews them;
Max manages examinations; Rob reviews applications and Abel decides on special arrangements; Ina invigilates; Erik and
Ella examine; Dora and Dirk decide; Pia and Pit sit on the panel.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

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
    PSYCHOMETRICIAN,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    Role,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.schemes.acts import (
    analyses,
    competences,
    components,
    domains,
    drafts,
    panels,
    parties,
    requirements,
    schemes,
    tasks,
    versions,
)
from guildhall.schemes.models import Component, Domain, JobAnalysis, Requirement, Scheme, SchemeVersion
from tests.cast import Cast, acting, authorise
from tests.documents.making import said_publicly

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
    "pit": ("Pit", "Panelski", PANELLIST),
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
    pit: Person


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


def a_psychometrician(cast: Cast, made: "Made") -> Person:
    """Nele, who studies how well the examinations of the scheme measure."""
    return _engaged(cast, made.scope, "Nele", "Marquardt", PSYCHOMETRICIAN)


def a_scheme(cast: Cast) -> Made:
    """A scheme in effect today."""
    scope = a_scope(cast)
    crew = a_crew(cast, scope)
    say_what_everybody_may_know(cast)
    scheme = schemes.open_scheme(by=acting(cast.tom), code=scope.number, name=scope.name, scope=scope)
    version = put_into_effect(crew, a_draft(crew, scheme, an_analysis(crew, scheme)))
    return Made(
        scope=scope,
        crew=crew,
        scheme=scheme,
        version=version,
        written=Component.objects.get(version=version, code="W"),
        practical=Component.objects.get(version=version, code="P"),
        domains={each.code: each for each in Domain.objects.filter(version=version)},
        requirements={each.code: each for each in Requirement.objects.filter(version=version)},
    )


def say_what_everybody_may_know(cast: Cast) -> None:
    """The statements without which no scheme is published."""
    for topic in ("impartiality", "appeals", "complaints"):
        said_publicly(cast, topic)


def an_analysis(crew: Crew, scheme: Scheme) -> JobAnalysis:
    """An approved analysis of ten tasks that Pia and Pit rate alike, so that domains weigh 50, 30 and 20 per cent."""
    by = acting(crew.sam)
    analysis = analyses.begin(by=by, scheme=scheme, title="Work on turbines", method="Interviews and a panel")
    for number in range(1, 11):
        domain = "Safety" if number <= 5 else "Mechanics" if number <= 8 else "Electrics"
        tasks.add(by=by, analysis=analysis, number=str(number), words=f"Does task {number}.", domain=domain)
    members = [
        panels.join(by=by, analysis=analysis, person=person, interest=interest, qualification="Ten years of service")
        for person, interest in ((crew.pia, "Operators"), (crew.pit, "Technicians"))
    ]
    analysis = analyses.open_rating(by=by, analysis=analysis)
    for member in members:
        panels.rate(by=acting(member.person), member=member, ratings={str(n): (4, 4) for n in range(1, 11)})
    return analyses.approve(by=acting(crew.ava), analysis=analyses.close(by=by, analysis=analysis))


def a_draft(crew: Crew, scheme: Scheme, analysis: JobAnalysis | None, **more: Any) -> SchemeVersion:
    """A version with everything that the standard asks for, written by Sam."""
    by = acting(crew.sam)
    version = drafts.begin(by=by, scheme=scheme, title="Wind Turbine Technician", analysis=analysis, **more)
    parts = {"by": by, "version": version}
    domains.derive(**parts)
    parties.write(**parts, name="Operators' association", category="Operators", asked="Safe work", answer="Domain A")
    for code, kind, domain, numbers in (("K1", "skill", "A", "12345"), ("K2", "skill", "B", "678")):
        competences.write(**parts, code=code, statement="Works safely.", kind=kind, domain=domain, tasks=tuple(numbers))
    competences.write(**parts, code="K3", statement="Measures.", kind="knowledge", domain="C", tasks=("9", "10"))
    for code, kind, words, stage in (
        ("EDU", "education", "A finished technical apprenticeship.", "application"),
        ("SAFE", "training", "A basic safety training.", "application"),
        ("EXP", "experience", "Twelve months of work on turbines.", "decision"),
    ):
        requirements.write(
            **parts,
            code=code,
            kind=kind,
            words=words,
            rationale="The work needs it.",
            evidence="A copy of the certificate or an employer's letter.",
            stage=stage,
        )
    _write_components(parts)
    return _write_words(by, version)


def _write_components(parts: dict[str, Any]) -> None:
    components.write(
        **parts,
        code="W",
        kind="written",
        title="Written examination",
        method="Items with one or several right answers",
        cut=Decimal(60),
        cut_basis="Modified Angoff",
        minutes=30,
        items=6,
        waiting_days=14,
        fee=Decimal(180),
    )
    components.compute(**parts, component="W")
    components.write(
        **parts,
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
    )


def _write_words(by: Actor, version: SchemeVersion) -> SchemeVersion:
    version = drafts.describe(
        by=by,
        version=version,
        title="Wind Turbine Technician",
        scope_words="Inspects, services and repairs wind turbines.",
        purpose="Safe work at height and on stored energy.",
        need="No public qualification covers the whole of the work.",
        population="Technicians with two years in the trade.",
    )
    version = drafts.regulate(
        by=by,
        version=version,
        process="You apply, sit two examinations, and somebody else decides.",
        code_of_conduct="I work safely and honestly.",
        agreement="I keep the rules of certification and tell changes.",
        suspension_criteria="Suspended while fitness is not shown; withdrawn where it is not shown in time.",
        abilities="Fit for work at height.",
        surveillance="A yearly statement of work.",
    )
    version = drafts.leave_out(by=by, version=version, element="scope-change", reason="There is one level only.")
    return drafts.set_terms(
        by=by,
        version=version,
        validity_months=36,
        interval_rationale="Control software changes within four years.",
        recertification="Evidence of work, and the practical examination.",
        fee=Decimal(90),
    )


def put_into_effect(crew: Crew, version: SchemeVersion) -> SchemeVersion:
    """Submit a version, let Pia validate and Ava approve it, and publish it from today on."""
    version = versions.submit(by=acting(crew.sam), version=version)
    version = versions.validate(
        by=acting(crew.pia),
        version=version,
        validation="Panel and pilot",
        next_review_on=clock.today() + timedelta(days=365),
    )
    version = versions.approve(by=acting(crew.ava), version=version)
    return versions.publish(by=acting(crew.sam), version=version, effective_on=clock.today(), no_training_favoured=True)
