"""What a version must say before it is released (R-50), and what of it is still missing.

Each element has the page on which it is mended. Some may be answered as not applicable, with a reason. For a scheme of
others the owner's agreement and evidence stand in the place of a panel and an analysis of one's own (8.6).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.notices import timers
from guildhall.schemes import results
from guildhall.schemes.contents import Contents
from guildhall.schemes.lifecycles import AnalysisState, MembershipState
from guildhall.schemes.models import SchemeVersion

WHOLE = 100
"""Per cent."""


@dataclass(frozen=True)
class Element:
    """One thing that a version must say: `lacking` yields a sentence for each part of it that is missing.

    `place` is the route on which it is mended, `at` where on that page. `optional`: it may be answered as not
    applicable. `own`: it is asked of a scheme of one's own only.
    """

    code: str
    title: str
    clause: str
    place: str
    lacking: Callable[[Contents], Iterator[str]]
    at: str = ""
    optional: bool = False
    own: bool = False

    def missing(self, contents: Contents) -> list[str]:
        """What of this element is missing; nothing where it was answered, or is not asked."""
        of_others = contents.version.is_of_others and contents.analysis is None
        if (self.own and of_others) or self.is_left_out(contents.version):
            return []
        return list(self.lacking(contents))

    def is_left_out(self, version: SchemeVersion) -> bool:
        """Whether it was answered as not applicable."""
        return self.optional and bool(str(version.not_applicable.get(self.code, "")).strip())


@dataclass(frozen=True)
class Missing:
    """Something that a version lacks, and the element it belongs to."""

    element: Element
    sentence: str


def missing(contents: Contents) -> list[Missing]:
    """Everything that keeps a version from being released, in the order of the standard."""
    return [Missing(element, sentence) for element in ELEMENTS for sentence in element.missing(contents)]


def element(code: str) -> Element:
    """The element of that code; KeyError where there is none."""
    return next(each for each in ELEMENTS if each.code == code)


def _text(*fields: str) -> Callable[[Contents], Iterator[str]]:
    """The text, or each of the texts, in `fields` is written."""

    def lacking(contents: Contents) -> Iterator[str]:
        for field in fields:
            if not str(getattr(contents.version, field) or "").strip():
                yield _("it says nothing on: %(what)s") % {"what": _(TEXTS[field])}

    return lacking


TEXTS = {
    "scope_words": gettext_noop("scope"),
    "purpose": gettext_noop("purpose"),
    "need": gettext_noop("need"),
    "population": gettext_noop("population"),
    "abilities": gettext_noop("abilities"),
    "code_of_conduct": gettext_noop("code of conduct"),
    "agreement": gettext_noop("agreement with certified persons"),
    "process": gettext_noop("process of certification"),
    "suspension_criteria": gettext_noop("criteria for suspension and withdrawal"),
    "surveillance": gettext_noop("surveillance"),
    "scope_change": gettext_noop("change of scope or level"),
    "validity_months": gettext_noop("length of validity"),
    "interval_rationale": gettext_noop("rationale of the interval"),
    "recertification": gettext_noop("recertification"),
    "transition": gettext_noop("transition from the version in effect"),
    "owner_agreement": gettext_noop("agreement with the owner"),
    "owner_evidence": gettext_noop("evidence of development from the owner"),
}
"""What the texts of a version are called."""


def _analysis(contents: Contents) -> Iterator[str]:
    analysis = contents.analysis
    if analysis is None:
        yield _("it rests on no job analysis")
    elif analysis.state != AnalysisState.APPROVED or analysis.approved_at is None:
        yield _("its job analysis %(number)s is not approved") % {"number": analysis.number}
    elif timers.due_on("T-15", clock.day_of(analysis.approved_at)) <= clock.today():
        yield _("its job analysis %(number)s is too old") % {"number": analysis.number}


def _experts(contents: Contents) -> Iterator[str]:
    panel = contents.analysis and contents.analysis.panel.filter(state=MembershipState.MEMBER)
    if not panel:
        yield _("no experts with recorded qualification stand behind it")


def _parties(contents: Contents) -> Iterator[str]:
    if not contents.parties:
        yield _("no interested party was heard")
    for party in contents.parties:
        if not party.answer.strip():
            yield _("%(party)s asked for something and was not answered") % {"party": party.name}


def _domains(contents: Contents) -> Iterator[str]:
    total = sum(domain.weight for domain in contents.domains)
    if not contents.domains:
        yield _("it has no domains")
    elif total != WHOLE:
        yield _("the weights of its domains make %(total)s per cent, not 100") % {"total": total}
    yield from _deviations(contents)


def _deviations(contents: Contents) -> Iterator[str]:
    if contents.analysis is None:
        return
    weighed = results.of(contents.analysis).domains
    for domain in contents.domains:
        if domain.weight != weighed.get(domain.analysed_as) and not domain.deviation.strip():
            yield _("domain %(code)s weighs otherwise than in the analysis, and no reason says why") % {
                "code": domain.code
            }


def _competences(contents: Contents) -> Iterator[str]:
    if not contents.competences:
        yield _("it names no competence")
    if contents.analysis is None:
        return
    for competence in contents.competences:
        if not any(source.task.analysis_id == contents.analysis.pk for source in contents.tasks_of(competence)):
            yield _("competence %(code)s comes from no task of its analysis") % {"code": competence.code}


def _requirements(contents: Contents) -> Iterator[str]:
    if not contents.requirements:
        yield _("it names no prerequisite")


def _rationales(contents: Contents) -> Iterator[str]:
    for requirement in contents.requirements:
        if not (requirement.rationale.strip() and requirement.evidence.strip()):
            yield _("requirement %(code)s has no rationale or no evidence") % {"code": requirement.code}


def _components(contents: Contents) -> Iterator[str]:
    if not contents.components:
        yield _("it has no component of assessment")
    for component in contents.components:
        if not (component.method.strip() and component.cut_basis.strip()):
            yield _("component %(code)s has no method or no basis of its cut") % {"code": component.code}


def _blueprints(contents: Contents) -> Iterator[str]:
    for component in contents.components:
        rows = contents.blueprint(component)
        if component.items and sum(row.items for row in rows) != component.items:
            yield _("the blueprint of component %(code)s does not make its %(items)d items") % {
                "code": component.code,
                "items": component.items,
            }
        elif rows and sum(row.share for row in rows) != WHOLE:
            yield _("the blueprint of component %(code)s does not make 100 per cent") % {"code": component.code}
    yield from _uncovered(contents)


def _uncovered(contents: Contents) -> Iterator[str]:
    """Every competence is examined: by a component that covers its domain."""
    covered = {row.domain_id for row in contents.blueprints if row.share}
    with_competence = {competence.domain_id for competence in contents.competences}
    for domain in contents.domains:
        if domain.pk in with_competence - covered:
            yield _("no component examines domain %(code)s") % {"code": domain.code}
        elif domain.pk in covered - with_competence:
            yield _("domain %(code)s is examined, and no competence belongs to it") % {"code": domain.code}


def _transition(contents: Contents) -> Iterator[str]:
    if contents.replaced:
        yield from _text("transition")(contents)


def _owner(contents: Contents) -> Iterator[str]:
    if contents.version.is_of_others:
        yield from _text("owner_agreement", "owner_evidence")(contents)


DESCRIBE, REGULATE, TERMS = "schemes:version-describe", "schemes:version-regulate", "schemes:version-terms"
VERSION, REST = "schemes:version", "schemes:version-rest"

ELEMENTS = (
    Element("scope", gettext_noop("Scope of certification"), "2012:8.2", DESCRIBE, _text("scope_words")),
    Element(
        "purpose",
        gettext_noop("Purpose, need and population"),
        "2012:8.2",
        DESCRIBE,
        _text("purpose", "need", "population"),
    ),
    Element(
        "competence", gettext_noop("Required competence, from tasks"), "2012:8.2", VERSION, _competences, "competence"
    ),
    Element("abilities", gettext_noop("Abilities"), "2012:8.2", REGULATE, _text("abilities"), optional=True),
    Element(
        "prerequisites",
        gettext_noop("Prerequisites"),
        "2012:8.2",
        VERSION,
        _requirements,
        "prerequisites",
        optional=True,
    ),
    Element("conduct", gettext_noop("Code of conduct"), "2012:8.2", REGULATE, _text("code_of_conduct"), optional=True),
    Element(
        "initial",
        gettext_noop("Methods and criteria of the assessment"),
        "2012:8.3",
        VERSION,
        _components,
        "initial",
    ),
    Element(
        "recertification",
        gettext_noop("Validity and recertification"),
        "2012:8.3",
        TERMS,
        _text("validity_months", "interval_rationale", "recertification"),
    ),
    Element("surveillance", gettext_noop("Surveillance"), "2012:8.3", REGULATE, _text("surveillance"), optional=True),
    Element(
        "suspension", gettext_noop("Suspension and withdrawal"), "2012:8.3", REGULATE, _text("suspension_criteria")
    ),
    Element(
        "scope-change",
        gettext_noop("Change of scope or level"),
        "2012:8.3",
        REGULATE,
        _text("scope_change"),
        optional=True,
    ),
    Element("experts", gettext_noop("Experts"), "2012:8.4 a)", REST, _experts, own=True),
    Element(
        "parties", gettext_noop("Interested parties and their answers"), "2012:8.4 b)", VERSION, _parties, "parties"
    ),
    Element(
        "rationale",
        gettext_noop("Rationale of each prerequisite"),
        "2012:8.4 c)",
        VERSION,
        _rationales,
        "prerequisites",
    ),
    Element(
        "blueprint",
        gettext_noop("Assessment that covers the competence"),
        "2012:8.4 d)",
        VERSION,
        _blueprints,
        "initial",
    ),
    Element("analysis", gettext_noop("Job analysis"), "2012:8.4 e)", REST, _analysis, own=True),
    Element("weights", gettext_noop("Domains and their weights"), "2012:8.4 e)", VERSION, _domains, "weights"),
    Element("owner", gettext_noop("Agreement and evidence of the owner"), "2012:8.6", "schemes:version-owner", _owner),
    Element("process", gettext_noop("Process of certification"), "2012:7.2.2", REGULATE, _text("process")),
    Element("agreement", gettext_noop("Agreement"), "2012:9.7.2", REGULATE, _text("agreement")),
    Element("transition", gettext_noop("Transition"), "2012:9.2.2", "schemes:version-transition", _transition),
)
"""Every element, in the order of the standard."""
