"""The register of items: found by words, narrowed, and moved many at a time with a report on each."""

from collections.abc import Sequence
from functools import partial

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guildhall.identity.persons import called
from guildhall.itembank import queries
from guildhall.itembank.acts import enemies, flags, items, pilots, reviews, sets
from guildhall.itembank.lifecycles import ITEM
from guildhall.itembank.models import Exposure, ItemVersion, Level
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.queries import Sight
from guildhall.itembank.queries import register as narrowing
from guildhall.itembank.wording import INTERACTIONS, status_of
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.shell.lists import Column, Filter, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import figure, translated


def sight(request: PageRequest) -> Sight:
    """What whoever asks may see; their roles are asked for once a request."""
    found: Sight | None = getattr(request, "_items_seen", None)
    if found is None:
        found = queries.sight(request.person.id)
        request._items_seen = found  # type: ignore[attr-defined]  # kept for this request
    return found


def visible(request: PageRequest) -> QuerySet[ItemVersion]:
    """The versions that whoever asks may open."""
    return sight(request).versions


def _places(request: PageRequest) -> list[tuple[str, str, str]]:
    """The schemes of whose items whoever asks sees some, with their domains; asked for once a request."""
    found: list[tuple[str, str, str]] | None = getattr(request, "_item_places", None)
    if found is None:
        found = narrowing.places(sight(request))
        request._item_places = found  # type: ignore[attr-defined]  # kept for this request
    return found


def _schemes(request: PageRequest) -> list[tuple[str, str]]:
    return list({code: (code, f"{code} {name}") for code, name, _domain in _places(request)}.values())


def _domains(request: PageRequest) -> list[tuple[str, str]]:
    return [(code, code) for code in sorted({domain for _code, _name, domain in _places(request) if domain})]


def _authors(request: PageRequest) -> list[tuple[str, str]]:
    found = narrowing.authors(sight(request)) if sight(request).managed else [request.person]
    names = called(found)
    return sorted([(each.number, names[each.id]) for each in found], key=lambda choice: choice[1].casefold())


def _levels(request: PageRequest) -> list[tuple[str, str]]:
    return [*((level.value, str(level.label)) for level in Level), ("none", _("not said"))]


def _ages(request: PageRequest) -> list[tuple[str, str]]:
    told = partial(ngettext, "%(count)d year or older", "%(count)d years or older")
    return [(str(years), told(years) % {"count": years}) for years in narrowing.YEARS]


def _exposures(request: PageRequest) -> list[tuple[str, str]]:
    told = partial(ngettext, "seen by %(count)d or more", "seen by %(count)d or more")
    counts = ((str(count), told(count) % {"count": count}) for count in narrowing.SHOWN)
    return [("0", _("never seen")), *counts, ("worn", _("as often as its policy allows"))]


MEASURED = [
    ("none", gettext_noop("no statistics yet")),
    ("negative", gettext_noop("tells apart the wrong way round")),
    ("weak", gettext_noop("hardly tells apart")),
    ("hard", gettext_noop("very hard")),
    ("easy", gettext_noop("very easy")),
    ("sound", gettext_noop("sound")),
]
"""What the latest statistics say of an item, in the words of the filter."""


def _named(rows: Sequence[ItemVersion]) -> None:
    """Open the names of the authors of a page at once."""
    names = called({row.authored_by for row in rows})
    for row in rows:
        row.author_name = names[row.authored_by_id]  # type: ignore[attr-defined]  # for this page only


def _measured(row: ItemVersion) -> str:
    """Difficulty and discrimination of a version, by its latest statistics."""
    found = row.p, row.r  # type: ignore[attr-defined]  # the query brings them
    return "" if found == (None, None) else "p {} · r {}".format(*map(figure, found))


def _seen(row: ItemVersion) -> int:
    exposure: Exposure | None = getattr(row, "exposure", None)
    return exposure.shown if exposure else 0


def _level(row: ItemVersion) -> str:
    return str(row.item.level_word)


REASON = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
DOMAIN = forms.CharField(label=gettext_lazy("Domain of the blueprint"), max_length=12)
SET = forms.CharField(label=gettext_lazy("Number of the set"), max_length=20)
OTHER = forms.CharField(label=gettext_lazy("Number of the item that they never meet in a form"), max_length=20)

REGISTER = ListPage[ItemVersion](
    name="itembank.items",
    title=gettext_noop("Item bank"),
    queryset=lambda request: narrowing.with_figures(visible(request)),
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("itembank:version", row.pk), "item_id", True),
        Column(gettext_noop("Title"), lambda row: row.title, exported=False),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Domain"), lambda row: row.item.domain_code, code=True),
        Column(gettext_noop("Level"), _level, minor=True),
        Column(gettext_noop("Measured"), _measured),
        Column(gettext_noop("Seen"), _seen),
        Column(gettext_noop("Author"), lambda row: row.author_name),  # type: ignore[attr-defined]  # `_named`
        Column(gettext_noop("Written"), lambda row: clock.day_of(row.authored_at), order="id"),
    ],
    filters=[
        Filter("scheme", gettext_noop("Scheme"), _schemes, narrowing.of_scheme),
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in ITEM.words.items()],
            lambda rows, state: rows.filter(state=state),
        ),
        Filter("domain", gettext_noop("Domain"), _domains, narrowing.in_domain),
        Filter("level", gettext_noop("Level"), _levels, narrowing.of_level),
        Filter("asks", gettext_noop("Asks for"), list(INTERACTIONS.items()), narrowing.asking),
        Filter("measured", gettext_noop("Statistics"), MEASURED, narrowing.measured),
        Filter("seen", gettext_noop("Exposure"), _exposures, narrowing.shown_at_least),
        Filter(
            "author", gettext_noop("Author"), _authors, lambda rows, number: rows.filter(authored_by__number=number)
        ),
        Filter("age", gettext_noop("Age"), _ages, narrowing.older_than),
    ],
    search=narrowing.saying,
    search_hint=gettext_noop("Words of the question, number or identifier"),
    on_selection=[
        OnSelection(reviews.submit),
        OnSelection(pilots.approve),
        OnSelection(pilots.begin),
        OnSelection(reviews.approve),
        OnSelection(items.classify, fields={"domain_code": DOMAIN}),
        OnSelection(sets.put, fields={"set_number": SET}),
        OnSelection(enemies.declare, fields={"other_number": OTHER, "reason": REASON}),
        OnSelection(flags.flag, fields={"reason": REASON}),
        OnSelection(flags.rest, fields={"reason": REASON}),
        OnSelection(flags.wake, fields={"reason": REASON}),
        OnSelection(reviews.retire, fields={"reason": REASON}),
    ],
    before_showing=_named,
    empty=gettext_noop(
        "Here stand the items that you wrote, review or manage. They come here by writing them, or by importing a file "
        "of QTI."
    ),
    new=(items.write, ("itembank:write",)),
)


@page(area="desk", permission=works_on_items)
def states(request: PageRequest) -> HttpResponseBase:
    """How many items are in each state, each a way into the register; fetched when that stands."""
    counted = narrowing.states(sight(request))
    known = [(state, translated(word), counted[state]) for state, word in ITEM.words.items() if state in counted]
    return render(request, "itembank/_states.html" if request.htmx else "itembank/states.html", {"states": known})


@page(area="desk", permission=works_on_items)
def register(request: PageRequest) -> HttpResponseBase:
    """The items that somebody may open; how far they fill the blueprint stands on the pages of the bank's health."""
    seen = sight(request)
    context = {"manages": bool(seen.managed), "judges": bool(seen.managed | seen.reviewed)}
    return REGISTER.response(request, template="itembank/items.html", context=context)
