"""What the judges of a standard setting must be, and what they may say (R-10, R-11, R-46)."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import UNDER_WAY, JudgeState, SettingState
from guildhall.exams.models import Judge, SettingMethod, StandardSetting
from guildhall.exams.panels import questions, rounds
from guildhall.exams.permissions import scope_id_of
from guildhall.exams.rules.standards import SECURITY, STANDARD, no_round, over, unsaid
from guildhall.identity.grants import given_on
from guildhall.identity.models import Person
from guildhall.identity.roles import PANELLIST
from guildhall.itembank.permissions import barred
from guildhall.kernel import actors, clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("panel-under-way", clauses=STANDARD, kind=Kind.OURS)
def the_panel_is_not_concluded(*, judge: Judge) -> Refusal | None:
    """Who sat on a panel stands in the record once it has concluded."""
    return over(judge.setting)


@rule("R-46", clauses=["2012:6.1.6", "2012:9.3.1", "2026:6.1"])
def judge_holds_the_panels_role(*, setting: StandardSetting, person: Person) -> Refusal | None:
    """Who judges was given the role of a panel member of the scheme, and with it signs interests and secrecy."""
    given = given_on(clock.today()).filter(person=person, role=PANELLIST.code, scope_id=scope_id_of(setting.form))
    if given.exists():
        return None
    return Refusal(
        _("This person does not hold the role of a panel member in this scheme."),
        mend=Mend(_("Top management gives them the role first."), act="identity.grant.give"),
        field="person",
    )


@rule("R-10", clauses=SECURITY)
def judge_trains_nobody_there(*, setting: StandardSetting, person: Person) -> Refusal | None:
    """Judges see every item of a form; who trains people for the scheme is no judge of it."""
    if barred(actors.person(person.pk), scope_id_of(setting.form)) is None:
        return None
    return Refusal(
        _("This person trains people for the scheme, and judges would see its items."),
        mend=Mend(_("Choose somebody who trains nobody for it.")),
        field="person",
    )


@rule("R-11", clauses=["2012:10.2.3", "2012:9.3.1", "2026:10"], kind=Kind.ACCREDITATION)
def judge_does_not_lead_the_panel(*, setting: StandardSetting, person: Person) -> Refusal | None:
    """Who leads a panel moderates and does not judge; who assembled the form does not judge how hard it may be."""
    if person.pk not in {setting.convened_by_id, setting.form.authored_by_id}:
        return None
    return Refusal(
        _("This person leads the panel or assembled the form, and judges neither."),
        mend=Mend(_("Choose somebody who did neither.")),
        field="person",
    )


@rule("panel-described", clauses=STANDARD)
def judge_is_described(*, interest: str, qualification: str) -> Refusal | None:
    """Of each judge it is recorded whose view they bring and what qualifies them."""
    for field, words in (("interest", interest), ("qualification", qualification)):
        if not words.strip():
            return unsaid(_("Nobody could see later why this person is fit to judge."), field)
    return None


@rule("panel-room", clauses=STANDARD, kind=Kind.OURS)
def the_panel_has_room(*, setting: StandardSetting) -> Refusal | None:
    """A panel has at most as many judges as there are letters for them."""
    if len(rounds.seated(setting)) < rounds.MOST_JUDGES:
        return None
    return Refusal(
        _("This panel has %(most)d judges, and more would not make the standard surer.") % {"most": rounds.MOST_JUDGES},
        mend=Mend(_("Let somebody leave the panel first.")),
    )


@rule("panel-open", clauses=STANDARD, kind=Kind.OURS)
def their_round_is_open(*, judge: Judge) -> Refusal | None:
    """A judge rates while a round is open, once they have said that they are ready, and alone."""
    if judge.setting.state == SettingState.RATING and judge.state == JudgeState.SEATED and judge.trained_at is not None:
        return None
    return no_round()


@rule("panel-getting-ready", clauses=STANDARD, kind=Kind.OURS)
def the_panel_was_invited(*, judge: Judge) -> Refusal | None:
    """A judge gets ready once the panel was invited, and as long as it works."""
    invited = judge.setting.state in UNDER_WAY and judge.setting.state != SettingState.PLANNED
    if invited and judge.state == JudgeState.SEATED and judge.trained_at is None:
        return None
    return Refusal(
        _("There is nothing to get ready for here: the panel was not invited yet, or you are ready."),
        mend=Mend(_("Open the page of your panel; it says what is asked of you now.")),
    )


@rule("panel-judgement", clauses=STANDARD, kind=Kind.OURS)
def judgements_fit(*, judge: Judge, judgements: Mapping[int, str]) -> Refusal | None:
    """A judgement is about an item that counts in the form, and is one that the method knows."""
    places = {each.position for each in rounds.scored(judge.setting)}
    if unknown := sorted(set(judgements) - places):
        return Refusal(
            _("The form has no item that counts at place %(place)d.") % {"place": unknown[0]},
            mend=Mend(_("Go back to the list of items on the page of your panel.")),
        )
    if judgements and all(_is_one(judge.setting.method, said) for said in judgements.values()):
        return None
    return Refusal(
        {
            SettingMethod.ANGOFF.value: _("A judgement is a number from 0 to 100."),
            SettingMethod.YES_NO.value: _("A judgement is yes or no."),
            SettingMethod.EBEL.value: _("A judgement says how relevant and how hard the item is."),
        }.get(judge.setting.method, _("With this method, nothing is said of single items.")),
        mend=Mend(_("Say it, then go on.")),
        field="said",
    )


def _is_one(method: str, said: str) -> bool:
    match method:
        case SettingMethod.ANGOFF:
            return said.isascii() and said.isdigit() and int(said) <= 100
        case SettingMethod.YES_NO:
            return said in {"yes", "no"}
        case SettingMethod.EBEL:
            return said in questions.CELLS
    return False


@rule("panel-opinion", clauses=STANDARD, kind=Kind.OURS)
def opinions_fit(*, judge: Judge, opinions: Mapping[str, Decimal]) -> Refusal | None:
    """An answer about the whole form is asked for in this round, and lies within its bounds and in order."""
    setting = judge.setting
    asked = {each.name: each for each in questions.asked(setting, len(rounds.scored(setting)))}
    for name, value in opinions.items():
        if name not in asked or not _lies_within(name, value, asked[name].most):
            return Refusal(
                _("This is not asked here, or the answer lies outside its bounds."),
                mend=Mend(_("Give a number within the bounds that stand beside the question.")),
                field=name,
            )
    for low, high in questions.ORDERED:
        if low in opinions and high in opinions and opinions[low] > opinions[high]:
            return Refusal(
                _("The lowest that you could accept is above the highest."),
                mend=Mend(_("Put them in order.")),
                field=low,
            )
    return (
        None if opinions else Refusal(_("There is no answer here yet."), mend=Mend(_("Answer at least one question.")))
    )


def _lies_within(name: str, value: Decimal, most: Decimal) -> bool:
    if name == questions.BOOKMARK:
        return 1 <= value <= most and value == value.to_integral_value()
    return 0 <= value <= most
