"""The page of one application at the desk: everything in one view, with the evidence beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.acts import applications as acts
from guildhall.applications.acts import reviews
from guildhall.applications.forms import FindForm
from guildhall.applications.lifecycles import OPEN, ApplicationState
from guildhall.applications.models import Application, Evidence, RequirementResult, Signature
from guildhall.applications.permissions import may_read_accommodation
from guildhall.applications.readings import file_of, open_application, open_evidence, paper_of, scan_of
from guildhall.applications.rules.reviews import JUDGED_IN, is_flagged
from guildhall.applications.views.evidence import called
from guildhall.applications.views.words import accommodation_status, inquiry_rows, status_of, verdict_status
from guildhall.applications.work import review_due_on
from guildhall.identity.persons import names
from guildhall.ledger.acts import Act
from guildhall.personnel import impartiality
from guildhall.personnel.acts import trainings
from guildhall.schemes.models import Requirement
from guildhall.shell.downloads import download
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.vault.fields import shown
from guildhall.vault.keys import KeyDestroyed


@dataclass(frozen=True)
class Judged:
    """One requirement as the reviewer sees it: its evidence, what was found, and the form to find it."""

    requirement: Requirement
    evidence: Sequence[Evidence]
    result: RequirementResult | None
    status: Status
    form: FindForm | None
    url: str

    @property
    def anchor(self) -> str:
        return f"requirement-{self.requirement.code}"


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One application, for who reviews and who oversees; every look is logged."""
    application = open_application(by=request.actor, application=_application(pk))
    return render_record(
        request,
        application,
        kind=f"{_('Application')} · {application.version.title}, {application.version.number}",
        title=application.number,
        status=status_of(application),
        facts=_facts(application),
        offers=_offers(request, application),
        related=[*_inquiries(application), _arrangements(request, application), _involved(application)],
        template="applications/application.html",
        context={"judged": _judged(request, application)},
    )


def _facts(application: Application) -> list[Fact]:
    person = application.person
    return [
        Fact(_("Applicant"), person.name, note=person.number),
        *_flag(application),
        Fact(_("Date of birth"), _born(application)),
        Fact(_("Identifying document"), shown(application, "identity_document")),
        Fact(_("Language of the assessment"), application.language),
        Fact(_("Trained by"), shown(application, "trainers") or (_("nobody") if application.trainers_answered else "")),
        *_signatures(application),
        Fact(_("Overview with fees read"), application.overview_at),
        *_submitted(application),
        Fact(_("Review until"), review_due_on(application)),
        Fact(_("Reviewer"), application.reviewer_by.name if application.reviewer_by else ""),
        *_decided(application),
    ]


def _born(application: Application) -> date | str:
    """When the applicant was born; a word that says so where it was erased."""
    try:
        return application.birth_date or ""
    except KeyDestroyed:
        return _("erased")


def _flag(application: Application) -> list[Fact]:
    if not is_flagged(application):
        return []
    note = _("The flagged route: nobody is admitted without a safeguard.")
    recorded = application.safeguard_at is not None
    status = Status(_("Safeguard recorded"), Tone.HOLDS) if recorded else Status(_("No safeguard yet"), Tone.SOON)
    return [Fact(_("Works for the body"), shown(application, "safeguard"), note=note, status=status)]


def _signatures(application: Application) -> list[Fact]:
    return [
        Fact(
            str(each.get_kind_display()),
            each.signed_on,
            ("applications:signature-scan", each.pk) if each.scan_id else (),
            _("%(version)s, on paper") % {"version": each.version_number} if each.scan_id else each.version_number,
        )
        for each in Signature.objects.filter(application=application).order_by("signed_at")
    ]


def _submitted(application: Application) -> list[Fact]:
    link = ("applications:paper", application.pk) if application.paper_id else ()
    return [Fact(_("Submitted"), application.submitted_at, link, _("on paper") if link else "")]


def _decided(application: Application) -> list[Fact]:
    if application.decided_by is None:
        return []
    return [Fact(_("Decided"), application.decided_at, note=application.decided_by.name), *_reasons(application)]


def _reasons(application: Application) -> list[Fact]:
    reasons = shown(application, "reasons")
    return [Fact(_("Reasons"), reasons)] if reasons else []


def _offers(request: PageRequest, application: Application) -> list[Offer]:
    known = {"application": application}
    offered: dict[str, list[Act[..., Any]]] = {
        ApplicationState.SUBMITTED: [reviews.take_up],
        ApplicationState.UNDER_REVIEW: [reviews.admit, reviews.reject, reviews.ask],
        ApplicationState.REJECTED: [reviews.reopen],
    }
    return [
        *(
            Offer(act, (f"applications:{act.body.__name__.replace('_', '-')}", application.pk), known, main=not place)
            for place, act in enumerate(offered.get(application.state, []))
        ),
        *_take_over_offer(request, application),
        *_safeguard_offer(application),
        *_training_offer(application),
        *_paper_offer(application),
    ]


def _take_over_offer(request: PageRequest, application: Application) -> list[Offer]:
    """What somebody else reviews can be taken over; one's own review cannot."""
    if application.state not in JUDGED_IN or application.reviewer_by_id == request.person.id:
        return []
    return [Offer(reviews.take_over, ("applications:take-over", application.pk), {"application": application})]


def _training_offer(application: Application) -> list[Offer]:
    """Whom the applicant names as their trainer is recorded, where they work for the body: it bars deciding (R-02)."""
    if application.state not in OPEN or not shown(application, "trainers"):
        return []
    known = {"person": application.person}
    return [Offer(trainings.record, ("personnel:training-record",), known, label=_("Record who trained them"))]


def _safeguard_offer(application: Application) -> list[Offer]:
    if not is_flagged(application) or application.safeguard_at:
        return []
    return [Offer(reviews.safeguard, ("applications:safeguard", application.pk), {"application": application})]


def _paper_offer(application: Application) -> list[Offer]:
    """What operations do for somebody who applies on paper stands on the checklist."""
    if not application.on_paper:
        return []
    label = _("Fill in from paper") if application.state == ApplicationState.DRAFT else _("Act for the applicant")
    return [Offer(acts.withdraw, ("applications:for-checklist", application.pk), {"application": application}, label)]


def _judged(request: PageRequest, application: Application) -> list[Judged]:
    """The requirements in order; with a form each where whoever looks answers for the review."""
    results = queries.results_of(application)
    evidence: dict[UUID, list[Evidence]] = {}
    for each in queries.evidence_of(application):
        evidence.setdefault(each.requirement_id, []).append(each)
    judges = application.state in JUDGED_IN and not reviews.find.refusal(by=request.actor, application=application)
    return [
        _one(application, each, evidence.get(each.pk, []), results.get(each.pk), judges)
        for each in queries.requirements(application)
    ]


def _one(
    application: Application,
    requirement: Requirement,
    evidence: list[Evidence],
    result: RequirementResult | None,
    judges: bool,
) -> Judged:
    form = find_form(application, requirement, evidence, result) if judges else None
    status = verdict_status(result) if result else Status(_("Not judged"), Tone.OPEN)
    link = ("applications:find", application.pk, requirement.pk)
    return Judged(requirement, evidence, result, status, form, url(link))


def find_form(
    application: Application, requirement: Requirement, evidence: Sequence[Evidence], result: RequirementResult | None
) -> FindForm:
    """The form in which a requirement is judged; ageing evidence is asked for its date, as the applicant gave it."""
    dated = [each.dated_on for each in evidence if each.dated_on] if requirement.fresh_months else []
    initial = {"dated_on": max(dated, default=None), "verdict": result.verdict if result else None}
    form = FindForm(record=application, initial=initial, auto_id=f"{requirement.code}-%s")
    if not requirement.fresh_months:
        del form.fields["dated_on"]
    return form


def _inquiries(application: Application) -> list[Related]:
    rows = inquiry_rows(application)
    return [Related(_("Asked and answered"), rows)] if rows else []


def _arrangements(request: PageRequest, application: Application) -> Related:
    asked = queries.accommodations().filter(application=application).order_by("number")
    return Related(
        _("Special arrangements"),
        [
            Row(
                each.number,
                "",
                ("applications:accommodation", each.pk)
                if may_read_accommodation.refusal(by=request.actor, accommodation=each) is None
                else (),
                accommodation_status(each),
            )
            for each in asked
        ],
        empty=_("None are asked for."),
        note=_("what is needed and why is read by accommodation officers alone"),
    )


def _involved(application: Application) -> Related:
    parts = [
        *queries.involved(application),
        *impartiality.trainers(application.person_id, application.version.scheme.scope_id),
    ]
    known = names(part.person_id for part in parts)
    return Related(
        _("Who had a part in it"),
        [Row(known.get(part.person_id, ""), part.what) for part in parts],
        empty=_("Nobody has had a part in it yet."),
        note=_("who has one may be barred elsewhere"),
    )


@page(area="desk", permission=SIGNED_IN)
def evidence(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One piece of evidence, beside the application or on a page of its own; every look is logged."""
    found = open_evidence(by=request.actor, evidence=_evidence(pk))
    context = {
        "title": _("Evidence"),
        "evidence": found,
        "name": called(found.file),
        "file_url": url(("applications:evidence-file", found.pk)) if found.file else "",
        "is_picture": found.file is not None and found.file.kind in {"png", "jpeg"},
        "application": found.application,
    }
    template = "applications/_evidence.html" if request.htmx else "applications/evidence.html"
    return render(request, template, context)


@page(area="desk", permission=SIGNED_IN)
def evidence_file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file of a piece of evidence; every look is logged."""
    file = file_of(by=request.actor, evidence=_evidence(pk))
    if file is None:
        raise Http404
    return download(request, file)


@page(area="desk", permission=SIGNED_IN)
def paper(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The scan of an application that was signed on paper."""
    file = paper_of(by=request.actor, application=_application(pk))
    if file is None:
        raise Http404
    return download(request, file)


@page(area="desk", permission=SIGNED_IN)
def signature_scan(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The scan of an agreement that was signed on paper."""
    signatures = Signature.objects.select_related(*Signature.reload_with, "scan")
    file = scan_of(by=request.actor, signature=get_object_or_404(signatures, pk=pk))
    if file is None:
        raise Http404
    return download(request, file)


def _application(pk: UUID) -> Application:
    return get_object_or_404(queries.applications().select_related("decided_by", "paper"), pk=pk)


def _evidence(pk: UUID) -> Evidence:
    return get_object_or_404(Evidence.objects.select_related(*Evidence.reload_with), pk=pk)
