"""Pages of consents and disclosures for who protects data, and the register of what was told to whom."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.governance.acts import disclosures
from guildhall.governance.forms.information import SCANS, DisclosureForm, PaperConsentForm
from guildhall.governance.lifecycles.information import CONSENT, ConsentState
from guildhall.governance.models import Consent, Disclosure
from guildhall.governance.permissions.information import may_disclose, may_enter_consents, may_see_disclosures
from guildhall.governance.queries import information as queries
from guildhall.governance.readings.information import one_consent, one_disclosure, scan_of
from guildhall.identity import persons
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault.files import receive


def status_of(consent: Consent) -> Status:
    """Whether a consent holds today, in a word."""
    if consent.state == ConsentState.GIVEN and consent.until_on < clock.today():
        return Status(_("Ended"), Tone.CLOSED)
    tone = Tone.HOLDS if consent.state == ConsentState.GIVEN else Tone.FAILS
    return Status(translated(CONSENT.words[ConsentState(consent.state)]), tone)


def _with_names(rows: Sequence[Any]) -> None:
    persons.opened(row.person for row in rows)


CONSENTS = ListPage[Consent](
    name="governance.consents",
    title=gettext_noop("Consents"),
    queryset=lambda request: queries.consents(),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:consent", row.pk), "number", True
        ),
        Column(gettext_noop("Person"), lambda row: row.person.name),
        Column(gettext_noop("Who is told"), lambda row: str(row.recipient_word)),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Given"), lambda row: row.given_on, order="given_on"),
        Column(gettext_noop("Until"), lambda row: row.until_on, order="until_on"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(CONSENT.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a consent or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands what persons agree that others are told about them. They consent in their own account, or on "
        "paper, which is entered here with its scan."
    ),
    new=(disclosures.consent, ("governance:consent-enter",)),
)

REGISTER = ListPage[Disclosure](
    name="governance.disclosures",
    title=gettext_noop("Disclosures"),
    queryset=lambda request: queries.disclosures(),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("governance:disclosure", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Person"), lambda row: row.person.name),
        Column(gettext_noop("Ground"), lambda row: str(row.consent or row.request), code=True),
        Column(gettext_noop("When"), lambda row: row.disclosed_at, order="disclosed_at"),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a disclosure or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands everything that was told about persons to third parties, with its ground: a consent that held on "
        "the day, or a law. What is not recorded here was not told."
    ),
)


@page(area="desk", permission=may_enter_consents | may_see_disclosures)
def consents(request: PageRequest) -> HttpResponseBase:
    """All consents."""
    return CONSENTS.response(request)


@page(area="desk", permission=may_see_disclosures)
def register(request: PageRequest) -> HttpResponseBase:
    """All disclosures."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def consent(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One consent, with what was told on it; every look is logged."""
    found = one_consent(by=request.actor, consent=_consent(pk))
    known = {"person": found.person, "consent": found}
    return render_record(
        request,
        found,
        kind=_("Consent"),
        title=found.number,
        status=status_of(found),
        facts=[
            Fact(_("Person"), found.person.name, note=found.person.number),
            Fact(_("Who is told"), found.recipient_name, note=str(found.recipient_word)),
            Fact(_("What"), found.what),
            Fact(_("What for"), found.purpose),
            Fact(_("From"), found.given_on),
            Fact(_("Until"), found.until_on),
            *([Fact(_("Paper"), _("Scan"), link=("governance:consent-scan", found.pk))] if found.scan else []),
            *([Fact(_("Taken back"), found.revoked_at)] if found.revoked_at else []),
        ],
        offers=[
            Offer(disclosures.disclose, ("governance:disclose", found.pk), known, main=True),
            Offer(disclosures.revoke, ("governance:consent-revoke", found.pk), {"consent": found}),
        ],
        related=[_told(found)],
    )


def _told(consent: Consent) -> Related:
    return Related(
        _("What was told on it"),
        [
            Row(each.number, each.what, ("governance:disclosure", each.pk))
            for each in consent.disclosures.select_related("person").order_by("-number")
        ],
        empty=_("Nothing was told on it yet."),
    )


@page(area="desk", permission=SIGNED_IN)
def scan(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The paper on which somebody consented; every look is logged."""
    file = scan_of(by=request.actor, consent=_consent(pk))
    if file is None:
        raise Http404
    return download(request, file)


@page(area="desk", permission=may_enter_consents)
def enter(request: PageRequest) -> HttpResponseBase:
    """Enter a consent that somebody signed on paper."""
    form = PaperConsentForm(request.POST or None, request.FILES or None)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        paper, person = typed["scan"], typed["person"]
        return {**typed, "scan": receive(paper, key_id=person.key_id, allowed=SCANS) if paper else None}

    title = _("Enter a consent on paper")
    return perform(
        request,
        disclosures.consent,
        form,
        arguments=arguments,
        then=lambda made: ("governance:consent", made.pk),
        title=title,
    )


@page(area="desk", permission=may_enter_consents)
def revoke(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take a consent back for somebody who said so."""
    found = one_consent(by=request.actor, consent=_consent(pk))
    form = ActForm(request.POST or None, record=found)
    then = ("governance:consent", found.pk)
    return perform(request, disclosures.revoke, form, record=found, then=then, context={"kind": found.number})


@page(area="desk", permission=may_disclose)
def disclose(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Record what was told on a consent."""
    found = one_consent(by=request.actor, consent=_consent(pk))
    held = queries.consents().filter(pk=found.pk)
    form = DisclosureForm(request.POST or None, consents=held, initial={"consent": found.pk})
    person: Person = found.person

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "person": person}

    context = {"kind": found.number, "lead": found.recipient_name}
    return perform(
        request,
        disclosures.disclose,
        form,
        arguments=arguments,
        then=lambda made: ("governance:disclosure", made.pk),
        context=context,
    )


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One disclosure; every look is logged."""
    found = one_disclosure(by=request.actor, disclosure=get_object_or_404(queries.disclosures(), pk=pk))
    ground = (
        Fact(_("Ground"), found.consent.number, link=("governance:consent", found.consent_id))
        if found.consent
        else Fact(_("Ground"), str(found.request), link=("governance:request", found.request_id))
    )
    return render_record(
        request,
        found,
        kind=_("Disclosure"),
        title=found.number,
        status=None,
        facts=[
            Fact(_("Person"), found.person.name, note=found.person.number),
            Fact(_("Told to"), found.recipient_name),
            Fact(_("What"), found.what),
            ground,
            Fact(_("When"), found.disclosed_at),
            Fact(_("By"), found.disclosed_by.name),
        ],
        offers=[],
    )


def _consent(pk: UUID) -> Consent:
    return get_object_or_404(queries.consents(), pk=pk)
