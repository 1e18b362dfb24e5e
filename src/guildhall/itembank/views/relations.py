"""Enemies and item sets: the lists, each set with its items, and how items come to stand so."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.acts import enemies, sets
from guildhall.itembank.forms import ReasonForm
from guildhall.itembank.forms.finding import EnemyForm, MemberForm, SetForm
from guildhall.itembank.lifecycles import ENEMIES, ITEM_SET, EnemyState, SetState
from guildhall.itembank.models import EnemyPair, ItemSet, ItemVersion, SetMember
from guildhall.itembank.permissions import manages_items
from guildhall.itembank.queries import relations
from guildhall.itembank.queries.register import latest_versions
from guildhall.itembank.views.sections import Where, part
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Scheme
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated


def _pair_status(pair: EnemyPair) -> Status:
    tone = Tone.FAILS if pair.state == EnemyState.DECLARED else Tone.CLOSED
    return Status(translated(ENEMIES.words[EnemyState(pair.state)]), tone)


def _set_status(found: ItemSet) -> Status:
    tone = Tone.HOLDS if found.state == SetState.KEPT else Tone.CLOSED
    return Status(translated(ITEM_SET.words[SetState(found.state)]), tone)


PAIRS = ListPage[EnemyPair](
    name="itembank.enemies",
    title=gettext_noop("Enemy items"),
    queryset=lambda request: relations.pairs_seen_by(request.person.id),
    columns=[
        Column(gettext_noop("Items"), str, lambda row: ("itembank:enemy", row.pk), code=True),
        Column(gettext_noop("State"), _pair_status, order="state"),
        Column(gettext_noop("Scheme"), lambda row: row.item.scheme.code, code=True),
        Column(gettext_noop("Declared"), lambda row: row.declared_at, order="declared_at"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in ENEMIES.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    note=gettext_noop("Of two enemies at most one stands in a form. They are declared on the page of an item."),
    empty=gettext_noop("No items are enemies. Declare two so if one tells the answer of the other."),
)

SETS = ListPage[ItemSet](
    name="itembank.sets",
    title=gettext_noop("Item sets"),
    queryset=lambda request: relations.sets_of(request.person.id),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("itembank:set", row.pk), "number", True),
        Column(gettext_noop("Title"), lambda row: row.title, exported=False),
        Column(gettext_noop("State"), _set_status, order="state"),
        Column(gettext_noop("Scheme"), lambda row: row.scheme.code, code=True),
        Column(gettext_noop("Items"), lambda row: row.size),  # type: ignore[attr-defined]  # the query counts them
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number"),
    note=gettext_noop("A form holds all items of a set or none of them."),
    empty=gettext_noop("There are no sets. Form one for items that belong together, such as those about one case."),
)


@page(area="desk", permission=manages_items)
def pairs(request: PageRequest) -> HttpResponseBase:
    """The enemies of the schemes whose items somebody manages."""
    return PAIRS.response(request)


@page(area="desk", permission=manages_items)
def pair(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Two enemies, why they are, and since when."""
    found = _pair(request, pk)
    return render_record(
        request,
        found,
        kind=_("Enemy items of %(scheme)s") % {"scheme": found.item.scheme.code},
        title=str(found),
        status=_pair_status(found),
        facts=[
            Fact(_("Reason"), found.reason),
            Fact(_("Declared"), found.declared_at, note=found.declared_by.name),
            Fact(_("Lifted"), found.lifted_at, note=found.lift_reason),
        ],
        offers=[Offer(enemies.lift, ("itembank:enemy-lift", found.pk), {"pair": found})],
        related=[Related(_("Items"), [_row(each) for each in latest_versions([found.item_id, found.other_id])])],
    )


def _row(version: ItemVersion) -> Row:
    return Row(str(version), version.item.domain_code, ("itembank:version", version.pk))


def _pair(request: PageRequest, pk: UUID) -> EnemyPair:
    return get_object_or_404(relations.pairs_seen_by(request.person.id), pk=pk)


@page(area="desk", permission=manages_items)
def lift(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Let two enemies stand in one form again."""
    found = _pair(request, pk)
    form = ReasonForm(request.POST or None, record=found)
    return perform(
        request, enemies.lift, form, record=found, then=("itembank:enemy", found.pk), context={"kind": str(found)}
    )


@page(area="desk", permission=manages_items)
def declare(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Declare an item the enemy of another one."""
    version = _version(request, pk)
    return perform(
        request,
        enemies.declare,
        EnemyForm(request.POST or None, record=version),
        record=version,
        then=lambda made: ("itembank:enemy", made.pk),
        context={"kind": str(version)},
    )


@page(area="desk", permission=manages_items)
def item_sets(request: PageRequest) -> HttpResponseBase:
    """The sets of the schemes whose items somebody manages."""
    schemes = Scheme.objects.filter(scope__in=queries.sight(request.person.id).managed).order_by("code")
    return SETS.response(request, template="itembank/sets.html", context={"schemes": schemes})


@page(area="desk", permission=manages_items)
def item_set(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A set with its items in their order."""
    found = _set(request, pk)
    members = list(relations.members(found))
    latest = {each.item_id: each for each in latest_versions(each.item_id for each in members)}
    rows = [
        Row(str(latest[each.item_id]), each.item.domain_code, ("itembank:set-take-out", each.pk)) for each in members
    ]
    return render_record(
        request,
        found,
        kind=_("Item set of %(scheme)s") % {"scheme": found.scheme.code},
        title=found.number,
        status=_set_status(found),
        facts=[Fact(_("Title"), found.title), Fact(_("Formed"), found.formed_at, note=found.formed_by.name)],
        offers=[Offer(sets.dissolve, ("itembank:set-dissolve", found.pk), {"item_set": found})],
        related=[
            Related(
                _("Items"),
                rows,
                empty=_("No item is in it yet. Put items into it on their pages, or many at a time in the item bank."),
                note=_("Open one to take it out."),
            )
        ],
    )


def _set(request: PageRequest, pk: UUID) -> ItemSet:
    return get_object_or_404(relations.sets_of(request.person.id), pk=pk)


@page(area="desk", permission=manages_items)
def form(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Form a set in a scheme."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    return perform(
        request,
        sets.form,
        SetForm(request.POST or None),
        arguments=lambda typed: {**typed, "scheme": scheme},
        then=lambda made: ("itembank:set", made.pk),
        context={"kind": scheme.name},
    )


@page(area="desk", permission=manages_items)
def put(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Put an item into a set of its scheme."""
    version = _version(request, pk)
    kept = relations.sets_of(request.person.id).filter(scheme=version.item.scheme_id, state=SetState.KEPT)
    choices = [(each.number, f"{each.number} {each.title}") for each in kept.order_by("number")]
    return perform(
        request,
        sets.put,
        MemberForm(request.POST or None, sets=choices, record=version),
        record=version,
        then=("itembank:version", version.pk),
        context={"kind": str(version)},
    )


@page(area="desk", permission=manages_items)
def take_out(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take an item out of its set."""
    mine = relations.sets_of(request.person.id)
    member = get_object_or_404(SetMember.objects.select_related(*SetMember.reload_with), pk=pk, of__in=mine)
    return perform(
        request,
        sets.take_out,
        ActForm(request.POST or None, record=member),
        record=member,
        then=("itembank:set", member.of_id),
        context={"kind": f"{member.of} · {member.item}"},
    )


@page(area="desk", permission=manages_items)
def dissolve(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Let the items of a set stand for themselves again."""
    found = _set(request, pk)
    return perform(
        request,
        sets.dissolve,
        ReasonForm(request.POST or None, record=found),
        record=found,
        then=("itembank:set", found.pk),
        context={"kind": found.number},
    )


@part(Where.RECORD, place=40)
def stands_to_others(request: PageRequest, version: ItemVersion) -> Related | None:
    """The enemies of an item and its set, for who manages the scheme's examinations and trains nobody for it."""
    if version.item.scheme.scope_id not in queries.sight(request.person.id).managed:
        return None
    member = relations.membership(version.item)
    rows = [Row(str(each), _("Enemies"), ("itembank:enemy", each.pk)) for each in relations.enemies_of(version.item)]
    rows += [Row(member.of.number, member.of.title, ("itembank:set", member.of_id))] if member else []
    rows.append(Row(_("Declare it the enemy of another item"), "", ("itembank:version-enemies", version.pk)))
    rows += [] if member else [Row(_("Put it into a set"), "", ("itembank:version-set", version.pk))]
    return Related(_("How it stands to other items"), rows)


def _version(request: PageRequest, pk: UUID) -> ItemVersion:
    """A version that whoever asks may open: numbers of others' items are not told either."""
    return get_object_or_404(queries.visible_to(request.person.id), pk=pk)
