"""What judges of a panel are told: that they are asked, that a round is open, what they have left, what came of it."""

from collections.abc import Iterator
from typing import Any

from guildhall.exams.lifecycles import JudgeState
from guildhall.exams.models import StandardSetting
from guildhall.exams.panels import rounds
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find


@tells("exams.standard.invite", text="exams/panel-invited")
def judges_hear_that_they_are_asked(*, entry: Any) -> Iterator[Told]:
    """Every judge on the panel."""
    yield from _judges(entry)


@tells("exams.standard.open-round", text="exams/panel-round")
def judges_hear_of_a_round(*, entry: Any) -> Iterator[Told]:
    """Every judge on the panel."""
    yield from _judges(entry)


@tells("exams.standard.remind", text="exams/panel-reminder")
def judges_hear_that_they_are_behind(*, entry: Any) -> Iterator[Told]:
    """The judges who have something left to say in the open round."""
    setting = find(entry.subject)
    if isinstance(setting, StandardSetting):
        found = rounds.held(setting, setting.round)
        for place, judge in enumerate(found.judges):
            if found.said(place) < found.whole:
                yield _told(setting, judge.person_id)


@tells("exams.standard.close-round", text="exams/panel-feedback")
def judges_hear_what_the_round_came_to(*, entry: Any) -> Iterator[Told]:
    """Every judge on the panel: their own judgements stand beside the panel's now."""
    yield from _judges(entry)


@tells("exams.standard.conclude", text="exams/panel-concluded", mailed=False)
def judges_hear_that_it_is_over(*, entry: Any) -> Iterator[Told]:
    """Every judge on the panel, with thanks."""
    yield from _judges(entry)


def _judges(entry: Any) -> Iterator[Told]:
    setting = find(entry.subject)
    if isinstance(setting, StandardSetting):
        for person_id in setting.judges.filter(state=JudgeState.SEATED).order_by("id").values_list("person", flat=True):
            yield _told(setting, person_id)


def _told(setting: StandardSetting, person_id: Any) -> Told:
    words = {"due_on": setting.due_on.isoformat() if setting.due_on else ""}
    return Told(person_id, setting.number, words, ("exams:panel", str(setting.pk)))
