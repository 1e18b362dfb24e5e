"""What conformity looks at in surveys: that those who answer stay unknown."""

from django.db.models import Count, F, Q

from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.lifecycles import SurveyState
from guildhall.schemes.models import Survey, SurveyInvitation
from guildhall.schemes.queries import surveys as queries

SURVEYS = ("schemes.survey.*", "schemes.answer.*", "schemes.survey-letter.*")
NONE = gettext_noop("No survey was made yet.")


def _found(survey: Survey, sentence: str) -> Finding:
    return Finding(survey.ref, survey.number, sentence, ("schemes:survey", str(survey.pk)))


@control(
    "schemes.addresses_of_surveys_are_gone",
    title=gettext_noop("No address is kept of who answered a survey, or when it is over"),
    clauses=["2012:7.3.1", "2026:7.3"],
    events=SURVEYS,
)
def addresses_of_surveys_are_gone() -> Answer:
    """Addresses and secrets of links go when somebody has answered or withdrawn, and all of them with the survey."""
    left = {each.survey_id: each.survey for each in queries.addresses_left()}
    looked_at = SurveyInvitation.objects.count()
    sentence = gettext_noop("keeps addresses that it needs no more")
    return Answer(
        findings=[_found(survey, sentence) for survey in sorted(left.values(), key=lambda each: each.number)],
        looked_at=looked_at,
        not_applicable="" if looked_at else NONE,
    )


@control(
    "schemes.surveys_protect_who_answers",
    title=gettext_noop("No result rests on so few answers that somebody could be recognised"),
    clauses=["2012:7.3.1", "2012:8.4 e)", "2026:7.3"],
    events=SURVEYS,
)
def surveys_protect_who_answers() -> Answer:
    """Every closed survey has as many answers as its privacy threshold asks for."""
    counted = Count("answers", filter=Q(answers__finished=True))
    over = queries.surveys().filter(state=SurveyState.CLOSED).annotate(handed_in=counted)
    sentence = gettext_noop("was closed with fewer answers than protect those who gave them")
    looked_at = over.count()
    return Answer(
        findings=[_found(survey, sentence) for survey in over.filter(handed_in__lt=F("least"))],
        looked_at=looked_at,
        not_applicable="" if looked_at else NONE,
    )
