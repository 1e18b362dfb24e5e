"""The judges of a standard setting: who sits on the panel, who is ready, and what each says, alone."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from guildhall.exams.lifecycles import JUDGE, JudgeState
from guildhall.exams.models import Judge, Judgement, Opinion, SettingMethod, StandardSetting
from guildhall.exams.panels import rounds
from guildhall.exams.permissions.standards import convenes, convenes_the_judge, is_the_judge
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.judges import (
    judge_does_not_lead_the_panel,
    judge_holds_the_panels_role,
    judge_is_described,
    judge_trains_nobody_there,
    judgements_fit,
    opinions_fit,
    the_panel_has_room,
    the_panel_is_not_concluded,
    the_panel_was_invited,
    their_round_is_open,
)
from guildhall.exams.rules.standards import SECURITY, STANDARD, nobody_has_rated_yet
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

HUNDRED = Decimal(100)


@act(
    "exams.judge.seat",
    about="setting",
    move=JUDGE.seat,
    permission=convenes,
    rules=[
        nobody_has_rated_yet,
        the_panel_has_room,
        judge_is_described,
        judge_holds_the_panels_role,
        judge_trains_nobody_there,
        judge_does_not_lead_the_panel,
    ],
    clauses=[*STANDARD, *SECURITY],
    sentence=gettext_noop("took somebody onto the panel, as judge for {subject}"),
)
def seat(*, by: Actor, setting: StandardSetting, person: Person, interest: str, qualification: str) -> Judge:
    """Take somebody onto a panel: whose view they bring, and what qualifies them, which is kept under their key."""
    return create(Judge, setting=setting, person=person, interest=interest.strip(), qualification=qualification.strip())


@act(
    "exams.judge.leave",
    about="judge",
    move=JUDGE.leave,
    permission=convenes_the_judge,
    rules=[the_panel_is_not_concluded, a_reason_is_given],
    clauses=STANDARD,
    sentence=gettext_noop("let a judge leave the panel: {reason}"),
)
def leave(*, by: Actor, judge: Judge, reason: str) -> Judge:
    """Let somebody leave a panel; what they said stays in the record and counts no more."""
    return change(judge, state=JudgeState.LEFT)


@act(
    "exams.judge.get-ready",
    about="judge",
    permission=is_the_judge,
    rules=[the_panel_was_invited],
    clauses=STANDARD,
    sentence=gettext_noop("read who is just good enough, and is ready to judge"),
    label=gettext_noop("I have read it and am ready"),
)
def get_ready(*, by: Actor, judge: Judge) -> Judge:
    """Say that one has read who is just good enough, knows the method, and keeps the items secret."""
    return change(judge, trained_at=clock.now())


@act(
    "exams.judgement.judge",
    about="judge",
    permission=is_the_judge,
    rules=[their_round_is_open, judgements_fit],
    clauses=STANDARD,
    sentence=gettext_noop("judged items"),
    label=gettext_noop("Judge"),
)
def judge_items(*, by: Actor, judge: Judge, judgements: Mapping[int, str]) -> Judge:
    """Judge items by their places in the form, in the open round; what was said before in this round is replaced.

    With Angoff's method a judgement is a percentage, with yes and no a word, with Ebel's a cell of the grid.
    """
    places = {each.position: each for each in rounds.scored(judge.setting)}
    number = judge.setting.round
    said = {each.placement_id: each for each in Judgement.objects.filter(judge=judge, round=number)}
    for position, words in judgements.items():
        values = {**_read(judge.setting.method, words), "judged_at": clock.now()}
        if before := said.get(places[position].pk):
            change(before, **values)
        else:
            create(Judgement, judge=judge, placement=places[position], round=number, **values)
    return judge


@act(
    "exams.judgement.answer",
    about="judge",
    permission=is_the_judge,
    rules=[their_round_is_open, opinions_fit],
    clauses=STANDARD,
    sentence=gettext_noop("answered the questions about the form as a whole"),
    label=gettext_noop("Answer about the form as a whole"),
)
def answer(*, by: Actor, judge: Judge, opinions: Mapping[str, Decimal]) -> Judge:
    """Say something of the form as a whole in the open round: the bookmark, cells of the grid, what would check it."""
    number = judge.setting.round
    said = {each.question: each for each in Opinion.objects.filter(judge=judge, round=number)}
    for question, value in opinions.items():
        if before := said.get(question):
            change(before, value=value, given_at=clock.now())
        else:
            create(Opinion, judge=judge, round=number, question=question, value=value)
    return judge


def _read(method: str, said: str) -> dict[str, Any]:
    if method == SettingMethod.EBEL:
        return {"share": None, "cell": said}
    share = Decimal(said == "yes") if method == SettingMethod.YES_NO else Decimal(said) / HUNDRED
    return {"share": share, "cell": ""}
