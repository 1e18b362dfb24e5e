"""What the desk reads of the ledger: the newest entries told, one entry with its proof, the checkpoint to keep."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT, all_roles
from guildhall.ledger import history, proofs, publishing, sequencer
from guildhall.ledger.models import Entry, Leaf
from guildhall.shell import histories
from guildhall.shell.pages import page
from guildhall.shell.records import Fact
from guildhall.shell.requests import PageRequest

READERS = holds(*(role for role in all_roles() if role.staff))
"""An entry's own page tells identifiers, states and dates only, so that all of the staff may follow a history there."""

OVERSEERS = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
"""Sentences about everybody may hold reasons; who answers for the records reads them."""

SHOWN = 50
"""Entries on the page."""


@page(area="desk", permission=OVERSEERS)
def ledger(request: PageRequest) -> HttpResponse:
    """What was done last in the whole house, how far it is numbered, and the checkpoint to keep."""
    context = {
        "title": _("Ledger"),
        "lines": histories.told(history.newest(SHOWN), request),
        "newest": proofs.latest(),
        "waiting": sequencer.waiting(),
        "key": publishing.key(),
    }
    return render(request, "web/ledger/ledger.html", context)


@page(area="desk", permission=OVERSEERS)
def checkpoint_file(request: PageRequest) -> HttpResponse:
    """The newest checkpoint as a file, to be kept where nobody of the body can change it."""
    newest = proofs.latest()
    if newest is None:
        raise Http404
    response = HttpResponse(newest.note, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="checkpoint-{newest.size}.txt"'
    return response


@page(area="desk", permission=READERS)
def entry(request: PageRequest, index: int) -> HttpResponse:
    """One entry: what the tree holds of it, and the proof that it is there."""
    leaf = Leaf.objects.filter(index=index).first()
    found = Entry.objects.filter(id=leaf.entry).first() if leaf else None
    proof = publishing.inclusion(leaf.entry) if leaf else None
    if found is None or proof is None:
        raise Http404
    context = {"title": _("Entry %(index)s") % {"index": index}, "facts": _facts(found), "proof": proof, "entry": found}
    return render(request, "web/ledger/entry.html", context)


def _facts(found: Entry) -> list[tuple[Fact, str]]:
    told = [
        (_("Done at"), found.at),
        (_("Act"), found.act),
        (_("By"), found.actor),
        (_("On"), found.subject),
        (_("Outcome"), _("done") if found.outcome == "done" else _("refused")),
        (_("State before"), found.before),
        (_("State after"), found.after),
        (_("In effect from"), found.effective_on),
        (_("Rule that refused"), found.code),
        (_("Clauses"), found.clauses),
        (_("Identifier"), str(found.id)),
    ]
    return [(Fact(label, value), "") for label, value in told if value]
