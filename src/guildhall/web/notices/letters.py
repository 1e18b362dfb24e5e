"""Letters that wait for the post, each as PDF on letterhead, and their posting."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall.identity.persons import names
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.notices import queries
from guildhall.notices.acts import letters as acts
from guildhall.notices.models import Channel, Message
from guildhall.notices.permissions import HANDLES_POST
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


class PostForm(ActForm):
    """On which day a letter was handed to the post."""

    posted_on = forms.DateField(
        label=gettext_lazy("Posted on"), widget=forms.DateInput(attrs={"type": "date"}), initial=clock.today
    )


def with_names(rows: Sequence[Message]) -> None:
    """Open the names of all rows at once."""
    known = names(row.person_id for row in rows)
    for row in rows:
        row.shown_name = known.get(row.person_id, "")  # type: ignore[attr-defined]  # for this page only


def status_of(letter: Message) -> Status:
    """Whether a letter was posted."""
    if hasattr(letter, "posting"):
        return Status(_("posted"), Tone.HOLDS)
    return Status(_("waits for the post"), Tone.SOON)


WAITING = ListPage[Message](
    name="notices.letters",
    title=gettext_noop("Letters to print"),
    queryset=lambda request: queries.letters_waiting(),
    order="made_at",
    columns=[
        Column(gettext_noop("Written"), lambda row: row.made_at, lambda row: ("web:letter", row.pk), "made_at"),
        Column(gettext_noop("To"), lambda row: row.shown_name),  # type: ignore[attr-defined]
        Column(gettext_noop("Person"), lambda row: row.person.number, code=True),
        Column(gettext_noop("Subject"), lambda row: row.title),
    ],
    on_selection=[
        OnSelection(
            acts.post, fields={"posted_on": PostForm.base_fields["posted_on"]}, label=gettext_noop("Mark as posted")
        )
    ],
    before_showing=with_names,
    empty=gettext_noop(
        "Here wait the letters to people without an e-mail address. One comes here by itself whenever such a person is "
        "to be told something."
    ),
)


@page(area="desk", permission=HANDLES_POST)
def waiting(request: PageRequest) -> HttpResponse:
    """The letters that nobody has posted yet."""
    return WAITING.response(request)


@page(area="desk", permission=HANDLES_POST)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One letter: to whom, since when, and what can be done with it."""
    letter = _letter(pk)
    posting = getattr(letter, "posting", None)
    known = {"letter": letter, "posted_on": clock.today()}
    return render_record(
        request,
        letter,
        kind=_("Letter"),
        title=letter.title,
        status=status_of(letter),
        facts=[
            Fact(_("To"), letter.person.name, note=letter.person.number),
            Fact(_("Address"), posting.address if posting else letter.person.address),
            Fact(_("Written"), letter.made_at),
            Fact(_("Posted"), posting.posted_on if posting else None),
            Fact(_("Letter"), _("Print as PDF"), link=("web:letter-print", letter.pk)),
        ],
        offers=[Offer(acts.post, ("web:letter-post", letter.pk), known, main=True)],
        template="web/notices/letter.html",
        context={"letter": letter},
    )


@page(area="desk", permission=HANDLES_POST)
def printed(request: PageRequest, pk: UUID) -> HttpResponse:
    """The letter as PDF; that it was opened is logged."""
    letter = _letter(pk)
    name = f"{letter.person.number}-{clock.day_of(letter.made_at):%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(acts.printed(by=request.actor, letter=letter), content_type="application/pdf", headers=headers)


@page(area="desk", permission=HANDLES_POST)
def post(request: PageRequest, pk: UUID) -> HttpResponse:
    """Say on which day a letter was posted."""
    letter = _letter(pk)
    return perform(
        request, acts.post, PostForm(request.POST or None, record=letter), record=letter, then=("web:letter", letter.pk)
    )


def _letter(pk: UUID) -> Message:
    letters = Message.objects.filter(channel=Channel.LETTER, person__erased_at__isnull=True)
    return get_object_or_404(letters.select_related("person", "posting"), pk=pk)
