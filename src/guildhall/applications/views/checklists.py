"""The application as a checklist, and the pages of its simple parts: who applies, trainers, signatures, submission."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.applications import checklist, overviews, queries
from guildhall.applications.acts import applications, reviews, signatures
from guildhall.applications.checklist import Section
from guildhall.applications.forms import (
    PAPERS,
    AgreeForm,
    AnswerForm,
    ConfirmForm,
    IdentificationForm,
    PaperApplicationForm,
    SignedPaperForm,
    TrainersForm,
)
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application, RequirementResult, SignatureKind
from guildhall.applications.rules.evidence import TAKES_EVIDENCE, text_of
from guildhall.applications.views.sections import TOLD, do, in_hand, place, steps_of, twice
from guildhall.applications.views.words import inquiry_rows, status_of, verdict_status
from guildhall.shell.forms import ActForm
from guildhall.shell.records import Row, Status, Tone, url
from guildhall.shell.requests import PageRequest
from guildhall.vault.files import receive


def _checklist(request: PageRequest, pk: UUID) -> HttpResponse:
    """The whole application: what is complete, what is missing, what is to be done next."""
    application = in_hand(request, pk)
    parts = checklist.sections(application)
    is_draft = application.state == ApplicationState.DRAFT
    context = {
        "title": application.version.title,
        "application": application,
        "status": status_of(application),
        "is_draft": is_draft,
        "missing": sum(1 for part in parts if part.is_due and not part.is_complete),
        "steps": [] if is_draft else steps_of(application),
        "submit_url": url(place(request, "submit", application.pk)),
        "inquiries": inquiry_rows(application),
        "rows": _rows(request, application, parts),
        "offers": _offers(request, application),
    }
    return render(request, "applications/checklist.html", context)


def _rows(request: PageRequest, application: Application, parts: list[Section]) -> list[Row]:
    results = queries.results_of(application) if application.state in TOLD else {}
    found = {str(requirement): result for requirement, result in results.items()}
    return [
        Row(part.title, part.note, _page_of(request, application, part), _state_of(application, part, found))
        for part in parts
    ]


def _page_of(request: PageRequest, application: Application, part: Section) -> tuple[object, ...]:
    """Where a part is filled in; what can no longer be changed has no page, but evidence and arrangements."""
    if application.state != ApplicationState.DRAFT and part.page not in {"requirement", "arrangements"}:
        return ()
    return place(request, part.page, application.pk, *filter(None, [part.part]))


def _state_of(application: Application, part: Section, found: dict[str, RequirementResult]) -> Status:
    if result := found.get(part.part):
        return verdict_status(result)
    if part.is_complete:
        return Status(_("Complete"), Tone.HOLDS)
    if part.is_due and application.state == ApplicationState.DRAFT:
        return Status(_("Missing"), Tone.SOON)
    return Status(_("Later"), Tone.CLOSED)


def _offers(request: PageRequest, application: Application) -> list[tuple[str, str]]:
    """What can be done with the whole now: its page and what the button says."""
    offered = {
        "go-on": (applications.go_on, _("Go on under the version in effect")),
        "recall": (applications.recall, _("Recall it, to change it")),
        "withdraw": (applications.withdraw, _("Withdraw it")),
    }
    known = {"by": request.actor, "application": application}
    return [
        (url(place(request, name, application.pk)), label)
        for name, (act, label) in offered.items()
        if act.refusal(**known) is None
    ]


def _identification(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say who applies."""
    application = in_hand(request, pk)
    initial = {
        "birth_date": application.birth_date or application.person.birth_date,
        "identity_document": application.identity_document,
    }
    form = IdentificationForm(request.POST or None, record=application, initial=initial)
    context = {"lead": _("You apply as %(name)s.") % {"name": application.person.name}, "button": _("Save")}
    return do(request, applications.identify, form, application, title=_("Who you are"), context=context)


def _trainers(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say who trained the applicant."""
    application = in_hand(request, pk)
    answered = application.trainers_answered
    initial = {"trainers": application.trainers, "nobody": answered and not application.trainers}
    form = TrainersForm(request.POST or None, record=application, initial=initial)
    return do(request, applications.name_trainers, form, application, context={"button": _("Save")})


def _overview(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Read what follows from applying, with the fees, and say that one has read it."""
    application = in_hand(request, pk)
    return do(
        request,
        applications.see_overview,
        ActForm(request.POST or None, record=application),
        application,
        arguments=lambda typed: {},
        title=_("Overview and fees"),
        template="applications/overview.html",
        context={
            "overview": application.overview or overviews.of(application.version),
            "button": _("I have read this"),
        },
    )


def _sign(request: PageRequest, pk: UUID, kind: str) -> HttpResponseBase:
    """Sign the agreement or the code of conduct; at the desk, enter what was signed on paper."""
    application = in_hand(request, pk)
    if kind not in SignatureKind.values or not text_of(application, kind):
        raise Http404
    on_paper = request.area == "desk"
    return do(
        request,
        signatures.enter if on_paper else signatures.sign,
        _paper_form(request, SignedPaperForm, application) if on_paper else _form(request, AgreeForm, application),
        application,
        known={"kind": kind},
        arguments=lambda typed: _kept(application, typed, "scan"),
        title=str(SignatureKind(kind).label),
        template="applications/sign.html",
        context={
            "text": text_of(application, kind),
            "signature": queries.signed(application, kind),
            "button": _("Enter the signed paper") if on_paper else _("Sign"),
        },
    )


def _submit(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Submit the application, or see with links what is missing; at the desk, with the paper that was signed."""
    application = in_hand(request, pk)
    on_paper = request.area == "desk"
    missing = [
        Row(part.title, part.missing, place(request, part.page, application.pk, *filter(None, [part.part])))
        for part in checklist.incomplete(application)
    ]
    listed: dict[str, Any] = {"refusal": None} if missing else {}  # the list says it, with the way to each part
    return do(
        request,
        applications.submit,
        _paper_form(request, PaperApplicationForm, application)
        if on_paper
        else _form(request, ConfirmForm, application),
        application,
        arguments=lambda typed: _kept(application, typed, "paper"),
        title=_("Submit the application"),
        template="applications/submit.html",
        context={"missing": missing, "button": _("Submit"), **listed},
    )


def _form(request: PageRequest, form: type[ActForm], application: Application) -> ActForm:
    return form(request.POST or None, record=application)


def _paper_form(request: PageRequest, form: type[ActForm], application: Application) -> ActForm:
    return form(request.POST or None, request.FILES or None, record=application)


def _kept(application: Application, typed: dict[str, Any], name: str) -> dict[str, Any]:
    """What was typed, with the paper called `name` received, where one was handed in."""
    if upload := typed.get(name):
        return {**typed, name: receive(upload, key_id=application.key_id, allowed=PAPERS)}
    return typed


def _recall(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take the application back to change it."""
    application = in_hand(request, pk)
    context = {"consequence": _("It leaves the queue of the reviewers until you submit it again.")}
    form = ActForm(request.POST or None, record=application)
    return do(request, applications.recall, form, application, context=context)


def _withdraw(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Give the application up."""
    application = in_hand(request, pk)
    context = {
        "consequence": _(
            "The application ends. It stays in your list with all that you handed in; you can apply anew."
        ),
        "harm": True,
    }
    form = ActForm(request.POST or None, record=application)
    return do(request, applications.withdraw, form, application, context=context)


def _go_on(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Go on under the version that replaced the one under which the draft was begun."""
    application = in_hand(request, pk)
    context = {
        "consequence": _(
            "Evidence stays where the new version asks for the same. Overview, agreement and code of conduct are new: "
            "read and sign them again."
        )
    }
    form = ActForm(request.POST or None, record=application)
    return do(request, applications.go_on, form, application, context=context)


def _answer(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Answer what the reviewer asked; files are handed in with the requirement they belong to."""
    application = in_hand(request, pk)
    takes = application.state in TAKES_EVIDENCE
    context = {
        "inquiry": queries.open_inquiry(application),
        "requirements": [
            Row(each.words, each.evidence, place(request, "requirement", application.pk, each.pk))
            for each in (queries.requirements(application) if takes else ())
        ],
        "button": _("Send the answer"),
    }
    form = AnswerForm(request.POST or None, record=application)
    return do(request, reviews.answer, form, application, template="applications/answer.html", context=context)


my_checklist, for_checklist = twice(_checklist)
my_identification, for_identification = twice(_identification)
my_trainers, for_trainers = twice(_trainers)
my_overview, for_overview = twice(_overview)
my_sign, for_sign = twice(_sign)
my_submit, for_submit = twice(_submit)
my_recall, for_recall = twice(_recall)
my_withdraw, for_withdraw = twice(_withdraw)
my_go_on, for_go_on = twice(_go_on)
my_answer, for_answer = twice(_answer)
