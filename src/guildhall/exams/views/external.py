"""Pages of results that did not arise here: typing paper in, providers' files, decisions on equivalence."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import providers, queries, readings
from guildhall.exams.acts import external
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.judging import (
    SCANS,
    AnswersForm,
    EquivalenceForm,
    ProviderFileForm,
    ReportForm,
    ScoreForm,
)
from guildhall.exams.lifecycles import BatchState
from guildhall.exams.models import Equivalence, ResultBatch
from guildhall.exams.permissions import decides_equivalence, manages_exams, plans_and_marks
from guildhall.exams.views.attempts import attempt_of
from guildhall.exams.views.sittings import sitting_of
from guildhall.exams.views.words import status_of, when
from guildhall.identity.roles import EXAM_MANAGER, SCHEME_APPROVER, SCHEME_MANAGER
from guildhall.kernel.words import gettext_noop
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault import keys
from guildhall.vault.files import receive


@page(area="desk", permission=plans_and_marks)
def type_in(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Type a paper in: its answers where it has a form, otherwise its score. Nobody sees what the other one typed."""
    attempt = attempt_of(pk)
    by_score = attempt.form is None or "score" in request.GET
    form: AnswersForm | ScoreForm
    if by_score or attempt.form is None:
        form = ScoreForm(request.POST or None, record=attempt)
    else:
        form = AnswersForm(request.POST or None, record=attempt, placements=queries.placements(attempt.form))
    return perform(
        request,
        external.type_in,
        form,
        record=attempt,
        arguments=lambda typed: {"content": form.content},
        then=("exams:sitting-board", attempt.sitting_id),
        template="exams/type_in.html",
        context={"kind": f"{attempt.number} · {attempt.form or ''}", "attempt": attempt, "by_score": by_score},
    )


@page(area="desk", permission=manages_exams)
def stage(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Hand in a provider's file; it is read against the list of those who were sent, and nothing is applied yet."""
    sitting = sitting_of(request, pk)
    form = ProviderFileForm(request.POST or None, request.FILES or None, record=sitting)

    def read(typed: dict[str, Any]) -> dict[str, Any]:
        return {"name": typed["file"].name, "staged": providers.read(sitting, typed["file"].read())}

    return perform(
        request,
        external.stage,
        form,
        record=sitting,
        arguments=read,
        then=lambda made: ("exams:batch", made.pk),
        context={"kind": f"{sitting.number} · {sitting.provider}"},
    )


@page(area="desk", permission=manages_exams)
def batch(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A provider's file: rows that fit, a reason for each that does not, and who is missing."""
    found = readings.one_batch(by=request.actor, batch=batch_of(pk))
    known, sitting = {"batch": found}, found.sitting
    offers = [
        Offer(external.take, ("exams:batch-take", found.pk), known, main=True),
        Offer(external.discard, ("exams:batch-discard", found.pk), known),
    ]
    return render_record(
        request,
        found,
        kind=_("Results of %(provider)s") % {"provider": found.sitting.provider},
        title=found.number,
        status=status_of(found),
        facts=[
            Fact(_("File"), found.name),
            Fact(_("Sitting"), sitting.number, link=("exams:sitting", sitting.pk), note=when(sitting)),
            Fact(_("Handed in"), found.staged_at),
            Fact(_("Settled"), found.settled_at),
        ],
        offers=offers if found.state == BatchState.STAGED else [],
        related=_rows(found),
    )


def _rows(found: ResultBatch) -> list[Related]:
    good = [
        Row(row["attempt"], _("%(score)s of %(maximum)s") % row, (), Status(_("fits"), Tone.HOLDS))
        for row in found.rows
    ]
    bad = [
        Row(
            _("Line %(line)s: %(attempt)s") % row,
            row["reason"],
            (),
            Status(_("left out"), Tone.FAILS),
        )
        for row in found.problems
    ]
    missing = [Row(number, "", (), Status(_("missing"), Tone.SOON)) for number in found.missing]
    return [
        Related(_("Rows that fit"), good, empty=_("No row fits anybody who was sent.")),
        Related(_("Rows that are left out"), bad, empty=_("Every row fits.")),
        Related(_("Sent, and not in the file"), missing, empty=_("Everybody who was sent stands in the file.")),
    ]


@page(area="desk", permission=manages_exams)
def take(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take the good rows in, with the provider's signed report."""
    found = batch_of(pk)
    form = ReportForm(request.POST or None, request.FILES or None, record=found)
    return perform(
        request,
        external.take,
        form,
        record=found,
        arguments=lambda typed: {"report": receive(typed["report"], key_id=keys.BODY, allowed=SCANS)},
        then=("exams:batch", found.pk),
        context={"kind": f"{found.number} · {found.sitting.provider}"},
    )


@page(area="desk", permission=manages_exams)
def discard(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Give a staged file up."""
    found = batch_of(pk)
    form = ReasonForm(request.POST or None, record=found)
    then = ("exams:batch", found.pk)
    return perform(request, external.discard, form, record=found, then=then, context={"kind": found.number})


EQUIVALENCES = ListPage[Equivalence](
    name="exams.equivalences",
    title=gettext_noop("Equivalence of providers"),
    queryset=lambda request: queries.visible_to(
        request.person.id,
        Equivalence.objects.select_related(*Equivalence.reload_with),
        "component__version__scheme",
        EXAM_MANAGER,
        SCHEME_MANAGER,
        SCHEME_APPROVER,
    ),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, order="number", code=True),
        Column(gettext_noop("Provider"), lambda row: row.provider, order="provider"),
        Column(gettext_noop("Component"), lambda row: f"{row.component.version.number} {row.component}"),
        Column(gettext_noop("Valid until"), lambda row: row.valid_until, order="valid_until"),
        Column(gettext_noop("Reasons"), lambda row: row.reasons),
    ],
    empty=gettext_noop("Here stands which providers' examinations count as the scheme's own, why, and until when."),
    new=(external.decide, ("exams:equivalence-decide",)),
)


@page(area="desk", permission=decides_equivalence | manages_exams)
def equivalences(request: PageRequest) -> HttpResponseBase:
    """Which providers' examinations count."""
    return EQUIVALENCES.response(request)


@page(area="desk", permission=decides_equivalence)
def decide(request: PageRequest) -> HttpResponseBase:
    """Decide on the equivalence of a provider's examinations."""
    components = queries.components_of(request.person.id, SCHEME_MANAGER, SCHEME_APPROVER)
    form = EquivalenceForm(request.POST or None, components=components)
    return perform(request, external.decide, form, then=("exams:equivalences",))


def batch_of(pk: UUID) -> ResultBatch:
    """The staged file of that identifier."""
    return get_object_or_404(ResultBatch.objects.select_related(*ResultBatch.reload_with), pk=pk)
