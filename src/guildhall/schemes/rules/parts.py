"""Rules of the parts of a version: parties, domains, competences, requirements, components, blueprints."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import (
    BlueprintRow,
    CompetenceKind,
    ComponentKind,
    RequirementKind,
    SchemeVersion,
    Stage,
)
from guildhall.schemes.rules.words import CATEGORY, NAME, Bounds, blank, lies, out_of_bounds, outside, too_long

PARTIES = ("2012:8.4 b)", "2026:8")
COMPETENCE = ("2012:8.2", "2026:8")
REQUIREMENTS = ("2012:8.2", "2012:8.4 c)", "2026:8")
ASSESSMENT = ("2012:8.3", "2012:8.4 d)", "2026:8")


def unknown(field: str, sentence: str) -> Refusal:
    """The refusal of a choice that is none."""
    return Refusal(sentence, mend=Mend(_("Choose one of those that are listed.")), field=field)


@rule("party-told", clauses=PARTIES)
def party_is_told(*, name: str, category: str, asked: str) -> Refusal | None:
    """Of an interested party it is recorded who it is and what it asked for."""
    return (
        blank(name=name, category=category, asked=asked)
        or too_long(NAME, name=name)
        or too_long(CATEGORY, category=category)
    )


@rule("domain-weight", clauses=["2012:8.4 e)", "2026:8"], kind=Kind.OURS)
def weight_is_a_share(*, weight: Decimal) -> Refusal | None:
    """A domain weighs so many per cent of the whole."""
    return out_of_bounds({"weight": (weight, 0, 100)})


@rule("part-used", clauses=COMPETENCE, kind=Kind.OURS)
def domain_is_not_used(*, version: SchemeVersion, code: str) -> Refusal | None:
    """A domain is struck when no competence and no blueprint stands in it any more."""
    held = list(version.competences.filter(domain__code=code).values_list("code", flat=True))
    rows = BlueprintRow.objects.filter(component__version=version, domain__code=code)
    held += list(rows.values_list("component__code", flat=True))
    return _used(held)


@rule("part-used", clauses=REQUIREMENTS, kind=Kind.OURS)
def competence_is_not_used(*, version: SchemeVersion, code: str) -> Refusal | None:
    """A competence is struck when no requirement refers to it any more."""
    return _used(list(version.requirements.filter(competence__code=code).values_list("code", flat=True)))


def _used(by: Collection[str]) -> Refusal | None:
    if not by:
        return None
    return Refusal(
        _("Other parts of this version refer to it: %(codes)s.") % {"codes": ", ".join(sorted(set(by)))},
        mend=Mend(_("Change or strike those first.")),
    )


@rule("competence-told", clauses=COMPETENCE)
def competence_is_told(
    *, version: SchemeVersion, statement: str, kind: str, domain: str, tasks: tuple[str, ...]
) -> Refusal | None:
    """A competence is a statement of knowledge, skill or attitude in a domain, and comes from tasks that are there."""
    if kind not in CompetenceKind.values:
        return unknown("kind", _("This kind of competence is not known."))
    if not version.domains.filter(code=domain).exists():
        return unknown("domain", _("There is no such domain in this version."))
    known = set(version.analysis.tasks.values_list("number", flat=True)) if version.analysis else set()
    if strange := sorted(set(tasks) - known):
        return unknown("tasks", _("The job analysis has no task %(number)s.") % {"number": strange[0]})
    return blank(statement=statement)


@rule("R-50", clauses=REQUIREMENTS)
def requirement_is_told(
    *, kind: str, words: str, rationale: str, evidence: str, stage: str, fresh_months: int | None
) -> Refusal | None:
    """A requirement says what it asks, why the work needs it, what proves it, and by which stage it must be met."""
    if kind not in RequirementKind.values:
        return unknown("kind", _("This kind of requirement is not known."))
    if stage not in Stage.values:
        return unknown("stage", _("This stage is not known."))
    fresh = out_of_bounds({"fresh_months": (1 if fresh_months is None else fresh_months, 1, 600)})
    return fresh or blank(words=words, rationale=rationale, evidence=evidence)


@rule("requirement-competence", clauses=REQUIREMENTS, kind=Kind.OURS)
def competence_is_there(*, version: SchemeVersion, competence: str) -> Refusal | None:
    """The competence that a requirement serves stands in the same version."""
    if not competence or version.competences.filter(code=competence).exists():
        return None
    return unknown("competence", _("There is no such competence in this version."))


@rule("R-57", clauses=["2012:5.2.3 d)", "2026:5.2"])
def own_course_has_no_equivalent(*, own_course_only: bool, no_equivalent: str) -> Refusal | None:
    """Training that only the body itself offers is asked for where it is recorded that no equivalent exists."""
    if not own_course_only or no_equivalent.strip():
        return None
    return Refusal(
        _("This requirement accepts our own course alone, and it is not recorded that no equivalent exists."),
        mend=Mend(_("Accept equivalent training of others, or record how it was found that there is none.")),
        field="no_equivalent",
    )


@rule("R-58", clauses=["2012:4.3.4", "2026:4.3"])
def membership_is_no_prerequisite(*, kind: str) -> Refusal | None:
    """Nobody must belong to an association to be certified."""
    if kind != RequirementKind.MEMBERSHIP:
        return None
    return Refusal(
        _("Membership of an association cannot be a prerequisite of certification."),
        mend=Mend(_("Ask for the competence that members are thought to have, and for its evidence.")),
        field="kind",
    )


@rule("R-50", clauses=ASSESSMENT)
def component_is_told(*, kind: str, method: str, cut: Decimal, cut_basis: str) -> Refusal | None:
    """A component says how it examines, from which score on it is passed, and on what that score rests."""
    if kind not in ComponentKind.values:
        return unknown("kind", _("This kind of component is not known."))
    if not lies(cut, 0, 100) or not cut:
        return outside("cut", 1, 100)
    return blank(method=method, cut_basis=cut_basis)


@rule("terms-sensible", clauses=ASSESSMENT, kind=Kind.OURS)
def component_numbers_are_sensible(
    *,
    minutes: int,
    items: int,
    max_attempts: int,
    waiting_days: int,
    shelf_months: int,
    move_days: int,
    second_rater_share: int,
    overlap_most: int | None,
    fee: Decimal,
) -> Refusal | None:
    """Duration, attempts, waiting times and shares are such as a sitting and a candidate can meet."""
    bounds: Bounds = {
        "minutes": (minutes, 1, 1440),
        "items": (items, 0, 1000),
        "max_attempts": (max_attempts, 1, 50),
        "waiting_days": (waiting_days, 0, 730),
        "shelf_months": (shelf_months, 1, 120),
        "move_days": (move_days, 0, 90),
        "second_rater_share": (second_rater_share, 0, 100),
        "overlap_most": (0 if overlap_most is None else overlap_most, 0, 100),
        "fee": (fee, 0, 9_999_999),
    }
    return out_of_bounds(bounds)


@rule("blueprint-domains", clauses=ASSESSMENT)
def blueprint_has_weights(*, version: SchemeVersion, component: str, domains: tuple[str, ...]) -> Refusal | None:
    """A blueprint is computed for a component of the version over domains that weigh something together."""
    if not version.components.filter(code=component).exists():
        return unknown("component", _("There is no such component in this version."))
    weights = dict(version.domains.values_list("code", "weight"))
    if strange := sorted(set(domains) - set(weights)):
        return unknown("domains", _("There is no domain %(code)s in this version.") % {"code": strange[0]})
    if sum(weights[code] for code in domains or weights):
        return None
    return Refusal(
        _("These domains weigh nothing, so there is nothing to give out."),
        mend=Mend(_("Take the weights over from the job analysis first."), act="schemes.domain.derive"),
        field="domains",
    )


@rule("blueprint-sum", clauses=ASSESSMENT)
def items_make_the_whole(*, version: SchemeVersion, component: str, items: Mapping[str, int]) -> Refusal | None:
    """The items of a blueprint that is adjusted by hand make exactly the items of its component."""
    found = version.components.filter(code=component).first()
    if found is None:
        return unknown("component", _("There is no such component in this version."))
    known = set(version.domains.values_list("code", flat=True))
    if set(items) - known or min(items.values(), default=0) < 0:
        return unknown("items", _("Items are given to domains of this version, and none is given fewer than none."))
    if sum(items.values()) == found.items:
        return None
    return Refusal(
        _("The domains get %(given)d items together, and the component has %(items)d.")
        % {"given": sum(items.values()), "items": found.items},
        mend=Mend(_("Change them until they make %(items)d.") % {"items": found.items}),
    )
