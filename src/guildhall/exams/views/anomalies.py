"""Pages of what stood out in answers: the questions that wait, each with its figures, and the check of a sitting."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import forensics, queries, readings
from guildhall.exams.acts import anomalies
from guildhall.exams.acts.attempts import investigate
from guildhall.exams.figures import shown
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.statistics import FindingForm
from guildhall.exams.lifecycles import ANOMALY, ATTEMPT, AnomalyState
from guildhall.exams.models import Anomaly, AnomalyAttempt, AnomalyKind, ForensicCheck
from guildhall.exams.permissions import judges_anomalies
from guildhall.exams.views.sittings import sitting_of
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import status_of, when
from guildhall.identity.persons import names
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank.queries import trained_scopes
from guildhall.kernel.words import gettext_noop
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

LEAST_SHOWN = 0.01
"""The least number that two digits tell from none."""

STEPS = {
    "dismiss": Step(anomalies.dismiss, ReasonForm),
    "take-up": Step(anomalies.take_up, ReasonForm),
    "close": Step(anomalies.close, FindingForm),
}
OFFERED = {AnomalyState.OPEN: ("dismiss", "take-up"), AnomalyState.TAKEN_UP: ("close",)}
TONES = {
    AnomalyState.OPEN: Tone.SOON,
    AnomalyState.TAKEN_UP: Tone.FAILS,
    AnomalyState.DISMISSED: Tone.CLOSED,
    AnomalyState.CLOSED: Tone.CLOSED,
}

MEANINGS = {
    AnomalyKind.COPYING: gettext_noop(
        "Two candidates who sat together chose the same options more often than their abilities explain. It happens to "
        "people who learned together, too."
    ),
    AnomalyKind.SIMILARITY: gettext_noop(
        "Two candidates gave the same wrong answers more often than others who were wrong. A shared source beforehand "
        "leaves such traces, and so does a shared misunderstanding."
    ),
    AnomalyKind.TIMES: gettext_noop(
        "Somebody was slow where others are fast, and fast where they are slow. Interruptions and reading aloud do "
        "that as well."
    ),
    AnomalyKind.CHANGES: gettext_noop(
        "More wrong answers were changed to right than others change. Careful people who check their work do so."
    ),
    AnomalyKind.PREKNOWLEDGE: gettext_noop(
        "Somebody was much abler on the items that are compromised than on the others. The two kinds may also ask for "
        "different knowledge."
    ),
    AnomalyKind.GAINS: gettext_noop(
        "Somebody gained more since their attempt before than practice and chance bring to those who repeat. People "
        "who learned hard in between do so, too."
    ),
}
"""What each kind of question means, and what honest reason there may be."""


def _state(row: Anomaly) -> Status:
    return Status(translated(ANOMALY.words[row.state]), TONES[AnomalyState(row.state)])


def one_of(rate: float) -> str:
    """How often chance alone raises it, as people say it."""
    return _("one in %(count)s") % {"count": shown(1 / rate, 0)} if rate > 0 else "–"


def rarely(expected: float) -> str:
    """How many signals come up by chance; so few that two digits would say none have four."""
    return shown(expected, 4 if 0 < expected < LEAST_SHOWN else 2)


def _visible(request: PageRequest) -> QuerySet[Anomaly]:
    scheme = "sitting__component__version__scheme"
    rows = Anomaly.objects.select_related(*Anomaly.reload_with)
    mine = queries.visible_to(request.person.id, rows, scheme, EXAM_MANAGER)
    return mine.exclude(**{f"{scheme}__scope__in": trained_scopes(request.person.id)})


def _with_attempts(rows: Sequence[Anomaly]) -> None:
    known: dict[UUID, list[str]] = {row.pk: [] for row in rows}
    about = AnomalyAttempt.objects.filter(anomaly__in=known).order_by("attempt__number")
    for anomaly, number in about.values_list("anomaly_id", "attempt__number"):
        known[anomaly].append(number)
    for row in rows:
        row.numbers = ", ".join(known[row.pk])  # type: ignore[attr-defined]


def _kinds(request: PageRequest) -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in AnomalyKind]


REGISTER = ListPage[Anomaly](
    name="exams.anomalies",
    title=gettext_noop("Questions about answers"),
    queryset=_visible,
    order="-noticed_at",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:anomaly", row.pk), "number", True),
        Column(gettext_noop("What stood out"), lambda row: row.get_kind_display(), order="kind"),
        Column(gettext_noop("State"), _state, order="state"),
        Column(gettext_noop("Attempts"), lambda row: row.numbers),  # type: ignore[attr-defined]
        Column(
            gettext_noop("Sitting"),
            lambda row: row.sitting.number,
            lambda row: ("exams:sitting-check", row.sitting_id),
            "sitting__number",
            True,
        ),
        Column(gettext_noop("By chance"), lambda row: one_of(row.rate)),
        Column(gettext_noop("Raised"), lambda row: row.noticed_at, order="noticed_at"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(ANOMALY.words.items()), lambda rows, state: rows.filter(state=state)
        ),
        Filter("kind", gettext_noop("What stood out"), _kinds, lambda rows, kind: rows.filter(kind=kind)),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(sitting__number__icontains=text),
    search_hint=gettext_noop("Number of a question or a sitting"),
    before_showing=_with_attempts,
    empty=gettext_noop(
        "The answers of each sitting are looked through when its log is complete. What honest candidates rarely give "
        "raises a question here; a person answers it."
    ),
)


@page(area="desk", permission=judges_anomalies)
def register(request: PageRequest) -> HttpResponseBase:
    """The questions about answers in the schemes whose examinations somebody manages."""
    return REGISTER.response(request)


@page(area="desk", permission=judges_anomalies)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One question: what stood out, how often chance does that, whom it is about, and what was made of it."""
    anomaly = get_object_or_404(_visible(request), pk=pk)
    about = readings.one_anomaly(by=request.actor, anomaly=anomaly)
    return render_record(
        request,
        anomaly,
        kind=anomaly.get_kind_display(),
        title=anomaly.number,
        status=_state(anomaly),
        facts=[*_facts(anomaly), *_answers(anomaly)],
        offers=_offers(anomaly),
        related=[_attempts(about)],
        template="exams/anomaly.html",
        context={"meaning": _(MEANINGS[AnomalyKind(anomaly.kind)])},
    )


def _facts(anomaly: Anomaly) -> list[Fact]:
    expected = _("%(expected)s such signals come up by chance in a check like this one") % {
        "expected": rarely(anomaly.expected)
    }
    check = _("check %(ordinal)d") % {"ordinal": anomaly.check_made.ordinal}
    return [
        Fact(_("Sitting"), anomaly.sitting.number, ("exams:sitting-check", anomaly.sitting_id), check),
        *(Fact(label, value) for label, value in figures_of(anomaly)),
        Fact(_("Raised among honest candidates"), one_of(anomaly.rate), note=expected),
        Fact(_("Raised"), anomaly.noticed_at),
    ]


def figures_of(anomaly: Anomaly) -> list[tuple[str, str]]:
    """The numbers behind a question, in words."""
    told = anomaly.evidence
    match anomaly.kind:
        case AnomalyKind.COPYING:
            words = _("%(matches)s of %(items)s, where %(expected)s were to be expected")
            rows = [(_("Equal answers"), words % _whole(told, "matches", "items", "expected"))]
        case AnomalyKind.SIMILARITY:
            words = _("%(same_wrong)s of %(both_wrong)s that both have wrong; %(expected)s were to be expected")
            rows = [(_("Equal wrong answers"), words % _whole(told, "same_wrong", "both_wrong", "expected"))]
        case AnomalyKind.CHANGES:
            words = _("%(changes)s, where others change %(usual)s")
            rows = [(_("Answers changed to right"), words % _whole(told, "changes", "usual"))]
        case AnomalyKind.GAINS:
            words = _("%(score)s right; the attempt before is worth %(earlier)s here, and %(repeated)s repeated")
            rows = [(_("Gain"), words % _whole(told, "score", "earlier", "repeated"))]
        case AnomalyKind.PREKNOWLEDGE:
            words = _("%(leaked)s, on which they were abler by %(z)s standard errors")
            figures = {**_whole(told, "leaked"), "z": shown(anomaly.statistic, 1)}
            rows = [(_("Compromised items"), words % figures)]
        case _:
            words = _("%(z)s standard deviations from what is usual")
            rows = [(_("Times"), words % {"z": shown(anomaly.statistic, 1)})]
    return [*rows, (_("Chance of as much or more"), one_of(anomaly.chance))]


def _whole(told: dict[str, Any], *which: str) -> dict[str, str]:
    return {name: shown(told[name], 0 if float(told[name]).is_integer() else 1) for name in which}


def _answers(anomaly: Anomaly) -> list[Fact]:
    known = names(filter(None, [anomaly.judged_by_id, anomaly.closed_by_id]))
    rows = []
    if anomaly.judged_by_id:
        label = _("Dismissed") if anomaly.state == AnomalyState.DISMISSED else _("Taken up")
        rows.append(Fact(label, anomaly.judged_at, note=f"{known.get(anomaly.judged_by_id, '')}: {anomaly.reason}"))
    if anomaly.closed_by_id:
        said = f"{known.get(anomaly.closed_by_id, '')}: {anomaly.finding}"
        rows.append(Fact(_("What was found"), anomaly.closed_at, note=said))
    return rows


def _offers(anomaly: Anomaly) -> list[Offer]:
    wanted = OFFERED.get(AnomalyState(anomaly.state), ())
    return [
        Offer(STEPS[verb].act, (f"exams:anomaly-{verb}", anomaly.pk), {"anomaly": anomaly}, main=verb == "close")
        for verb in wanted
    ]


def _attempts(about: Sequence[AnomalyAttempt]) -> Related:
    rows = [
        Row(each.attempt.number, _next(each), ("exams:attempt", each.attempt_id), status_of(each.attempt))
        for each in about
    ]
    return Related(_("Attempts"), rows, note=_("an investigation is opened on the attempt's own page, and told"))


def _next(about: AnomalyAttempt) -> str:
    """What can be done about an attempt in its state."""
    if investigate.move is not None and ATTEMPT.refusal(investigate.move, about.attempt.state) is None:
        return _("Can be investigated: the candidate is told and heard.")
    return about.attempt.sitting.number


@page(area="desk", permission=judges_anomalies)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Dismiss a question, take it up, or say what was found."""
    anomaly, doing = get_object_or_404(_visible(request), pk=pk), STEPS[verb]
    readings.one_anomaly(by=request.actor, anomaly=anomaly)
    form = doing.form(request.POST or None, record=anomaly)
    context = {"kind": f"{anomaly.number} · {anomaly.get_kind_display()}"}
    return perform(request, doing.act, form, record=anomaly, then=("exams:anomaly", anomaly.pk), context=context)


@page(area="desk", permission=judges_anomalies)
def check(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """What the latest check of a sitting compared and raised, or why it left a method out."""
    sitting = sitting_of(request, pk)
    done = readings.checks_of(by=request.actor, sitting=sitting)
    raised = sitting.anomalies.select_related("check_made").order_by("noticed_at")
    rows = [Row(each.number, each.get_kind_display(), ("exams:anomaly", each.pk), _state(each)) for each in raised]
    return render_record(
        request,
        sitting,
        kind=_("Forensic check of the sitting"),
        title=sitting.number,
        status=Status(_("looked through"), Tone.HOLDS) if done else Status(_("not looked through yet"), Tone.SOON),
        facts=[Fact(_("Sitting"), when(sitting), ("exams:sitting", sitting.pk)), *_of_check(done)],
        offers=[Offer(anomalies.ask, ("exams:sitting-look", sitting.pk), {"sitting": sitting})],
        related=[Related(_("Questions"), rows, empty=_("Nothing stood out."))],
        template="exams/check.html",
        context={"methods": [_method(each) for each in done[0].methods] if done else []},
    )


def _of_check(done: Sequence[ForensicCheck]) -> list[Fact]:
    if not done:
        return [Fact(_("Looked through"), None)]
    count = len(done[0].attempts)
    words = ngettext("%(count)d attempt", "%(count)d attempts", count) % {"count": count}
    return [Fact(_("Looked through"), done[0].checked_at, note=words), Fact(_("Computed with"), done[0].code_version)]


def _method(each: dict[str, Any]) -> dict[str, Any]:
    """One method in words: what it compared, how often it raises an honest one, and what it raised."""
    if each["left_out"]:
        return {"name": AnomalyKind(each["kind"]).label, "left_out": _why_left_out(each)}
    return {
        "name": AnomalyKind(each["kind"]).label,
        "left_out": "",
        "compared": each["compared"],
        "rate": one_of(each["rate"]),
        "expected": rarely(each["expected"]),
        "raised": each["raised"],
    }


def _why_left_out(method: dict[str, Any]) -> str:
    few = _("left out: fewer than %(least)d took this form, so chance cannot be told from anything else")
    return {
        forensics.FEW: few % {"least": method["least"]},
        forensics.NO_SCALE: _("left out: this form has no approved calibration"),
        forensics.FEW_NEW: _("left out: fewer than %(least)d took this form for the first time")
        % {"least": method["least"]},
        forensics.FEW_REPEATED: _("left out: fewer than %(least)d repeated it whose attempt before can be compared")
        % {"least": method["least"]},
        forensics.NONE_LEAKED: _("left out: no item of this form is known to be compromised"),
    }.get(method["left_out"], _("left out: these answers do not bear it"))


@page(area="desk", permission=judges_anomalies)
def look(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Have the answers of a sitting looked through now."""
    sitting = sitting_of(request, pk)
    form, then = ActForm(request.POST or None, record=sitting), ("exams:sitting-check", sitting.pk)
    return perform(request, anomalies.ask, form, record=sitting, then=then, context={"kind": sitting.number})
