"""The pages of a judge: who is just good enough, one item after the other, and what the panel made of it.

A judge sees the items as candidates do, never a key, and of the other judges no name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.exams.acts import judges
from guildhall.exams.forms.standards import ITEM_FORMS, WholeForm
from guildhall.exams.lifecycles import JudgeState, SettingState
from guildhall.exams.models import FormItem, Judge, Judgement, Opinion, SettingMethod, StandardSetting
from guildhall.exams.panels import feedback, pictures, questions, reality, rounds, seeing
from guildhall.exams.permissions.standards import sits_on_panels
from guildhall.exams.views.standards import status_of
from guildhall.psychometrics.standards import response_location
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@dataclass(frozen=True)
class Seat:
    """A judge with the items that they judge, in the order in which they lie before them, and what they have said."""

    judge: Judge
    items: Sequence[FormItem]
    said: dict[UUID, Judgement]
    answers: dict[str, Any]

    @property
    def setting(self) -> StandardSetting:
        return self.judge.setting

    @property
    def asked(self) -> list[questions.Question]:
        """What is asked of the form as a whole in this round."""
        return questions.asked(self.setting, len(self.items))

    @property
    def done(self) -> int:
        """How much of what is asked is said."""
        return len(self.said) + sum(each.name in self.answers for each in self.asked)

    @property
    def whole(self) -> int:
        """How much is asked."""
        return (len(self.items) if self.setting.by_item else 0) + len(self.asked)

    @property
    def is_open(self) -> bool:
        """Whether a round is open for them."""
        return self.setting.state == SettingState.RATING and self.judge.trained_at is not None

    @property
    def rows(self) -> list[tuple[int, FormItem, str]]:
        """Each item with its place and what is said of it, in words."""
        return [(at, item, said_of(self.said.get(item.pk))) for at, item in enumerate(self.items, start=1)]

    def next_place(self, after: int = 0) -> int | None:
        """The next item of which nothing is said yet, behind `after` first."""
        open_ones = [at for at, item in enumerate(self.items, start=1) if item.pk not in self.said]
        later = [at for at in open_ones if at > after]
        return next(iter(later or open_ones), None) if self.setting.by_item else None


@page(area="desk", permission=sits_on_panels)
def panel(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """What is asked of a judge now, and what the rounds that are over came to."""
    seat = _seat(request, pk)
    shown = _shown(seat)
    context = {
        "title": _("Your panel"),
        "seat": seat,
        "setting": seat.setting,
        "status": status_of(seat.setting),
        "next": seat.next_place(),
        "may_see": seat.judge.trained_at and seat.setting.state in {SettingState.RATING, SettingState.FEEDBACK},
        "refusal_ready": judges.get_ready.refusal(by=request.actor, judge=seat.judge),
        "shown": shown,
        "grid_words": _grid_words(shown),
        "cuts": pictures.of_cuts(shown) if shown else None,
        "items": pictures.of_items(shown) if shown else None,
        "impact": pictures.of_impact(shown) if shown else None,
    }
    return render(request, "exams/panel.html", context)


def _shown(seat: Seat) -> feedback.OfRound | None:
    """The last round that is over, once the judge takes part; an open one is nobody's business yet."""
    over = seat.setting.round - (seat.setting.state == SettingState.RATING)
    if not over or seat.setting.by_groups:
        return None
    return feedback.of(rounds.held(seat.setting, over), reality.of(seat.setting), seat.judge)


def _grid_words(shown: feedback.OfRound | None) -> list[tuple[int, str, str]]:
    """Where the panel and the judge see each item in Ebel's grid."""
    if shown is None or shown.found.setting.method != SettingMethod.EBEL:
        return []
    return [(e.number, _cell(e.own_cell), _cell(e.cell)) for e in shown.items]


def _cell(cell: str) -> str:
    return questions.cell_words(cell) if cell else ""


@page(area="desk", permission=sits_on_panels)
def ready(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say that one is ready."""
    seat = _seat(request, pk)
    to = ("exams:panel", seat.setting.pk)
    context = {
        "kind": seat.setting.number,
        "lead": seat.setting.candidate,
        "back": url(to),
        "consequence": _("You will see items that candidates are given. You keep them secret, and copy nothing."),
    }
    form = ActForm(request.POST or None, record=seat.judge)
    return perform(request, judges.get_ready, form, record=seat.judge, then=to, context=context)


@page(area="desk", permission=sits_on_panels)
def rate(request: PageRequest, pk: UUID, place: int) -> HttpResponseBase:
    """One item as candidates see it, and what is to be said of it; every look is logged."""
    seat = _seat(request, pk)
    if not 1 <= place <= len(seat.items):
        raise Http404
    item = seat.items[place - 1]
    shown = seeing.judged(by=request.actor, judge=seat.judge, version=item.item_version)
    context = {**_around(seat, place), "preview": shown.html, "version": item.item_version}
    if not seat.is_open or seat.setting.method not in ITEM_FORMS:
        return render(request, "exams/panel_item.html", {"title": context["heading"], **context})
    form = ITEM_FORMS[seat.setting.method](
        request.POST or None, record=seat.judge, initial=_begun(seat.said.get(item.pk))
    )
    return perform(
        request,
        judges.judge_items,
        form,
        record=seat.judge,
        arguments=lambda typed: {"judgements": {item.position: form.judgement}},
        then=_next(seat, place),
        title=context["heading"],
        template="exams/panel_rate.html",
        context=context,
    )


def _around(seat: Seat, place: int) -> dict[str, Any]:
    """What stands about an item: its place, progress, and how the round before saw it."""
    shown = _shown(seat)
    of_item = next((e for e in shown.items if e.item.pk == seat.items[place - 1].pk), None) if shown else None
    return {
        "heading": _("Item %(place)d of %(all)d") % {"place": place, "all": len(seat.items)},
        "seat": seat,
        "setting": seat.setting,
        "place": place,
        "before": place - 1 if place > 1 else None,
        "after": place + 1 if place < len(seat.items) else None,
        "lays_a_mark": seat.is_open and seat.setting.method == SettingMethod.BOOKMARK,
        "of_item": of_item,
        "own_cell": _cell(of_item.own_cell) if of_item else "",
        "cell": _cell(of_item.cell) if of_item else "",
    }


def _next(seat: Seat, place: int) -> tuple[object, ...]:
    """Where a judge goes on: the next open item, then the questions about the whole, then the page of the panel."""
    following = seat.next_place(place)
    if following is not None and following != place:
        return ("exams:panel-rate", seat.setting.pk, following)
    return ("exams:panel-whole" if seat.asked else "exams:panel", seat.setting.pk)


def _begun(judgement: Judgement | None) -> dict[str, Any]:
    """What was said of an item in this round, as its form shows it."""
    if judgement is None:
        return {}
    relevance, _colon, difficulty = judgement.cell.partition(":")
    said = None if judgement.share is None else int(judgement.share * 100)
    yes_no = judgement.judge.setting.method == SettingMethod.YES_NO
    return {"relevance": relevance, "difficulty": difficulty, "said": ("yes" if said else "no") if yes_no else said}


@page(area="desk", permission=sits_on_panels)
def whole(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The questions about the form as a whole."""
    seat = _seat(request, pk)
    to = ("exams:panel", seat.setting.pk)
    mark = request.GET.get(questions.BOOKMARK, "")
    given = {**seat.answers, **({questions.BOOKMARK: mark} if mark.isdigit() else {})}
    form = WholeForm(request.POST or None, record=seat.judge, asked=seat.asked, given=given)
    return perform(
        request,
        judges.answer,
        form,
        record=seat.judge,
        arguments=lambda typed: {"opinions": form.opinions},
        then=to,
        template="exams/panel_whole.html",
        context={"kind": seat.setting.number, "back": url(to), "setting": seat.setting},
    )


def said_of(judgement: Judgement | None) -> str:
    """A judgement in words."""
    if judgement is None:
        return ""
    if judgement.cell:
        return questions.cell_words(judgement.cell)
    share = int((judgement.share or 0) * 100)
    if judgement.judge.setting.method == SettingMethod.YES_NO:
        return _("yes") if share else _("no")
    return f"{share} %"


def _seat(request: PageRequest, pk: UUID) -> Seat:
    """The seat of whoever asks; who is not on the panel has no page here."""
    own = Judge.objects.filter(setting_id=pk, person=request.person, state=JudgeState.SEATED)
    judge = own.select_related(*Judge.reload_with).first()
    if judge is None:
        raise Http404
    number = judge.setting.round
    said = Judgement.objects.filter(judge=judge, round=number).select_related("judge__setting")
    answers = Opinion.objects.filter(judge=judge, round=number)
    return Seat(
        judge,
        _in_order(judge.setting),
        {each.placement_id: each for each in said},
        {each.question: each.value.normalize() for each in answers},
    )


def _in_order(setting: StandardSetting) -> list[FormItem]:
    """The items in the order of the form; with a bookmark, the easiest first, as the booklet lies."""
    items = rounds.scored(setting)
    known = rounds.parameters(setting, items) if setting.method == SettingMethod.BOOKMARK else None
    if known is None:
        return items
    at = response_location(known.a, known.d, known.g)
    return [items[place] for place in sorted(range(len(items)), key=lambda place: (float(at[place]), place))]
