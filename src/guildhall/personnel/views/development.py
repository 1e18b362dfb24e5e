"""Pages of development: what people have to learn, and the measures that are planned for it."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel.acts import measures, needs
from guildhall.personnel.forms.common import ReasonForm
from guildhall.personnel.forms.development import EffectForm, EnrolForm, HoldForm, MeasureForm, NeedForm, WishForm
from guildhall.personnel.lifecycles import MEASURE, NEED, MeasureState, NeedState
from guildhall.personnel.models import Attendance, Measure, Need
from guildhall.personnel.permissions import works_for_the_body
from guildhall.personnel.permissions.development import may_develop, may_judge_effects
from guildhall.personnel.queries import needs as found
from guildhall.personnel.readings import one_need
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

NEED_TONES = {
    NeedState.FOUND: Tone.SOON,
    NeedState.PLANNED: Tone.OPEN,
    NeedState.ATTENDED: Tone.OPEN,
    NeedState.MET: Tone.HOLDS,
    NeedState.DROPPED: Tone.CLOSED,
}
MEASURE_TONES = {
    MeasureState.PLANNED: Tone.OPEN,
    MeasureState.HELD: Tone.HOLDS,
    MeasureState.CANCELLED: Tone.CLOSED,
}
SETTLED: dict[str, tuple[Act[..., Need], type[ActForm]]] = {
    "meet": (needs.meet, EffectForm),
    "reopen": (needs.reopen, EffectForm),
    "drop": (needs.drop, ReasonForm),
}
"""How a need is judged: the act and the form that it needs."""
OFFERED = {NeedState.FOUND: ("drop",), NeedState.ATTENDED: ("meet", "reopen")}


def status_of(need: Need) -> Status:
    """The state of a need in a word; one that is past its day says so."""
    if need.state in found.OPEN and need.due_on < clock.today():
        return Status(_("Past its day"), Tone.FAILS)
    state = NeedState(need.state)
    return Status(translated(NEED.words[state]), NEED_TONES[state])


def status_of_measure(measure: Measure) -> Status:
    """The state of a measure in a word."""
    state = MeasureState(measure.state)
    return Status(translated(MEASURE.words[state]), MEASURE_TONES[state])


def _with_names(rows: Sequence[Need]) -> None:
    persons.opened(row.person for row in rows)


NEEDS = ListPage[Need](
    name="personnel.needs",
    title=gettext_noop("What people have to learn"),
    queryset=lambda request: found.needs(),
    order="-number",
    columns=(
        Column(gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:need", row.pk), "number", True),
        Column(gettext_noop("Person"), lambda row: row.person.name),
        Column(gettext_noop("Role"), lambda row: row.role_word, order="role"),
        Column(gettext_noop("Found by"), lambda row: row.source_word, order="source"),
        Column(gettext_noop("By when"), lambda row: row.due_on, order="due_on"),
        Column(gettext_noop("State"), status_of),
    ),
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in NEED.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a need or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands what people still have to learn: found by new criteria, an evaluation, monitoring, an incident or "
        "their own wish. Plan a measure for it; it is settled when somebody saw the effect in their work."
    ),
    new=(needs.find, ("personnel:need-find",)),
)

MEASURES = ListPage[Measure](
    name="personnel.measures",
    title=gettext_noop("Measures of development"),
    queryset=lambda request: found.measures(),
    order="-planned_on",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:measure", row.pk), "number", True
        ),
        Column(gettext_noop("Title"), lambda row: row.title),
        Column(gettext_noop("Kind"), lambda row: row.kind_word, order="kind"),
        Column(gettext_noop("Day"), lambda row: row.held_on or row.planned_on, order="planned_on"),
        Column(gettext_noop("Hours"), lambda row: row.hours),
        Column(gettext_noop("State"), status_of_measure),
    ),
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in MEASURE.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    empty=gettext_noop(
        "Here stand courses, calibrations of examiners and other measures from which the body's people learn, with "
        "who attended. Plan one, and enter the people whose needs it meets."
    ),
    new=(measures.plan, ("personnel:measure-plan",)),
)


@page(area="desk", permission=may_judge_effects)
def register(request: PageRequest) -> HttpResponseBase:
    """What people still have to learn."""
    return NEEDS.response(request)


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One need, with what was planned for it; every look is logged."""
    need = one_need(by=request.actor, need=_need(pk))
    return render_record(
        request,
        need,
        kind=_("Need of development"),
        title=need.number,
        status=status_of(need),
        facts=_facts(need),
        offers=_offers(need),
        related=[_planned(need)],
    )


def _facts(need: Need) -> list[Fact]:
    checker = need.checked_by
    return [
        Fact(_("Person"), need.person.name, link=("personnel:file", need.person_id), note=need.person.number),
        Fact(_("Role"), need.role_word),
        Fact(_("Scheme"), need.scope.name if need.scope else _("Every scheme")),
        Fact(_("What is to be learned?"), need.words),
        Fact(_("What showed it?"), need.source_word, note=need.criterion.code if need.criterion else ""),
        Fact(_("By when?"), need.due_on),
        Fact(_("Effect can be judged from"), need.check_on),
        Fact(_("Judged"), need.checked_at, note=checker.name if checker else ""),
        Fact(_("What was seen"), need.findings),
    ]


def _offers(need: Need) -> list[Offer]:
    known = {"need": need}
    verbs = OFFERED.get(NeedState(need.state), ())
    return [Offer(SETTLED[verb][0], (f"personnel:need-{verb}", need.pk), known, main=verb == "meet") for verb in verbs]


def _planned(need: Need) -> Related:
    taken = Attendance.objects.filter(need=need).select_related("measure").order_by("-id")
    rows = [
        Row(
            f"{each.measure.number}: {each.measure.title}",
            date_format(each.measure.planned_on, "j M Y"),
            ("personnel:measure", each.measure_id),
            status_of_measure(each.measure),
        )
        for each in taken
    ]
    return Related(_("Measures"), rows, empty=_("Nothing is planned. Plan a measure, and enter this person for it."))


@page(area="desk", permission=may_judge_effects)
def find(request: PageRequest) -> HttpResponseBase:
    """Record what somebody has to learn."""
    form = NeedForm(request.POST or None)
    return perform(request, needs.find, form, then=lambda made: ("personnel:need", made.pk))


@page(area="desk", permission=works_for_the_body)
def wish(request: PageRequest) -> HttpResponseBase:
    """Record what one would like to learn oneself."""
    return perform(
        request,
        needs.find,
        WishForm(request.POST or None),
        arguments=lambda typed: {**typed, "person": request.person, "source": "wish"},
        then=lambda made: ("personnel:need", made.pk),
        title=_("Say what you would like to learn"),
    )


@page(area="desk", permission=may_judge_effects)
def settle(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Judge the effect, or drop a need."""
    need = one_need(by=request.actor, need=_need(pk))
    act, form = SETTLED[verb]
    return perform(request, act, form(request.POST or None, record=need), record=need, then=("personnel:need", need.pk))


@page(area="desk", permission=works_for_the_body)
def programme(request: PageRequest) -> HttpResponseBase:
    """Everything that is planned and was held, for all who work here."""
    return MEASURES.response(request)


@page(area="desk", permission=works_for_the_body)
def measure(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One measure; who takes part is shown to who develops people, and to each themselves."""
    one = get_object_or_404(found.measures(), pk=pk)
    return render_record(
        request,
        one,
        kind=_("Measure of development"),
        title=one.number,
        status=status_of_measure(one),
        facts=_facts_of_measure(one),
        offers=_offers_of_measure(one),
        related=[_takes_part(request, one)],
    )


def _facts_of_measure(one: Measure) -> list[Fact]:
    return [
        Fact(_("Title"), one.title),
        Fact(_("Kind"), one.kind_word),
        Fact(_("What can people do afterwards?"), one.aims),
        Fact(_("Who leads it?"), one.leader),
        Fact(_("Planned for"), one.planned_on),
        Fact(_("Held"), one.held_on),
        Fact(_("Hours"), one.hours),
        *([Fact(_("Reason"), one.reasons)] if one.reasons else []),
    ]


def _offers_of_measure(one: Measure) -> list[Offer]:
    if one.state != MeasureState.PLANNED:
        return []
    known = {"measure": one}
    return [
        Offer(measures.hold, ("personnel:measure-hold", one.pk), known, main=True),
        Offer(measures.enrol, ("personnel:measure-enrol", one.pk), known),
        Offer(measures.cancel, ("personnel:measure-cancel", one.pk), known),
    ]


def _takes_part(request: PageRequest, one: Measure) -> Related:
    taken = found.attendances(one)
    if may_develop.refusal(by=request.actor):
        taken = [each for each in taken if each.person_id == request.person.pk]
    names = persons.names({each.person_id for each in taken})
    rows = [
        Row(
            f"{names[each.person_id]} ({each.person.number})",
            each.need.number if each.need else "",
            ("personnel:need", each.need_id) if each.need else (),
            _was_there(each),
        )
        for each in taken
    ]
    return Related(_("Who takes part"), rows, empty=_("Nobody is entered yet."))


def _was_there(attendance: Attendance) -> Status:
    if attendance.has_attended is None:
        return Status(_("Entered"), Tone.OPEN)
    return Status(_("Attended"), Tone.HOLDS) if attendance.has_attended else Status(_("Missed it"), Tone.FAILS)


@page(area="desk", permission=may_develop)
def plan(request: PageRequest) -> HttpResponseBase:
    """Plan a measure."""
    form = MeasureForm(request.POST or None)
    return perform(request, measures.plan, form, then=lambda made: ("personnel:measure", made.pk))


@page(area="desk", permission=may_develop)
def enrol(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Enter somebody for a measure."""
    one = get_object_or_404(found.measures(), pk=pk)
    form = EnrolForm(request.POST or None, record=one)
    return perform(request, measures.enrol, form, record=one, then=("personnel:measure", one.pk))


@page(area="desk", permission=may_develop)
def hold(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Record who attended."""
    one = get_object_or_404(found.measures(), pk=pk)
    names = persons.names({each.person_id for each in found.attendances(one)})
    form = HoldForm(request.POST or None, record=one, names=names)
    return perform(request, measures.hold, form, record=one, then=("personnel:measure", one.pk))


@page(area="desk", permission=may_develop)
def cancel(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Cancel a measure."""
    one = get_object_or_404(found.measures(), pk=pk)
    form = ReasonForm(request.POST or None, record=one)
    return perform(request, measures.cancel, form, record=one, then=("personnel:measure", one.pk))


def _need(pk: UUID) -> Need:
    return get_object_or_404(found.needs().select_related("checked_by"), pk=pk)
