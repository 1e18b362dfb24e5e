"""The page on which everything about an item stands that may tell its key; opening it rules a blind answer out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import delivering, differences, queries, readings
from guildhall.itembank.acts import comments as acts
from guildhall.itembank.forms import CommentForm
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import (
    AiValidation,
    BankPolicy,
    ItemComment,
    ItemFlag,
    ItemReview,
    ItemVersion,
    KeyValidation,
    StatisticsReview,
)
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.queries import Part as Deed
from guildhall.itembank.telling import described, told_answers
from guildhall.itembank.views.findings import FAULTS, Finding, listed
from guildhall.itembank.views.items import versions
from guildhall.itembank.views.sections import Where, brought, html_of, lists_of
from guildhall.itembank.wording import status_of
from guildhall.kernel import remembering
from guildhall.kernel.words import gettext_noop
from guildhall.shell.later import Part, render_part
from guildhall.shell.pages import page
from guildhall.shell.records import Later, Related
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

AROUND = gettext_noop("Flags, similar items and statistics")


@dataclass(frozen=True)
class Said:
    """What was found in a version, with the words of who found it: they may tell the key."""

    reviews: list[ItemReview] = field(default_factory=list)
    keys: list[KeyValidation] = field(default_factory=list)
    experts: list[AiValidation] = field(default_factory=list)
    looks: list[StatisticsReview] = field(default_factory=list)

    @property
    def findings(self) -> Iterator[Finding]:
        """What each of them found, with their name and their words."""
        for each in self.reviews:
            told = {"step": each.step, **{name: getattr(each, name) for name in FAULTS}}
            name = each.reviewed_by.name
            yield Finding(each.reviewed_at, Deed.REVIEWED, each.accepted, told, name, each.comment)
        for key in self.keys:
            points = {"earned": key.earned, "maximum": key.maximum}
            yield Finding(key.answered_at, Deed.ANSWERED, key.agrees, points, key.answered_by.name, key.remark)
        for expert in self.experts:
            words = f"{expert.statement} ({expert.sources})"
            yield Finding(expert.validated_at, Deed.STOOD, True, {}, expert.validated_by.name, words)
        for look in self.looks:
            figures = {name: getattr(look.statistic, name) for name in ("n", "p", "r")}
            yield Finding(look.reviewed_at, Deed.LOOKED, True, figures, look.reviewed_by.name, look.comment)


@page(area="desk", permission=works_on_items)
def key(request: PageRequest, pk: UUID) -> HttpResponse:
    """The key of a version, its reasons and what is said of it; opened by itself, so that one can answer it first.

    What was found in it, what changed, and to what it is alike is fetched when the page stands.
    """
    version = _marked(request, get_object_or_404(_versions(request), pk=pk))
    item = readings.opened(by=request.actor, version=version)
    told = {"status": status_of(version), "later": _later(request, version)}
    return render(request, "itembank/key.html", {**_at_hand(request, version, item), **told})


@page(area="desk", permission=works_on_items)
def found(request: PageRequest, pk: UUID) -> HttpResponse:
    """What people found in a version, how it was answered blind, and what changed since; fetched by the workbench."""
    version, before = _with_the_one_before(request, pk)
    item = readings.findings(by=request.actor, version=version)
    experts = version.ai_validations.select_related("validated_by")
    said = Said(list(queries.reviews(version)), list(queries.key_validations(version)), list(experts))
    html = render_to_string("itembank/_judgements.html", _judgements(version, item, said, before), request=request)
    return _part(request, version, Part("judged", _("Reviews and what changed"), [listed(said.findings)], [html]))


@page(area="desk", permission=works_on_items)
def around(request: PageRequest, pk: UUID) -> HttpResponse:
    """What was flagged in a version, to what it is alike, who looked at its statistics; fetched by the workbench."""
    version = _marked(request, get_object_or_404(_versions(request), pk=pk))
    readings.findings(by=request.actor, version=version)
    looks = Said(looks=list(queries.statistics_reviews(version)) if version.approved_at else [])
    lists = [*lists_of(brought(Where.BESIDE, request, version)), *([_looked_at(looks)] if version.approved_at else [])]
    html = render_to_string("itembank/_flags.html", {"flags": _flags(version)}, request=request)
    return _part(request, version, Part("alike", translated(AROUND), lists, [html]))


def bench(request: PageRequest, version: ItemVersion) -> dict[str, Any]:
    """Everything that somebody needs who judges a version: nobody judges before all of it stands there."""
    item, said = readings.opened(by=request.actor, version=version), said_of(version)
    lists = lists_of([*brought(Where.REVIEWING, request, version), *brought(Where.BESIDE, request, version)])
    return {
        **_at_hand(request, version, item),
        **_judgements(version, item, said, _before(version)),
        "flags": _flags(version),
        "related": [listed(said.findings), *lists],
    }


def _at_hand(request: PageRequest, version: ItemVersion, item: qti.Item) -> dict[str, Any]:
    """What the workbench is opened for: the item, its key and reasons, and what is said of it."""
    return {
        "title": version.item.number,
        "kind": str(version),
        "version": version,
        "preview": delivering.shown(version, id_prefix=readings.PREVIEW).html,
        "item": described(item),
        "threads": _threads(request, version),
        "comment_form": CommentForm(record=version, auto_id="comment_%s"),
        "can_point": version.state in queries.OPEN,
        "parts": html_of(brought(Where.WORKBENCH, request, version), request),
    }


def _judgements(
    version: ItemVersion, item: qti.Item, said: Said, before: ItemVersion | None
) -> dict[str, list[dict[str, Any]]]:
    """How a version was answered blind, and what changed of it."""
    return {"answers": _disputed(said, item), "changes": changes(version, item, said, before)}


def _later(request: PageRequest, version: Any) -> list[Later]:
    """What is fetched when the workbench stands."""
    two = version.state == ItemState.CONTENT and (version.wanted or 1) > 1
    alike = version.approved_at or not request.actor.is_person(version.authored_by_id)
    return [
        Later(_("Reviews and what changed"), ("itembank:version-key-found", version.pk)),
        *([Later(_("Two reviewers"), ("itembank:version-reviewing", version.pk))] if two else []),
        *([Later(translated(AROUND), ("itembank:version-key-around", version.pk))] if alike else []),
    ]


def _versions(request: PageRequest) -> QuerySet[ItemVersion]:
    """All versions, each with whether whoever asks had a part in its review, and how many people are to review it."""
    part = ExpressionWrapper(queries.having_part(request.person.id), BooleanField())
    policy = BankPolicy.objects.filter(scheme=OuterRef("item__scheme")).order_by("-set_at", "-id")
    return versions().annotate(part=part, wanted=Subquery(policy.values("reviewers")[:1]))


def _with_the_one_before(request: PageRequest, pk: UUID) -> tuple[ItemVersion, ItemVersion | None]:
    """A version and the one before it, in one question."""
    this = ItemVersion.objects.filter(pk=pk)
    pair = _versions(request).filter(item__in=this.values("item"), ordinal__lte=this.values("ordinal"))
    found = list(pair.order_by("-ordinal")[:2])
    if not found:
        raise Http404
    return _marked(request, found[0]), found[1] if len(found) > 1 else None


def _marked(request: PageRequest, version: Any) -> ItemVersion:
    """The version; whether somebody had a part in its review came with it, and is not asked again."""
    remembering.tell(queries.took_part, request.person.id, version, answer=version.part)
    marked: ItemVersion = version
    return marked


def _part(request: PageRequest, version: ItemVersion, part: Part) -> HttpResponse:
    return render_part(request, version, part, back=("itembank:version-key", version.pk))


def said_of(version: ItemVersion) -> Said:
    """Everything that was found in a version; nothing is asked for of which there is none."""
    deeds = {each.part for each in queries.hands(version, Deed.STOOD, Deed.LOOKED) if each.version_id == version.pk}
    experts = version.ai_validations.select_related("validated_by")
    return Said(
        list(queries.reviews(version)),
        list(queries.key_validations(version)),
        list(experts) if Deed.STOOD in deeds else [],
        list(queries.statistics_reviews(version)) if Deed.LOOKED in deeds else [],
    )


def _looked_at(said: Said) -> Related:
    empty = _("Nobody has looked at its statistics yet.")
    return replace(listed(said.findings), title=_("Looks at its statistics"), empty=empty)


def changes(version: ItemVersion, item: qti.Item, said: Said, before: ItemVersion | None) -> list[dict[str, Any]]:
    """What differs from what was last sent back, and from the version before; each with its words and its key."""
    found = [
        (told, differences.between(qti.read_item(source.encode(), name=version.item.number), item))
        for told, source in _earlier(said, before)
    ]
    return [{"since": told, "places": [_place(each) for each in differing]} for told, differing in found]


def _earlier(said: Said, before: ItemVersion | None) -> list[tuple[str, str]]:
    """Earlier states of an item to hold this one against, with what they are."""
    reviews = [(each.reviewed_at, each.source) for each in said.reviews if not each.accepted]
    keys = [(each.answered_at, each.source) for each in said.keys if not each.agrees]
    sent = max(reviews + keys, default=None, key=lambda each: each[0])
    found = [(_("Changed since it was sent back"), sent[1])] if sent and sent[1] else []
    if before is not None:
        found.append((_("Changed since version %(ordinal)s") % {"ordinal": before.ordinal}, before.source))
    return found


def _before(version: ItemVersion) -> ItemVersion | None:
    """The version before this one, with what it asked."""
    if version.ordinal == 1:
        return None
    return queries.versions(version.item).filter(ordinal__lt=version.ordinal).defer(None).first()


ASPECTS = {
    "title": gettext_noop("Title"),
    "language": gettext_noop("Language"),
    "stem": gettext_noop("Question"),
    "option": gettext_noop("Option"),
    "key": gettext_noop("Key"),
    "worth": gettext_noop("Worth"),
    "maximum": gettext_noop("Most points"),
    "pictures": gettext_noop("Pictures"),
    "scoring": gettext_noop("Rules of scoring"),
}
"""What the places of an item are called that can differ."""


def _place(difference: differences.Difference) -> dict[str, Any]:
    where = difference.place if difference.aspect == "option" else ""
    return {"aspect": f"{translated(ASPECTS[difference.aspect])} {where}".strip(), "stretches": difference.stretches}


def _disputed(said: Said, item: qti.Item) -> list[dict[str, Any]]:
    """What was answered blind, in the item's own words."""
    return [
        {"validation": each, "answer": " · ".join(told_answers(item, each.answers)) or _("nothing")}
        for each in said.keys
    ]


def _flags(version: ItemVersion) -> list[Mapping[str, Any]]:
    return [_flag(each) for each in queries.flags(version)]


def _flag(flag: ItemFlag) -> Mapping[str, Any]:
    return {"flag": flag, "ruling": flag.get_ruling_display() if flag.ruling else ""}


def _threads(request: PageRequest, version: ItemVersion) -> list[dict[str, Any]]:
    """What was said, thread by thread, with what may be resolved by whoever asks."""
    said = list(queries.comments(version))
    replies: dict[UUID | None, list[ItemComment]] = {}
    for each in said:
        replies.setdefault(each.answers_id, []).append(each)
    return [
        {
            "first": each,
            "replies": replies.get(each.pk, []),
            "resolvable": each.is_open and acts.resolve.refusal(by=request.actor, comment=each) is None,
        }
        for each in replies.get(None, [])
    ]
