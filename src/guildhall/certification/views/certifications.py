"""The page of one certification, with its certificates, decisions and holds; and what is done there."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.certification import addresses, queries
from guildhall.certification.acts import certificates, holds, proposals
from guildhall.certification.forms import HoldForm, ReasonForm
from guildhall.certification.lifecycles import CertificationState
from guildhall.certification.models import Certificate, Certification, Hold, HoldKind
from guildhall.certification.permissions import may_make_anew, may_place_holds
from guildhall.certification.readings import credential_of, document_of, open_certification
from guildhall.certification.views.words import certificate_status, certification_status, file_status
from guildhall.shell.downloads import download
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One certification, for who decides and who oversees; every look is logged."""
    certification = open_certification(by=request.actor, certification=one_certification(pk))
    return render_record(
        request,
        certification,
        kind=f"{_('Certification')} · {certification.version.title}, {certification.version.number}",
        title=certification.number,
        status=certification_status(certification),
        facts=_facts(certification),
        offers=_offers(certification),
        related=[_certificates(certification), _decisions(certification), *_holds(certification)],
    )


def one_certification(pk: UUID) -> Certification:
    """The certification with its person and scheme."""
    return get_object_or_404(Certification.objects.select_related(*Certification.reload_with), pk=pk)


def _facts(certification: Certification) -> list[Fact]:
    person = certification.person
    return [
        Fact(_("Person"), person.name, ("certification:whole", person.pk), person.number),
        Fact(_("Scope"), certification.scope_words),
        Fact(_("Conditions"), certification.conditions),
        Fact(_("Valid from"), certification.effective_on),
        Fact(_("Valid until"), certification.expires_on),
        Fact(_("Stands so since"), certification.state_since),
        *_suspension(certification),
        Fact(_("Found by name"), certification.listed, note=_("The person's own choice.")),
        Fact(_("Verification code"), addresses.code_of(certification)),
        Fact(_("Public answer"), _("What the register says"), ("web:verify", certification.secret)),
    ]


def _suspension(certification: Certification) -> list[Fact]:
    if certification.state != CertificationState.SUSPENDED:
        return []
    return [Fact(_("Suspension until"), certification.suspension_ends_on, note=_("Then a decision is demanded."))]


def _offers(certification: Certification) -> list[Offer]:
    propose = Offer(
        proposals.propose, ("certification:propose", certification.pk), {"certification": certification}, main=True
    )
    place = Offer(holds.place, ("certification:hold", certification.pk), {"certification": certification})
    standing = queries.in_force(certification)
    anew = [
        Offer(certificates.make_anew, ("certification:make-anew", each.pk), {"certificate": each})
        for each in [standing]
        if each
    ]
    return [propose, *anew, place]


def _certificates(certification: Certification) -> Related:
    made = queries.certificates().filter(certification=certification).order_by("-ordinal")
    rows = [
        Row(
            _("Certificate %(number)s") % {"number": each},
            _("place %(index)d on status list %(list)s") % {"index": each.status_index, "list": each.status_list},
            ("certification:document", each.pk) if each.document_id else (),
            certificate_status(each),
        )
        for each in made
    ]
    return Related(_("Certificates"), rows, _("The certificate is made right after the decision."))


def _decisions(certification: Certification) -> Related:
    rows = [
        Row(
            each.number,
            str(each.kind_word),
            ("certification:file", each.pk),
            file_status(each),
        )
        for each in queries.files().filter(certification=certification).order_by("-prepared_at")
    ]
    return Related(_("Decisions"), rows, _("Every change of status is a decision, and stands here."))


def _holds(certification: Certification) -> list[Related]:
    found = Hold.objects.filter(certification=certification).order_by("-placed_at")
    rows = [
        Row(
            f"{each.kind_word}: {each.about}",
            each.reason,
            () if each.lifted_at else ("certification:lift", each.pk),
            Status(_("Lifted"), Tone.CLOSED) if each.lifted_at else Status(_("Holds"), Tone.SOON),
        )
        for each in found
    ]
    return [Related(_("Holds"), rows)] if rows else []


@page(area="desk", permission=may_place_holds)
def hold(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Place a hold on a certification."""
    certification = open_certification(by=request.actor, certification=one_certification(pk))
    return perform(
        request,
        holds.place,
        HoldForm(request.POST or None, record=certification),
        record=certification,
        arguments=lambda typed: {**typed, "kind": HoldKind(typed["kind"])},
        then=("certification:certification", certification.pk),
    )


@page(area="desk", permission=may_place_holds)
def lift(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Lift a hold."""
    found = get_object_or_404(Hold.objects.select_related(*Hold.reload_with), pk=pk)
    open_certification(by=request.actor, certification=found.certification)
    return perform(
        request,
        holds.lift,
        ReasonForm(request.POST or None, record=found),
        record=found,
        then=("certification:certification", found.certification_id),
    )


@page(area="desk", permission=may_make_anew)
def make_anew(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Make a certificate anew, for another name or because it was lost."""
    certificate = one_certificate(pk)
    open_certification(by=request.actor, certification=certificate.certification)
    follows = _("The certificate that is out no longer holds from this moment; the new one is made right after.")
    return perform(
        request,
        certificates.make_anew,
        ReasonForm(request.POST or None, record=certificate),
        record=certificate,
        then=("certification:certification", certificate.certification_id),
        context={"consequence": follows, "kind": certificate.certification.number},
    )


def one_certificate(pk: UUID) -> Certificate:
    """The certificate with what it belongs to."""
    return get_object_or_404(Certificate.objects.select_related(*Certificate.reload_with), pk=pk)


@page(area="portal", permission=SIGNED_IN)
def document(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The sealed sheet; every look is logged, and the person gets it as long as it is true (R-41)."""
    file = document_of(by=request.actor, certificate=one_certificate(pk))
    if file is None:
        raise Http404
    return download(request, file)


@page(area="portal", permission=SIGNED_IN)
def credential(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The credential as a file for a wallet."""
    certificate = one_certificate(pk)
    content = credential_of(by=request.actor, certificate=certificate)
    if not content:
        raise Http404
    response = HttpResponse(content, content_type="application/vc")
    response["Content-Disposition"] = f'attachment; filename="{certificate.certification.number}.json"'
    response["Cache-Control"] = "no-store"
    return response
