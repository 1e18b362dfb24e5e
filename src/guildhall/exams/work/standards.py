"""What waits for the judges of a panel, and for who leads it."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import SettingState
from guildhall.exams.models import StandardSetting
from guildhall.exams.panels import rounds
from guildhall.exams.queries import standards as queries
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work


@work("exams.panels")
def items_to_judge(*, person_id: UUID) -> Iterator[WorkItem]:
    """Panels on which somebody sits who is to get ready, or has items left to judge in the open round."""
    for judge in queries.seats(person_id):
        setting, link = judge.setting, ("exams:panel", str(judge.setting_id))
        if judge.trained_at is None:
            why = _("Rounds begin when the judges know who is just good enough.")
            yield WorkItem(_("Panel %(number)s: get ready") % {"number": setting.number}, why, _("Read"), link)
        elif left := _left(setting, judge.pk):
            what = _("Panel %(number)s: say what you think, %(left)d of %(whole)d left")
            told = what % {"number": setting.number, "left": left[0], "whole": left[1]}
            why = _("The passing standard of a form rests on it; everybody judges alone.")
            yield WorkItem(told, why, _("Judge"), link, setting.due_on)


def _left(setting: StandardSetting, judge_id: UUID) -> tuple[int, int] | None:
    """How much a judge has left in the open round, and of how much; nothing where no round is open or all is said."""
    if setting.state != SettingState.RATING:
        return None
    found = rounds.held(setting, setting.round)
    place = next(at for at, each in enumerate(found.judges) if each.pk == judge_id)
    left = found.whole - found.said(place)
    return (left, found.whole) if left > 0 else None


@work("exams.panels-led")
def panels_to_lead(*, person_id: UUID) -> Iterator[WorkItem]:
    """Panels that wait for who leads them: a round is whole or over, or was closed and something is to follow."""
    for setting in queries.under_way().filter(convened_by_id=person_id):
        if told := _waits(setting):
            what, why = told
            link = ("exams:standard", str(setting.pk))
            yield WorkItem(what % {"number": setting.number}, why, _("Look"), link, setting.due_on)


def _waits(setting: StandardSetting) -> tuple[str, str] | None:
    if setting.state == SettingState.FEEDBACK:
        return _("Panel %(number)s: go on"), _("The round is closed: open the next, or conclude.")
    if setting.state == SettingState.TRAINING:
        everybody = all(judge.trained_at for judge in rounds.seated(setting))
        return (_("Panel %(number)s: open the first round"), _("Every judge is ready.")) if everybody else None
    if setting.state != SettingState.RATING:
        return None
    found = rounds.held(setting, setting.round)
    if all(found.said(place) >= found.whole for place in range(len(found.judges))):
        return _("Panel %(number)s: close the round"), _("Every judge has said everything.")
    if setting.due_on is not None and setting.due_on < clock.today():
        return _("Panel %(number)s: close the round, or give more time"), _("Its day is over, and somebody is behind.")
    return None
