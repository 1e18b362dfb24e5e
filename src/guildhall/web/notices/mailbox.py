"""The post of a demonstration: every message as its reader would get it. No installation that is real has this page."""

from email.message import EmailMessage

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.notices import spool
from guildhall.shell.pages import PUBLIC, page
from guildhall.shell.requests import PageRequest

SHOWN = 50


@page(area="public", permission=PUBLIC)
def show(request: PageRequest) -> HttpResponse:
    """The last e-mails of a demonstration, with the codes and links of sign-in; elsewhere there is no such page."""
    if not settings.GUILDHALL.demo:
        raise Http404
    mails = [_read(mail) for mail in list(spool.show())[-SHOWN:][::-1]]
    return render(request, "web/notices/mailbox.html", {"title": _("What was sent"), "mails": mails})


def _read(mail: EmailMessage) -> dict[str, str]:
    body = mail.get_body(("plain",))
    return {
        "to": str(mail["To"]),
        "subject": str(mail["Subject"]),
        "date": str(mail["Date"]),
        "text": body.get_content() if body else "",
    }
