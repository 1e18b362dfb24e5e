"""Pages of interests: what was declared, and its judgement by somebody else."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.ledger.acts import Act
from guildhall.personnel.acts import interests, relations
from guildhall.personnel.forms import ReasonForm, ReasonsForm
from guildhall.personnel.forms.courses import EndedForm
from guildhall.personnel.lifecycles import InterestState
from guildhall.personnel.models import Interest, Relation
from guildhall.personnel.readings import one_interest
from guildhall.personnel.views.declarations import interest_status
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

JUDGEMENTS: dict[str, tuple[Act[..., Interest], type[ActForm]]] = {
    "accept": (interests.accept, ReasonsForm),
    "treat": (interests.treat, ReasonsForm),
    "bar": (interests.bar, ReasonsForm),
    "reopen": (interests.reopen, ReasonForm),
}
"""What can be decided on an interest: the act and the form that asks for its reasons."""


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One interest, for who declared it and who judges it; every look is logged."""
    interest = one_interest(by=request.actor, interest=_interest(pk))
    declaration = interest.declaration
    return render_record(
        request,
        interest,
        kind=_("Declared interest"),
        title=interest.party,
        status=interest_status(interest),
        facts=[
            Fact(_("Declared by"), declaration.person.name, note=declaration.person.number),
            Fact(_("In declaration"), declaration.number, link=("personnel:declaration", declaration.pk)),
            Fact(_("Kind"), interest.kind_word),
            *_concerned(interest),
            *_relation(interest),
            Fact(_("What it is"), interest.description),
            Fact(_("Since"), interest.since_on),
            Fact(_("Judged"), interest.judged_at, note=interest.reasons),
        ],
        offers=_offers(interest),
    )


def _concerned(interest: Interest) -> list[Fact]:
    """The person to whom the tie is, where the body knows them."""
    if interest.concerned is None:
        return []
    return [Fact(_("To a person whom the body knows"), interest.concerned.number)]


def _relation(interest: Interest) -> list[Fact]:
    """What rules make of it."""
    relation = Relation.objects.filter(interest=interest).select_related("organisation").first()
    if relation is None:
        return []
    organisation = relation.organisation
    return [
        Fact(_("Rules read it as"), relation.kind_word, note=organisation.number if organisation else ""),
        Fact(_("Until"), relation.until_on),
    ]


def _offers(interest: Interest) -> list[Offer]:
    end = Offer(relations.end, ("personnel:interest-end", interest.pk), {"interest": interest})
    return [*_judgements(interest), end]


def _judgements(interest: Interest) -> list[Offer]:
    verbs = ["accept", "treat", "bar"] if interest.state == InterestState.DECLARED else ["reopen"]
    return [
        Offer(JUDGEMENTS[verb][0], (f"personnel:interest-{verb}", interest.pk), {"interest": interest}, main=not place)
        for place, verb in enumerate(verbs)
    ]


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT))
def judge(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Judge an interest, with reasons."""
    interest = one_interest(by=request.actor, interest=_interest(pk))
    act, form = JUDGEMENTS[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=interest),
        record=interest,
        then=("personnel:interest", interest.pk),
        template="personnel/on_interest.html",
        context={"interest": interest},
    )


@page(area="desk", permission=SIGNED_IN)
def end(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say until when a declared tie lasted."""
    interest = one_interest(by=request.actor, interest=_interest(pk))
    form = EndedForm(request.POST or None, record=interest)
    return perform(request, relations.end, form, record=interest, then=("personnel:interest", interest.pk))


def _interest(pk: UUID) -> Interest:
    return get_object_or_404(Interest.objects.select_related("declaration__person", "concerned"), pk=pk)
