"""Pages of special arrangements for who asks for them: the notice, the request, its evidence, what was decided."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.acts import accommodations as acts
from guildhall.applications.acts import applications
from guildhall.applications.forms import PAPERS, NoticeForm, ProofForm, WishForm
from guildhall.applications.lifecycles import UNDECIDED, ApplicationState
from guildhall.applications.models import Accommodation, AccommodationPaper, Application
from guildhall.applications.readings import accommodation_file
from guildhall.applications.views.evidence import called
from guildhall.applications.views.sections import do, in_hand, place, twice
from guildhall.applications.views.words import accommodation_status
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.records import url
from guildhall.shell.requests import PageRequest
from guildhall.vault.fields import shown
from guildhall.vault.files import receive


def _arrangements(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The notice about special arrangements with its answer, and what was asked for and decided."""
    application = in_hand(request, pk)
    context = {
        "requests": [_request_row(request, each) for each in _requests(application)],
        "ask_url": _ask_url(request, application),
    }
    if application.state != ApplicationState.DRAFT:
        return _read_only(request, application, context)
    answer = {True: "yes", False: "no", None: None}[application.needs_help]
    return do(
        request,
        applications.answer_notice,
        NoticeForm(request.POST or None, record=application, initial={"needs_help": answer}),
        application,
        then=lambda saved: _after_answer(request, saved),
        title=_("Special arrangements for examinations"),
        template="applications/arrangements.html",
        context={**context, "button": _("Save")},
    )


def _requests(application: Application) -> list[Accommodation]:
    return list(queries.accommodations().filter(application=application).order_by("number"))


def _read_only(request: PageRequest, application: Application, context: dict[str, Any]) -> HttpResponse:
    known = {
        "title": _("Special arrangements for examinations"),
        "application": application,
        "back": url(place(request, "checklist", application.pk)),
    }
    return render(request, "applications/arrangements_shown.html", {**known, **context})


def _after_answer(request: PageRequest, application: Application) -> tuple[object, ...]:
    """Who needs something says what next."""
    asks = application.needs_help and not application.accommodations.exclude(state="withdrawn").exists()
    return place(request, "arrangement-request" if asks else "checklist", application.pk)


def _ask_url(request: PageRequest, application: Application) -> str:
    refused = acts.request.refusal(by=request.actor, application=application)
    return "" if refused else url(place(request, "arrangement-request", application.pk))


def _request_row(request: PageRequest, asked: Accommodation) -> dict[str, Any]:
    parts = (asked.application_id, asked.pk)
    open_still = asked.state in UNDECIDED
    return {
        "asked": asked,
        "status": accommodation_status(asked),
        "wish": shown(asked, "wish"),
        "papers": [_paper_row(request, each) for each in asked.papers.select_related("file").order_by("provided_at")],
        "evidence_url": url(place(request, "arrangement-evidence", *parts)) if open_still else "",
        "withdraw_url": url(place(request, "arrangement-withdraw", *parts)) if open_still else "",
    }


def _paper_row(request: PageRequest, paper: AccommodationPaper) -> dict[str, Any]:
    parts = (paper.accommodation.application_id, paper.pk)
    return {
        "words": shown(paper, "words"),
        "name": called(paper.file),
        "url": url(place(request, "arrangement-paper", *parts)) if paper.file else "",
        "at": paper.provided_at,
    }


def _request(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Ask for special arrangements."""
    application = in_hand(request, pk)
    form = WishForm(request.POST or None, record=application)
    then = place(request, "arrangements", application.pk)
    return do(request, acts.request, form, application, then=then, context={"button": _("Ask for it")})


def _evidence(request: PageRequest, pk: UUID, accommodation: UUID) -> HttpResponseBase:
    """Hand in what proves the need."""
    application = in_hand(request, pk)
    asked = _of(application, accommodation)
    return do(
        request,
        acts.give_evidence,
        ProofForm(request.POST or None, request.FILES or None, record=asked),
        application,
        record=asked,
        arguments=lambda typed: {**typed, "paper": _received(application, typed["paper"])},
        then=place(request, "arrangements", application.pk),
        context={"lead": asked.question or _("Only those who decide about special arrangements read it.")},
    )


def _received(application: Application, upload: Any) -> Any:
    return receive(upload, key_id=application.key_id, allowed=PAPERS) if upload else None


def _withdraw(request: PageRequest, pk: UUID, accommodation: UUID) -> HttpResponseBase:
    """Give a request up."""
    application = in_hand(request, pk)
    asked = _of(application, accommodation)
    form = ActForm(request.POST or None, record=asked)
    then = place(request, "arrangements", application.pk)
    return do(request, acts.withdraw, form, application, record=asked, then=then)


def _paper(request: PageRequest, pk: UUID, paper: UUID) -> HttpResponseBase:
    """The file that proves the need, for whoever handed it in."""
    papers = AccommodationPaper.objects.select_related(*AccommodationPaper.reload_with)
    found = get_object_or_404(papers, accommodation__application=in_hand(request, pk), pk=paper)
    file = accommodation_file(by=request.actor, paper=found)
    if file is None:
        raise Http404
    return download(request, file)


def _of(application: Application, pk: UUID) -> Accommodation:
    return get_object_or_404(queries.accommodations(), application=application, pk=pk)


my_arrangements, for_arrangements = twice(_arrangements)
my_request, for_request = twice(_request)
my_evidence, for_evidence = twice(_evidence)
my_withdraw, for_withdraw = twice(_withdraw)
my_paper, for_paper = twice(_paper)
