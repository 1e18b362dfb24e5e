"""Components of the assessment, and their blueprints."""

from collections.abc import Mapping
from decimal import Decimal

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes import weighing
from guildhall.schemes.finding import part
from guildhall.schemes.models import BlueprintRow, Component, SchemeVersion
from guildhall.schemes.permissions import manages_the_version
from guildhall.schemes.rules.parts import (
    blueprint_has_weights,
    component_is_told,
    component_numbers_are_sensible,
    items_make_the_whole,
)
from guildhall.schemes.rules.versions import version_is_a_draft
from guildhall.schemes.rules.words import part_code_can_be_one, the_reason_is_said, title_fits

CLAUSES = ("2012:8.3", "2012:8.4 d)", "2026:8")


@act(
    "schemes.component.write",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, part_code_can_be_one, title_fits, component_is_told, component_numbers_are_sensible],
    clauses=CLAUSES,
    sentence=gettext_noop("wrote the component {code} of {subject}"),
    label=gettext_noop("Write a component"),
)
def write(
    *,
    by: Actor,
    version: SchemeVersion,
    code: str,
    kind: str,
    title: str,
    method: str,
    cut: Decimal,
    cut_basis: str,
    minutes: int,
    items: int = 0,
    max_attempts: int = 3,
    waiting_days: int = 0,
    shelf_months: int = 24,
    move_days: int = 3,
    second_rater_share: int = 0,
    overlap_most: int | None = None,
    fee: Decimal = Decimal(0),
    seen: int | None = None,
) -> SchemeVersion:
    """Write a part of the assessment: how it examines, from which score it is passed, and how it is taken and retaken.

    `overlap_most` limits, in per cent, how many items of a repeat were met before. `seen` is the revision that is
    replaced. A blueprint is computed afterwards, and again when the items change.
    """
    told = {
        "kind": kind,
        "title": title,
        "method": method,
        "cut": cut,
        "cut_basis": cut_basis,
        "minutes": minutes,
        "items": items,
        "max_attempts": max_attempts,
        "waiting_days": waiting_days,
        "shelf_months": shelf_months,
        "move_days": move_days,
        "second_rater_share": second_rater_share,
        "overlap_most": overlap_most,
        "fee": fee,
    }
    if seen is None:
        create(Component, version=version, code=code, position=version.components.count(), **told)
    else:
        change(part(version.components, code=code, seen=seen), **told)
    return version


@act(
    "schemes.component.strike",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft],
    clauses=CLAUSES,
    sentence=gettext_noop("struck the component {code} from {subject}"),
    label=gettext_noop("Strike a component"),
)
def strike(*, by: Actor, version: SchemeVersion, code: str) -> SchemeVersion:
    """Take a component and its blueprint out of a draft; the ledger keeps what was written."""
    component = part(version.components, code=code)
    component.blueprint.all().delete()
    version.components.filter(pk=component.pk).delete()
    return version


@act(
    "schemes.blueprint.compute",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, blueprint_has_weights],
    clauses=CLAUSES,
    sentence=gettext_noop("computed the blueprint of component {component} of {subject}"),
    label=gettext_noop("Compute the blueprint"),
)
def compute(*, by: Actor, version: SchemeVersion, component: str, domains: tuple[str, ...] = ()) -> SchemeVersion:
    """Give the items of a component to domains by their weights, in whole numbers that make exactly its items.

    `domains` are the codes of those that the component examines, all of them without it. A component without items
    has shares alone.
    """
    examined = part(version.components, code=component)
    chosen = version.domains.filter(code__in=domains) if domains else version.domains.all()
    weights = {domain.code: domain.weight for domain in chosen}
    shares, items = weighing.shares(weights), weighing.apportion(weights, examined.items)
    _lay_out(version, examined, {code: (shares[code], items[code]) for code in weights})
    change(examined, blueprint_reason="")
    return version


@act(
    "schemes.blueprint.adjust",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, items_make_the_whole, the_reason_is_said],
    clauses=CLAUSES,
    sentence=gettext_noop("adjusted the blueprint of component {component} of {subject}: {reason}"),
    label=gettext_noop("Adjust the blueprint by hand"),
)
def adjust(
    *, by: Actor, version: SchemeVersion, component: str, items: Mapping[str, int], reason: str
) -> SchemeVersion:
    """Give the items of a component to domains by hand, with the reason; the shares follow the items."""
    examined = part(version.components, code=component)
    shares = weighing.shares({code: Decimal(count) for code, count in items.items()})
    _lay_out(version, examined, {code: (shares[code], count) for code, count in items.items() if count})
    change(examined, blueprint_reason=reason)
    return version


def _lay_out(version: SchemeVersion, component: Component, wanted: Mapping[str, tuple[Decimal, int]]) -> None:
    component.blueprint.all().delete()
    for domain in version.domains.filter(code__in=wanted):
        share, items = wanted[domain.code]
        create(BlueprintRow, component=component, domain=domain, share=share, items=items)
