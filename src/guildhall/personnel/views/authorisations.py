"""Pages of authorisations: the register, one's own, each record with what can be done, and the first appointments."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import grants, persons
from guildhall.identity.models import Scope
from guildhall.identity.permissions import holds
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT, all_roles
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel import queries
from guildhall.personnel.acts import authorisations, founding
from guildhall.personnel.forms import SCANS, AppointForm, DeclineForm, EvaluateForm, ProposeForm, ReasonForm, TermForm
from guildhall.personnel.lifecycles import AUTHORISATION, AuthorisationState
from guildhall.personnel.models import Authorisation
from guildhall.personnel.readings import one_authorisation, proof_of
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
    AuthorisationState.PROPOSED: Tone.OPEN,
    AuthorisationState.EVALUATED: Tone.OPEN,
    AuthorisationState.DECLINED: Tone.CLOSED,
    AuthorisationState.AUTHORISED: Tone.HOLDS,
    AuthorisationState.SUSPENDED: Tone.FAILS,
    AuthorisationState.SUPERSEDED: Tone.CLOSED,
    AuthorisationState.EXPIRED: Tone.FAILS,
    AuthorisationState.WITHDRAWN: Tone.FAILS,
}
DECISIONS: dict[str, tuple[Act[..., Authorisation], type[ActForm]]] = {
    "evaluate": (authorisations.evaluate, EvaluateForm),
    "authorise": (authorisations.authorise, TermForm),
    "decline": (authorisations.decline, DeclineForm),
    "suspend": (authorisations.suspend, ReasonForm),
    "reinstate": (authorisations.reinstate, ReasonForm),
    "withdraw": (authorisations.withdraw, ReasonForm),
}
"""What can be decided on an authorisation: the act and the form that it needs."""
PROPOSERS = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER)


def status_of(authorisation: Authorisation) -> Status:
    """The state in a word; one that is about to end, or whose last day has passed, says so."""
    until, today = authorisation.until_on, clock.today()
    if authorisation.state == AuthorisationState.AUTHORISED and until:
        if until < today:
            return Status(_("Ended"), Tone.FAILS)
        if until - today <= queries.SOON:
            return Status(_("Authorised, ends soon"), Tone.SOON)
    state = AuthorisationState(authorisation.state)
    return Status(translated(AUTHORISATION.words[state]), TONES[state])


def _narrowed(rows: QuerySet[Authorisation], choice: str) -> QuerySet[Authorisation]:
    if choice == "soon":
        return rows.filter(state="authorised", until_on__range=(clock.today(), clock.today() + queries.SOON))
    return rows.filter(founding=True) if choice == "founding" else rows.filter(state=choice)


def _states(request: PageRequest) -> list[tuple[str, str]]:
    states = [(str(state), translated(word)) for state, word in AUTHORISATION.words.items()]
    return [("soon", _("Ends soon")), *states, ("founding", _("Appointed at the founding"))]


def _roles(request: PageRequest) -> list[tuple[str, str]]:
    return [(each.code, translated(each.name)) for each in all_roles() if each.where == Scope.Kind.SCHEME]


def _with_names(rows: Sequence[Authorisation]) -> None:
    persons.opened(row.person for row in rows)


COLUMNS = (
    Column[Authorisation](
        gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:authorisation", row.pk), "number", True
    ),
    Column[Authorisation](gettext_noop("Role"), lambda row: row.role_word, order="role"),
    Column[Authorisation](gettext_noop("Scheme"), lambda row: row.scope.name),
    Column[Authorisation](gettext_noop("State"), status_of),
    Column[Authorisation](gettext_noop("From"), lambda row: row.from_on, order="from_on"),
    Column[Authorisation](gettext_noop("Until"), lambda row: row.until_on, order="until_on"),
)

REGISTER = ListPage[Authorisation](
    name="personnel.authorisations",
    title=gettext_noop("Authorisations"),
    queryset=lambda request: queries.authorisations_seen_by(request.person.pk),
    order="-number",
    columns=(*COLUMNS[:1], Column(gettext_noop("Person"), lambda row: row.person.name), *COLUMNS[1:]),
    filters=[
        Filter("state", gettext_noop("State"), _states, _narrowed),
        Filter("role", gettext_noop("Role"), _roles, lambda rows, code: rows.filter(role=code)),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of an authorisation or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands who is authorised for which work, on what evidence, by whom and until when. The quality manager "
        "or the manager of a scheme proposes, an evaluator evaluates, top management authorises."
    ),
    new=(authorisations.propose, ("personnel:authorisation-propose",)),
)

MINE = ListPage[Authorisation](
    name="personnel.my-authorisations",
    title=gettext_noop("My authorisations"),
    queryset=lambda request: queries.authorisations().filter(person_id=request.person.pk),
    order="-number",
    columns=COLUMNS,
    empty=gettext_noop(
        "Here stands for which work you are authorised and until when. You are proposed by the quality manager or the "
        "manager of a scheme; ask them."
    ),
)


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR))
def register(request: PageRequest) -> HttpResponseBase:
    """Who is authorised for which work; what it rests on opens on the record."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponseBase:
    """For which work the person who asks is authorised."""
    return MINE.response(request)


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One authorisation with its criteria, evidence and findings; every look is logged."""
    authorisation = one_authorisation(by=request.actor, authorisation=_authorisation(pk))
    return render_record(
        request,
        authorisation,
        kind=_("Appointment at the founding") if authorisation.founding else _("Authorisation"),
        title=authorisation.number,
        status=status_of(authorisation),
        facts=_facts(authorisation),
        offers=_offers(authorisation),
        related=[] if authorisation.founding else [_results(authorisation)],
        template="personnel/authorisation.html",
        context={"authorisation": authorisation},
    )


def _facts(authorisation: Authorisation) -> list[Fact]:
    evaluator, authoriser = authorisation.evaluated_by, authorisation.authorised_by
    return [
        Fact(_("Person"), authorisation.person.name, note=authorisation.person.number),
        Fact(_("Role"), authorisation.role_word),
        Fact(_("Scheme"), authorisation.scope.name, note=authorisation.scope.number),
        Fact(_("Languages"), authorisation.languages),
        Fact(_("Parts of the scheme"), authorisation.fields),
        *_criteria(authorisation),
        Fact(_("Proposed"), authorisation.proposed_at, note=authorisation.proposed_by.name),
        Fact(_("Evaluated"), authorisation.evaluated_at, note=evaluator.name if evaluator else ""),
        Fact(_("Authorised"), authorisation.authorised_at, note=authoriser.name if authoriser else ""),
        Fact(_("From"), authorisation.from_on),
        Fact(_("Until"), authorisation.until_on),
        *_stopped(authorisation),
        *_proof(authorisation),
    ]


def _criteria(authorisation: Authorisation) -> list[Fact]:
    """Against which version somebody is, or was, evaluated."""
    version = authorisation.criteria_set
    return [Fact(_("Criteria"), version.number, link=("personnel:criteria", version.pk))] if version else []


def _results(authorisation: Authorisation) -> Related:
    """What the evaluator found on each criterion, and the evidence on which it rests."""
    rows = [
        Row(
            f"{each.criterion.code}: {each.criterion.words}",
            each.words,
            ("personnel:evidence", each.evidence_id) if each.evidence else (),
            Status(_("Met"), Tone.HOLDS) if each.is_met else Status(_("Not met"), Tone.FAILS),
        )
        for each in queries.results_of(authorisation)
    ]
    return Related(_("Criterion by criterion"), rows, empty=_("The evaluator says here what they found."))


def _stopped(authorisation: Authorisation) -> list[Fact]:
    """Since when it does not hold, and why, where it stopped before its day or was never given."""
    if authorisation.stopped_on:
        return [Fact(_("Does not hold since"), authorisation.stopped_on, note=authorisation.reasons)]
    return [Fact(_("Reason"), authorisation.reasons)] if authorisation.reasons else []


def _proof(authorisation: Authorisation) -> list[Fact]:
    if authorisation.proof is None:
        return []
    link = ("personnel:authorisation-proof", authorisation.pk)
    return [Fact(_("Proof"), _("File"), link=link, note=translated(authorisation.proof.what.name))]


OFFERED = {
    AuthorisationState.PROPOSED: ("evaluate", "decline"),
    AuthorisationState.EVALUATED: ("authorise", "decline"),
    AuthorisationState.AUTHORISED: ("suspend", "withdraw"),
    AuthorisationState.SUSPENDED: ("reinstate", "withdraw"),
}
"""What a record in a state offers, the likeliest first; what was ever given can be renewed besides."""


FORWARD = {"evaluate", "authorise", "reinstate"}
"""What leads on; to stop somebody is never the likeliest thing to do."""


def _offers(authorisation: Authorisation) -> list[Offer]:
    verbs = OFFERED.get(AuthorisationState(authorisation.state), ())
    offers = [_offer(authorisation, verb) for verb in verbs]
    if authorisation.authorised_at is None:
        return offers
    known = {"person": authorisation.person, "role": authorisation.role, "scope": authorisation.scope}
    renew = ("personnel:authorisation-renew", authorisation.pk)
    return [*offers, Offer(authorisations.propose, renew, known, label=_("Renew"))]


def _offer(authorisation: Authorisation, verb: str) -> Offer:
    link = (f"personnel:authorisation-{verb}", authorisation.pk)
    return Offer(DECISIONS[verb][0], link, {"authorisation": authorisation}, main=verb in FORWARD)


@page(area="desk", permission=PROPOSERS)
def propose(request: PageRequest) -> HttpResponseBase:
    """Propose that somebody does the work of a role."""
    return _proposed(request, {})


@page(area="desk", permission=PROPOSERS)
def renew(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Propose the same work again, with what was written before to begin with."""
    earlier = one_authorisation(by=request.actor, authorisation=_authorisation(pk))
    said = ("evidence", "languages", "fields", "role")
    initial = {name: getattr(earlier, name) for name in said}
    return _proposed(request, {**initial, "person": earlier.person_id, "scope": earlier.scope_id})


def _proposed(request: PageRequest, initial: dict[str, Any]) -> HttpResponseBase:
    schemes = Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number")
    if request.person.pk not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        schemes = schemes.filter(pk__in=grants.scopes_of(request.person.pk, SCHEME_MANAGER))
    form = ProposeForm(request.POST or None, request.FILES or None, schemes=schemes, initial=initial)
    return _about_somebody(request, authorisations.propose, form)


@page(area="desk", permission=holds(TOP_MANAGEMENT))
def appoint(request: PageRequest) -> HttpResponseBase:
    """Appoint a first evaluator, approver or decider, as long as the body is being founded."""
    schemes = Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number")
    form = AppointForm(request.POST or None, request.FILES or None, schemes=schemes)
    return _about_somebody(request, authorisations.appoint, form)


def _about_somebody(request: PageRequest, act: "Act[..., Authorisation]", form: ActForm) -> HttpResponseBase:
    then: Callable[[Authorisation], tuple[object, ...]] = lambda made: ("personnel:authorisation", made.pk)  # noqa: E731
    return perform(request, act, form, arguments=_with_proof, then=then)


def _with_proof(typed: dict[str, Any]) -> dict[str, Any]:
    proof = typed["proof"]
    return {**typed, "proof": receive(proof, key_id=typed["person"].key_id, allowed=SCANS) if proof else None}


@page(area="desk", permission=holds(EVALUATOR, TOP_MANAGEMENT))
def decide(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Evaluate, authorise, decline, suspend, lift or withdraw, with the evidence before one's eyes."""
    authorisation = one_authorisation(by=request.actor, authorisation=_authorisation(pk))
    act, form = DECISIONS[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=authorisation),
        record=authorisation,
        then=("personnel:authorisation", authorisation.pk),
        template="personnel/on_authorisation.html",
        context={"authorisation": authorisation},
    )


@page(area="desk", permission=SIGNED_IN)
def proof(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file that shows somebody's competence; every look is logged."""
    file = proof_of(by=request.actor, authorisation=_authorisation(pk))
    if file is None:
        raise Http404
    return download(request, file)


@page(area="desk", permission=holds(TOP_MANAGEMENT))
def close_founding(request: PageRequest) -> HttpResponseBase:
    """Close the founding, after it is said what follows."""
    follows = _(
        "Nobody can be appointed without an evaluation of their competence any more. It cannot be opened again."
    )
    return perform(
        request,
        founding.close,
        ActForm(request.POST or None),
        arguments={},
        then=("personnel:authorisations",),
        context={"consequence": follows},
    )


def _authorisation(pk: UUID) -> Authorisation:
    people = ("person", "scope", "proof", "criteria_set", "proposed_by", "evaluated_by", "authorised_by")
    return get_object_or_404(Authorisation.objects.select_related(*people), pk=pk)
