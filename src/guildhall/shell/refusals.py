"""How a refusal is shown: what cannot be done, why, by which clauses, and what mends it, with the way there."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.kernel import clauses
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.acts import Act, all_acts
from guildhall.shell.words import translated


@dataclass(frozen=True)
class Shown:
    """A refusal in the reader's language, ready for ``shell/_refusal.html``."""

    heading: str
    sentence: str
    code: str
    clauses: tuple[str, ...]
    mend: str
    mend_label: str
    mend_url: str


def shown(refusal: Refusal, *, act: "Act[..., object] | None" = None) -> Shown:
    """`refusal` for a page; `act` is what was, or would be, refused."""
    link = refusal.mend.link
    return Shown(
        heading=_heading(act),
        sentence=translated(refusal.sentence),
        code=refusal.code,
        clauses=tuple(clauses.label(reference) for reference in refusal.clauses),
        mend=translated(refusal.mend.sentence),
        mend_label=_mend_label(refusal),
        mend_url=reverse(link[0], args=link[1:]) if link else "",
    )


def refused(request: HttpRequest, refusal: Refusal, *, status: int) -> HttpResponse:
    """The refusal as a page of its own."""
    headings = {403: _("You cannot open this page"), 410: _("This is no longer there")}
    context = {"refusal": shown(refusal), "title": headings.get(status, _("This cannot be done now"))}
    return render(request, "shell/refusal.html", context, status=status)


def _heading(act: "Act[..., object] | None") -> str:
    if act is None or not act.label:
        return _("Refused because")
    return _("You cannot do this now: %(act)s") % {"act": translated(act.label)}


def _mend_label(refusal: Refusal) -> str:
    labels = (each.label for each in all_acts() if each.name == refusal.mend.act)
    return translated(next(labels, "")) or _("Go there")
