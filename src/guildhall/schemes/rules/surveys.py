"""What a survey of an occupation must not break: what people are told, who is asked, what protects them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.datasets import digest
from guildhall.schemes.freezing import FrozenData
from guildhall.schemes.lifecycles import SurveyState
from guildhall.schemes.models import JobAnalysis, Progress, Survey, SurveyAnswer, SurveyInvitation
from guildhall.schemes.rules.analyses import OPEN
from guildhall.schemes.rules.words import TITLE, blank, too_long
from guildhall.schemes.surveying import answers
from guildhall.schemes.surveying.links import USABLE

ANALYSIS = ("2012:8.4 e)", "2026:8")
PRIVACY = ("2012:7.3.1", "2026:7.3")
LEAST = 3
"""The lowest privacy threshold: of two, each knows what the other said."""

MOST_AT_ONCE = 2_000
"""How many people are invited in one go."""


@rule("survey-told", clauses=ANALYSIS)
def survey_is_told(*, title: str, introduction: str, privacy: str) -> Refusal | None:
    """Whoever is asked reads what the survey is for, and what becomes of their answers."""
    return blank(title=title, introduction=introduction, privacy=privacy) or too_long(TITLE, title=title)


@rule("survey-groups", clauses=PRIVACY)
def groups_are_named(*, question: str, groups: Sequence[Mapping[str, Any]], least: int) -> Refusal | None:
    """Subgroups have different names and a question that asks for them; the threshold is high enough to protect."""
    names = [str(each["name"]).strip() for each in groups]
    if least < LEAST:
        return Refusal(
            _("With a threshold below %(least)d, people could work out what one of them said.") % {"least": LEAST},
            mend=Mend(_("Take five, as is usual, or more.")),
            field="least",
        )
    if bool(names) == bool(question.strip()) and len(set(names)) == len(names) and all(names):
        return None
    return Refusal(
        _("Subgroups need a question that asks for them, and names that differ."),
        mend=Mend(_("Give the question and one subgroup a line, or neither.")),
        field="groups",
    )


@rule("survey-day", clauses=ANALYSIS, kind=Kind.OURS)
def its_last_day_lies_ahead(*, until_on: date) -> Refusal | None:
    """A survey is open until a day that lies ahead."""
    if until_on > clock.today():
        return None
    return Refusal(
        _("That day is over, or is today."), mend=Mend(_("Give people two weeks or more.")), field="until_on"
    )


@rule("survey-ahead", clauses=ANALYSIS, kind=Kind.OURS)
def its_day_has_not_passed(*, survey: Survey) -> Refusal | None:
    """A survey is opened before its last day."""
    refused: Refusal | None = its_last_day_lies_ahead.check(until_on=survey.until_on)
    return refused


@rule("survey-of-tasks", clauses=ANALYSIS)
def there_are_tasks_to_ask_about(*, survey: Survey) -> Refusal | None:
    """A survey asks about the tasks of its analysis, which stand once the panel rates them, and each has a domain."""
    analysis = survey.analysis
    if analysis.state == "rating" and analysis.tasks.exists():
        return None
    return Refusal(
        _("The list of tasks does not stand: the analysis %(number)s is not open for rating.")
        % {"number": analysis.number},
        mend=Mend(_("Open the analysis for rating first."), act="schemes.analysis.open"),
    )


@rule("survey-asked", clauses=ANALYSIS, kind=Kind.OURS)
def somebody_can_answer(*, survey: Survey) -> Refusal | None:
    """A survey is opened once somebody is invited, or there is a common link."""
    if survey.open_link or survey.invitations.exists():
        return None
    return Refusal(
        _("Nobody could answer: nobody is invited, and there is no common link."),
        mend=Mend(_("Invite people first, or make a common link."), act="schemes.survey.invite"),
    )


@rule("survey-going-on", clauses=ANALYSIS, kind=Kind.OURS)
def survey_is_not_over(*, survey: Survey) -> Refusal | None:
    """A survey that is over stays as it is, and asks nobody any more."""
    if survey.state in {SurveyState.PREPARING, SurveyState.OPEN}:
        return None
    return Refusal(
        _("The survey %(number)s is over.") % {"number": survey.number},
        mend=Mend(_("Prepare another one for the analysis."), act="schemes.survey.begin"),
    )


@rule("survey-preparing", clauses=ANALYSIS, kind=Kind.OURS)
def nobody_has_answered_yet(*, survey: Survey) -> Refusal | None:
    """Everybody is told the same: words and subgroups stand once the survey is open."""
    if survey.state == SurveyState.PREPARING:
        return None
    return Refusal(
        _("People answer already, and everybody is told the same."),
        mend=Mend(_("Abandon this survey and prepare another one if it must be told anew.")),
    )


@rule("survey-open", clauses=ANALYSIS, kind=Kind.OURS)
def survey_is_open(*, survey: Survey) -> Refusal | None:
    """What is done while people answer is done while the survey is open."""
    if survey.state == SurveyState.OPEN:
        return None
    return Refusal(
        _("The survey %(number)s is not open.") % {"number": survey.number}, mend=Mend(_("Look at its page."))
    )


@rule("survey-group-known", clauses=ANALYSIS, kind=Kind.OURS)
def group_is_known(*, survey: Survey, group: str) -> Refusal | None:
    """A subgroup is one of the survey's, or is left open for people to say."""
    if not group or group in survey.group_names:
        return None
    return Refusal(
        _("“%(group)s” is no subgroup of this survey.") % {"group": group},
        mend=Mend(_("Choose one of its subgroups, or leave it open.")),
        field="group",
    )


@rule("survey-addresses", clauses=PRIVACY, kind=Kind.OURS)
def addresses_can_be_written_to(*, survey: Survey, addresses: Sequence[str]) -> Refusal | None:
    """People are invited by e-mail addresses, each once."""
    wrong = [str(place) for place, each in enumerate(addresses, start=1) if not _is_address(each)]
    if addresses and not wrong and len(addresses) <= MOST_AT_ONCE:
        return None
    if len(addresses) > MOST_AT_ONCE:
        sentence = _("More than %(most)d addresses are too many for one go.") % {"most": MOST_AT_ONCE}
    else:
        sentence = _("These lines are no e-mail addresses: %(lines)s.") % {
            "lines": ", ".join(wrong[:20]) or _("there is none")
        }
    return Refusal(sentence, mend=Mend(_("Give one address a line.")), field="addresses")


def _is_address(text: str) -> bool:
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True


@rule("survey-reminding", clauses=ANALYSIS, kind=Kind.OURS)
def somebody_can_be_reminded(*, survey: Survey) -> Refusal | None:
    """Only who was written to and has not answered is reminded."""
    if survey.invitations.filter(progress__in=USABLE, letter="", address__empty=False).exists():
        return None
    return Refusal(
        _("Nobody is left to be reminded: all have answered, or their letters have not gone out yet."),
        mend=Mend(_("Wait for the letters to go out, or close the survey.")),
    )


@rule("survey-enough", clauses=[*ANALYSIS, *PRIVACY])
def enough_have_answered(*, survey: Survey) -> Refusal | None:
    """A survey comes to something once as many answered as protects each of them."""
    count = survey.answers.filter(finished=True).count()
    if count >= survey.least:
        return None
    return Refusal(
        ngettext(
            "%(count)d answer was handed in, and fewer than %(least)d tell who said what.",
            "%(count)d answers were handed in, and fewer than %(least)d tell who said what.",
            count,
        )
        % {"count": count, "least": survey.least},
        mend=Mend(_("Remind people and give them more time, or abandon the survey."), act="schemes.survey.extend"),
    )


@rule("survey-into-analysis", clauses=ANALYSIS)
def its_analysis_is_worked_on(*, survey: Survey) -> Refusal | None:
    """The weights of an approved analysis stand; no survey changes them any more."""
    if survey.analysis.state in OPEN:
        return None
    return Refusal(
        _("The analysis %(number)s is no longer worked on, and no survey changes it.")
        % {"number": survey.analysis.number},
        mend=Mend(_("Abandon the survey; another analysis may have another."), act="schemes.survey.abandon"),
    )


@rule("R-27", clauses=["2012:7.1.1", "2012:8.4 e)", "2026:8"])
def the_data_are_the_surveys(*, survey: Survey, dataset: FrozenData) -> Refusal | None:
    """What is frozen is what people answered, to the byte."""
    if dataset.data_hash == digest(answers.dataset_of(survey).canonical()):
        return None
    return Refusal(
        _("Somebody answered since these data were put together."),
        mend=Mend(_("Close the survey again; the data are then put together anew.")),
    )


@rule("survey-over-first", clauses=ANALYSIS, kind=Kind.OURS)
def no_survey_is_open(*, analysis: JobAnalysis) -> Refusal | None:
    """Ratings are closed and weights approved once nobody answers any more."""
    going_on = analysis.surveys.filter(state=SurveyState.OPEN).order_by("number").first()
    if going_on is None:
        return None
    return Refusal(
        _("People still answer in the survey %(number)s of this analysis.") % {"number": going_on.number},
        mend=Mend(
            _("Close or abandon it first."), act="schemes.survey.close", link=("schemes:survey", str(going_on.pk))
        ),
    )


@rule("survey-link", clauses=PRIVACY)
def the_link_works(*, survey: Survey, link: str) -> Refusal | None:
    """A link serves one invitation of this survey, while it is open and until the answers are handed in."""
    known = SurveyInvitation.objects.filter(survey=survey, link=link, progress__in=USABLE)
    if survey.state == SurveyState.OPEN and known.exists():
        return None
    return _no_link()


@rule("survey-link", clauses=PRIVACY)
def the_common_link_works(*, survey: Survey, common: str) -> Refusal | None:
    """A common link serves everybody who was given it, while its survey is open."""
    if survey.state == SurveyState.OPEN and survey.open_link and survey.open_link == common:
        return None
    return _no_link()


def _no_link() -> Refusal:
    return Refusal(_("This link does not work."), mend=Mend(_("If you have a later letter, use the link in it.")))


@rule("survey-scale", clauses=ANALYSIS, kind=Kind.OURS)
def answers_fit(*, survey: Survey, ratings: Mapping[str, tuple[int, int]]) -> Refusal | None:
    """An answer rates tasks of the survey, on its scales."""
    known = set(survey.analysis.tasks.values_list("number", flat=True))
    fits = all(
        number in known and pair[0] in answers.IMPORTANCE and pair[1] in answers.FREQUENCY
        for number, pair in ratings.items()
    )
    if fits:
        return None
    return Refusal(
        _("An answer here is none that could be given."), mend=Mend(_("Choose importance and frequency on the scales."))
    )


@rule("survey-whole", clauses=ANALYSIS, kind=Kind.OURS)
def something_was_answered(*, survey: Survey, answer: UUID) -> Refusal | None:
    """What is handed in rates one task at least."""
    found = SurveyAnswer.objects.filter(pk=answer, survey=survey).first()
    if found is not None and found.ratings:
        return None
    return Refusal(_("There is no answer to hand in yet."), mend=Mend(_("Rate at least one task, then hand it in.")))


@rule("survey-not-anothers", clauses=PRIVACY, kind=Kind.OURS)
def it_is_a_letter_to_send(*, invitation: SurveyInvitation) -> Refusal | None:
    """A letter goes out once."""
    if invitation.letter and invitation.progress != Progress.WITHDRAWN:
        return None
    return Refusal(_("There is no letter to send here."), mend=Mend(_("Nothing needs to be done.")))
