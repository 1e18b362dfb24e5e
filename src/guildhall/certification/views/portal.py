"""What a certified person sees and does: how each certification stands, its certificate, and who may find them."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.certification import addresses, queries
from guildhall.certification.acts import certifications, proposals
from guildhall.certification.forms import GroundsForm
from guildhall.certification.lifecycles import STANDING, CertificateState, DecisionState
from guildhall.certification.models import Certificate, Certification, DecisionFile, DecisionKind
from guildhall.certification.readings import document_of
from guildhall.certification.views.words import certification_status
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Status
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@dataclass(frozen=True)
class Own:
    """One's certification, ready for the page; `certificate` where it can be had, `making` while it is being made."""

    certification: Certification
    status: Status
    address: str
    certificate: Certificate | None
    making: bool
    suspension: DecisionFile | None

    @property
    def stands(self) -> bool:
        return self.certification.state in STANDING


@page(area="portal", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponse:
    """One's own certifications and decisions."""
    context = {
        "title": _("Your certifications"),
        "own": [_own(request, each) for each in queries.of_person(request.person.pk)],
        "refused": queries.files_of(request.person.pk).filter(kind=DecisionKind.GRANT, state=DecisionState.REFUSED),
    }
    return render(request, "certification/mine.html", context)


def _own(request: PageRequest, certification: Certification) -> Own:
    standing = queries.in_force(certification)
    ready = standing is not None and standing.state == CertificateState.ISSUED
    allowed = ready and document_of.refusal(by=request.actor, certificate=standing) is None
    return Own(
        certification,
        certification_status(certification),
        addresses.of_certification(certification),
        standing if allowed else None,
        standing is not None and standing.state == CertificateState.PREPARED,
        _suspension(certification),
    )


def _suspension(certification: Certification) -> DecisionFile | None:
    """The decision that suspended it, while it is suspended: it says what has to happen."""
    if certification.suspension_ends_on is None:
        return None
    kinds = (DecisionKind.SUSPEND, DecisionKind.EXTEND)
    decided = queries.files().filter(certification=certification, kind__in=kinds, state=DecisionState.GRANTED)
    return decided.order_by("-decided_at").first()


def _mine(request: PageRequest, pk: UUID) -> Certification:
    own = Certification.objects.select_related(*Certification.reload_with).filter(person=request.person)
    return get_object_or_404(own, pk=pk)


@page(area="portal", permission=SIGNED_IN)
def consent(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Agree to be found by name, or take that back."""
    certification = _mine(request, pk)
    act = certifications.revoke_consent if certification.listed else certifications.consent
    follows = (
        _("Only who knows your number and surname, or holds your certificate, will find you.")
        if certification.listed
        else _("Everybody who types your name into the register will find this certification and how it stands.")
    )
    return perform(
        request,
        act,
        ActForm(request.POST or None, record=certification),
        record=certification,
        arguments={},
        then=("certification:mine",),
        context={"consequence": follows},
    )


@page(area="portal", permission=SIGNED_IN)
def give_back(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Ask to give one's certification back; a decider accepts it."""
    certification = _mine(request, pk)
    follows = _("When a decider accepts it, the certification ends. You then no longer use certificate and mark.")
    return perform(
        request,
        proposals.propose,
        GroundsForm(request.POST or None, record=certification),
        record=certification,
        arguments=lambda typed: {**typed, "kind": DecisionKind.SURRENDER},
        then=("certification:mine",),
        title=_("Give the certification back"),
        context={"consequence": follows, "harm": True},
    )
