"""What was sent, by e-mail and letter, to whom and with what success."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.notices import queries
from guildhall.notices.acts import messages as acts
from guildhall.notices.models import Channel, Message, Sending
from guildhall.notices.permissions import SEES_MESSAGES
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Related, Row, Status, Tone
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault.fields import shown
from guildhall.web.notices import letters

TONES = {
    Sending.WAITING: Tone.OPEN,
    Sending.SENDING: Tone.OPEN,
    Sending.SENT: Tone.HOLDS,
    Sending.FAILED: Tone.FAILS,
}


def status_of(message: Message) -> Status:
    """What became of a message, in a word."""
    if message.channel == Channel.LETTER:
        return letters.status_of(message)
    state = Sending(message.state)
    return Status(translated(state.label), TONES[state])


def sent_to(person: Person, limit: int = 10) -> Related:
    """What was written to a person, for the page of that person."""
    return Related(
        _("What was sent"),
        [
            Row(
                shown(message, "title"),
                f"{translated(Channel(message.channel).label)}, {clock.day_of(message.made_at):%-d %b %Y}",
                status=status_of(message),
            )
            for message in queries.sent_to(person.id)[:limit]
        ],
        empty=_("Nothing was written to this person yet. E-mails and letters are listed here as they go out."),
    )


def _with_state(rows: QuerySet[Message], choice: str) -> QuerySet[Message]:
    return rows.filter(state=choice)


SENT = ListPage[Message](
    name="notices.messages",
    title=gettext_noop("What was sent"),
    queryset=lambda request: Message.objects.select_related("person", "posting"),
    order="-made_at",
    columns=[
        Column(gettext_noop("Written"), lambda row: row.made_at, order="made_at"),
        Column(gettext_noop("Person"), lambda row: row.person.number, code=True),
        Column(gettext_noop("By"), lambda row: translated(Channel(row.channel).label)),
        Column(gettext_noop("What for"), lambda row: row.kind, code=True),
        Column(
            gettext_noop("State"),
            status_of,
            lambda row: ("web:message-resend", row.pk) if row.state == Sending.FAILED else (),
        ),
        Column(gettext_noop("Attempts"), lambda row: row.attempts),
        Column(gettext_noop("What went wrong"), lambda row: row.problem, code=True),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(state.value, translated(state.label)) for state in Sending],
            _with_state,
        )
    ],
    search=lambda rows, text: rows.filter(person__number__icontains=text) | rows.filter(kind__icontains=text),
    search_hint=gettext_noop("Number of a person, or what the message was for"),
    empty=gettext_noop("Here stands every e-mail and letter, as soon as the first one is written."),
)


@page(area="desk", permission=SEES_MESSAGES)
def sent(request: PageRequest) -> HttpResponse:
    """Every message: to whom, when, for what, with what success; never what it says."""
    return SENT.response(request)


@page(area="desk", permission=SEES_MESSAGES)
def resend(request: PageRequest, pk: UUID) -> HttpResponse:
    """Have a message that failed sent again."""
    message = get_object_or_404(Message.objects.select_related("person"), pk=pk)
    return perform(
        request,
        acts.resend,
        ActForm(request.POST or None, record=message),
        record=message,
        arguments={},
        then=("web:messages",),
    )
