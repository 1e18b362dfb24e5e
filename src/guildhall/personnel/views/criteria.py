"""Pages of criteria: the register, each version with what it asks, and how it is written and approved."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds
from guildhall.identity.roles import QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel import queries
from guildhall.personnel.acts import criteria
from guildhall.personnel.forms.common import ReasonForm, of_schemes
from guildhall.personnel.forms.criteria import ApproveCriteriaForm, BeginCriteriaForm, CriterionForm, RewordForm
from guildhall.personnel.lifecycles import CRITERIA, CriteriaState
from guildhall.personnel.models import CriteriaSet, Criterion
from guildhall.personnel.permissions import works_for_the_body
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    CriteriaState.DRAFT: Tone.OPEN,
    CriteriaState.PROPOSED: Tone.OPEN,
    CriteriaState.EFFECTIVE: Tone.HOLDS,
    CriteriaState.SUPERSEDED: Tone.CLOSED,
    CriteriaState.DISCARDED: Tone.CLOSED,
}
WRITERS = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER)
MOVES: dict[str, tuple[Act[..., CriteriaSet], type[ActForm]]] = {
    "submit": (criteria.submit, ActForm),
    "approve": (criteria.approve, ApproveCriteriaForm),
    "hand-back": (criteria.hand_back, ReasonForm),
    "discard": (criteria.discard, ActForm),
}
"""What can become of a version: the act and the form that it needs."""
OFFERED = {
    CriteriaState.DRAFT: ("submit", "discard"),
    CriteriaState.PROPOSED: ("approve", "hand-back"),
}


def status_of(version: CriteriaSet) -> Status:
    """The state of a version in a word."""
    state = CriteriaState(version.state)
    return Status(translated(CRITERIA.words[state]), TONES[state])


REGISTER = ListPage[CriteriaSet](
    name="personnel.criteria",
    title=gettext_noop("Criteria of competence"),
    queryset=lambda request: queries.criteria_seen_by(request.person.pk),
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:criteria", row.pk), "number", True
        ),
        Column(gettext_noop("Role"), lambda row: row.role_word, order="role"),
        Column(gettext_noop("Scheme"), lambda row: row.where_word),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("In effect since"), lambda row: row.approved_at, order="approved_at"),
    ),
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in CRITERIA.words.items()],
            lambda rows, state: rows.filter(state=state),
        ),
        Filter(
            "role",
            gettext_noop("Role"),
            lambda request: [(each.code, translated(each.name)) for each in of_schemes()],
            lambda rows, role: rows.filter(role=role),
        ),
    ],
    empty=gettext_noop(
        "Here stands what the work of each role asks for, version by version. Begin with the criteria that the house "
        "brings along; somebody else of top management approves them, and people are evaluated against them."
    ),
    new=(criteria.begin, ("personnel:criteria-begin",)),
)


@page(area="desk", permission=works_for_the_body)
def register(request: PageRequest) -> HttpResponseBase:
    """What the work of each role asks for; everybody may know by what they are judged."""
    return REGISTER.response(request)


@page(area="desk", permission=works_for_the_body)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One version with everything that it asks."""
    version = _seen(request, pk)
    return render_record(
        request,
        version,
        kind=_("Criteria of competence"),
        title=version.number,
        status=status_of(version),
        facts=_facts(version),
        offers=_offers(version),
        related=[_asked(version)],
    )


def _facts(version: CriteriaSet) -> list[Fact]:
    said = [
        Fact(_("Role"), version.role_word),
        Fact(_("Scheme"), version.where_word),
        Fact(_("Why, or what changes"), version.summary),
        Fact(_("Tasks under supervision"), version.supervised_tasks),
        Fact(_("Written"), version.drafted_at, note=version.drafted_by.name),
        Fact(_("Approved"), version.approved_at, note=version.approved_by.name if version.approved_by else ""),
        Fact(_("Evaluated again by"), version.reevaluate_by_day),
    ]
    return [*said, Fact(_("Handed back because"), version.reasons)] if version.reasons else said


def _offers(version: CriteriaSet) -> list[Offer]:
    known = {"criteria": version}
    verbs = OFFERED.get(CriteriaState(version.state), ())
    offers = [
        Offer(MOVES[verb][0], (f"personnel:criteria-{verb}", version.pk), known, main=verb in {"submit", "approve"})
        for verb in verbs
    ]
    if version.state == CriteriaState.DRAFT:
        offers.insert(1, Offer(criteria.add, ("personnel:criterion-add", version.pk), known))
    return offers


def _asked(version: CriteriaSet) -> Related:
    is_draft = version.state == CriteriaState.DRAFT
    return Related(
        _("What the work asks for"),
        [
            Row(
                f"{each.code}: {each.words}",
                f"{each.point_word} · {each.asks}",
                ("personnel:criterion-reword", each.pk) if is_draft else (),
            )
            for each in queries.asked_in(version)
        ],
        empty=_("Nothing is asked yet. Add what the work asks for, and what would show it."),
    )


@page(area="desk", permission=WRITERS)
def begin(request: PageRequest) -> HttpResponseBase:
    """Begin a version."""
    form = BeginCriteriaForm(request.POST or None, schemes=queries.schemes())
    return perform(request, criteria.begin, form, then=lambda made: ("personnel:criteria", made.pk))


@page(area="desk", permission=WRITERS)
def add(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Add something that the work asks for."""
    version = _seen(request, pk)
    form = CriterionForm(request.POST or None, record=version)
    return perform(request, criteria.add, form, record=version, then=("personnel:criteria", version.pk))


@page(area="desk", permission=WRITERS)
def reword(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say better what the work asks for, or go on to take it out."""
    criterion = _criterion(request, pk)
    initial = {name: getattr(criterion, name) for name in ("point", "words", "asks")}
    return perform(
        request,
        criteria.reword,
        RewordForm(request.POST or None, record=criterion, initial=initial),
        record=criterion,
        then=("personnel:criteria", criterion.criteria_id),
        template="personnel/on_criterion.html",
        context={"criterion": criterion},
    )


@page(area="desk", permission=WRITERS)
def remove(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take out what the work does not ask for any more."""
    criterion = _criterion(request, pk)
    form = ActForm(request.POST or None, record=criterion)
    then = ("personnel:criteria", criterion.criteria_id)
    return perform(request, criteria.remove, form, record=criterion, arguments={}, then=then)


@page(area="desk", permission=WRITERS)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Submit, approve, hand back or discard a version."""
    version = _seen(request, pk)
    act, form = MOVES[verb]
    shown = form(request.POST or None, record=version)
    return perform(request, act, shown, record=version, then=("personnel:criteria", version.pk))


def _seen(request: PageRequest, pk: UUID) -> CriteriaSet:
    seen = queries.criteria_seen_by(request.person.pk)
    return get_object_or_404(seen.select_related("scope", "drafted_by", "approved_by"), pk=pk)


def _criterion(request: PageRequest, pk: UUID) -> Criterion:
    criterion = get_object_or_404(Criterion.objects.select_related("criteria__scope"), pk=pk)
    _seen(request, criterion.criteria_id)
    return criterion
