"""The letters of a survey, to people who have no account here: sealed under its own key, and kept nowhere else."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from guildhall.kernel.actors import Actor
from guildhall.notices import texts
from guildhall.schemes.acts import mailing
from guildhall.schemes.lifecycles import SurveyState
from guildhall.schemes.models import SurveyInvitation
from guildhall.schemes.surveying import links
from guildhall.vault import keys

ATTEMPTS = 5
"""How often a letter is tried before it stands as undelivered."""


class SurveyLetter(EmailMultiAlternatives):
    """A letter that knows under whose key a copy of it is sealed."""

    def __init__(self, invitation: SurveyInvitation) -> None:
        text = texts.written(
            f"schemes/survey-{invitation.letter}", language=invitation.language or "en", words=_words(invitation)
        )
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
        super().__init__(
            subject=text.subject,
            body=f"{text.body}\n\n-- \n{settings.GUILDHALL.body_name}\n",
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[invitation.address],
            headers={
                "Message-ID": f"<{invitation.pk}.{invitation.revision}@{host}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        self.number = invitation.pk
        self.key_id = invitation.survey.mail_key
        self.attach_alternative(texts.as_html(text, invitation.language), "text/html")


def _words(invitation: SurveyInvitation) -> dict[str, str]:
    survey = invitation.survey
    return {
        "title": survey.title,
        "introduction": survey.introduction,
        "tasks": str(survey.analysis.tasks.count()),
        "link": links.link(invitation.secret) if invitation.secret else "",
        "until_on": survey.until_on.isoformat(),
    }


def send_waiting(by: Actor, limit: int = 50) -> int:
    """Send the letters that wait, oldest first, outside any transaction; how many went out."""
    waiting = SurveyInvitation.objects.filter(survey__state=SurveyState.OPEN, tries__lt=ATTEMPTS).exclude(letter="")
    found = waiting.select_related("survey__analysis__scheme__scope").order_by("tries", "id")
    return sum(_sent(by, each) for each in found[:limit])


def _sent(by: Actor, invitation: SurveyInvitation) -> bool:
    with keys.one_request():
        try:
            SurveyLetter(invitation).send()
        except (OSError, smtplib.SMTPException) as problem:
            mailing.fail(by=by, invitation=invitation, problem=type(problem).__name__)
            return False
    mailing.send(by=by, invitation=invitation)
    return True
