"""Pages of those who lead a panel or follow it: planning, who sits on it, how far it is, what a round came to."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import queries
from guildhall.exams.acts import judges, standards
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.standards import (
    ConcludeForm,
    DescribeForm,
    DueForm,
    GroupsForm,
    PlanForm,
    SeatForm,
    groups_of,
    told,
)
from guildhall.exams.lifecycles import SETTING, JudgeState, SettingState
from guildhall.exams.models import Judge, StandardSetting
from guildhall.exams.panels import feedback, freezing, pictures, reality, rounds, seeing
from guildhall.exams.permissions.standards import FOLLOWING, convenes_panels, follows_panels
from guildhall.exams.views.common import form_of
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import number
from guildhall.identity.grants import given_on
from guildhall.identity.models import Person
from guildhall.identity.persons import names
from guildhall.identity.roles import PANELLIST
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.freezing import frozen
from guildhall.schemes.models import StudyKind
from guildhall.schemes.queries import studies
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    SettingState.PLANNED: Tone.OPEN,
    SettingState.TRAINING: Tone.OPEN,
    SettingState.RATING: Tone.SOON,
    SettingState.FEEDBACK: Tone.SOON,
    SettingState.CONCLUDED: Tone.HOLDS,
    SettingState.ABANDONED: Tone.CLOSED,
}
STEPS = {
    "describe": Step(standards.describe, DescribeForm),
    "invite": Step(standards.invite, ActForm),
    "open-round": Step(standards.open_round, DueForm),
    "extend": Step(standards.extend, DueForm),
    "remind": Step(standards.remind, ActForm),
    "close-round": Step(standards.close_round, ActForm),
    "group": Step(standards.group, GroupsForm),
    "abandon": Step(standards.abandon, ReasonForm),
}
"""What is done with a standard setting, each on a page of its own."""

OFFERED = {
    SettingState.PLANNED: ("invite", "seat", "describe", "abandon"),
    SettingState.TRAINING: ("open-round", "seat", "describe", "abandon"),
    SettingState.RATING: ("close-round", "remind", "extend", "abandon"),
    SettingState.FEEDBACK: ("conclude", "open-round", "abandon"),
    SettingState.CONCLUDED: (),
    SettingState.ABANDONED: (),
}
BY_GROUPS = ("group", "conclude", "abandon")
"""What can be done in each state, and with a method that asks no panel; the first is what comes next."""

ACTS = {**{verb: doing.act for verb, doing in STEPS.items()}, "seat": judges.seat, "conclude": standards.conclude}


def status_of(setting: StandardSetting) -> Status:
    """The state of a standard setting in a word."""
    state = SettingState(setting.state)
    return Status(translated(SETTING.words[state]), TONES[state])


REGISTER = ListPage[StandardSetting](
    name="exams.standards",
    title=gettext_noop("Standard settings"),
    queryset=lambda request: queries.visible_to(
        request.person.id,
        StandardSetting.objects.select_related(*StandardSetting.reload_with),
        "form__component__version__scheme",
        *FOLLOWING,
    ),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:standard", row.pk), "number", True),
        Column(gettext_noop("Form"), lambda row: row.form.number, lambda row: ("exams:form", row.form_id)),
        Column(gettext_noop("Method"), lambda row: row.get_method_display(), order="method"),
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Round"), lambda row: f"{row.round} / {row.rounds}"),
        Column(gettext_noop("To be rated by"), lambda row: row.due_on, order="due_on"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(SETTING.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(form__number__icontains=text),
    search_hint=gettext_noop("Number, or number of the form"),
    empty=gettext_noop(
        "Here stand the panels that find passing standards. One is planned from the page of a form whose items stand."
    ),
)


@page(area="desk", permission=follows_panels)
def register(request: PageRequest) -> HttpResponseBase:
    """The standard settings of the schemes in which somebody works."""
    return REGISTER.response(request)


@page(area="desk", permission=convenes_panels)
def plan(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Plan how the standard of a form is found."""
    form = form_of(pk)
    found = studies.about(form.ref).filter(kind=StudyKind.CALIBRATION, state__in=studies.COMPUTED)
    known = {str(each.pk): each for each in found}
    typed = PlanForm(request.POST or None, record=form, calibrations=[(pk, str(each)) for pk, each in known.items()])
    return perform(
        request,
        standards.plan,
        typed,
        record=form,
        arguments=lambda given: {**given, "calibration": known.get(given["calibration"])},
        then=lambda made: ("exams:standard", made.pk),
        context={"kind": f"{form.number} · {form.title}", "back": url(("exams:form", form.pk))},
    )


@page(area="desk", permission=follows_panels)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A standard setting: who sits on the panel and how far each is, and what the rounds that are over came to."""
    setting = setting_of(pk)
    told_of = seeing.progress(by=request.actor, setting=setting)
    shown = None if setting.by_groups else _last(setting)
    return render_record(
        request,
        setting,
        kind=_("Standard setting of the form %(form)s") % {"form": setting.form.number},
        title=setting.number,
        status=status_of(setting),
        facts=_facts(setting),
        offers=_offers(setting),
        template="exams/standard.html",
        context={
            "setting": setting,
            "progress": told_of,
            "leads": standards.abandon.refusal(by=request.actor, setting=setting) is None,
            "shown": shown,
            "cuts": pictures.of_cuts(shown) if shown else None,
            "items": pictures.of_items(shown) if shown else None,
            "impact": pictures.of_impact(shown) if shown else None,
        },
    )


def _last(setting: StandardSetting) -> feedback.OfRound | None:
    """The last round that is over; an open one is nobody's business yet."""
    over = setting.round - (setting.state == SettingState.RATING)
    return feedback.of(rounds.held(setting, over), reality.of(setting)) if over else None


def _facts(setting: StandardSetting) -> list[Fact]:
    known = names(filter(None, [setting.convened_by_id, setting.concluded_by_id]))
    cut = studies.recommended_cut(setting.study) if setting.study else None
    return [
        Fact(_("Form"), f"{setting.form.number} {setting.form.title}", link=("exams:form", setting.form_id)),
        Fact(_("Method"), setting.get_method_display()),
        Fact(_("Who is just good enough"), setting.candidate),
        Fact(_("Led by"), known.get(setting.convened_by_id, "")),
        Fact(_("Round"), _("%(round)d of %(rounds)d") % {"round": setting.round, "rounds": setting.rounds}),
        Fact(_("To be rated by"), setting.due_on),
        Fact(_("Checked by Hofstee and Beuk"), setting.with_checks),
        *([Fact(_("Groups"), str(setting.groups.count()), note=setting.groups_source)] if setting.by_groups else []),
        Fact(_("Concluded"), setting.concluded_at, note=setting.summary),
        Fact(_("Study"), setting.study or "", link=("schemes:study", setting.study_id) if setting.study_id else ()),
        Fact(_("Recommended cut"), number(cut) if cut is not None else ""),
    ]


def _offers(setting: StandardSetting) -> list[Offer]:
    state = SettingState(setting.state)
    verbs = BY_GROUPS if setting.by_groups and state == SettingState.PLANNED else OFFERED[state]
    known = {"setting": setting}
    return [
        Offer(ACTS[verb], (f"exams:standard-{verb}", setting.pk), known, main=place == 0)
        for place, verb in enumerate(verbs)
    ]


@page(area="desk", permission=convenes_panels)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """One step of a standard setting."""
    setting, doing = setting_of(pk), STEPS[verb]
    begun = {"describe": told, "group": groups_of}.get(verb)
    form = doing.form(request.POST or None, record=setting, initial=begun(setting) if begun else {})
    return _done(request, doing.act, form, setting)


@page(area="desk", permission=convenes_panels)
def seat(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take somebody onto the panel."""
    setting = setting_of(pk)
    form = SeatForm(request.POST or None, record=setting, people=_candidates(setting))
    person = lambda typed: {**typed, "person": get_object_or_404(Person, pk=typed["person"])}  # noqa: E731  # when sent
    return _done(request, judges.seat, form, setting, person)


def _candidates(setting: StandardSetting) -> list[tuple[str, str]]:
    """Who holds the panel's role in the scheme and is not on the panel, by name."""
    seated = setting.judges.filter(state=JudgeState.SEATED).values("person")
    scope_id = setting.form.component.version.scheme.scope_id
    given = given_on(clock.today()).filter(role=PANELLIST.code, scope_id=scope_id)
    found = names(given.exclude(person__in=seated).values_list("person_id", flat=True))
    return sorted(((str(pk), name) for pk, name in found.items()), key=lambda each: each[1])


@page(area="desk", permission=convenes_panels)
def conclude(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Freeze what the panel said in a study, whose cut another act adopts."""
    setting = setting_of(pk)
    form = ConcludeForm(request.POST or None, record=setting)
    data = lambda typed: {**typed, "dataset": frozen(freezing.dataset_of(setting))}  # noqa: E731  # when it is sent
    follows = _("Every judgement is frozen in a study. Its cut reaches the form when somebody else has approved it.")
    return _done(request, standards.conclude, form, setting, data, consequence=follows)


@page(area="desk", permission=convenes_panels)
def leave(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Let a judge leave the panel."""
    judge = get_object_or_404(Judge.objects.select_related(*Judge.reload_with), pk=pk)
    back = ("exams:standard", judge.setting_id)
    context = {
        "kind": judge.setting.number,
        "lead": judge.interest,
        "back": url(back),
        "consequence": _("What this judge said stays in the record and counts no more."),
    }
    form = ReasonForm(request.POST or None, record=judge)
    return perform(request, judges.leave, form, record=judge, then=back, context=context)


def _done(
    request: PageRequest, act: Any, form: ActForm, setting: StandardSetting, arguments: Any = None, **more: Any
) -> HttpResponseBase:
    to = ("exams:standard", setting.pk)
    context = {"kind": f"{setting.number} · {setting.form.number}", "back": url(to), **more}
    return perform(request, act, form, record=setting, arguments=arguments, then=to, context=context)


def setting_of(pk: UUID) -> StandardSetting:
    """The standard setting, with what its page shows."""
    along = (*StandardSetting.reload_with, "study")
    found: StandardSetting = get_object_or_404(StandardSetting.objects.select_related(*along), pk=pk)
    return found
