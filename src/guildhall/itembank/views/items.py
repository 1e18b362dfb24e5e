"""The page of a version of an item: as a candidate sees it, what is recorded, and what can be done with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.itembank import delivering, queries, readings
from guildhall.itembank.acts import flags, items, pilots, reviews, statistics, validations
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemReview, ItemVersion, KeyValidation, Origin
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.queries import Part
from guildhall.itembank.telling import told_answers, told_numbers
from guildhall.itembank.wording import asks, status_of
from guildhall.kernel import remembering
from guildhall.ledger.acts import Act
from guildhall.shell.downloads import download
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Later, Offer, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import language


@page(area="desk", permission=works_on_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One version of an item as a candidate sees it, with what can be done with it; every look is logged.

    What else is recorded of it is fetched when the page stands (`guildhall.itembank.views.parts`). Nothing on this page
    tells the key to anybody but the author: who opens it can still answer the item blind.
    """
    version = _opened(pk)
    rendered = readings.seen(by=request.actor, version=version)
    return render_record(
        request,
        version,
        kind=_("Item of %(scheme)s, version %(ordinal)s")
        % {"scheme": version.item.scheme.code, "ordinal": version.ordinal},
        title=version.item.number,
        status=status_of(version),
        facts=_facts(request, version),
        offers=offers_of(version),
        later=_later(version),
        template="itembank/version.html",
        context={
            "preview": rendered.html,
            "version": version,
            "to_mend": _to_mend(request, version),
            "open_points": queries.count_of_open_points(version),
        },
    )


def _to_mend(request: PageRequest, version: ItemVersion) -> list[str]:
    """What its author is to mend in a draft that came back: what a reviewer said, or how a blind answer went."""
    if version.state != ItemState.DRAFT or not request.actor.is_person(version.authored_by_id):
        return []
    latest = next(iter(queries.judged(version)), None)
    if latest is None or latest.good:
        return []
    if latest.part == Part.REVIEWED:
        return [ItemReview.objects.get(pk=latest.id).comment]
    key = KeyValidation.objects.get(pk=latest.id)
    return [_disagreement(version, key), *([key.remark] if key.remark else [])]


def _disagreement(version: ItemVersion, key: KeyValidation) -> str:
    given = " · ".join(told_answers(delivering.parsed(version), key.answers))
    told = _("somebody who did not know the key answered “%(answer)s”, which earned %(earned)s of %(maximum)s.")
    return told % {"answer": given, "earned": key.earned.normalize(), "maximum": key.maximum.normalize()}


def _facts(request: PageRequest, version: ItemVersion) -> list[Fact]:
    item = version.item
    domain = queries.domain_title(item.scheme, item.domain_code)
    gone = "" if domain else _("not in the blueprint any more")
    return [
        Fact(_("Title"), version.title),
        Fact(_("Domain"), f"{item.domain_code} {domain or ''}".strip(), note=gone),
        Fact(_("Cognitive level"), item.level_word),
        Fact(_("Topic"), item.topic),
        Fact(_("Asks for"), asks(version.interactions)),
        Fact(_("Points"), version.maximum.normalize()),
        Fact(_("Language"), language(version.language)),
        Fact(_("Identifier"), item.identifier),
        Fact(_("Origin"), version.origin_word, **_source(request, version)),
        Fact(_("Written"), version.authored_at, note=version.authored_by.name),
        Fact(_("Submitted"), version.submitted_at),
        Fact(_("Approved"), version.approved_at, note=version.approved_by.name if version.approved_by else ""),
        *([Fact(_("Rests until"), version.rests_until)] if version.rests_until else []),
        *_measured(version),
    ]


def _measured(version: ItemVersion) -> list[Fact]:
    """What is known of how candidates answered it."""
    latest = queries.figures(version)
    if latest is None:
        return []
    told = told_numbers(latest)
    link = ("itembank:version-look", version.pk) if version.state == ItemState.OPERATIONAL else ()
    return [Fact(_("Statistics"), told, note=_("%(count)d answers") % {"count": latest.n}, link=link)]


def _source(request: PageRequest, version: ItemVersion) -> dict[str, Any]:
    """The way to the file that an item came from, for who may have it."""
    if version.original is None or readings.original.refusal(by=request.actor, version=version):
        return {}
    return {"link": ("itembank:version-file", version.pk), "note": version.file_name}


ACTS: dict[str, Act[..., Any]] = {
    "submit": reviews.submit,
    "edit": items.edit,
    "replace": items.replace,
    "accept": reviews.accept,
    "assess": reviews.assess,
    "answer": validations.answer,
    "stand": validations.stand,
    "send-back": reviews.send_back,
    "approve": reviews.approve,
    "approve-for-pilot": pilots.approve,
    "begin-pilot": pilots.begin,
    "review-statistics": statistics.accept,
    "look": statistics.look,
    "revise": items.revise,
    "classify": items.classify,
    "rest": flags.rest,
    "wake": flags.wake,
    "flag": flags.flag,
    "keep": flags.keep,
    "compromise": reviews.compromise,
    "clear": reviews.clear,
    "retire": reviews.retire,
}
"""What can be done with a version, by the name of its page."""

OFFERED = {
    ItemState.DRAFT: ("submit", "edit", "replace", "classify", "retire"),
    ItemState.CONTENT: ("accept", "send-back", "compromise"),
    ItemState.FAIRNESS: ("assess", "send-back", "compromise"),
    ItemState.KEYING: ("answer", "send-back", "compromise"),
    ItemState.VALIDATED: ("approve", "send-back", "compromise"),
    ItemState.PILOT: ("begin-pilot", "revise", "retire", "compromise"),
    ItemState.PILOTING: ("review-statistics", "revise", "retire", "compromise"),
    ItemState.STATISTICS: ("approve", "revise", "retire", "compromise"),
    ItemState.OPERATIONAL: ("revise", "look", "classify", "rest", "flag", "retire", "compromise"),
    ItemState.RESTING: ("wake", "revise", "flag", "retire", "compromise"),
    ItemState.FLAGGED: ("keep", "revise", "retire", "compromise"),
    ItemState.COMPROMISED: ("clear", "retire"),
    ItemState.RETIRED: ("revise",),
}
"""What is offered in which state; the first of what is under way leads on."""


def offers_of(version: ItemVersion) -> list[Offer]:
    """What can be done with a version now, as the policy of its scheme has it."""
    leads_on, known = version.state in queries.OPEN, {"version": version}
    return [
        Offer(_act(name, version), (f"itembank:version-{name}", version.pk), known, main=leads_on and not place)
        for place, name in enumerate(_steps(version))
    ]


def _act(name: str, version: ItemVersion) -> Act[..., Any]:
    """What is done on the page of that name: whoever accepts the content is the first of two where two are wanted."""
    return reviews.endorse if name == "accept" and queries.awaits_second(version) else ACTS[name]


def _steps(version: ItemVersion) -> Sequence[str]:
    """What is offered in its state, by the names of the pages; where it hangs on the policy, what that asks for."""
    offered = OFFERED[ItemState(version.state)]
    if version.state == ItemState.VALIDATED and queries.policy(version.item.scheme).pilots:
        return ("approve-for-pilot", *offered[1:])
    if version.state == ItemState.CONTENT and version.origin == Origin.MACHINE:
        return (*offered, "stand")
    return offered


@page(area="desk", permission=works_on_items)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file that an item came from, for its author and who keeps the bank; every look is logged."""
    kept = readings.original(by=request.actor, version=version_of(pk))
    if kept is None:
        raise Http404
    return download(request, kept)


def version_of(pk: UUID) -> ItemVersion:
    """The version of that identifier, with all that its pages show."""
    return get_object_or_404(versions(), pk=pk)


def versions() -> QuerySet[ItemVersion]:
    """All versions with what their pages show."""
    source = "translation_of__source__item__scheme__scope"
    related = ("item__scheme__scope", "authored_by", "approved_by", "original", "imported_with", "exposure", source)
    return ItemVersion.objects.select_related(*related)


def _opened(pk: UUID) -> ItemVersion:
    """The same, with the domain and the latest figures beside it: the page asks for them no more."""
    beside = {"domain_title": queries.domain_titles(), **queries.newest_figures("n", "p", "r")}
    version: Any = get_object_or_404(versions().annotate(**beside), pk=pk)
    figures = None if version.n is None else queries.Figures(version.n, version.p, version.r)
    domain = (version.item.scheme, version.item.domain_code)
    remembering.tell(queries.domain_title, *domain, answer=version.domain_title)
    remembering.tell(queries.figures, version, answer=figures)
    opened: ItemVersion = version
    return opened


def _later(version: ItemVersion) -> list[Later]:
    """What is fetched when the page stands."""
    two = version.state == ItemState.CONTENT and queries.policy(version.item.scheme).reviewers > 1
    reviewing = [Later(_("Two reviewers"), ("itembank:version-reviewing", version.pk))] if two else []
    return [
        *reviewing,
        Later(_("Versions and reviews"), ("itembank:version-found", version.pk)),
        Later(_("Around this item"), ("itembank:version-around", version.pk)),
        Later(_("History"), ("itembank:version-history", version.pk), beside=True),
    ]
