"""What became of the letters of a survey; the house alone does this."""

from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change
from guildhall.schemes.models import SurveyInvitation
from guildhall.schemes.rules.surveys import PRIVACY, it_is_a_letter_to_send

LETTERS = "surveys"
"""The machine that sends letters."""


@act(
    "schemes.survey-letter.send",
    about="invitation",
    permission=NOBODY,
    machines=[LETTERS],
    rules=[it_is_a_letter_to_send],
    clauses=PRIVACY,
    sentence=gettext_noop("sent a letter of the survey {subject}"),
)
def send(*, by: Actor, invitation: SurveyInvitation) -> SurveyInvitation:
    """Record that a letter went out; the secret in it is from now on known to its reader alone."""
    return change(invitation, letter="", secret="", tries=0, problem="", sent_on=clock.today())


@act(
    "schemes.survey-letter.fail",
    about="invitation",
    permission=NOBODY,
    machines=[LETTERS],
    rules=[it_is_a_letter_to_send],
    clauses=PRIVACY,
    sentence=gettext_noop("could not send a letter of the survey {subject}"),
)
def fail(*, by: Actor, invitation: SurveyInvitation, problem: str) -> SurveyInvitation:
    """Record that a letter could not be handed to the mail server; it is tried again."""
    return change(invitation, tries=invitation.tries + 1, problem=problem)
