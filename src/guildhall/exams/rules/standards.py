"""What a standard setting must not break: what a panel is told, what a round and a recommendation need (R-26, R-27)."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams.datasets import Taken, results_of
from guildhall.exams.lifecycles import UNDER_WAY, FormState, SettingState
from guildhall.exams.models import Form, SettingMethod, StandardSetting
from guildhall.exams.panels import freezing, rounds
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.datasets import digest
from guildhall.schemes.freezing import FrozenData
from guildhall.schemes.models import Study, StudyKind

STANDARD = ("2012:9.3.1", "2026:9.3")
SECURITY = ("2012:5.2.3 b)", "2012:7.4.2", "2026:7.4")
LEAST = 2
"""From this many judges on, a panel is one and a spread is known; under five the study says that they are few."""

MOST_ROUNDS = 5


def unsaid(sentence: str, field: str) -> Refusal:
    """Something is not said that others must be able to read later."""
    return Refusal(sentence, mend=Mend(_("Say it in a few sentences.")), field=field)


@rule("R-26", clauses=STANDARD)
def the_items_stand(*, form: Form) -> Refusal | None:
    """A panel judges a form whose items no longer change."""
    if form.state not in {FormState.ASSEMBLING, FormState.RETIRED}:
        return None
    return Refusal(
        _("The items of the form %(number)s do not stand yet, or it is retired, so nothing lasting could be judged.")
        % {"number": form.number},
        mend=Mend(_("Propose the form first; from then on its items stand."), act="exams.form.propose"),
    )


@rule("panel-told", clauses=STANDARD)
def it_is_said_who_is_just_good_enough(*, candidate: str, rounds: int) -> Refusal | None:
    """All judges have the same person before their eyes: who is just good enough is described before they rate."""
    if not candidate.strip():
        return unsaid(
            _("Nobody knows yet who is just good enough, and every judge would think of somebody else."), "candidate"
        )
    if 1 <= rounds <= MOST_ROUNDS:
        return None
    return Refusal(
        _("A panel rates in one to %(most)d rounds.") % {"most": MOST_ROUNDS},
        mend=Mend(_("Plan two rounds, as is usual, or three.")),
        field="rounds",
    )


@rule("R-27", clauses=STANDARD)
def a_booklet_can_be_ordered(*, form: Form, method: str, calibration: Study | None) -> Refusal | None:
    """A bookmark is laid in a booklet that a calibration of this form puts in order; no other method needs one."""
    if method != SettingMethod.BOOKMARK:
        return None
    fits = calibration is not None and calibration.kind == StudyKind.CALIBRATION and calibration.about == form.ref
    if fits and calibration is not None and calibration.results_hash:
        return None
    return Refusal(
        _("Without a calibration of this form nobody knows in which order the booklet of a bookmark lies."),
        mend=Mend(_("Have a calibration of the form computed first, or choose another method.")),
        field="calibration",
    )


@rule("panel-under-way", clauses=STANDARD, kind=Kind.OURS)
def it_is_not_concluded(*, setting: StandardSetting) -> Refusal | None:
    """What a panel was told and who sat on it stands in the record once it has concluded."""
    return over(setting)


def over(setting: StandardSetting) -> Refusal | None:
    """Why a setting that is over is not worked on."""
    if setting.state in UNDER_WAY:
        return None
    return Refusal(
        _("The standard setting %(number)s is over, and stays as it is.") % {"number": setting.number},
        mend=Mend(_("Plan another one for the form."), act="exams.standard.plan"),
    )


@rule("panel-not-begun", clauses=STANDARD, kind=Kind.OURS)
def nobody_has_rated_yet(*, setting: StandardSetting) -> Refusal | None:
    """Every judge rates by the same words: method and description stand once the first round is open."""
    if setting.state in {SettingState.PLANNED, SettingState.TRAINING}:
        return None
    return Refusal(
        _("The panel has begun to rate, and what it was told stands."),
        mend=Mend(_("Abandon this standard setting and plan another one if it must be told anew.")),
    )


@rule("panel-enough", clauses=STANDARD)
def the_panel_is_one(*, setting: StandardSetting) -> Refusal | None:
    """A panel has two judges or more, and a method that asks them something."""
    if setting.by_groups:
        return Refusal(
            _("This method asks no panel: the standard comes from groups of candidates."),
            mend=Mend(_("Name the groups, then conclude."), act="exams.standard.group"),
        )
    count = len(rounds.seated(setting))
    return None if count >= LEAST else _too_few(count)


@rule("panel-ready", clauses=STANDARD)
def enough_judges_are_ready(*, setting: StandardSetting) -> Refusal | None:
    """A round is opened once two judges or more have said that they know what is asked of them."""
    ready = sum(judge.trained_at is not None for judge in rounds.seated(setting))
    return None if ready >= LEAST else _too_few(ready)


def _too_few(count: int) -> Refusal:
    return Refusal(
        ngettext(
            "%(count)d judge is ready, and a panel has %(least)d or more.",
            "%(count)d judges are ready, and a panel has %(least)d or more.",
            count,
        )
        % {"count": count, "least": LEAST},
        mend=Mend(_("Take more people onto the panel, and remind those who have not said that they are ready.")),
    )


@rule("panel-rounds", clauses=STANDARD, kind=Kind.OURS)
def another_round_may_follow(*, setting: StandardSetting) -> Refusal | None:
    """A panel rates in so many rounds at most: who is asked too often only agrees."""
    if setting.round < MOST_ROUNDS:
        return None
    return Refusal(
        _("The panel has rated in %(most)d rounds, and more would only make it agree.") % {"most": MOST_ROUNDS},
        mend=Mend(_("Conclude with a recommendation."), act="exams.standard.conclude"),
    )


@rule("panel-deadline", clauses=STANDARD, kind=Kind.OURS)
def the_day_lies_ahead(*, due_on: date) -> Refusal | None:
    """Judges rate in their own time, until a day that they can still meet."""
    if due_on >= clock.today():
        return None
    return Refusal(
        _("That day is over already."), mend=Mend(_("Give the judges a day that lies ahead.")), field="due_on"
    )


@rule("panel-open", clauses=STANDARD, kind=Kind.OURS)
def a_round_is_open(*, setting: StandardSetting) -> Refusal | None:
    """A day is moved and judges are reminded while a round is open."""
    return None if setting.state == SettingState.RATING else no_round()


def no_round() -> Refusal:
    """Why nothing is judged now."""
    return Refusal(
        _("No round is open for your judgements."),
        mend=Mend(_("Who leads the panel opens the next round; say before that you are ready.")),
    )


@rule("panel-reminding", clauses=STANDARD, kind=Kind.OURS)
def somebody_is_behind(*, setting: StandardSetting) -> Refusal | None:
    """Only who has something left to say is reminded."""
    found = rounds.held(setting, setting.round)
    if any(found.said(place) < found.whole for place in range(len(found.judges))):
        return None
    return Refusal(
        _("Every judge has said everything that is asked in this round."),
        mend=Mend(_("Close the round."), act="exams.standard.close-round"),
    )


@rule("panel-heard", clauses=STANDARD)
def the_round_is_whole(*, setting: StandardSetting) -> Refusal | None:
    """A round is closed when every item was judged by two or more, and two or more have come to a cut."""
    found = rounds.held(setting, setting.round)
    heard = [
        sum(row[place] is not None or cells[place] != "" for row, cells in _rows(found)) for place in _places(found)
    ]
    scarce = [str(item.position) for item, count in zip(found.items, heard, strict=False) if count < LEAST]
    if scarce:
        return _unheard(
            _("These items were judged by fewer than %(least)d judges: %(places)s.")
            % {"least": LEAST, "places": ", ".join(scarce[:20])}
        )
    came = sum(each is not None for each in rounds.cuts(found))
    return (
        None
        if came >= LEAST
        else _unheard(
            _("Fewer than %(least)d judges have said everything from which their cut follows.") % {"least": LEAST}
        )
    )


def _rows(found: rounds.Round) -> list[tuple[list[float | None], list[str]]]:
    return list(zip(found.table, found.cells, strict=True))


def _places(found: rounds.Round) -> range:
    return range(len(found.items)) if found.setting.by_item else range(0)


def _unheard(sentence: str) -> Refusal:
    return Refusal(sentence, mend=Mend(_("Remind the judges, or give them more time."), act="exams.standard.remind"))


@rule("groups-known", clauses=STANDARD)
def groups_are_of_the_form(*, setting: StandardSetting, groups: Mapping[str, str], source: str) -> Refusal | None:
    """Groups name attempts at this form that have a score, what is known of each, and from where it is known."""
    if not setting.by_groups:
        return Refusal(
            _("This method asks a panel, and no groups."), mend=Mend(_("Plan a standard setting by groups instead."))
        )
    if not source.strip():
        return unsaid(_("From where it is known who is competent is not said."), "source")
    scored = set(results_of(Taken(setting.form)).values_list("attempt__number", flat=True))
    wrong = [each for each, known in groups.items() if each not in scored or known not in setting.known_as]
    if groups and not wrong:
        return None
    return Refusal(
        _("These are no attempts at this form with a score and a known group: %(wrong)s.")
        % {"wrong": ", ".join(sorted(wrong)[:10]) or _("nothing was given")},
        mend=Mend(
            _("Give one attempt a line: its number, a comma, and one of: %(known)s.")
            % {"known": ", ".join(setting.known_as)}
        ),
        field="groups",
    )


@rule("R-26", clauses=STANDARD)
def there_is_something_to_recommend(*, setting: StandardSetting) -> Refusal | None:
    """A panel concludes after the rounds that were planned; groups conclude once they are named."""
    if setting.by_groups:
        known = setting.groups.exists()
        return (
            None
            if known
            else Refusal(
                _("No groups are named yet, so nothing follows."),
                mend=Mend(_("Name them."), act="exams.standard.group"),
            )
        )
    if setting.state == SettingState.FEEDBACK and setting.round >= setting.rounds:
        return None
    return Refusal(
        _("The panel has rated in %(held)d of %(planned)d rounds.")
        % {"held": setting.round, "planned": setting.rounds},
        mend=Mend(_("Open the next round."), act="exams.standard.open-round"),
    )


@rule("R-26", clauses=STANDARD)
def what_was_found_is_said(*, summary: str) -> Refusal | None:
    """A recommendation says how it came about and what the panel talked about."""
    return None if summary.strip() else unsaid(_("How the recommendation came about is not said."), "summary")


@rule("R-27", clauses=STANDARD)
def the_data_are_the_panels(*, setting: StandardSetting, dataset: FrozenData) -> Refusal | None:
    """What is frozen is what the judges said, to the byte."""
    if dataset.data_hash == digest(freezing.dataset_of(setting).canonical()):
        return None
    return Refusal(
        _("Something came in since these data were put together."),
        mend=Mend(_("Conclude again; the data are then put together anew.")),
    )
