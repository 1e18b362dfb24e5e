"""Pages of key validation: every scored item of a form with what was ruled on its key, and each ruling's steps."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.exams import queries, readings, typings
from guildhall.exams.acts import keys
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.quality import ConfirmRulingForm, RulingForm
from guildhall.exams.lifecycles import RescoringState, RulingState
from guildhall.exams.models import Form, FormItem, KeyRuling, Ruling
from guildhall.exams.permissions import JUDGES, keeps_forms, looks_after_forms
from guildhall.exams.views.common import looked_after, stands, studies_of
from guildhall.schemes.models import StudyKind
from guildhall.schemes.queries import studies
from guildhall.shell.pages import page
from guildhall.shell.records import Offer, url
from guildhall.shell.refusals import shown
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

STUDIED = (StudyKind.KEY_VALIDATION, StudyKind.ITEM_ANALYSIS)


@page(area="desk", permission=looks_after_forms)
def of_form(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The items of a form with their key, the flags that statistics raised, and what was ruled; the look is logged."""
    form = looked_after(request, pk)
    questions, flags = readings.questions(by=request.actor, form=form), _flags(form)
    ruled: dict[UUID, list[KeyRuling]] = {}
    for each in readings.rulings(by=request.actor, form=form):
        ruled.setdefault(each.placement_id, []).append(each)
    rescoring = queries.rescoring_of(form)
    context = {
        "title": _("Keys of %(form)s") % {"form": form.number},
        "kind": f"{form.number} · {form.title}",
        "form_record": form,
        "rescoring": rescoring,
        "is_released": queries.is_released(form),
        "rows": [_row(request, each, ruled.get(each.placement.pk, []), flags) for each in questions],
    }
    return render(request, "exams/keys.html", context)


def _flags(form: Form) -> dict[str, list[str]]:
    """What the latest studies of a form flagged, by the name of the item."""
    found: dict[str, list[str]] = {}
    for kind in STUDIED:
        if study := studies.latest(form.ref, kind):
            for flag in studies.flags(study):
                found.setdefault(flag["item"], []).append(flag["sentence"])
    return found


def _row(
    request: PageRequest, question: readings.Question, ruled: list[KeyRuling], flags: dict[str, list[str]]
) -> dict[str, Any]:
    placement = question.placement
    return {
        "question": question,
        "flags": flags.get(str(placement), []),
        "rulings": [{"ruling": each, "status": stands(each), "steps": _steps(request, each)} for each in ruled],
        "can_be_ruled_on": not placement.pretest and not any(each.state == RulingState.PROPOSED for each in ruled),
    }


def _steps(request: PageRequest, ruling: KeyRuling) -> list[dict[str, Any]]:
    """What can be done with a ruling that waits, or why not."""
    if ruling.state != RulingState.PROPOSED:
        return []
    offers = [
        Offer(keys.confirm, ("exams:ruling-confirm", ruling.pk), {"ruling": ruling}),
        Offer(keys.withdraw, ("exams:ruling-withdraw", ruling.pk), {"ruling": ruling}),
    ]
    if ruling.rescoring_id:
        offers = offers[1:]
    return [
        {
            "label": translated(offer.act.label),
            "url": url(offer.link),
            "refusal": shown(refusal, act=offer.act) if refusal else None,
        }
        for offer in offers
        for refusal in [offer.act.refusal(by=request.actor, **offer.known)]
    ]


@page(area="desk", permission=keeps_forms)
def propose(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Propose what is done with one item of a form."""
    placed = FormItem.objects.filter(removed_at__isnull=True).select_related(*FormItem.reload_with)
    mine = queries.visible_to(request.person.id, placed, "form__component__version__scheme", *JUDGES)
    placement = get_object_or_404(mine, pk=pk)
    form = placement.form
    typed = RulingForm(request.POST or None, record=placement, studies=studies_of(form, *STUDIED))
    rescoring = queries.rescoring_of(form)
    going_on = rescoring if rescoring and rescoring.state == RescoringState.OPEN else None
    return perform(
        request,
        keys.propose,
        typed,
        record=placement,
        arguments=lambda said: {
            **said,
            "answers": _answers(placement, said["answers"]) if said["ruling"] == Ruling.ALSO else None,
            "rescoring": going_on,
        },
        then=("exams:rescoring", going_on.pk) if going_on else ("exams:form-keys", form.pk),
        context={"kind": f"{form.number} · {placement.position} · {placement}"},
    )


def _answers(placement: FormItem, text: str) -> list[dict[str, Any]]:
    """The answers that were typed, one a line, as the item asks for them."""
    return [dict(typings.answer(placement, line)) for line in text.splitlines() if line.strip()]


@page(area="desk", permission=looks_after_forms)
def confirm(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Confirm a ruling that somebody else proposed."""
    ruling = _ruling(request, pk)
    typed = ConfirmRulingForm(request.POST or None, record=ruling)
    return perform(
        request,
        keys.confirm,
        typed,
        record=ruling,
        then=("exams:form-keys", ruling.placement.form_id),
        context={
            "kind": f"{ruling.placement.form.number} · {ruling.placement} · {ruling.ruling_word}",
            "consequence": _("What was scored already is scored again by this ruling."),
        },
    )


@page(area="desk", permission=keeps_forms)
def withdraw(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take a ruling back that is not in force yet."""
    ruling = _ruling(request, pk)
    typed = ReasonForm(request.POST or None, record=ruling)
    then = ("exams:form-keys", ruling.placement.form_id)
    context = {"kind": f"{ruling.placement.form.number} · {ruling.placement}"}
    return perform(request, keys.withdraw, typed, record=ruling, then=then, context=context)


def _ruling(request: PageRequest, pk: UUID) -> KeyRuling:
    rows = KeyRuling.objects.select_related(*KeyRuling.reload_with)
    mine = queries.visible_to(request.person.id, rows, "placement__form__component__version__scheme", *JUDGES)
    return get_object_or_404(mine, pk=pk)
