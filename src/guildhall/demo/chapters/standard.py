"""The passing standard of the first form: five people judge in two rounds, and somebody else adopts what they found."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from guildhall.demo import words
from guildhall.demo.answering import asked_in
from guildhall.demo.body import Body
from guildhall.demo.chance import drawn, within
from guildhall.demo.people import JUDGES, Panellist
from guildhall.exams.acts import adopting, judges, standards
from guildhall.exams.models import Form, Judge, SettingMethod, StandardSetting
from guildhall.exams.panels.freezing import dataset_of
from guildhall.kernel import clock
from guildhall.schemes.acts import studies
from guildhall.schemes.freezing import frozen
from guildhall.schemes.models import Study, StudyKind

LEADER, APPROVER = "measurement", "committee4"
CUT = Decimal(41)
"""What the panel came to, rounded up."""

EXPECTED, HARDER = 66, 12
"""What share of the just good enough answers an item of middling difficulty, and how much fewer a harder one."""

APART = (9, 5)
"""How far judges lie apart in the first round, and in the second, after they have seen what the others said."""

WITHIN = timedelta(days=7)


def tell(body: Body) -> None:
    """A panel is convened once the items of the form stand; its cut reaches the form before anybody verifies it."""
    diary = body.diary
    diary.ago(574, partial(_convene, body), "16:00")
    for place, judge in enumerate(JUDGES):
        diary.ago(571, partial(_get_ready, body, judge), f"1{place}:05")
        for number, days in enumerate((568, 562), start=1):
            diary.ago(days, partial(_judge, body, judge, number), f"1{place}:40")
    diary.ago(571, partial(_open_round, body), "16:00")
    diary.ago(565, partial(_talk, body), "13:00")
    diary.ago(559, partial(_conclude, body), "11:00")
    diary.ago(556, partial(_propose, body), "14:00")
    diary.ago(556, partial(_approve, body), "15:00")
    diary.ago(556, partial(_adopt, body), "16:00")


def _form() -> Form:
    return Form.objects.select_related(*Form.reload_with).get(title="Form 1")


def _setting() -> StandardSetting:
    return StandardSetting.objects.select_related(*StandardSetting.reload_with).get()


def _convene(body: Body) -> None:
    """Who measures leads the panel, and says who is just good enough; nobody who trains for the scheme sits on it."""
    by, candidate = body.by(LEADER), body.told.measures["setting"]["candidate"]
    setting = standards.plan(by=by, form=_form(), method=SettingMethod.ANGOFF, candidate=candidate)
    for each in JUDGES:
        known = {"interest": each.interest, "qualification": each.qualification}
        judges.seat(by=by, setting=setting, person=body.people[each.key], **known)
    standards.invite(by=by, setting=setting)


def _seat(body: Body, panellist: Panellist) -> Judge:
    return Judge.objects.select_related(*Judge.reload_with).get(person=body.people[panellist.key])


def _get_ready(body: Body, panellist: Panellist) -> None:
    judges.get_ready(by=body.by(panellist.key), judge=_seat(body, panellist))


def _open_round(body: Body) -> None:
    standards.open_round(by=body.by(LEADER), setting=_setting(), due_on=clock.today() + WITHIN)


def _talk(body: Body) -> None:
    """The first round ends, and with what it showed the second begins."""
    standards.close_round(by=body.by(LEADER), setting=_setting())
    _open_round(body)


def _judge(body: Body, panellist: Panellist, number: int) -> None:
    """What share of those who are just good enough a judge expects to answer each item, in steps of five."""
    said = {each.position: _share(panellist, each.position, each.difficulty, number) for each in asked_in(_form().pk)}
    judges.judge_items(by=body.by(panellist.key), judge=_seat(body, panellist), judgements=said)


def _share(panellist: Panellist, position: int, difficulty: float, number: int) -> str:
    own = drawn("judgement", panellist.key, position).gauss(0, APART[number - 1])
    expected = EXPECTED - HARDER * difficulty + panellist.mildness / number + own
    return str(round(within(10, expected, 95) / 5) * 5)


def _conclude(body: Body) -> None:
    by, summary = body.by(LEADER), body.told.measures["setting"]["summary"]
    standards.close_round(by=by, setting=_setting())
    setting = _setting()
    standards.conclude(by=by, setting=setting, summary=summary, dataset=frozen(dataset_of(setting)))


def _study() -> Study:
    return Study.objects.select_related(*Study.reload_with).get(kind=StudyKind.STANDARD_SETTING)


def _propose(body: Body) -> None:
    told = body.told.measures["setting"]
    studies.propose(by=body.by(LEADER), study=_study(), conclusion=told["conclusion"], limits=told["limits"])


def _approve(body: Body) -> None:
    studies.approve(by=body.by(APPROVER), study=_study())


def _adopt(body: Body) -> None:
    adopting.adopt_standard(
        by=body.by(APPROVER),
        form=_form(),
        study=_study(),
        cut=CUT,
        comparability=words.COMPARABILITY,
    )
