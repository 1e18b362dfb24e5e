"""Standard settings: planned, rated by a panel in rounds, concluded with a study whose cut another act adopts."""

from collections.abc import Mapping
from datetime import date

from guildhall.exams.lifecycles import SETTING, SettingState
from guildhall.exams.models import Attempt, Form, KnownGroup, StandardSetting
from guildhall.exams.panels import rounds as held_rounds
from guildhall.exams.permissions.standards import convenes, may_plan_settings
from guildhall.exams.rules.forms import a_reason_is_given, the_form_has_items
from guildhall.exams.rules.standards import (
    STANDARD,
    a_booklet_can_be_ordered,
    a_round_is_open,
    another_round_may_follow,
    enough_judges_are_ready,
    groups_are_of_the_form,
    it_is_not_concluded,
    it_is_said_who_is_just_good_enough,
    nobody_has_rated_yet,
    somebody_is_behind,
    the_data_are_the_panels,
    the_day_lies_ahead,
    the_items_stand,
    the_panel_is_one,
    the_round_is_whole,
    there_is_something_to_recommend,
    what_was_found_is_said,
)
from guildhall.identity.models import Person
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.acts import studies
from guildhall.schemes.freezing import FrozenData
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries.studies import latest

MACHINE = actors.machine("panels")
"""Reminds judges shortly before and after the day by which a round is rated."""


@act(
    "exams.standard.plan",
    about="form",
    move=SETTING.plan,
    permission=may_plan_settings,
    rules=[the_form_has_items, the_items_stand, it_is_said_who_is_just_good_enough, a_booklet_can_be_ordered],
    clauses=STANDARD,
    sentence=gettext_noop("planned the standard setting {subject}"),
)
def plan(
    *,
    by: Actor,
    form: Form,
    method: str,
    candidate: str,
    rounds: int = 2,
    with_checks: bool = False,
    calibration: Study | None = None,
) -> StandardSetting:
    """Plan how the passing standard of a form is found: by which method, and who is just good enough.

    Whoever plans it leads it and does not judge. `with_checks` asks the questions of Hofstee and Beuk in the last
    round.
    """
    return create(
        StandardSetting,
        number=next_number("SS"),
        form=form,
        method=method,
        candidate=candidate.strip(),
        rounds=rounds,
        with_checks=with_checks,
        calibration=calibration,
        convened_by=Person.objects.get(pk=by.name),
    )


@act(
    "exams.standard.describe",
    about="setting",
    permission=convenes,
    rules=[nobody_has_rated_yet, it_is_said_who_is_just_good_enough],
    clauses=STANDARD,
    sentence=gettext_noop("described anew who is just good enough, for {subject}"),
    label=gettext_noop("Change the description and the rounds"),
)
def describe(*, by: Actor, setting: StandardSetting, candidate: str, rounds: int, with_checks: bool) -> StandardSetting:
    """Say anew who is just good enough, before anybody has rated by it; who was ready looks at it again."""
    if candidate.strip() != setting.candidate:
        for judge in held_rounds.seated(setting):
            change(judge, trained_at=None)
    return change(setting, candidate=candidate.strip(), rounds=rounds, with_checks=with_checks)


@act(
    "exams.standard.invite",
    about="setting",
    move=SETTING.invite,
    permission=convenes,
    rules=[the_panel_is_one],
    clauses=STANDARD,
    sentence=gettext_noop("invited the panel of {subject}"),
)
def invite(*, by: Actor, setting: StandardSetting) -> StandardSetting:
    """Ask the judges to read who is just good enough, and to say that they are ready."""
    return change(setting, state=SettingState.TRAINING)


@act(
    "exams.standard.open-round",
    about="setting",
    move=SETTING.open_round,
    permission=convenes,
    rules=[enough_judges_are_ready, another_round_may_follow, the_day_lies_ahead],
    clauses=STANDARD,
    sentence=gettext_noop("opened the next round of {subject}, until {due_on}"),
)
def open_round(*, by: Actor, setting: StandardSetting, due_on: date) -> StandardSetting:
    """Let the judges rate, each alone and in their own time, until a day; what they said before is shown beside."""
    return change(setting, state=SettingState.RATING, round=setting.round + 1, due_on=due_on, reminded_on=None)


@act(
    "exams.standard.extend",
    about="setting",
    permission=convenes,
    rules=[a_round_is_open, the_day_lies_ahead],
    clauses=STANDARD,
    sentence=gettext_noop("gave the judges of {subject} time until {due_on}"),
    label=gettext_noop("Give more time"),
)
def extend(*, by: Actor, setting: StandardSetting, due_on: date) -> StandardSetting:
    """Move the day by which the open round is rated."""
    return change(setting, due_on=due_on, reminded_on=None)


@act(
    "exams.standard.remind",
    about="setting",
    permission=convenes,
    machines=[MACHINE.name],
    rules=[a_round_is_open, somebody_is_behind],
    clauses=STANDARD,
    sentence=gettext_noop("reminded the judges of {subject} who have not said everything"),
    label=gettext_noop("Remind who is behind"),
)
def remind(*, by: Actor, setting: StandardSetting) -> StandardSetting:
    """Remind those judges alone who have something left to say in the open round."""
    return change(setting, reminded_on=clock.today())


@act(
    "exams.standard.close-round",
    about="setting",
    move=SETTING.close_round,
    permission=convenes,
    rules=[the_round_is_whole],
    clauses=STANDARD,
    sentence=gettext_noop("closed the round of {subject}"),
)
def close_round(*, by: Actor, setting: StandardSetting) -> StandardSetting:
    """End a round: judges now see their own judgements beside the panel's, and what candidates really did."""
    return change(setting, state=SettingState.FEEDBACK, due_on=None)


@act(
    "exams.standard.group",
    about="setting",
    permission=convenes,
    rules=[it_is_not_concluded, groups_are_of_the_form],
    clauses=STANDARD,
    sentence=gettext_noop("named the groups of {subject}"),
    label=gettext_noop("Name the groups"),
)
def group(*, by: Actor, setting: StandardSetting, groups: Mapping[str, str], source: str) -> StandardSetting:
    """Say of attempts whether their candidate is known, from elsewhere, to be competent; they are named by number."""
    attempts = {each.number: each for each in Attempt.objects.filter(form=setting.form, number__in=groups)}
    known = {each.attempt_id: each for each in KnownGroup.objects.filter(setting=setting)}
    for number, known_as in groups.items():
        before = known.get(attempts[number].pk)
        if before is None:
            create(KnownGroup, setting=setting, attempt=attempts[number], group=known_as)
        elif before.group != known_as:
            change(before, group=known_as)
    return change(setting, groups_source=source.strip())


@act(
    "exams.standard.conclude",
    about="setting",
    move=SETTING.conclude,
    permission=convenes,
    rules=[there_is_something_to_recommend, what_was_found_is_said, the_data_are_the_panels],
    clauses=STANDARD,
    sentence=gettext_noop("concluded the standard setting {subject}"),
)
def conclude(*, by: Actor, setting: StandardSetting, summary: str, dataset: FrozenData) -> StandardSetting:
    """Freeze everything that the panel said in a study, from which the recommended cut is computed.

    The cut reaches the form by an act of its own, when somebody else has approved the study (R-11, R-26).
    """
    form = setting.form
    study = studies.freeze(
        by=by,
        scheme=form.component.version.scheme,
        kind=StudyKind.STANDARD_SETTING,
        title=f"{setting.get_method_display()}, {setting.number}",
        about=form.ref,
        about_words=form.number,
        options={"method": setting.method, "setting": setting.number},
        dataset=dataset,
        supersedes=latest(form.ref, StudyKind.STANDARD_SETTING),
    )
    return change(
        setting,
        state=SettingState.CONCLUDED,
        summary=summary.strip(),
        study=study,
        concluded_by=Person.objects.get(pk=by.name),
        concluded_at=clock.now(),
    )


@act(
    "exams.standard.abandon",
    about="setting",
    move=SETTING.abandon,
    permission=convenes,
    rules=[a_reason_is_given],
    clauses=STANDARD,
    sentence=gettext_noop("abandoned the standard setting {subject}: {reason}"),
)
def abandon(*, by: Actor, setting: StandardSetting, reason: str) -> StandardSetting:
    """Give a standard setting up; what was said stays in the record, and nothing follows from it."""
    return change(setting, state=SettingState.ABANDONED)
