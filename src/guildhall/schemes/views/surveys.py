"""Pages of those who run a survey: its record, whom it asks, and every step from its words to its study."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.schemes.acts import surveys
from guildhall.schemes.forms.common import ReasonForm
from guildhall.schemes.forms.surveys import InviteForm, SurveyForm, UntilForm, told
from guildhall.schemes.freezing import frozen
from guildhall.schemes.lifecycles import SURVEY, SurveyState
from guildhall.schemes.models import Survey
from guildhall.schemes.permissions import may_read_schemes
from guildhall.schemes.permissions.surveys import may_run_surveys
from guildhall.schemes.queries import schemes
from guildhall.schemes.queries import surveys as queries
from guildhall.schemes.surveying import answers, links, pictures
from guildhall.schemes.surveying.letters import ATTEMPTS
from guildhall.schemes.views import states
from guildhall.schemes.views.analyses import one_analysis
from guildhall.shell.columns import Column, Filter
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

STEPS: dict[str, tuple[Act[..., Survey], type[ActForm]]] = {
    "open": (surveys.open_survey, ActForm),
    "extend": (surveys.extend, UntilForm),
    "remind": (surveys.remind, ActForm),
    "abandon": (surveys.abandon, ReasonForm),
}
"""What is done with a survey as a whole, with the form that asks what it needs."""

OFFERED = {
    SurveyState.PREPARING: ("open", "invite", "share", "describe", "abandon"),
    SurveyState.OPEN: ("close", "remind", "invite", "share", "extend", "abandon"),
    SurveyState.CLOSED: (),
    SurveyState.ABANDONED: (),
}
"""What can be done in each state; the first is what comes next."""

ACTS: dict[str, Act[..., Survey]] = {
    **{verb: act for verb, (act, _form) in STEPS.items()},
    "invite": surveys.invite,
    "share": surveys.share,
    "describe": surveys.describe,
    "close": surveys.close,
}


def _with_responses(rows: Sequence[Survey]) -> None:
    """How each subgroup of all rows responds, in one query."""
    found = answers.responses_of(rows)
    for row in rows:
        row.responses = found[row.pk]  # type: ignore[attr-defined]  # for this page only


def _answered(survey: Survey) -> str:
    """How many of those who were asked have answered; where subgroups are hidden, those alone that are told."""
    responses: list[answers.Response] = survey.responses  # type: ignore[attr-defined]  # fetched for this page
    asked = sum(each.invited for each in responses)
    told = {"answered": sum(each.answered or 0 for each in responses), "asked": asked}
    if not asked:
        return ""
    if all(each.answered is not None for each in responses):
        return _("%(answered)d of %(asked)d") % told
    return (_("%(answered)d or more of %(asked)d") if told["answered"] else _("withheld of %(asked)d")) % told


def _by_subgroup(survey: Survey) -> str:
    """How each subgroup responds, where there are subgroups; small numbers are told to nobody."""
    responses: list[answers.Response] = survey.responses  # type: ignore[attr-defined]  # fetched for this page
    asked = any(each.invited for each in responses)
    return "; ".join(map(_told, responses)) if survey.groups and asked else ""


def _told(response: answers.Response) -> str:
    known = {"group": response.group or _("not said"), "answered": response.answered, "asked": response.invited}
    if response.answered is None:
        return _("%(group)s: withheld of %(asked)d") % known
    return _("%(group)s: %(answered)d of %(asked)d") % known


def _found(rows: QuerySet[Survey], text: str) -> QuerySet[Survey]:
    return rows.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(analysis__number__icontains=text))


REGISTER = ListPage[Survey](
    name="schemes.surveys",
    title=gettext_noop("Surveys of occupations"),
    note=gettext_noop("Nobody learns who answered what: numbers of subgroups that are too small are withheld."),
    queryset=lambda _request: queries.surveys(),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("schemes:survey", row.pk), "number", True),
        Column(gettext_noop("Title"), lambda row: row.title, order="title"),
        Column(
            gettext_noop("Job analysis"),
            lambda row: row.analysis.number,
            lambda row: ("schemes:analysis", row.analysis_id),
            code=True,
        ),
        Column(gettext_noop("Scheme"), lambda row: row.analysis.scheme.code, order="analysis__scheme__code", code=True),
        Column(gettext_noop("State"), states.of_survey, order="state"),
        Column(gettext_noop("Last day"), lambda row: row.until_on, order="until_on"),
        Column(gettext_noop("Have answered"), _answered),
        Column(gettext_noop("Response by subgroup"), _by_subgroup),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in SURVEY.words.items()],
            lambda rows, state: rows.filter(state=state),
        ),
        Filter(
            "scheme",
            gettext_noop("Scheme"),
            lambda _request: [(each.code, each.name) for each in schemes()],
            lambda rows, code: rows.filter(analysis__scheme__code=code),
        ),
    ],
    search=_found,
    search_hint=gettext_noop("Number or title of a survey, number of its analysis"),
    before_showing=_with_responses,
    empty=gettext_noop(
        "No survey was prepared yet. One belongs to a job analysis: open the analysis for rating, and choose “Prepare "
        "a survey” on its page."
    ),
)


@page(area="desk", permission=may_read_schemes | may_run_surveys)
def register(request: PageRequest) -> HttpResponse:
    """All surveys, the latest first, with how far people have answered."""
    return REGISTER.response(request)


@page(area="desk", permission=may_run_surveys)
def begin(request: PageRequest, pk: UUID) -> HttpResponse:
    """Prepare a survey for a job analysis."""
    analysis = one_analysis(pk)
    form = SurveyForm(request.POST or None, record=analysis, initial={"title": analysis.title})
    context = {"kind": analysis.number, "back": url(("schemes:analysis", analysis.pk))}
    then = lambda made: ("schemes:survey", made.pk)  # noqa: E731  # where the person goes
    return perform(request, surveys.begin, form, record=analysis, then=then, context=context)


@page(area="desk", permission=may_read_schemes | may_run_surveys)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """A survey: what people read, and how many have answered; what somebody answered stands nowhere."""
    survey = one_survey(pk)
    responses = answers.responses(survey)
    return render_record(
        request,
        survey,
        kind=_("Survey of an occupation · %(scheme)s") % {"scheme": survey.analysis.scheme.name},
        title=survey.number,
        status=states.of_survey(survey),
        facts=_facts(survey, responses),
        offers=_offers(survey),
        template="schemes/survey.html",
        context={"survey": survey, "picture": pictures.of_responses(responses, survey.least)},
    )


def _facts(survey: Survey, responses: list[answers.Response]) -> list[Fact]:
    known = [each.answered for each in responses if each.answered is not None]
    return [
        Fact(_("Title"), survey.title),
        Fact(_("Job analysis"), survey.analysis.number, link=("schemes:analysis", survey.analysis_id)),
        Fact(_("Open until"), survey.until_on),
        Fact(_("Invited"), str(sum(each.invited for each in responses))),
        Fact(_("Have answered"), str(sum(known)), note=_hidden(len(responses) - len(known))),
        Fact(_("Letters"), _letters(survey)),
        Fact(_("Privacy threshold"), str(survey.least)),
        Fact(_("Common link"), bool(survey.open_link)),
        Fact(_("Study"), survey.study or "", link=("schemes:study", survey.study_id) if survey.study_id else ()),
    ]


def _hidden(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)d subgroup is too small to be told", "%(count)d subgroups are too small to be told", count
    ) % {"count": count}


def _letters(survey: Survey) -> str:
    """How the letters stand, in a line."""
    failed = Q(tries__gte=ATTEMPTS)
    found = survey.invitations.aggregate(
        sent=Count("pk", filter=Q(sent_on__isnull=False)),
        waiting=Count("pk", filter=~Q(letter="") & ~failed),
        failed=Count("pk", filter=failed),
    )
    return _("%(sent)d went out, %(waiting)d wait, %(failed)d could not be delivered") % found


def _offers(survey: Survey) -> list[Offer]:
    known = {"survey": survey}
    return [
        Offer(ACTS[verb], (f"schemes:survey-{verb}", survey.pk), known, main=place == 0)
        for place, verb in enumerate(OFFERED[SurveyState(survey.state)])
    ]


@page(area="desk", permission=may_run_surveys)
def describe(request: PageRequest, pk: UUID) -> HttpResponse:
    """Say anew what people read."""
    survey = one_survey(pk)
    form = SurveyForm(request.POST or None, record=survey, initial=told(survey))
    return _done(request, surveys.describe, form, survey)


@page(area="desk", permission=may_run_surveys)
def invite(request: PageRequest, pk: UUID) -> HttpResponse:
    """Invite people by e-mail."""
    survey = one_survey(pk)
    form = InviteForm(request.POST or None, record=survey, groups=survey.group_names)
    return _done(request, surveys.invite, form, survey)


@page(area="desk", permission=may_run_surveys)
def share(request: PageRequest, pk: UUID) -> HttpResponse:
    """Make a common link, and show it once."""
    survey = one_survey(pk)
    secret = links.new_secret()
    common = links.fingerprint(secret)
    answer = _done(request, surveys.share, ActForm(request.POST or None, record=survey), survey, {"common": common})
    if not Survey.objects.filter(pk=survey.pk, open_link=common).exists():
        return answer
    context = {"title": _("The common link"), "link": links.link(secret), "survey": survey}
    return render(request, "schemes/survey_link.html", context)


@page(area="desk", permission=may_run_surveys)
def close(request: PageRequest, pk: UUID) -> HttpResponse:
    """Close a survey into its study."""
    survey = one_survey(pk)
    data = lambda typed: {"dataset": frozen(answers.dataset_of(survey))}  # noqa: E731  # put together when it is asked for
    form = ActForm(request.POST or None, record=survey)
    told_so = _("Links stop working, the addresses are deleted, and the answers count in the weights of the analysis.")
    return _done(request, surveys.close, form, survey, data, consequence=told_so)


@page(area="desk", permission=may_run_surveys)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Open, extend, remind or abandon."""
    survey = one_survey(pk)
    act, form = STEPS[verb]
    return _done(request, act, form(request.POST or None, record=survey), survey)


def _done(
    request: PageRequest, act: "Act[..., Any]", form: ActForm, survey: Survey, arguments: Any = None, **more: Any
) -> HttpResponse:
    to = ("schemes:survey", survey.pk)
    context = {"kind": f"{survey.number} · {survey.title}", "back": url(to), **more}
    return perform(request, act, form, record=survey, arguments=arguments, then=to, context=context)


def one_survey(pk: UUID) -> Survey:
    """The survey, with what its page shows."""
    return get_object_or_404(Survey.objects.select_related("analysis__scheme__scope", "study"), pk=pk)
