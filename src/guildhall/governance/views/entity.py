"""The page of the body in law: its entity, proofs, accreditations, cover, liability and money, and each record."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance.acts import accreditations, covers, entity, finance
from guildhall.governance.forms.body import (
    SCANS,
    AccreditationForm,
    CoverForm,
    EntityForm,
    LiabilityForm,
    RegistrationForm,
    ReportForm,
    WhyForm,
    YearForm,
)
from guildhall.governance.lifecycles import ACCREDITATION, COVER, REGISTRATION, YEAR
from guildhall.governance.lifecycles.body import AccreditationState, CoverState, RegistrationState, YearState
from guildhall.governance.models import (
    Accreditation,
    Cover,
    FinancialYear,
    LegalEntity,
    Liability,
    Registration,
)
from guildhall.governance.permissions.body import may_read_of_the_body
from guildhall.governance.queries import body
from guildhall.governance.readings.body import proof_of_accreditation, proof_of_cover, proof_of_registration
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault import keys
from guildhall.vault.files import receive
from guildhall.vault.models import StoredFile

NEW: dict[str, tuple[Act[..., Any], type[ActForm], str]] = {
    "describe": (entity.describe, EntityForm, "governance:entity"),
    "registration-file": (entity.file_proof, RegistrationForm, "governance:registration"),
    "accreditation-record": (accreditations.record, AccreditationForm, "governance:accreditation"),
    "cover-record": (covers.record, CoverForm, "governance:cover"),
    "liability-assess": (covers.assess, LiabilityForm, "governance:liability"),
    "year-open": (finance.open_year, YearForm, "governance:year"),
}
"""What is begun on this page: the act, its form, and the page of what it makes."""

CHANGES: dict[str, tuple[Act[..., Any], type[ActForm], type[Record], str]] = {
    "registration-void": (entity.void_proof, WhyForm, Registration, "governance:registration"),
    "accreditation-report": (accreditations.report, ReportForm, Accreditation, "governance:accreditation"),
    "accreditation-suspend": (accreditations.suspend, WhyForm, Accreditation, "governance:accreditation"),
    "accreditation-reinstate": (accreditations.reinstate, WhyForm, Accreditation, "governance:accreditation"),
    "accreditation-withdraw": (accreditations.withdraw, WhyForm, Accreditation, "governance:accreditation"),
    "cover-cancel": (covers.cancel, WhyForm, Cover, "governance:cover"),
}
"""What is done with a record of this page: the act, its form, its model, and its page."""

SHOWN = 8
"""How many records of a kind the page shows, the latest first."""


@page(area="desk", permission=may_read_of_the_body)
def overview(request: PageRequest) -> HttpResponseBase:
    """Who the body is in law, and what it can show for that."""
    described = body.entity()
    about: Record = described or Scope.objects.get(kind=Scope.Kind.BODY)
    return render_record(
        request,
        about,
        kind=_("The body in law"),
        title=described.name if described else _("No legal entity is described yet"),
        status=None,
        facts=_entity_facts(described) if described else [],
        offers=[
            Offer(act, (f"governance:{verb}",), label=translated(act.label), main=verb == "describe" and not described)
            for verb, (act, _form, _then) in NEW.items()
        ],
        related=[_registrations(), _accreditations(), _covers(), _liabilities(), _years()],
    )


def _entity_facts(described: LegalEntity) -> list[Fact]:
    return [
        Fact(_("Number"), described.number),
        Fact(_("Known as"), described.known_as),
        Fact(_("Legal form"), described.form),
        Fact(_("Register"), _("body of government") if described.is_government else described.register),
        Fact(_("Number in the register"), described.registration_number),
        Fact(_("Registered address"), described.address),
        Fact(_("What of it certifies"), described.certifies),
        Fact(_("A part of"), described.part_of, note=described.relation),
        Fact(_("Described"), described.described_at),
    ]


def _until(day: Any) -> str:
    return _("until %(day)s") % {"day": date_format(day, "j M Y")}


def _registrations() -> Related:
    found = Registration.objects.order_by("-number")[:SHOWN]
    rows = [
        Row(
            f"{each.number} {each.get_kind_display()}",
            f"{each.issuer}, {each.reference}",
            ("governance:registration", each.pk),
            registration_status(each),
        )
        for each in found
    ]
    empty = _("An extract from the register or the statute proves that the entity exists. File the first one.")
    return Related(_("Proofs of registration"), rows, empty)


def _accreditations() -> Related:
    found = Accreditation.objects.prefetch_related("schemes__scope").order_by("-number")[:SHOWN]
    rows = [
        Row(
            f"{each.number} {each.accreditor} {each.reference}",
            f"{', '.join(one.scope.name for one in each.schemes.all())}, {_until(each.until_on)}",
            ("governance:accreditation", each.pk),
            accreditation_status(each),
        )
        for each in found
    ]
    empty = _("Record the certificate of the accreditation body; from then on public pages of its schemes refer to it.")
    return Related(_("Accreditations"), rows, empty)


def _covers() -> Related:
    found = Cover.objects.order_by("-number")[:SHOWN]
    rows = [
        Row(
            f"{each.number} {each.get_kind_display()}, {each.party}",
            f"{each.amount:,.0f} {each.currency}, {_until(each.until_on)}",
            ("governance:cover", each.pk),
            cover_status(each),
        )
        for each in found
    ]
    empty = _("An insurance or a reserve covers what the body may have to answer for. Record the first one.")
    return Related(_("Insurances and reserves"), rows, empty)


def _liabilities() -> Related:
    found = Liability.objects.order_by("-number")[:SHOWN]
    rows = [
        Row(
            f"{each.number} {each.amount:,.0f} {each.currency}",
            _("thought through anew by %(day)s") % {"day": date_format(each.review_on, "j M Y")},
            ("governance:liability", each.pk),
            liability_status(each),
        )
        for each in found
    ]
    return Related(_("What the body may become liable for"), rows, _("Nobody has assessed it yet."))


def _years() -> Related:
    found = FinancialYear.objects.order_by("-year")[:SHOWN]
    rows = [Row(f"{each.number} {each.year}", "", ("governance:year", each.pk), year_status(each)) for each in found]
    empty = _("Open a financial year and record where its money came from; top management reviews it.")
    return Related(_("Money by year"), rows, empty)


def registration_status(proof: Registration) -> Status:
    """Whether a proof counts, and is old."""
    if proof.state == RegistrationState.CURRENT and proof.review_on < clock.today():
        return Status(_("To be asked for anew"), Tone.FAILS)
    tone = Tone.HOLDS if proof.state == RegistrationState.CURRENT else Tone.CLOSED
    return Status(translated(REGISTRATION.words[RegistrationState(proof.state)]), tone)


def accreditation_status(accreditation: Accreditation) -> Status:
    """Whether the body may refer to an accreditation today, and how much longer."""
    if accreditation.state == AccreditationState.IN_FORCE:
        return _running(accreditation.until_on, translated(ACCREDITATION.words[AccreditationState.IN_FORCE]))
    state = AccreditationState(accreditation.state)
    tone = Tone.CLOSED if state == AccreditationState.SUPERSEDED else Tone.FAILS
    return Status(translated(ACCREDITATION.words[state]), tone)


def cover_status(cover: Cover) -> Status:
    """Whether a cover covers today, and how much longer."""
    if cover.state == CoverState.IN_FORCE:
        return _running(cover.until_on, translated(COVER.words[CoverState.IN_FORCE]))
    return Status(translated(COVER.words[CoverState(cover.state)]), Tone.CLOSED)


def _running(until: Any, word: str) -> Status:
    if until < clock.today():
        return Status(_("Over"), Tone.FAILS)
    return Status(_("Ends soon"), Tone.SOON) if until - clock.today() <= body.SOON else Status(word, Tone.HOLDS)


def liability_status(liability: Liability) -> Status:
    """Whether an assessment counts, is old, and is covered."""
    if liability.state != "current":
        return Status(_("Replaced"), Tone.CLOSED)
    if liability.review_on < clock.today():
        return Status(_("Review overdue"), Tone.FAILS)
    if body.covered(clock.today(), liability.currency) < liability.amount:
        return Status(_("Not covered"), Tone.FAILS)
    return Status(_("Covered"), Tone.HOLDS)


def year_status(year: FinancialYear) -> Status:
    """Whether the money of a year was reviewed."""
    state = YearState(year.state)
    return Status(translated(YEAR.words[state]), Tone.HOLDS if state == YearState.REVIEWED else Tone.OPEN)


@page(area="desk", permission=may_read_of_the_body)
def begin(request: PageRequest, verb: str) -> HttpResponseBase:
    """Describe, file, record, assess or open something of the body."""
    act, form, then = NEW[verb]
    initial = vars(body.entity()) if verb == "describe" and body.entity() else {}
    leads: Callable[[Record], tuple[object, ...]] = lambda made: (then,) if verb == "describe" else (then, made.pk)  # noqa: E731
    return perform(
        request,
        act,
        form(request.POST or None, request.FILES or None, initial=initial),
        arguments=_with_proof,
        then=leads,
        context={"kind": _("The body in law")},
    )


def _with_proof(typed: dict[str, Any]) -> dict[str, Any]:
    if "proof" not in typed:
        return typed
    proof = typed["proof"]
    return {**typed, "proof": receive(proof, key_id=keys.BODY, allowed=SCANS) if proof else None}


@page(area="desk", permission=may_read_of_the_body)
def change(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Void, report, suspend, reinstate, withdraw or cancel something of the body."""
    act, form, model, then = CHANGES[verb]
    record = get_object_or_404(model._base_manager, pk=pk)
    return perform(request, act, form(request.POST or None, record=record), record=record, then=(then, pk))


@page(area="desk", permission=may_read_of_the_body)
def registration(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One proof of registration."""
    proof = get_object_or_404(Registration.objects.select_related("proof", "filed_by"), pk=pk)
    return render_record(
        request,
        proof,
        kind=_("Proof of registration"),
        title=proof.number,
        status=registration_status(proof),
        facts=[
            Fact(_("Kind of proof"), proof.get_kind_display()),
            Fact(_("Issued by"), proof.issuer),
            Fact(_("Number"), proof.reference),
            Fact(_("Issued on"), proof.issued_on),
            Fact(_("Asked for anew by"), proof.review_on),
            Fact(_("Filed"), proof.filed_at, note=proof.filed_by.name),
            *_paper(proof.proof, "governance:registration-proof", pk),
        ],
        offers=[Offer(entity.void_proof, ("governance:registration-void", pk), {"registration": proof})],
    )


@page(area="desk", permission=may_read_of_the_body)
def accreditation(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One accreditation, the schemes that it covers, and until when."""
    found = get_object_or_404(Accreditation.objects.select_related("proof", "recorded_by"), pk=pk)
    known = {"accreditation": found}
    verbs: dict[str, Act[..., Accreditation]] = {
        "report": accreditations.report,
        "suspend": accreditations.suspend,
        "withdraw": accreditations.withdraw,
    }
    if found.state == AccreditationState.SUSPENDED:
        verbs = {"reinstate": accreditations.reinstate, "withdraw": accreditations.withdraw}
    return render_record(
        request,
        found,
        kind=_("Accreditation"),
        title=found.number,
        status=accreditation_status(found),
        facts=[
            Fact(_("Accreditation body"), found.accreditor),
            Fact(_("Number"), found.reference),
            Fact(_("Edition of ISO/IEC 17024"), found.edition),
            Fact(_("Scope"), found.scope_words),
            Fact(_("Granted on"), found.granted_on),
            Fact(_("Last day"), found.until_on),
            Fact(_("Next report awaited by"), found.report_on),
            *([Fact(_("Does not hold since"), found.stopped_on, note=found.reasons)] if found.stopped_on else []),
            Fact(_("Recorded"), found.recorded_at, note=found.recorded_by.name),
            *_paper(found.proof, "governance:accreditation-proof", pk),
        ],
        offers=[Offer(act, (f"governance:accreditation-{verb}", pk), known) for verb, act in verbs.items()],
        related=[
            Related(
                _("Schemes that it covers"),
                [Row(each.scope.name, each.scope.number) for each in found.schemes.select_related("scope")],
            )
        ],
    )


@page(area="desk", permission=may_read_of_the_body)
def cover(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One insurance or reserve."""
    found = get_object_or_404(Cover.objects.select_related("proof", "recorded_by"), pk=pk)
    return render_record(
        request,
        found,
        kind=found.get_kind_display(),
        title=found.number,
        status=cover_status(found),
        facts=[
            Fact(_("Who pays"), found.party),
            Fact(_("Number of policy or resolution"), found.reference),
            Fact(_("What it covers"), found.covers),
            Fact(_("Up to"), f"{found.amount:,.2f} {found.currency}"),
            Fact(_("From"), found.from_on),
            Fact(_("Last day"), found.until_on),
            *([Fact(_("Reason"), found.reasons)] if found.reasons else []),
            Fact(_("Recorded"), found.recorded_at, note=found.recorded_by.name),
            *_paper(found.proof, "governance:cover-proof", pk),
        ],
        offers=[Offer(covers.cancel, ("governance:cover-cancel", pk), {"cover": found})],
    )


@page(area="desk", permission=may_read_of_the_body)
def liability(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One assessment of liability, beside what covers the body today."""
    found = get_object_or_404(Liability.objects.select_related("assessed_by"), pk=pk)
    covered = body.covered(clock.today(), found.currency)
    return render_record(
        request,
        found,
        kind=_("Assessment of liability"),
        title=found.number,
        status=liability_status(found),
        facts=[
            Fact(_("How much that could be"), f"{found.amount:,.2f} {found.currency}"),
            Fact(_("Covered today"), f"{covered:,.2f} {found.currency}", link=("governance:entity",)),
            Fact(_("What the body may become liable for"), found.risks),
            Fact(_("Thought through anew by"), found.review_on),
            Fact(_("Assessed"), found.assessed_at, note=found.assessed_by.name),
        ],
        offers=[Offer(covers.assess, ("governance:liability-assess",), label=_("Assess anew"))],
    )


def _paper(proof: StoredFile | None, route: str, pk: UUID) -> list[Fact]:
    return [Fact(_("The paper"), _("File"), link=(route, pk), note=translated(proof.what.name))] if proof else []


PAPERS: dict[str, tuple[type[Record], Callable[..., StoredFile | None], str]] = {
    "registration": (Registration, proof_of_registration, "registration"),
    "accreditation": (Accreditation, proof_of_accreditation, "accreditation"),
    "cover": (Cover, proof_of_cover, "cover"),
}
"""The papers behind records of this page: whose, and by which reading they open."""


@page(area="desk", permission=may_read_of_the_body)
def paper(request: PageRequest, pk: UUID, of: str) -> HttpResponseBase:
    """The paper behind a registration, an accreditation or a cover; every look is logged."""
    model, reading, name = PAPERS[of]
    record = get_object_or_404(model._base_manager, pk=pk)
    file = reading(by=request.actor, **{name: record})
    if file is None:
        raise Http404
    return download(request, file)
