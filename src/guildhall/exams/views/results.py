"""Pages of results: the register with verification and release of many at once, and each result by domain."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.exams import pictures, queries, readings, wording
from guildhall.exams.acts import results
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.lifecycles import RESULT, ResultState
from guildhall.exams.models import Result
from guildhall.exams.permissions import handles_candidates, manages_exams
from guildhall.exams.views.sittings import sitting_of
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import number, outcome_of, points, status_of
from guildhall.identity.persons import names
from guildhall.identity.roles import EXAM_MANAGER, OPERATIONS
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Component
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault.fields import shown

STEPS = {
    "verify": Step(results.verify, ActForm),
    "release": Step(results.release, ActForm),
    "rescore": Step(results.rescore, ReasonForm),
}


def _visible(request: PageRequest) -> QuerySet[Result]:
    scheme = "attempt__component__version__scheme"
    return queries.visible_to(request.person.id, queries.results(), scheme, EXAM_MANAGER, OPERATIONS)


def _components(request: PageRequest) -> list[tuple[str, str]]:
    found = queries.components_of(request.person.id, EXAM_MANAGER, OPERATIONS)
    return [(str(each.pk), f"{each.version.number} {each}") for each in found]


def _with_names(rows: Any) -> None:
    known = names(row.attempt.person_id for row in rows)
    for row in rows:
        row.candidate = known.get(row.attempt.person_id, "")


REASON = forms.CharField(label=gettext_noop("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

REGISTER = ListPage[Result](
    name="exams.results",
    title=gettext_noop("Results"),
    queryset=_visible,
    order="-scored_at",
    columns=[
        Column(gettext_noop("Attempt"), str, lambda row: ("exams:result", row.pk), "attempt__number", True),
        Column(gettext_noop("Candidate"), lambda row: row.candidate),  # type: ignore[attr-defined]
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Outcome"), outcome_of, order="passed"),
        Column(gettext_noop("Points"), lambda row: f"{number(row.score)} / {number(row.maximum)}", code=True),
        Column(gettext_noop("Cut"), lambda row: number(row.cut), code=True),
        Column(
            gettext_noop("Sitting"),
            lambda row: row.attempt.sitting.number,
            lambda row: ("exams:sitting", row.attempt.sitting_id),
            "attempt__sitting__number",
            True,
        ),
        Column(gettext_noop("Scored"), lambda row: clock.day_of(row.scored_at), order="scored_at"),
        Column(
            gettext_noop("Released"),
            lambda row: clock.day_of(row.released_at) if row.released_at else "",
            order="released_at",
        ),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(RESULT.words.items()), lambda rows, state: rows.filter(state=state)
        ),
        Filter(
            "component",
            gettext_noop("Component"),
            _components,
            lambda rows, pk: rows.filter(attempt__component_id=pk),
        ),
    ],
    search=lambda rows, text: (
        rows.filter(attempt__number__icontains=text) | rows.filter(attempt__sitting__number__icontains=text)
    ),
    search_hint=gettext_noop("Number of an attempt or a sitting"),
    on_selection=[
        OnSelection(results.verify),
        OnSelection(results.release),
        OnSelection(results.rescore, fields={"reason": REASON}),
    ],
    before_showing=_with_names,
    empty=gettext_noop(
        "Results come here when attempts are scored. They are verified, and released to the candidates."
    ),
)


@page(area="desk", permission=handles_candidates)
def register(request: PageRequest) -> HttpResponseBase:
    """The results of the schemes in which somebody works, with how scores lie about the cut."""
    if request.method == "POST" or "export" in request.GET:
        return REGISTER.response(request)
    shown_pictures = [picture for picture in map(_picture, _chosen(request)) if picture]
    return REGISTER.response(request, template="exams/results.html", context={"pictures": shown_pictures})


@page(area="desk", permission=handles_candidates)
def of_sitting(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The results of one sitting, in the register."""
    sitting = sitting_of(request, pk)
    return redirect(f"{reverse('exams:results')}?{urlencode({'q': sitting.number})}")


def _chosen(request: PageRequest) -> list[Component]:
    """The component that the list is narrowed to; nothing is drawn for all of them together."""
    pk = request.GET.get("component", "")
    return [each for each in queries.components_of(request.person.id, EXAM_MANAGER, OPERATIONS) if str(each.pk) == pk]


def _picture(component: Component) -> Any:
    told = queries.results().filter(attempt__component=component, state=ResultState.RELEASED)
    return pictures.of_scores(_("Scores at %(component)s") % {"component": component.title}, list(told))


@page(area="desk", permission=handles_candidates)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One result, by domain or station."""
    result = get_object_or_404(_visible(request), pk=pk)
    readings.one_attempt(by=request.actor, attempt=result.attempt)
    return render_record(
        request,
        result,
        kind=_("Result of %(component)s") % {"component": result.attempt.component.title},
        title=result.attempt.number,
        status=status_of(result),
        facts=_facts(result),
        offers=_offers(result),
        related=[_parts(result)],
    )


def _facts(result: Result) -> list[Fact]:
    attempt = result.attempt
    verifier = names([result.verified_by_id]) if result.verified_by_id else {}
    return [
        Fact(_("Candidate"), shown(attempt.person, "name"), note=attempt.person.number),
        Fact(_("Attempt"), attempt.number, link=("exams:attempt", attempt.pk)),
        Fact(_("Outcome"), outcome_of(result), note=points(result)),
        *([Fact(_("Critical steps not done"), result.failed_critical)] if result.failed_critical else []),
        Fact(_("Scored"), result.scored_at, note=_("for the %(ordinal)d. time") % {"ordinal": result.ordinal}),
        Fact(_("Verified"), result.verified_at, note=next(iter(verifier.values()), "")),
        Fact(_("Released"), result.released_at),
    ]


def _offers(result: Result) -> list[Offer]:
    known = {"result": result}
    wanted = {
        ResultState.SCORED: ("verify", "rescore"),
        ResultState.VERIFIED: ("release", "rescore"),
        ResultState.RELEASED: ("rescore",),
    }.get(ResultState(result.state), ())
    return [
        Offer(STEPS[verb].act, (f"exams:result-{verb}", result.pk), known, main=place == 0 and verb != "rescore")
        for place, verb in enumerate(wanted)
    ]


def _parts(result: Result) -> Related:
    rows = [Row(name, told) for name, told in parts_of(result)]
    return Related(_("By domain or station"), rows, empty=_("Only the whole score is known."))


def parts_of(result: Result) -> list[tuple[str, str]]:
    """All points by domain or station, as the pages of the body show them."""
    return told_parts(wording.parts_of(result))


def told_parts(parts: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Points by domain or station in words."""
    words = _("%(score)s of %(maximum)s points")
    return [(name, words % {"score": score, "maximum": most}) for name, score, most in parts]


@page(area="desk", permission=manages_exams)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Verify, release or rescore one result."""
    result, doing = get_object_or_404(_visible(request), pk=pk), STEPS[verb]
    form = doing.form(request.POST or None, record=result)
    return perform(
        request,
        doing.act,
        form,
        record=result,
        then=("exams:result", result.pk) if verb != "rescore" else ("exams:attempt", result.attempt_id),
        context={"kind": str(result)},
    )
