"""A version of a scheme is begun and written: what it says in words and numbers. Its parts have acts of their own."""

from decimal import Decimal
from typing import Any

from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import Record, change, create
from guildhall.schemes.lifecycles import VERSION
from guildhall.schemes.models import (
    BlueprintRow,
    Competence,
    CompetenceTask,
    Component,
    Domain,
    InterestedParty,
    JobAnalysis,
    Requirement,
    Scheme,
    SchemeVersion,
)
from guildhall.schemes.permissions import manages_the_scheme, manages_the_version
from guildhall.schemes.rules.analyses import analysis_is_of_the_scheme
from guildhall.schemes.rules.versions import (
    analysis_is_of_its_scheme,
    copied_version_is_of_the_same_scheme,
    copied_version_is_of_the_scheme,
    edition_is_known,
    element_may_be_left_out,
    no_other_version_is_in_work,
    version_is_a_draft,
    version_is_still_empty,
)
from guildhall.schemes.rules.words import lengths_are_sensible, title_fits

CONTENT = ("2012:8.2", "2012:8.3", "2026:8")
WORDS = (
    "scope_words",
    "purpose",
    "need",
    "population",
    "languages",
    "abilities",
    "code_of_conduct",
    "agreement",
    "process",
    "suspension_criteria",
    "surveillance",
    "scope_change",
    "validity_months",
    "interval_rationale",
    "recertification",
    "recertification_window_months",
    "eligible_months",
    "application_days",
    "fee",
    "currency",
    "owner_agreement",
    "owner_evidence",
    "not_applicable",
)
"""What a copy takes over from the version before; the transition is told anew each time."""
OWN = {"id", "revision", "version", "competence", "component", "domain", "task"}
"""What a copied part has anew."""


@act(
    "schemes.version.begin",
    about="scheme",
    move=VERSION.begin,
    permission=manages_the_scheme,
    rules=[
        no_other_version_is_in_work,
        title_fits,
        edition_is_known,
        analysis_is_of_the_scheme,
        copied_version_is_of_the_scheme,
    ],
    clauses=CONTENT,
    sentence=gettext_noop("began the version {subject}"),
)
def begin(
    *,
    by: Actor,
    scheme: Scheme,
    title: str,
    edition: str = "2012 2026",
    analysis: JobAnalysis | None = None,
    like: SchemeVersion | None = None,
) -> SchemeVersion:
    """Begin a version of a scheme, empty or as a copy of another; whoever begins it is its author.

    `edition` says to which editions of the standard it is held: ``2012``, ``2026`` or both.
    """
    ordinal = 1 + max(scheme.versions.values_list("ordinal", flat=True), default=0)
    version = create(
        SchemeVersion,
        scheme=scheme,
        number=f"{scheme.code}-{ordinal}",
        ordinal=ordinal,
        title=title,
        edition=" ".join(sorted(set(edition.split()))),
        analysis=analysis or (like and like.analysis),
        authored_by=Person.objects.get(pk=by.name),
    )
    return copy(by=by, version=version, like=like) if like else version


@act(
    "schemes.version.copy",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, version_is_still_empty, copied_version_is_of_the_same_scheme],
    clauses=CONTENT,
    sentence=gettext_noop("filled {subject} with what another version says"),
    label=gettext_noop("Fill with an earlier version"),
)
def copy(*, by: Actor, version: SchemeVersion, like: SchemeVersion) -> SchemeVersion:
    """Take over what another version of the scheme says, with all its parts under the codes that they have."""
    domains, competences = _copied(Domain, version, like), _copied_competences(version, like)
    for party in like.parties.all():
        create(InterestedParty, version=version, **_told(party))
    for requirement in like.requirements.select_related("competence"):
        competence = competences[requirement.competence.code] if requirement.competence else None
        create(Requirement, version=version, competence=competence, **_told(requirement))
    components = _copied(Component, version, like)
    for row in BlueprintRow.objects.filter(component__version=like).select_related("component", "domain"):
        its = {"component": components[row.component.code], "domain": domains[row.domain.code]}
        create(BlueprintRow, **its, **_told(row))
    return change(version, **{name: getattr(like, name) for name in WORDS})


def _copied(kind: type[Any], version: SchemeVersion, like: SchemeVersion) -> dict[str, Any]:
    """The parts of a kind that stand in no other part, copied, by their codes."""
    return {part.code: create(kind, version=version, **_told(part)) for part in kind.objects.filter(version=like)}


def _copied_competences(version: SchemeVersion, like: SchemeVersion) -> dict[str, Competence]:
    domains = {domain.code: domain for domain in version.domains.all()}
    made = {}
    for competence in like.competences.select_related("domain"):
        its = {"version": version, "domain": domains[competence.domain.code]}
        made[competence.code] = create(Competence, **its, **_told(competence))
        for source in competence.sources.select_related("task"):
            create(CompetenceTask, competence=made[competence.code], task=source.task)
    return made


def _told(part: Record) -> dict[str, Any]:
    """What a part says, without what belongs to its own version alone."""
    return {field.name: getattr(part, field.name) for field in part._meta.local_fields if field.name not in OWN}


@act(
    "schemes.version.describe",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, title_fits],
    clauses=["2012:8.2", "2026:8"],
    sentence=gettext_noop("wrote in {subject} what is certified and why"),
    label=gettext_noop("Scope, purpose and need"),
)
def describe(
    *,
    by: Actor,
    version: SchemeVersion,
    title: str,
    scope_words: str,
    purpose: str,
    need: str,
    population: str,
    languages: str = "en de",
) -> SchemeVersion:
    """Say what is certified, what for, who needs it, and for whom it is; `languages` are those of the examination."""
    return change(
        version,
        title=title,
        scope_words=scope_words,
        purpose=purpose,
        need=need,
        population=population,
        languages=" ".join(languages.split())[:50],
    )


@act(
    "schemes.version.regulate",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft],
    clauses=["2012:8.2", "2012:8.3", "2012:9.7.2", "2026:8"],
    sentence=gettext_noop("wrote the rules of {subject}"),
    label=gettext_noop("Process and rules"),
)
def regulate(
    *,
    by: Actor,
    version: SchemeVersion,
    process: str,
    code_of_conduct: str,
    agreement: str,
    suspension_criteria: str,
    abilities: str = "",
    surveillance: str = "",
    scope_change: str = "",
) -> SchemeVersion:
    """Say how certification proceeds, what certified persons undertake, and what ends or changes a certification."""
    return change(
        version,
        process=process,
        code_of_conduct=code_of_conduct,
        agreement=agreement,
        suspension_criteria=suspension_criteria,
        abilities=abilities,
        surveillance=surveillance,
        scope_change=scope_change,
    )


@act(
    "schemes.version.set-terms",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, lengths_are_sensible],
    clauses=["2012:8.3", "2012:9.6.3", "2026:8"],
    sentence=gettext_noop("set the terms of {subject}"),
    label=gettext_noop("Validity, recertification and fees"),
)
def set_terms(
    *,
    by: Actor,
    version: SchemeVersion,
    validity_months: int | None,
    interval_rationale: str,
    recertification: str,
    recertification_window_months: int = 6,
    eligible_months: int = 12,
    application_days: int = 30,
    fee: Decimal = Decimal(0),
    currency: str = "EUR",
) -> SchemeVersion:
    """Say how long a certification is valid and why so long, how it is renewed, and what applying costs."""
    return change(
        version,
        validity_months=validity_months,
        interval_rationale=interval_rationale,
        recertification=recertification,
        recertification_window_months=recertification_window_months,
        eligible_months=eligible_months,
        application_days=application_days,
        fee=fee,
        currency=currency,
    )


@act(
    "schemes.version.note-owner",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft],
    clauses=["2012:8.6", "2026:8"],
    sentence=gettext_noop("noted in {subject} what its owner agreed to and showed"),
    label=gettext_noop("Agreement and evidence of the owner"),
)
def note_owner(*, by: Actor, version: SchemeVersion, owner_agreement: str, owner_evidence: str) -> SchemeVersion:
    """Note the agreement with the owner of a scheme, and the evidence of its development that the owner gave."""
    return change(version, owner_agreement=owner_agreement, owner_evidence=owner_evidence)


@act(
    "schemes.version.plan-transition",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft],
    clauses=["2012:9.2.2", "2026:9.1"],
    sentence=gettext_noop("wrote how people pass over to {subject}"),
    label=gettext_noop("Transition"),
)
def plan_transition(*, by: Actor, version: SchemeVersion, transition: str) -> SchemeVersion:
    """Say what the change means for applicants, candidates and certified persons, and by when they must meet it."""
    return change(version, transition=transition)


@act(
    "schemes.version.rest-on",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, analysis_is_of_its_scheme],
    clauses=["2012:8.4 e)", "2026:8"],
    sentence=gettext_noop("let {subject} rest on another job analysis"),
    label=gettext_noop("Choose the job analysis"),
)
def rest_on(*, by: Actor, version: SchemeVersion, analysis: JobAnalysis) -> SchemeVersion:
    """Let a version rest on a job analysis; competences are then linked to its tasks."""
    return change(version, analysis=analysis)


@act(
    "schemes.version.leave-out",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, element_may_be_left_out],
    clauses=CONTENT,
    sentence=gettext_noop("answered in {subject} that {element} does not apply: {reason}"),
    label=gettext_noop("Answer: not applicable"),
)
def leave_out(*, by: Actor, version: SchemeVersion, element: str, reason: str) -> SchemeVersion:
    """Answer that an element of the standard does not apply to this scheme, and why."""
    return change(version, not_applicable={**version.not_applicable, element: reason.strip()})
