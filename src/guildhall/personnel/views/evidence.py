"""Pages of evidence: one's own, what waits for a look, and each entry with its proof."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.identity.permissions import holds
from guildhall.identity.roles import OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.acts import evidence
from guildhall.personnel.forms.common import SCANS, ReasonForm
from guildhall.personnel.forms.criteria import EvidenceForm, OwnEvidenceForm
from guildhall.personnel.lifecycles import EVIDENCE, EvidenceState
from guildhall.personnel.models import Evidence
from guildhall.personnel.permissions import works_for_the_body
from guildhall.personnel.permissions.criteria import may_verify_evidence
from guildhall.personnel.readings import one_evidence, paper_of
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault.files import receive

TONES = {
    EvidenceState.ADDED: Tone.OPEN,
    EvidenceState.VERIFIED: Tone.HOLDS,
    EvidenceState.REJECTED: Tone.FAILS,
}


def status_of(entry: Evidence) -> Status:
    """The state of an entry in a word; one that has run out says so."""
    if entry.state == EvidenceState.VERIFIED and not entry.shows_on(clock.today()):
        return Status(_("Has run out"), Tone.FAILS)
    state = EvidenceState(entry.state)
    return Status(translated(EVIDENCE.words[state]), TONES[state])


def _with_names(rows: Sequence[Evidence]) -> None:
    persons.opened(row.person for row in rows)


NUMBER, KIND, STATE, SINCE, UNTIL = (
    Column[Evidence](
        gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:evidence", row.pk), "number", True
    ),
    Column[Evidence](gettext_noop("Kind"), lambda row: row.kind_word, order="kind"),
    Column[Evidence](gettext_noop("State"), status_of),
    Column[Evidence](gettext_noop("Since"), lambda row: row.obtained_on, order="obtained_on"),
    Column[Evidence](gettext_noop("Valid until"), lambda row: row.valid_until, order="valid_until"),
)

REGISTER = ListPage[Evidence](
    name="personnel.evidence",
    title=gettext_noop("Evidence of competence"),
    queryset=lambda request: Evidence.objects.select_related("person"),
    order="-number",
    columns=(NUMBER, Column(gettext_noop("Person"), lambda row: row.person.name), KIND, STATE, SINCE, UNTIL),
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in EVIDENCE.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of an entry or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands what shows the competence of the body's people. They add it themselves, or the office does; "
        "somebody else looks at it, and evaluations rest on it."
    ),
    new=(evidence.add, ("personnel:evidence-enter",)),
)

MINE = ListPage[Evidence](
    name="personnel.my-evidence",
    title=gettext_noop("My evidence"),
    queryset=lambda request: queries.evidence_of(request.person.pk),
    order="-number",
    columns=(NUMBER, Column(gettext_noop("Title"), lambda row: row.title), KIND, STATE, SINCE, UNTIL),
    empty=gettext_noop(
        "Add what you learned, did or were shown to be able to do, with a file that proves it. Somebody else looks at "
        "it, and evaluations of your competence rest on it."
    ),
    new=(evidence.add, ("personnel:evidence-add",)),
)


@page(area="desk", permission=may_verify_evidence)
def register(request: PageRequest) -> HttpResponseBase:
    """What shows the competence of the body's people."""
    return REGISTER.response(request)


@page(area="desk", permission=works_for_the_body)
def mine(request: PageRequest) -> HttpResponseBase:
    """What shows one's own competence."""
    return MINE.response(request)


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One entry of a personnel file; every look is logged."""
    entry = one_evidence(by=request.actor, evidence=_entry(pk))
    known = {"evidence": entry}
    return render_record(
        request,
        entry,
        kind=_("Evidence of competence"),
        title=entry.number,
        status=status_of(entry),
        facts=_facts(entry),
        offers=[
            Offer(act, (f"personnel:evidence-{verb}", entry.pk), known, main=verb == "verify")
            for verb, act, states in (
                ("verify", evidence.verify, {EvidenceState.ADDED}),
                ("reject", evidence.reject, {EvidenceState.ADDED, EvidenceState.VERIFIED}),
            )
            if entry.state in states
        ],
    )


def _facts(entry: Evidence) -> list[Fact]:
    proof = ("personnel:evidence-proof", entry.pk) if entry.proof else ()
    verifier = entry.verified_by
    return [
        Fact(_("Person"), entry.person.name, link=("personnel:file", entry.person_id), note=entry.person.number),
        Fact(_("Title"), entry.title),
        Fact(_("Kind"), entry.kind_word),
        Fact(_("More about it"), entry.words),
        Fact(_("Since, or obtained on"), entry.obtained_on),
        Fact(_("Valid until"), entry.valid_until),
        Fact(_("Proof"), _("File") if proof else "", link=proof),
        Fact(_("Added"), entry.added_at),
        Fact(_("Verified"), entry.verified_at, note=verifier.name if verifier else ""),
        Fact(_("Reason"), entry.reasons),
    ]


@page(area="desk", permission=works_for_the_body)
def add(request: PageRequest) -> HttpResponseBase:
    """Add evidence to one's own file."""
    form = OwnEvidenceForm(request.POST or None, request.FILES or None)
    return _added(request, form, lambda typed: {**typed, "person": request.person})


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT, OPERATIONS))
def enter(request: PageRequest) -> HttpResponseBase:
    """Add evidence to somebody's file."""
    return _added(request, EvidenceForm(request.POST or None, request.FILES or None), dict)


def _added(request: PageRequest, form: ActForm, arguments: Any) -> HttpResponseBase:
    def received(typed: dict[str, Any]) -> dict[str, Any]:
        given = arguments(typed)
        paper = given["proof"]
        kept = receive(paper, key_id=given["person"].key_id, allowed=SCANS) if paper else None
        return {**given, "proof": kept}

    then = lambda made: ("personnel:evidence", made.pk)  # noqa: E731
    return perform(request, evidence.add, form, arguments=received, then=then)


@page(area="desk", permission=may_verify_evidence)
def verify(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say that one has seen what an entry claims."""
    entry = one_evidence(by=request.actor, evidence=_entry(pk))
    form = ActForm(request.POST or None, record=entry)
    then = ("personnel:evidence", entry.pk)
    return perform(request, evidence.verify, form, record=entry, arguments={}, then=then)


@page(area="desk", permission=may_verify_evidence)
def reject(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Do not accept an entry."""
    entry = one_evidence(by=request.actor, evidence=_entry(pk))
    form = ReasonForm(request.POST or None, record=entry)
    return perform(request, evidence.reject, form, record=entry, then=("personnel:evidence", entry.pk))


@page(area="desk", permission=SIGNED_IN)
def proof(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file that proves an entry; every look is logged."""
    file = paper_of(by=request.actor, evidence=_entry(pk))
    if file is None:
        raise Http404
    return download(request, file)


def _entry(pk: UUID) -> Evidence:
    return get_object_or_404(Evidence.objects.select_related("person", "proof", "verified_by"), pk=pk)
