"""Pages of items: the list with what the blueprint lacks, each version as a candidate sees it, its key, its file."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall import qti
from guildhall.identity.persons import names
from guildhall.itembank import coverage, queries, readings
from guildhall.itembank.acts import flags, items, pilots, reviews, statistics, validations
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.models import ItemReview, ItemVersion
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.wording import INTERACTIONS, asks, status_of
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.downloads import download
from guildhall.shell.lists import Column, Filter, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated


def _asking(rows: QuerySet[ItemVersion], kind: str) -> QuerySet[ItemVersion]:
    """Those that ask for one kind of answer, alone or beside others."""
    alone, first, last = Q(interactions=kind), Q(interactions__startswith=f"{kind} "), f" {kind}"
    return rows.filter(alone | first | Q(interactions__endswith=last) | Q(interactions__contains=f"{last} "))


def _visible(request: PageRequest) -> QuerySet[ItemVersion]:
    """What whoever asks may open; their roles are asked for once a request."""
    found: queries.Sight | None = getattr(request, "_items_seen", None)
    if found is None:
        found = queries.sight(request.person.id)
        request._items_seen = found  # type: ignore[attr-defined]  # kept for this request
    return found.versions


def _schemes(request: PageRequest) -> list[tuple[str, str]]:
    found = _visible(request).order_by("item__scheme__code").values_list("item__scheme__code", "item__scheme__name")
    return [(code, f"{code} {name}") for code, name in found.distinct()]


def _domains(request: PageRequest) -> list[tuple[str, str]]:
    found = _visible(request).order_by("item__domain_code").values_list("item__domain_code", flat=True)
    return [(code, code) for code in found.distinct()]


def _authors(request: PageRequest) -> list[tuple[str, str]]:
    found = queries.authors_among(_visible(request))
    called = names(each.id for each in found)
    return sorted([(each.number, called[each.id]) for each in found], key=lambda choice: choice[1].casefold())


def _with_names(rows: Sequence[ItemVersion]) -> None:
    known = names(row.authored_by_id for row in rows)
    for row in rows:
        row.author_name = known.get(row.authored_by_id, "")  # type: ignore[attr-defined]  # for this page only


REASON = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
DOMAIN = forms.CharField(label=gettext_lazy("Domain of the blueprint"), max_length=12)

REGISTER = ListPage[ItemVersion](
    name="itembank.items",
    title=gettext_noop("Item bank"),
    queryset=_visible,
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("itembank:version", row.pk), "item__number", True),
        Column(gettext_noop("Title"), lambda row: row.title, exported=False),
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Domain"), lambda row: row.item.domain_code, order="item__domain_code", code=True),
        Column(gettext_noop("Asks for"), lambda row: asks(row.interactions)),
        Column(gettext_noop("Points"), lambda row: row.maximum.normalize(), order="maximum"),
        Column(gettext_noop("Author"), lambda row: row.author_name),  # type: ignore[attr-defined]
        Column(gettext_noop("Written"), lambda row: row.authored_at, order="authored_at"),
    ],
    filters=[
        Filter("scheme", gettext_noop("Scheme"), _schemes, lambda rows, code: rows.filter(item__scheme__code=code)),
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in ITEM.words.items()],
            lambda rows, state: rows.filter(state=state),
        ),
        Filter("domain", gettext_noop("Domain"), _domains, lambda rows, code: rows.filter(item__domain_code=code)),
        Filter("asks", gettext_noop("Asks for"), list(INTERACTIONS.items()), _asking),
        Filter(
            "author", gettext_noop("Author"), _authors, lambda rows, number: rows.filter(authored_by__number=number)
        ),
    ],
    search=lambda rows, text: rows.filter(Q(item__number__icontains=text) | Q(item__identifier__icontains=text)),
    search_hint=gettext_noop("Number or identifier"),
    on_selection=[
        OnSelection(reviews.submit),
        OnSelection(reviews.approve),
        OnSelection(items.classify, fields={"domain_code": DOMAIN}),
        OnSelection(reviews.retire, fields={"reason": REASON}),
    ],
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stand the items that you wrote, review or manage. They come here by writing them, or by importing a file "
        "of QTI."
    ),
    new=(items.write, ("itembank:write",)),
)


@page(area="desk", permission=works_on_items)
def register(request: PageRequest) -> HttpResponseBase:
    """The items that somebody may open, and how far they fill the blueprint."""
    if request.method == "POST" or "export" in request.GET:
        return REGISTER.response(request)
    held = queries.counted(_visible(request))
    counters = [(state, translated(word), held[state]) for state, word in ITEM.words.items() if held.get(state)]
    pictures = [each.picture for each in coverage.of(queries.schemes_of(request.person.id))]
    context = {"counters": counters, "pictures": [each for each in pictures if each], "title": _("Item bank")}
    return REGISTER.response(request, template="itembank/items.html", context=context)


@page(area="desk", permission=works_on_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One version of an item as a candidate sees it, with what is recorded of it; every look is logged."""
    version = version_of(pk)
    rendered = readings.seen(by=request.actor, version=version)
    return render_record(
        request,
        version,
        kind=_("Item of %(scheme)s, version %(ordinal)s")
        % {"scheme": version.item.scheme.code, "ordinal": version.ordinal},
        title=version.item.number,
        status=status_of(version),
        facts=_facts(request, version),
        offers=_offers(version),
        related=[_versions(request, version), _reviews(version)],
        template="itembank/version.html",
        context={"preview": rendered.html, "version": version, "to_mend": _to_mend(version)},
    )


def _to_mend(version: ItemVersion) -> ItemReview | None:
    """What was said when a draft was sent back."""
    review = queries.latest_review(version) if version.state == ItemState.DRAFT else None
    return review if review and not review.accepted else None


def _facts(request: PageRequest, version: ItemVersion) -> list[Fact]:
    item = version.item
    domain = next((each for each in queries.domains(item.scheme) if each.code == item.domain_code), None)
    return [
        Fact(_("Title"), version.title),
        Fact(_("Domain"), str(domain or item.domain_code), note="" if domain else _("not in the blueprint any more")),
        Fact(_("Asks for"), asks(version.interactions)),
        Fact(_("Points"), version.maximum.normalize()),
        Fact(_("Language"), version.language),
        Fact(_("Identifier"), item.identifier),
        Fact(_("Origin"), version.origin_word, **_source(request, version)),
        Fact(_("Written"), version.authored_at, note=version.authored_by.name),
        Fact(_("Submitted"), version.submitted_at),
        Fact(_("Approved"), version.approved_at, note=version.approved_by.name if version.approved_by else ""),
    ]


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


def _offers(version: ItemVersion) -> list[Offer]:
    leads_on = version.state in queries.OPEN
    return [
        Offer(ACTS[name], (f"itembank:version-{name}", version.pk), {"version": version}, main=leads_on and not place)
        for place, name in enumerate(OFFERED[ItemState(version.state)])
    ]


def _versions(request: PageRequest, version: ItemVersion) -> Related:
    readable = set(_visible(request).filter(item=version.item_id).values_list("pk", flat=True))
    return Related(
        _("Versions"),
        [
            Row(
                _("Version %(ordinal)s") % {"ordinal": each.ordinal},
                "",
                ("itembank:version", each.pk) if each.pk in readable and each.pk != version.pk else (),
                status_of(each),
            )
            for each in queries.versions(version.item)
        ],
    )


def _reviews(version: ItemVersion) -> Related:
    return Related(
        _("Reviews"),
        [
            Row(f"{each.reviewed_by.name}: {_verdict(each)}", each.comment, (), _shown(each))
            for each in queries.reviews(version)
        ],
        empty=_("Nobody has reviewed this version yet. It is reviewed when its author has submitted it."),
    )


def _shown(review: ItemReview) -> Status:
    return Status(_("Accepted"), Tone.HOLDS) if review.accepted else Status(_("Sent back"), Tone.FAILS)


def _verdict(review: ItemReview) -> str:
    """What a review found, aspect by aspect."""
    found = (
        (_("content"), review.content_is_right),
        (_("key"), review.key_is_right),
        (_("language"), review.language_is_clear),
        (_("fairness"), review.language_is_fair),
    )
    wrong = [aspect for aspect, held in found if held is False]
    return _("to be mended: %(aspects)s") % {"aspects": ", ".join(wrong)} if wrong else _("nothing wrong found")


@page(area="desk", permission=works_on_items)
def key(request: PageRequest, pk: UUID) -> HttpResponse:
    """The key and the scoring of a version; opened by itself, so that who wants to can answer the item first."""
    version = version_of(pk)
    item = readings.opened(by=request.actor, version=version)
    context = {"title": version.item.number, "version": version, "item": described(item)}
    return render(request, "itembank/key.html", context)


def described(item: qti.Item) -> dict[str, Any]:
    """Key and scoring of an item, ready for a page."""
    told = qti.describe(item)
    return {
        "questions": [
            {
                "asked": each.prompt or told.stem,
                "kind": translated(INTERACTIONS.get(each.kind, each.label)),
                "options": [_option(each, one, told) for one in each.options],
                "answers": [] if each.options else _answers(each.response, told),
            }
            for each in told.questions
        ],
        "maximum": f"{told.maximum:g}",
        "rule": RULES.get(item.processing.template, OWN_RULE),
    }


RULES = {
    "match_correct": gettext_noop("The points are given for exactly the right answer."),
    "map_response": gettext_noop("Every chosen option or written answer is worth what stands beside it."),
}
OWN_RULE = gettext_noop("The item brings rules of its own; they are in its file.")


def _option(question: qti.Question, option: qti.Option, told: qti.Description) -> dict[str, Any]:
    worth = told.worth.get(question.response, {}).get(option.identifier)
    right = option.identifier in " ".join(told.correct.get(question.response, [])).split()
    return {"text": option.text, "right": right, "worth": "" if worth is None else f"{worth:g}"}


def _answers(response: str, told: qti.Description) -> list[tuple[str, str]]:
    worth = told.worth.get(response, {})
    right = {each: worth.get(each) for each in told.correct.get(response, [])}
    return [(answer, "" if points is None else f"{points:g}") for answer, points in {**right, **worth}.items()]


@page(area="desk", permission=works_on_items)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file that an item came from, for its author and who keeps the bank; every look is logged."""
    kept = readings.original(by=request.actor, version=version_of(pk))
    if kept is None:
        raise Http404
    return download(request, kept)


def version_of(pk: UUID) -> ItemVersion:
    """The version of that identifier, with all that its pages show."""
    related = ("item__scheme__scope", "authored_by", "approved_by", "original", "imported_with")
    return get_object_or_404(ItemVersion.objects.select_related(*related), pk=pk)
