"""Where an assessor begins: how both editions stand, how far the ledger is signed, and how to check it alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ASSESSOR
from guildhall.kernel import clock
from guildhall.kernel.clauses import EDITIONS
from guildhall.ledger import proofs, publishing
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.web.work.cards import standing


@page(area="assessor", permission=holds(ASSESSOR))
def start(request: PageRequest) -> HttpResponse:
    """Both editions in a few numbers, the newest checkpoint, and until when this access lasts."""
    mine = grants.held_on(clock.today()).filter(person_id=request.person.pk, role=ASSESSOR.code)
    context = {
        "title": _("Assessment"),
        "until": mine.order_by("-until_on").values_list("until_on", flat=True).first(),
        "editions": [standing(edition) for edition in EDITIONS],
        "newest": proofs.latest(),
        "key": publishing.key(),
    }
    return render(request, "web/assessor.html", context)
