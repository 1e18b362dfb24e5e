"""The desk's pages of special arrangements, for the officers who decide on them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.acts import accommodations as acts
from guildhall.applications.forms import GrantForm, QuestionForm, ReasonsForm
from guildhall.applications.lifecycles import UNDECIDED
from guildhall.applications.models import Accommodation, AccommodationPaper
from guildhall.applications.permissions import may_see_accommodations
from guildhall.applications.readings import accommodation_file, open_accommodation
from guildhall.applications.views.evidence import called
from guildhall.applications.views.words import accommodation_status
from guildhall.kernel import clock
from guildhall.ledger.acts import Act
from guildhall.notices import timers
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault.fields import shown

DECISIONS: dict[str, tuple["Act[..., Accommodation]", type[ActForm]]] = {
    "grant": (acts.grant, GrantForm),
    "grant-partly": (acts.grant_partly, GrantForm),
    "refuse": (acts.refuse, ReasonsForm),
    "ask-evidence": (acts.ask_evidence, QuestionForm),
}
"""What an officer can do with a request: the act and the form that it needs."""


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One request for special arrangements, for who asked and who decides; every look is logged."""
    asked = open_accommodation(by=request.actor, accommodation=_asked(pk))
    return render_record(
        request,
        asked,
        kind=f"{_('Special arrangements')} · {asked.application.version.title}",
        title=asked.number,
        status=accommodation_status(asked),
        facts=_facts(asked),
        offers=_offers(asked),
        related=[_papers(asked)],
    )


def _facts(asked: Accommodation) -> list[Fact]:
    person = asked.application.person
    return [
        Fact(_("Person"), person.name, note=f"{person.number} · {asked.application.number}"),
        Fact(_("What is needed, and why"), shown(asked, "wish")),
        Fact(_("Requested"), asked.requested_at),
        Fact(_("Decision until"), timers.due_on("T-22", clock.day_of(asked.requested_at))),
        *([Fact(_("Evidence asked for"), question)] if (question := shown(asked, "question")) else []),
        *_decided(asked),
    ]


def _decided(asked: Accommodation) -> list[Fact]:
    if asked.decided_by is None:
        return []
    return [
        Fact(_("Decided"), asked.decided_at, note=asked.decided_by.name),
        Fact(_("Extra time"), _("%(percent)d per cent") % {"percent": asked.extra_percent}),
        Fact(_("Questions are read aloud"), asked.read_aloud),
        Fact(_("Something else"), shown(asked, "other")),
        Fact(_("Reasons"), shown(asked, "reasons")),
    ]


def _offers(asked: Accommodation) -> list[Offer]:
    if asked.state not in UNDECIDED:
        return []
    return [
        Offer(act, (f"applications:accommodation-{verb}", asked.pk), {"accommodation": asked}, main=not place)
        for place, (verb, (act, _form)) in enumerate(DECISIONS.items())
    ]


def _papers(asked: Accommodation) -> Related:
    papers = asked.papers.select_related("file").order_by("provided_at")
    return Related(
        _("What proves it"),
        [
            Row(
                called(each.file) or _("Statement"),
                shown(each, "words"),
                ("applications:accommodation-paper", each.pk) if each.file else (),
            )
            for each in papers
        ],
        empty=_("Nothing was handed in. Ask for what the decision needs, and no more."),
    )


@page(area="desk", permission=may_see_accommodations)
def decide(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Decide on a request, or ask for evidence."""
    asked = open_accommodation(by=request.actor, accommodation=_asked(pk))
    act, form = DECISIONS[verb]
    back: tuple[Any, ...] = ("applications:accommodation", asked.pk)
    return perform(
        request,
        act,
        form(request.POST or None, record=asked),
        record=asked,
        then=back,
        template="applications/on_accommodation.html",
        context={"asked": asked, "kind": asked.number, "back": url(back)},
    )


@page(area="desk", permission=SIGNED_IN)
def paper(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file that proves a need; every look is logged."""
    papers = AccommodationPaper.objects.select_related(*AccommodationPaper.reload_with)
    file = accommodation_file(by=request.actor, paper=get_object_or_404(papers, pk=pk))
    if file is None:
        raise Http404
    return download(request, file)


def _asked(pk: UUID) -> Accommodation:
    return get_object_or_404(queries.accommodations().select_related("decided_by"), pk=pk)
