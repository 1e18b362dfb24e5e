"""Pages of reviews of forms and of deficiencies: recording, the register of what is to be put right, and each one."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import queries
from guildhall.exams.acts import deficiencies, reviews_of_forms
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.quality import (
    CorrectionForm,
    DeficiencyForm,
    HandOverForm,
    ReviewForm,
    VerificationForm,
)
from guildhall.exams.lifecycles import DEFICIENCY, DeficiencyState
from guildhall.exams.models import Deficiency, FormReview
from guildhall.exams.permissions import JUDGES, has_to_do_with_forms, keeps_forms
from guildhall.exams.views.common import correctors, looked_after, stands, studies_of
from guildhall.exams.views.steps import Step
from guildhall.identity.persons import names
from guildhall.identity.roles import ITEM_REVIEWER
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import StudyKind
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

STEPS = {
    "correct": Step(deficiencies.correct, CorrectionForm),
    "verify": Step(deficiencies.verify, VerificationForm),
    "send-back": Step(deficiencies.send_back, ReasonForm),
    "hand-over": Step(deficiencies.hand_over, HandOverForm),
}
OFFERED = {
    DeficiencyState.NOTED: ("correct", "hand-over"),
    DeficiencyState.CORRECTED: ("verify", "send-back"),
    DeficiencyState.VERIFIED: (),
}
"""What can be done in each state; the first is what comes next."""


@page(area="desk", permission=keeps_forms)
def review(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Record a review of a form."""
    form = looked_after(request, pk)
    analyses = studies_of(form, StudyKind.ITEM_ANALYSIS)
    typed = ReviewForm(request.POST or None, record=form, studies=analyses, initial={"study": analyses.first()})
    told = {
        "kind": f"{form.number} · {form.title}",
        "lead": _("What is to be put right is noted afterwards, each thing with who does it and until when."),
    }
    then = ("exams:form", form.pk)
    return perform(request, reviews_of_forms.review, typed, record=form, then=then, context=told)


@page(area="desk", permission=keeps_forms)
def note(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Note what is to be put right about a form; it belongs to its latest review."""
    form = looked_after(request, pk)
    latest = FormReview.objects.filter(form=form).order_by("-reviewed_at").first()
    typed = DeficiencyForm(request.POST or None, record=form, owners=correctors(form))
    told = {"kind": f"{form.number} · {form.title}", "lead": str(latest or "")}
    return perform(
        request,
        deficiencies.note,
        typed,
        record=form,
        arguments=lambda said: {**said, "review": latest},
        then=lambda made: ("exams:deficiency", made.pk),
        context=told,
    )


def _visible(request: PageRequest) -> QuerySet[Deficiency]:
    """The deficiencies of the schemes in which somebody looks after forms or signs their content off, and one's own."""
    rows = Deficiency.objects.select_related(*Deficiency.reload_with)
    mine = queries.visible_to(request.person.id, rows, "form__component__version__scheme", *JUDGES, ITEM_REVIEWER)
    return rows.filter(Q(pk__in=mine.values("pk")) | Q(owner=request.person))


def _with_names(rows: Any) -> None:
    known = names(row.owner_id for row in rows)
    for row in rows:
        row.owner_name = known.get(row.owner_id, "")


REGISTER = ListPage[Deficiency](
    name="exams.deficiencies",
    title=gettext_noop("Deficiencies of forms"),
    queryset=_visible,
    order="due_on",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:deficiency", row.pk), "number", True),
        Column(gettext_noop("What is to be put right"), lambda row: row.words),
        Column(gettext_noop("Form"), lambda row: row.form.number, lambda row: ("exams:form", row.form_id), code=True),
        Column(gettext_noop("State"), stands, order="state"),
        Column(gettext_noop("Who"), lambda row: row.owner_name),  # type: ignore[attr-defined]
        Column(gettext_noop("Until"), lambda row: row.due_on, order="due_on"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(DEFICIENCY.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(Q(number__icontains=text) | Q(form__number__icontains=text)),
    search_hint=gettext_noop("Number of a deficiency or a form"),
    before_showing=_with_names,
    empty=gettext_noop(
        "What a review of a form finds stands here until it is put right and somebody else has seen that it is."
    ),
)


@page(area="desk", permission=has_to_do_with_forms)
def register(request: PageRequest) -> HttpResponseBase:
    """What is to be put right about forms."""
    return REGISTER.response(request)


@page(area="desk", permission=has_to_do_with_forms)
def deficiency(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One deficiency: what, who, until when, what was done, and who saw that it holds."""
    found = get_object_or_404(_visible(request), pk=pk)
    return render_record(
        request,
        found,
        kind=_("Deficiency of %(form)s") % {"form": found.form.number},
        title=found.number,
        status=stands(found),
        facts=_facts(found),
        offers=[
            Offer(STEPS[verb].act, (f"exams:deficiency-{verb}", found.pk), {"deficiency": found}, main=place == 0)
            for place, verb in enumerate(OFFERED[DeficiencyState(found.state)])
        ],
    )


def _facts(found: Deficiency) -> list[Fact]:
    people = [found.owner_id, found.noted_by_id, found.corrected_by_id, found.verified_by_id]
    known = names(filter(None, people))
    done = ((found.corrected_by_id, found.correction), (found.verified_by_id, found.verification))
    corrected, verified = (" · ".join(filter(None, [known.get(who, "") if who else "", words])) for who, words in done)
    return [
        Fact(_("What is to be put right"), found.words),
        Fact(_("Form"), found.form.number, link=("exams:form", found.form_id)),
        Fact(_("Found by review"), found.review.number if found.review else ""),
        Fact(_("Who puts it right"), known.get(found.owner_id, "")),
        Fact(_("Until"), found.due_on),
        Fact(_("Noted"), found.noted_at, note=known.get(found.noted_by_id, "")),
        Fact(_("Corrected"), found.corrected_at, note=corrected),
        Fact(_("Correction verified"), found.verified_at, note=verified),
    ]


@page(area="desk", permission=has_to_do_with_forms)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """One step in the life of a deficiency."""
    found, doing = get_object_or_404(_visible(request), pk=pk), STEPS[verb]
    more: dict[str, Any] = {}
    if verb == "hand-over":
        begun = {"owner": found.owner_id, "due_on": found.due_on}
        more = {"owners": correctors(found.form), "initial": begun}
    typed = doing.form(request.POST or None, record=found, **more)
    context = {"kind": f"{found.number} · {found.form.number}", "lead": found.words}
    then = ("exams:deficiency", found.pk)
    return perform(request, doing.act, typed, record=found, then=then, context=context)
