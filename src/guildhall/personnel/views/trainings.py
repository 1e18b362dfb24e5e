"""Pages of trainings: the register, one's own, each record with its exemptions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ELIGIBILITY_REVIEWER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.notices import timers
from guildhall.personnel import queries
from guildhall.personnel.acts import trainings
from guildhall.personnel.forms import ExemptionForm, OwnTrainingForm, ReasonForm, TrainingForm
from guildhall.personnel.lifecycles import TRAINING, TrainingState
from guildhall.personnel.models import Exemption, Training
from guildhall.personnel.permissions import may_exempt, may_keep_trainings, may_void_trainings, works_for_the_body
from guildhall.personnel.readings import one_training
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {TrainingState.RECORDED: Tone.OPEN, TrainingState.VOID: Tone.CLOSED}


def status_of(training: Training) -> Status:
    """The state of a training in a word."""
    state = TrainingState(training.state)
    return Status(translated(TRAINING.words[state]), TONES[state])


def _prepared(rows: Sequence[Training]) -> None:
    """Fetch the keys of all names at once, and the length of the separation once."""
    persons.opened(each for row in rows for each in (row.person, row.trainer))
    separation = timers.length(queries.SEPARATION)
    for row in rows:
        row.examines_from = separation.after(row.ended_on) if separation else None  # type: ignore[attr-defined]


COLUMNS = (
    Column[Training](
        gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:training", row.pk), "number", True
    ),
    Column[Training](gettext_noop("Trainer"), lambda row: row.trainer.name),
    Column[Training](gettext_noop("Trained"), lambda row: row.person.name),
    Column[Training](gettext_noop("Scheme"), lambda row: row.scope.name),
    Column[Training](gettext_noop("Last day"), lambda row: row.ended_on, order="ended_on"),
    Column[Training](gettext_noop("Does not examine before"), lambda row: row.examines_from),  # type: ignore[attr-defined]
    Column[Training](gettext_noop("State"), status_of),
)

REGISTER = ListPage[Training](
    name="personnel.trainings",
    title=gettext_noop("Trainings"),
    queryset=lambda request: queries.trainings(),
    order="-number",
    columns=COLUMNS,
    search=lambda rows, text: rows.filter(
        Q(number__icontains=text) | Q(person__number__icontains=text) | Q(trainer__number__icontains=text)
    ),
    search_hint=gettext_noop("Number of a training or a person"),
    before_showing=_prepared,
    empty=gettext_noop(
        "Here stands who trained whom for a scheme. Who trained somebody never decides on them in that scheme, and "
        "does not examine them for 24 months."
    ),
    new=(trainings.record, ("personnel:training-record",)),
)

MINE = ListPage[Training](
    name="personnel.my-trainings",
    title=gettext_noop("Whom I trained"),
    queryset=lambda request: queries.trainings().filter(trainer_id=request.person.pk),
    order="-number",
    columns=COLUMNS,
    before_showing=_prepared,
    empty=gettext_noop(
        "Tell here whom you trained for a scheme, wherever that was. You then never decide on them in that scheme, "
        "and do not examine them for 24 months."
    ),
    new=(trainings.record, ("personnel:training-tell",)),
)


@page(area="desk", permission=holds(OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER, TOP_MANAGEMENT))
def register(request: PageRequest) -> HttpResponseBase:
    """All trainings that are known."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponseBase:
    """Whom the person who asks trained."""
    return MINE.response(request)


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One training, for trainer, trainee and who keeps the trainings; every look is logged."""
    training = one_training(by=request.actor, training=_training(pk))
    return render_record(
        request,
        training,
        kind=_("Training"),
        title=training.number,
        status=status_of(training),
        facts=[
            Fact(_("Trainer"), training.trainer.name, note=training.trainer.number),
            Fact(_("Trained"), training.person.name, note=training.person.number),
            Fact(_("Scheme"), training.scope.name, note=training.scope.number),
            Fact(_("What was taught"), training.title),
            Fact(_("Last day"), training.ended_on),
            Fact(_("Does not examine before"), queries.separated_until(training)),
            Fact(_("Told"), training.told_at),
        ],
        offers=_offers(training),
        related=[_exemptions(training)],
    )


def _offers(training: Training) -> list[Offer]:
    known = {"training": training}
    return [
        Offer(trainings.exempt, ("personnel:training-exempt", training.pk), known),
        Offer(trainings.void, ("personnel:training-void", training.pk), known),
    ]


def _exemptions(training: Training) -> Related:
    found = training.exemptions.select_related("training__person", "scope", "approved_by").order_by("-approved_at")
    return Related(
        _("Exemptions from the separation of trainer and examiner"),
        [_exemption(each) for each in found],
        empty=_("None. With a written justification and an approver a trainer may examine within the 24 months."),
    )


def _exemption(exemption: Exemption) -> Row:
    over = exemption.ended_at is not None or exemption.until_on < clock.today()
    return Row(
        f"{exemption.scope.name} · {exemption.approved_by.name}",
        exemption.reasons,
        () if over else ("personnel:exemption-end", exemption.pk),
        Status(_("Over"), Tone.CLOSED) if over else Status(_("Holds"), Tone.HOLDS),
    )


@page(area="desk", permission=may_keep_trainings)
def record_one(request: PageRequest) -> HttpResponseBase:
    """Record who trained whom, for the office."""
    form = TrainingForm(request.POST or None)
    return perform(request, trainings.record, form, then=lambda made: ("personnel:training", made.pk))


@page(area="desk", permission=works_for_the_body)
def tell(request: PageRequest) -> HttpResponseBase:
    """Tell whom one trained oneself."""

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "trainer": request.person}

    form = OwnTrainingForm(request.POST or None)
    return perform(
        request,
        trainings.record,
        form,
        arguments=arguments,
        then=lambda made: ("personnel:training", made.pk),
        title=_("Tell whom you trained"),
    )


@page(area="desk", permission=may_void_trainings)
def void(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Void a training that was recorded in error."""
    training = one_training(by=request.actor, training=_training(pk))
    form = ReasonForm(request.POST or None, record=training)
    return perform(request, trainings.void, form, record=training, then=("personnel:training", training.pk))


@page(area="desk", permission=may_exempt)
def exempt(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Approve an exemption, with its written justification."""
    training = one_training(by=request.actor, training=_training(pk))
    form = ExemptionForm(request.POST or None, record=training, initial={"scope": training.scope_id})
    return perform(request, trainings.exempt, form, record=training, then=("personnel:training", training.pk))


@page(area="desk", permission=may_exempt)
def end(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """End an exemption before its day."""
    related = ("training__person", "training__trainer", "scope")
    exemption = get_object_or_404(Exemption.objects.select_related(*related), pk=pk)
    form = ReasonForm(request.POST or None, record=exemption)
    return perform(request, trainings.end, form, record=exemption, then=("personnel:training", exemption.training_id))


def _training(pk: UUID) -> Training:
    return get_object_or_404(queries.trainings(), pk=pk)
