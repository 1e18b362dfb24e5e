"""The desk's page of an attempt: where it stands, who examines, what became of it, and what can be done."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import markings as marked
from guildhall.exams import readings
from guildhall.exams.acts import attempts, external, hearings, markings, results, seats, sitting_down
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.judging import AssignForm
from guildhall.exams.forms.watching import HearingForm
from guildhall.exams.lifecycles import AttemptState, MarkingState
from guildhall.exams.models import Attempt, Channel, Hearing, Irregularity, Part
from guildhall.exams.permissions import handles_candidates, manages_exams, plans_and_marks, scope_id_of
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import outcome_of, points, status_of, when
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.persons import names
from guildhall.identity.roles import EXAMINER
from guildhall.personnel.acts import clearances
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault.fields import shown

STEPS = {
    "cancel": Step(seats.cancel, ActForm),
    "excuse": Step(attempts.excuse, ReasonForm),
    "void": Step(attempts.void, ReasonForm),
    "investigate": Step(attempts.investigate, ReasonForm),
    "clear": Step(attempts.clear, ReasonForm),
    "void-result": Step(attempts.void_result, ReasonForm),
    "score": Step(results.score, ActForm),
    "set-aside": Step(external.set_aside, ReasonForm),
}


@page(area="desk", permission=plans_and_marks)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """An attempt, for who watches over it, marks it or manages it; every look is logged."""
    attempt = readings.one_attempt(by=request.actor, attempt=attempt_of(pk))
    return render_record(
        request,
        attempt,
        kind=_("Attempt at %(component)s") % {"component": attempt.component.title},
        title=attempt.number,
        status=status_of(attempt),
        facts=_facts(attempt),
        offers=_offers(request, attempt),
        related=[*_markings(attempt), *_paper(request, attempt), *_inquiry(request, attempt), _results(attempt)],
    )


def _facts(attempt: Attempt) -> list[Fact]:
    checker = shown(attempt.checked_in_by, "name") if attempt.checked_in_by else ""
    seen = shown(attempt, "identity_checked")
    sitting, minutes = attempt.sitting, attempt.minutes + attempt.extra_minutes
    return [
        Fact(_("Candidate"), shown(attempt.person, "name"), note=attempt.person.number),
        Fact(_("Candidacy"), attempt.candidacy.number, link=("exams:candidacy", attempt.candidacy_id)),
        Fact(_("Sitting"), sitting.number, link=("exams:sitting", sitting.pk), note=when(sitting)),
        Fact(_("How"), str(Channel(attempt.channel).label)),
        Fact(_("Form or checklist"), str(attempt.form or attempt.checklist or "")),
        Fact(_("Time"), _("%(minutes)d minutes") % {"minutes": minutes}, note=_extra(attempt)),
        Fact(_("Identity checked"), attempt.checked_in_at, note=" · ".join(filter(None, [checker, seen]))),
        Fact(_("Secrecy pledged"), attempt.pledged_at),
        Fact(_("Started"), attempt.started_at),
        Fact(_("Handed in"), attempt.completed_at),
        *([Fact(_("Free of charge"), True)] if attempt.free_of_charge else []),
        *([Fact(_("Reason"), shown(attempt, "reason"))] if shown(attempt, "reason") else []),
    ]


def _extra(attempt: Attempt) -> str:
    extra = _("with %(minutes)d minutes more") % {"minutes": attempt.extra_minutes} if attempt.extra_minutes else ""
    aloud = _("questions are read aloud") if attempt.read_aloud else ""
    return ", ".join(filter(None, [extra, aloud]))


def _offers(request: PageRequest, attempt: Attempt) -> list[Offer]:
    known = {"attempt": attempt}

    def step(verb: str, *, main: bool = False) -> Offer:
        return Offer(STEPS[verb].act, (f"exams:attempt-{verb}", attempt.pk), known, main=main)

    clear = {"person": request.person, "about": attempt.ref, "conflict": ""}
    declare = Offer(clearances.declare, ("personnel:clear", attempt.ref), clear)
    examine = [Offer(markings.assign, ("exams:attempt-assign", attempt.pk), known), declare]
    by_person = examine if attempt.channel == Channel.PERSON else []
    return {
        AttemptState.SCHEDULED: [
            Offer(attempts.check_in, ("exams:board-check-in", attempt.pk), known, main=True),
            *by_person,
            Offer(seats.move, ("exams:attempt-move", attempt.pk), known),
            step("cancel"),
            step("void"),
        ],
        AttemptState.CHECKED_IN: [*by_person, step("void")],
        AttemptState.IN_PROGRESS: [
            Offer(sitting_down.interrupt, ("exams:sit-interrupt", attempt.pk), known),
            step("void"),
        ],
        AttemptState.INTERRUPTED: [
            Offer(sitting_down.resume, ("exams:sit-resume", attempt.pk), known, main=True),
            step("void"),
        ],
        AttemptState.COMPLETED: [
            step("score", main=True),
            *by_person,
            *_to_type(attempt),
            step("investigate"),
            step("void"),
        ],
        AttemptState.SCORED: [step("investigate"), step("void")],
        AttemptState.VERIFIED: [step("investigate"), step("void")],
        AttemptState.NO_SHOW: [step("excuse", main=True)],
        AttemptState.INVESTIGATED: [
            Offer(hearings.record, ("exams:attempt-hear", attempt.pk), known, main=True),
            step("clear"),
            step("void-result"),
        ],
    }.get(AttemptState(attempt.state), [])


def _to_type(attempt: Attempt) -> list[Offer]:
    if attempt.channel != Channel.PAPER:
        return []
    known = {"attempt": attempt}
    return [
        Offer(external.type_in, ("exams:attempt-type", attempt.pk), known),
        Offer(external.set_aside, ("exams:attempt-set-aside", attempt.pk), known),
    ]


def _markings(attempt: Attempt) -> list[Related]:
    if attempt.channel != Channel.PERSON:
        return []
    found = list(attempt.markings.select_related("examiner").order_by("assigned_at"))
    known = names(each.examiner_id for each in found)
    differs = marked.comparison(attempt)
    note = _("The raters differ: %(where)s") % {"where": marked.told(differs)} if differs and not differs.agrees else ""
    sampled = _("In the sample that a second examiner marks.") if marked.is_sampled(attempt) else ""
    rows = [
        Row(known.get(each.examiner_id, ""), str(each.get_part_display()), ("exams:marking", each.pk), status_of(each))
        for each in found
    ]
    return [Related(_("Markings"), rows, note=note or sampled, empty=_("No examiner is assigned yet."))]


def _paper(request: PageRequest, attempt: Attempt) -> list[Related]:
    """How often a paper was typed in and where the typings differ, for who manages it."""
    if attempt.channel != Channel.PAPER or readings.typed.refusal(by=request.actor, attempt=attempt):
        return []
    places = readings.typed(by=request.actor, attempt=attempt)
    typed = list(attempt.typed.order_by("typed_at"))
    known = names(each.typed_by_id for each in typed)
    rows = [
        Row(known.get(each.typed_by_id, ""), "", (), Status(_("Set aside"), Tone.CLOSED) if each.set_aside_at else None)
        for each in typed
    ]
    note = _("The two typings differ at: %(places)s") % {"places": ", ".join(places)} if places else ""
    return [Related(_("Typed in"), rows, note=note, empty=_("Two people type it in, each for themselves."))]


def _inquiry(request: PageRequest, attempt: Attempt) -> list[Related]:
    """What was noted and said, for who decides about it."""
    if readings.investigation.refusal(by=request.actor, attempt=attempt):
        return []
    found = readings.investigation(by=request.actor, attempt=attempt)
    return [Related(_("Irregularities and hearings"), [_told(each) for each in found])] if found else []


def _told(each: Irregularity | Hearing) -> Row:
    if isinstance(each, Hearing):
        return Row(_("Hearing"), shown(each, "account"), (), Status(_("Heard"), Tone.HOLDS))
    settled = Status(_("Settled"), Tone.HOLDS) if each.settled_at else Status(_("To settle"), Tone.SOON)
    return Row(str(each.get_kind_display()), shown(each, "words"), ("exams:irregularity-settle", each.pk), settled)


def _results(attempt: Attempt) -> Related:
    rows = [
        Row(f"{outcome_of(each).word} ({each.ordinal})", points(each), ("exams:result", each.pk), status_of(each))
        for each in attempt.results.order_by("-ordinal")
    ]
    return Related(_("Results"), rows, empty=_("It has no result yet."))


@page(area="desk", permission=handles_candidates)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """One step with an attempt."""
    attempt, doing = attempt_of(pk), STEPS[verb]
    form = doing.form(request.POST or None, record=attempt)
    then = ("exams:attempt", attempt.pk)
    return perform(request, doing.act, form, record=attempt, then=then, context={"kind": attempt.number})


@page(area="desk", permission=manages_exams)
def hear(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Record a hearing."""
    attempt = attempt_of(pk)
    form = HearingForm(request.POST or None, record=attempt)
    then = ("exams:attempt", attempt.pk)
    return perform(request, hearings.record, form, record=attempt, then=then, context={"kind": attempt.number})


@page(area="desk", permission=manages_exams)
def assign(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Assign an examiner; who may not is shown with the reason."""
    attempt = attempt_of(pk)
    known = names(grants.holders(EXAMINER, scope_id=scope_id_of(attempt)))
    form = AssignForm(request.POST or None, record=attempt, examiners=known, initial={"part": _next_part(attempt)})
    barred = [(known[each], refusal) for each in known if (refusal := _barred(request, attempt, each))]
    return perform(
        request,
        markings.assign,
        form,
        record=attempt,
        then=("exams:attempt", attempt.pk),
        template="exams/assign.html",
        context={"kind": attempt.number, "barred": barred},
    )


def _barred(request: PageRequest, attempt: Attempt, person_id: UUID) -> str:
    examiner, part = Person.objects.get(pk=person_id), _next_part(attempt)
    refusal = markings.assign.refusal(by=request.actor, attempt=attempt, examiner=examiner, part=part)
    return refusal.sentence if refusal else ""


def _next_part(attempt: Attempt) -> Part:
    """The part that nobody has yet."""
    given = set(attempt.markings.exclude(state=MarkingState.WITHDRAWN).values_list("part", flat=True))
    return next((part for part in Part if part not in given), Part.ADJUDICATOR)


def attempt_of(pk: UUID) -> Attempt:
    """The attempt of that identifier."""
    return get_object_or_404(Attempt.objects.select_related(*Attempt.reload_with, "checked_in_by"), pk=pk)
