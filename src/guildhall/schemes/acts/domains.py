"""Domains of a version, with the weights that the job analysis gives them."""

from decimal import Decimal
from string import ascii_uppercase

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes import results
from guildhall.schemes.finding import part
from guildhall.schemes.models import Domain, JobAnalysis, SchemeVersion
from guildhall.schemes.permissions import manages_the_version
from guildhall.schemes.rules.parts import domain_is_not_used, weight_is_a_share
from guildhall.schemes.rules.versions import analysis_has_weights, version_is_a_draft
from guildhall.schemes.rules.words import part_code_can_be_one, title_fits

CLAUSES = ("2012:8.4 e)", "2026:8")


@act(
    "schemes.domain.derive",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, analysis_has_weights],
    clauses=CLAUSES,
    sentence=gettext_noop("took the weights of the job analysis over into {subject}"),
    label=gettext_noop("Take domains and weights from the analysis"),
)
def derive(*, by: Actor, version: SchemeVersion) -> SchemeVersion:
    """Take over every domain of the job analysis with its weight.

    A domain that is there keeps its code and title and gets its weight; one that is new gets the next free letter, in
    the order of the tasks; one that the analysis does not have weighs nothing until it is struck or given a reason.
    """
    if version.analysis is not None:
        weights = results.of(version.analysis).domains
        _weigh_what_is_there(version, weights)
        _add_what_is_new(version, version.analysis, weights)
    return version


def _weigh_what_is_there(version: SchemeVersion, weights: dict[str, Decimal]) -> None:
    for domain in version.domains.all():
        name = domain.analysed_as or domain.title
        known = name if name in weights else ""
        change(domain, weight=weights.get(name, Decimal(0)), analysed_as=known, deviation="")


def _add_what_is_new(version: SchemeVersion, analysis: JobAnalysis, weights: dict[str, Decimal]) -> None:
    there = set(version.domains.values_list("analysed_as", flat=True))
    in_order = analysis.tasks.order_by("position").values_list("domain", flat=True)
    for name in dict.fromkeys(each for each in in_order if each not in there):
        place = version.domains.count()
        its = {"code": _free_code(version), "title": name, "analysed_as": name, "position": place}
        create(Domain, version=version, weight=weights[name], **its)


def _free_code(version: SchemeVersion) -> str:
    taken: set[str] = set(version.domains.values_list("code", flat=True))
    letters: list[str] = [*ascii_uppercase, *(f"{a}{b}" for a in ascii_uppercase for b in ascii_uppercase)]
    return next(letter for letter in letters if letter not in taken)


@act(
    "schemes.domain.write",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, part_code_can_be_one, title_fits, weight_is_a_share],
    clauses=CLAUSES,
    sentence=gettext_noop("wrote the domain {code} of {subject}"),
    label=gettext_noop("Write a domain"),
)
def write(
    *,
    by: Actor,
    version: SchemeVersion,
    code: str,
    title: str,
    weight: Decimal,
    deviation: str = "",
    seen: int | None = None,
) -> SchemeVersion:
    """Write a domain by hand; where its weight is not that of the analysis, `deviation` says why.

    `seen` is the revision of the domain that is replaced; without it a new one is written.
    """
    told = {"title": title, "weight": weight, "deviation": deviation}
    if seen is None:
        create(Domain, version=version, code=code, position=version.domains.count(), **told)
    else:
        change(part(version.domains, code=code, seen=seen), **told)
    return version


@act(
    "schemes.domain.strike",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, domain_is_not_used],
    clauses=CLAUSES,
    sentence=gettext_noop("struck the domain {code} from {subject}"),
    label=gettext_noop("Strike a domain"),
)
def strike(*, by: Actor, version: SchemeVersion, code: str) -> SchemeVersion:
    """Take a domain out of a draft; the ledger keeps what was written."""
    version.domains.filter(pk=part(version.domains, code=code).pk).delete()
    return version
