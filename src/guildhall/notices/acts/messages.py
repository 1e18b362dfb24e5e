"""Messages that could not be sent are sent again."""

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.notices import sending
from guildhall.notices.models import Message
from guildhall.notices.permissions import SEES_MESSAGES
from guildhall.notices.rules import the_message_failed


@act(
    "notices.message.resend",
    about="message",
    permission=SEES_MESSAGES,
    rules=[the_message_failed],
    sentence=gettext_noop("had the message {subject} sent again"),
    label=gettext_noop("Send again"),
)
def resend(*, by: Actor, message: Message) -> Message:
    """Have an e-mail that failed tried again, to the address that the person has now."""
    sending.again(message)
    return message
