"""The mail of the sign-in library goes the way of all messages: kept, sealed, repeated when it fails.

A code is wanted now, so it is sent at once and not by the worker; where that fails, the worker repeats it. Somebody
who is only opening an account is no person of ours yet: to them it is sent without being kept.
"""

from typing import Any

from allauth.core import context as library
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils.translation import get_language

from guildhall.identity import addresses
from guildhall.identity.adapter import SignIn
from guildhall.identity.models import Person
from guildhall.notices import sending, telling
from guildhall.notices.models import Channel, Message


class Kept(EmailMultiAlternatives):
    """A mail to one of our people, which is kept as a message when it is sent."""

    def __init__(self, mail: EmailMessage, message: Message) -> None:
        super().__init__(mail.subject, mail.body, mail.from_email, mail.to)
        self.kept = message

    def send(self, fail_silently: bool = False) -> int:
        """Keep the message and try it at once; what fails now is tried again by the worker."""
        telling.keep(self.kept)
        return int(sending.send(self.kept.pk))


class SignInMail(SignIn):
    """Tells the sign-in library to send its mail as messages of the house."""

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        mail: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        owner = Person.objects.filter(email_alias=addresses.alias(email)).first()
        person = owner or getattr(library.request, "person", None)
        return Kept(mail, _message(mail, person, template_prefix, "" if owner else email)) if person else mail


def _message(mail: EmailMessage, person: Person, kind: str, other_address: str) -> Message:
    """The message to a person; to another address where it is not, or no longer, theirs."""
    return Message(
        person=person,
        channel=Channel.EMAIL,
        kind=kind,
        language=get_language() or person.language,
        title=str(mail.subject),
        body=str(mail.body),
        other_address=other_address,
    )
