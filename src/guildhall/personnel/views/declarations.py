"""Pages of declarations: one's own, the register, and each record with what can be done."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.persons import names
from guildhall.identity.roles import OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel import queries
from guildhall.personnel.acts import declarations, interests
from guildhall.personnel.forms import SCANS, InterestForm, PaperForm, ReasonForm, SignForm
from guildhall.personnel.lifecycles import DECLARATION, INTEREST, DeclarationState, InterestState
from guildhall.personnel.models import Declaration, Interest
from guildhall.personnel.permissions import may_enter_paper
from guildhall.personnel.readings import declaration_with_interests, scan_of
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault.files import receive

TONES = {
    DeclarationState.DRAFT: Tone.OPEN,
    DeclarationState.SIGNED: Tone.HOLDS,
    DeclarationState.SUPERSEDED: Tone.CLOSED,
    DeclarationState.EXPIRED: Tone.FAILS,
    DeclarationState.DISCARDED: Tone.CLOSED,
    DeclarationState.VOID: Tone.CLOSED,
}
INTEREST_TONES = {
    InterestState.DECLARED: Tone.SOON,
    InterestState.NO_THREAT: Tone.HOLDS,
    InterestState.TREATED: Tone.HOLDS,
    InterestState.BARRED: Tone.FAILS,
}


def status_of(declaration: Declaration) -> Status:
    """The state in a word; a signed one that is about to end, or whose last day has passed, says so."""
    until, today = declaration.valid_until, clock.today()
    if declaration.state == DeclarationState.SIGNED and until:
        if until < today:
            return Status(_("Ended"), Tone.FAILS)
        if until - today <= queries.SOON:
            return Status(_("Signed, ends soon"), Tone.SOON)
    state = DeclarationState(declaration.state)
    return Status(translated(DECLARATION.words[state]), TONES[state])


def interest_status(interest: Interest) -> Status:
    """The state of an interest in a word."""
    state = InterestState(interest.state)
    return Status(translated(INTEREST.words[state]), INTEREST_TONES[state])


def _narrowed(rows: QuerySet[Declaration], choice: str) -> QuerySet[Declaration]:
    today = clock.today()
    if choice == "soon":
        return rows.filter(state="signed", valid_until__range=(today, today + queries.SOON))
    return rows.filter(state=choice)


def _with_names(rows: Sequence[Declaration]) -> None:
    known = names(row.person_id for row in rows)
    for row in rows:
        row.person.shown_name = known.get(row.person_id, "")  # type: ignore[attr-defined]  # for this page only


REGISTER = ListPage[Declaration](
    name="personnel.declarations",
    title=gettext_noop("Declarations"),
    queryset=lambda request: queries.declarations(),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("personnel:declaration", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Person"), lambda row: row.person.shown_name),  # type: ignore[attr-defined]
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Signed"), lambda row: row.signed_at, order="signed_at"),
        Column(gettext_noop("Until"), lambda row: row.valid_until, order="valid_until"),
        Column(
            gettext_noop("Text"), lambda row: row.text.number, lambda row: ("personnel:text", row.text_id), code=True
        ),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [("soon", _("Ends soon")), *((s, translated(w)) for s, w in DECLARATION.words.items())],
            _narrowed,
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a declaration or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands who has declared what. A declaration comes here when somebody of the personnel begins theirs; the "
        "first one needs a text that is in effect."
    ),
)


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT, OPERATIONS))
def register(request: PageRequest) -> HttpResponseBase:
    """Everybody's declarations: numbers, states and dates; what they say opens on the record."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponseBase:
    """Begin one's own declaration, or go on with the one that waits for the signature."""
    draft = queries.draft_of(request.person.id)
    if draft:
        return redirect("personnel:declaration", draft.pk)
    return perform(
        request,
        declarations.make,
        ActForm(request.POST or None),
        record=request.person,
        arguments={},
        then=lambda made: ("personnel:declaration", made.pk),
        title=_("Your declaration"),
        template="personnel/declare.html",
        context={
            "text": queries.text_in_effect(),
            "in_force": queries.in_force(request.person.id, clock.today()),
            "earlier": queries.declarations().filter(person=request.person)[:10],
        },
    )


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One declaration, for the person who declares and for those who judge; every look is logged."""
    declaration = _declaration(pk)
    named = declaration_with_interests(by=request.actor, declaration=declaration)
    return render_record(
        request,
        declaration,
        kind=_("Declaration of impartiality, interests and confidentiality"),
        title=declaration.number,
        status=status_of(declaration),
        facts=_facts(declaration),
        offers=_offers(declaration),
        related=[_interests(named)],
        template="personnel/declaration.html",
        context={"text": declaration.text},
    )


def _facts(declaration: Declaration) -> list[Fact]:
    return [
        Fact(_("Person"), declaration.person.name, note=declaration.person.number),
        Fact(_("Begun"), declaration.made_at),
        Fact(_("Signed"), declaration.signed_at),
        *_paper(declaration),
        Fact(_("In force until"), declaration.valid_until),
        Fact(_("Text"), declaration.text.number, link=("personnel:text", declaration.text_id)),
    ]


def _paper(declaration: Declaration) -> list[Fact]:
    """The line of the scan, for what was signed on paper."""
    if not declaration.on_paper or declaration.scan is None:
        return []
    link = ("personnel:declaration-scan", declaration.pk)
    return [Fact(_("Signed paper"), _("Scan"), link=link, note=translated(declaration.scan.what.name))]


def _offers(declaration: Declaration) -> list[Offer]:
    known = {"declaration": declaration}
    if declaration.state == DeclarationState.DRAFT:
        return [
            Offer(declarations.sign, ("personnel:declaration-sign", declaration.pk), known, main=True),
            Offer(interests.declare, ("personnel:interest-declare", declaration.pk), known),
            Offer(declarations.enter, ("personnel:declaration-enter", declaration.pk), known),
            Offer(declarations.discard, ("personnel:declaration-discard", declaration.pk), known),
        ]
    if declaration.state == DeclarationState.SIGNED:
        make = {"person": declaration.person}
        return [
            Offer(declarations.make, ("personnel:declare",), make, label=_("Renew")),
            Offer(interests.declare, ("personnel:interest-declare", declaration.pk), known),
            Offer(declarations.void, ("personnel:declaration-void", declaration.pk), known),
        ]
    return [Offer(declarations.make, ("personnel:declare",), {"person": declaration.person}, label=_("Renew"))]


def _interests(named: Sequence[Interest]) -> Related:
    return Related(
        _("Declared interests"),
        [
            Row(
                each.party,
                f"{each.kind_word}: {each.description}",
                ("personnel:interest", each.pk),
                interest_status(each),
            )
            for each in named
        ],
        empty=_(
            "No interest is named. Ties to people, schools or companies that the body may judge are declared here."
        ),
    )


@page(area="desk", permission=SIGNED_IN)
def sign(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Read the text once more and sign it."""
    declaration = _declaration(pk)
    return _done(request, declarations.sign, SignForm(request.POST or None, record=declaration), declaration)


@page(area="desk", permission=may_enter_paper)
def enter(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Enter what somebody signed on paper, with the scan of it."""
    declaration = _declaration(pk)
    form = PaperForm(request.POST or None, request.FILES or None, record=declaration)

    def with_scan(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "scan": receive(typed["scan"], key_id=declaration.key_id, allowed=SCANS)}

    return _done(request, declarations.enter, form, declaration, with_scan)


@page(area="desk", permission=may_enter_paper)
def begin_for(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Begin the declaration of somebody who signs on paper, or go on with the one that waits."""
    person = get_object_or_404(Person, pk=pk)
    if draft := queries.draft_of(person.id):
        return redirect("personnel:declaration", draft.pk)
    return perform(
        request,
        declarations.make,
        ActForm(request.POST or None),
        record=person,
        arguments={},
        then=lambda made: ("personnel:declaration", made.pk),
        title=_("Begin a declaration on paper"),
        template="personnel/declare_for.html",
        context={"text": queries.text_in_effect(), "person": person},
    )


@page(area="desk", permission=SIGNED_IN)
def scan(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The scan of the signed paper, for who may read the declaration; every look is logged."""
    file = scan_of(by=request.actor, declaration=_declaration(pk))
    if file is None:
        raise Http404
    return download(request, file)


@page(area="desk", permission=SIGNED_IN)
def discard(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Give up a draft."""
    declaration = _declaration(pk)
    return _done(request, declarations.discard, ActForm(request.POST or None, record=declaration), declaration)


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT))
def void(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Void a declaration that was signed in error."""
    declaration = _declaration(pk)
    return _done(request, declarations.void, ReasonForm(request.POST or None, record=declaration), declaration)


@page(area="desk", permission=SIGNED_IN)
def declare_interest(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Add an interest to a draft, or to the declaration in force when a new tie arises."""
    declaration = _declaration(pk)
    return _done(request, interests.declare, InterestForm(request.POST or None, record=declaration), declaration)


def _done(
    request: PageRequest,
    act: "Act[..., Any]",
    form: ActForm,
    declaration: Declaration,
    arguments: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    return perform(
        request,
        act,
        form,
        record=declaration,
        arguments=arguments,
        then=("personnel:declaration", declaration.pk),
        template="personnel/on_declaration.html",
        context={"text": declaration.text},
    )


def _declaration(pk: UUID) -> Declaration:
    return get_object_or_404(queries.declarations(), pk=pk)
