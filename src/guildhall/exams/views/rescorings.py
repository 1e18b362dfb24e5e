"""Pages of rescorings: the register, what each does to every attempt, and its steps."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import consequences, queries, readings
from guildhall.exams.acts import keys, rescorings
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.quality import RescoringForm
from guildhall.exams.lifecycles import RESCORING, RescoringState
from guildhall.exams.models import KeyRuling, Rescored, Rescoring
from guildhall.exams.permissions import JUDGES, keeps_forms, looks_after_forms
from guildhall.exams.views.common import looked_after, stands, studies_of
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import number
from guildhall.identity.persons import names
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import StudyKind
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

STEPS = {
    "compare": Step(rescorings.compare, ActForm),
    "approve": Step(rescorings.approve, ActForm),
    "reopen": Step(rescorings.reopen, ReasonForm),
    "abandon": Step(rescorings.abandon, ReasonForm),
}
OFFERED = {
    RescoringState.OPEN: ("compare", "abandon"),
    RescoringState.COMPARING: ("reopen", "abandon"),
    RescoringState.COMPARED: ("approve", "compare", "reopen", "abandon"),
    RescoringState.APPROVED: (),
    RescoringState.DONE: (),
    RescoringState.ABANDONED: (),
}
"""What can be done in each state; the first is what comes next."""


def _visible(request: PageRequest) -> QuerySet[Rescoring]:
    rows = Rescoring.objects.select_related(*Rescoring.reload_with)
    return queries.visible_to(request.person.id, rows, "form__component__version__scheme", *JUDGES)


REGISTER = ListPage[Rescoring](
    name="exams.rescorings",
    title=gettext_noop("Rescorings"),
    queryset=_visible,
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:rescoring", row.pk), "number", True),
        Column(gettext_noop("Form"), lambda row: row.form.number, lambda row: ("exams:form", row.form_id), code=True),
        Column(gettext_noop("State"), stands, order="state"),
        Column(gettext_noop("Reason"), lambda row: row.reason),
        Column(gettext_noop("Proposed"), lambda row: row.proposed_at, order="proposed_at"),
        Column(gettext_noop("Done"), lambda row: row.done_at, order="done_at"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(RESCORING.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(Q(number__icontains=text) | Q(form__number__icontains=text)),
    search_hint=gettext_noop("Number of a rescoring or a form"),
    empty=gettext_noop(
        "When key or cut of a form turn out to be wrong after results were told, all its attempts are scored again from"
        " here. It is begun on the page of the form."
    ),
)


@page(area="desk", permission=looks_after_forms)
def register(request: PageRequest) -> HttpResponseBase:
    """The rescorings of the schemes in which somebody looks after forms."""
    return REGISTER.response(request)


@page(area="desk", permission=keeps_forms)
def begin(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Propose that all attempts of a form are scored again."""
    form = looked_after(request, pk)
    approved = studies_of(form, StudyKind.STANDARD_SETTING, StudyKind.EQUATING, approved=True)
    typed = RescoringForm(request.POST or None, record=form, studies=approved)
    told = {
        "kind": f"{form.number} · {form.title}",
        "consequence": _("As long as it is under way, no result of this form is released."),
    }
    then: Any = lambda made: ("exams:rescoring", made.pk)  # noqa: E731  # one line says it
    return perform(request, rescorings.begin, typed, record=form, then=then, context=told)


@page(area="desk", permission=looks_after_forms)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A rescoring: what is proposed, what it does to every attempt, and what follows."""
    rescoring = get_object_or_404(_visible(request), pk=pk)
    rows = readings.rescored(by=request.actor, rescoring=rescoring)
    return render_record(
        request,
        rescoring,
        kind=_("Rescoring of %(form)s") % {"form": rescoring.form.number},
        title=rescoring.number,
        status=stands(rescoring),
        facts=_facts(rescoring, rows),
        offers=_offers(rescoring),
        related=[_rulings(rescoring)],
        template="exams/rescoring.html",
        context={"rows": [_row(each) for each in sorted(rows, key=_weight)]},
    )


def _weight(row: Rescored) -> tuple[bool, bool, str]:
    """Changed outcomes stand first, then changed points."""
    return not row.turns, not row.changes, str(row)


def _row(row: Rescored) -> dict[str, Any]:
    words = _("%(score)s of %(maximum)s, cut %(cut)s")
    was, now = (
        words % {name: number(getattr(each, name)) for name in ("score", "maximum", "cut")}
        for each in (row.before, row)
    )
    return {
        "row": row,
        "was": was,
        "now": now,
        "outcome": _outcome(row),
        "follows": consequences.what_follows(row),
    }


def _outcome(row: Rescored) -> Status:
    if not row.turns:
        return Status(_("Stays passed") if row.passed else _("Stays failed"), Tone.CLOSED)
    return Status(_("Passes now"), Tone.HOLDS) if row.passed else Status(_("Fails now"), Tone.FAILS)


def _facts(rescoring: Rescoring, rows: list[Rescored]) -> list[Fact]:
    known = names(filter(None, [rescoring.proposed_by_id, rescoring.approved_by_id]))
    approver = known.get(rescoring.approved_by_id, "") if rescoring.approved_by_id else ""
    facts = [
        Fact(_("Form"), rescoring.form.number, link=("exams:form", rescoring.form_id), note=rescoring.form.title),
        Fact(_("Reason"), rescoring.reason),
        Fact(_("Another cut"), number(rescoring.cut) if rescoring.cut is not None else "", note=_study(rescoring)),
        Fact(_("Proposed"), rescoring.proposed_at, note=known.get(rescoring.proposed_by_id, "")),
        Fact(_("Compared"), rescoring.compared_at, note=_counted(rows) if rows else ""),
        Fact(_("Approved"), rescoring.approved_at, note=approver),
        Fact(_("Done"), rescoring.done_at),
    ]
    if rescoring.not_scored_here:
        note = _("Providers or typists gave the whole score; no key of a single item reaches it.")
        facts.append(Fact(_("Whole scores"), rescoring.not_scored_here, note=note))
    return facts


def _study(rescoring: Rescoring) -> str:
    return f"{rescoring.study.number} · {rescoring.study.title}" if rescoring.study else ""


def _counted(rows: list[Rescored]) -> str:
    changed, turned = sum(each.changes for each in rows), sum(each.turns for each in rows)
    attempts = ngettext("%(count)d attempt", "%(count)d attempts", len(rows)) % {"count": len(rows)}
    return _("%(attempts)s: points of %(changed)d change, the outcome of %(turned)d") % {
        "attempts": attempts,
        "changed": changed,
        "turned": turned,
    }


def _offers(rescoring: Rescoring) -> list[Offer]:
    known = {"rescoring": rescoring}
    offers = [
        Offer(STEPS[verb].act, (f"exams:rescoring-{verb}", rescoring.pk), known, main=place == 0)
        for place, verb in enumerate(OFFERED[RescoringState(rescoring.state)])
    ]
    if rescoring.state == RescoringState.OPEN:
        link = ("exams:form-keys", rescoring.form_id)
        offers.insert(1, Offer(keys.propose, link, label=_("Rule on keys")))
    return offers


def _rulings(rescoring: Rescoring) -> Related:
    ruled = rescoring.key_rulings.select_related(*KeyRuling.reload_with).order_by("placement__position")
    return Related(
        _("Rulings on keys"),
        [
            Row(f"{each.placement.position} · {each.placement}", str(each.ruling_word), status=stands(each))
            for each in ruled
        ],
        empty=_("Rulings on single items join here from the keys of the form, as long as this is being prepared."),
    )


@page(area="desk", permission=looks_after_forms)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """One step in the life of a rescoring."""
    rescoring, doing = get_object_or_404(_visible(request), pk=pk), STEPS[verb]
    typed = doing.form(request.POST or None, record=rescoring)
    then = ("exams:rescoring", rescoring.pk)
    context: dict[str, Any] = {"kind": f"{rescoring.number} · {rescoring.form.number}"}
    if verb == "approve":
        told = _("Every attempt whose points change gets a new result; a pass that is lost no longer counts.")
        context["consequence"] = told
    return perform(request, doing.act, typed, record=rescoring, then=then, context=context)
