"""The page on which everything about an item stands that may tell its key; opening it rules a blind answer out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import differences, queries, readings
from guildhall.itembank.acts import comments as acts
from guildhall.itembank.forms import CommentForm
from guildhall.itembank.models import (
    AiValidation,
    ItemComment,
    ItemFlag,
    ItemReview,
    ItemVersion,
    KeyValidation,
    StatisticsReview,
)
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.queries import Part
from guildhall.itembank.telling import described, told_answers
from guildhall.itembank.views.findings import found_in
from guildhall.itembank.views.items import version_of
from guildhall.itembank.views.sections import Where, brought, html_of, lists_of
from guildhall.itembank.wording import status_of
from guildhall.kernel.words import gettext_noop
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated


@page(area="desk", permission=works_on_items)
def key(request: PageRequest, pk: UUID) -> HttpResponse:
    """The key, the scoring and the discussion of a version; opened by itself, so that one can answer the item first."""
    version = version_of(pk)
    return render(request, "itembank/key.html", {**bench(request, version), "status": status_of(version)})


def bench(request: PageRequest, version: ItemVersion) -> dict[str, Any]:
    """Everything that somebody needs who judges a version: the item, its key, what was found, said and changed."""
    shown = readings.seen(by=request.actor, version=version)
    item = readings.opened(by=request.actor, version=version)
    parts, said = brought(Where.WORKBENCH, request, version), said_of(version)
    return {
        "title": version.item.number,
        "kind": str(version),
        "version": version,
        "preview": shown.html,
        "item": described(item),
        "changes": changes(version, item, said),
        "answers": _disputed(said, item),
        "flags": [_flag(each) for each in queries.flags(version)],
        "threads": _threads(request, version),
        "comment_form": CommentForm(record=version, auto_id="comment_%s"),
        "can_point": version.state in queries.OPEN,
        "parts": html_of(parts, request),
        "related": [found_in(version, said.words), *lists_of(parts)],
    }


@dataclass(frozen=True)
class Said:
    """What was found in a version, with the words of who found it: they may tell the key."""

    reviews: list[ItemReview]
    keys: list[KeyValidation]
    experts: list[AiValidation]
    looks: list[StatisticsReview]

    @property
    def words(self) -> dict[UUID, str]:
        """The words, by what they belong to."""
        found = [(each.pk, each.comment) for each in self.reviews]
        found += [(each.pk, each.comment) for each in self.looks]
        found += [(each.pk, each.remark) for each in self.keys]
        found += [(each.pk, f"{each.statement} ({each.sources})") for each in self.experts]
        return dict(found)


def said_of(version: ItemVersion) -> Said:
    """Everything that was found in a version; nothing is asked for of which there is none."""
    parts = {each.part for each in queries.hands(version, Part.STOOD, Part.LOOKED) if each.version_id == version.pk}
    return Said(
        list(queries.reviews(version)),
        list(queries.key_validations(version)),
        list(version.ai_validations.all()) if Part.STOOD in parts else [],
        list(queries.statistics_reviews(version)) if Part.LOOKED in parts else [],
    )


def changes(version: ItemVersion, item: qti.Item, said: Said) -> list[dict[str, Any]]:
    """What differs from what was last sent back, and from the version before; each with its words and its key."""
    found = [
        (told, differences.between(qti.read_item(source.encode(), name=version.item.number), item))
        for told, source in _earlier(version, said)
    ]
    return [{"since": told, "places": [_place(each) for each in differing]} for told, differing in found]


def _earlier(version: ItemVersion, said: Said) -> list[tuple[str, str]]:
    """Earlier states of an item to hold this one against, with what they are."""
    reviews = [(each.reviewed_at, each.source) for each in said.reviews if not each.accepted]
    keys = [(each.answered_at, each.source) for each in said.keys if not each.agrees]
    sent = max(reviews + keys, default=None, key=lambda each: each[0])
    earlier = queries.versions(version.item).filter(ordinal__lt=version.ordinal).defer(None)
    before = earlier.first() if version.ordinal > 1 else None
    found = [(_("Changed since it was sent back"), sent[1])] if sent and sent[1] else []
    if before is not None:
        found.append((_("Changed since version %(ordinal)s") % {"ordinal": before.ordinal}, before.source))
    return found


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
