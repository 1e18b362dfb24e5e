"""Pages of engagements: on which terms people work for the body."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.acts import engagements
from guildhall.personnel.forms.common import SCANS
from guildhall.personnel.forms.posts import EndEngagementForm, EngagementForm
from guildhall.personnel.models import Engagement, EngagementKind
from guildhall.personnel.models.posts import lasting
from guildhall.personnel.permissions import may_engage, may_see_engagements
from guildhall.personnel.readings import contract_of, one_engagement
from guildhall.shell.downloads import download
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault.files import receive


def status_of(engagement: Engagement) -> Status:
    """Whether it binds today, in a word."""
    today, until = clock.today(), engagement.until_on
    if until is not None and until < today:
        return Status(_("Ended"), Tone.CLOSED)
    if engagement.from_on > today:
        return Status(_("Not yet"), Tone.OPEN)
    ends_soon = until is not None and until - today <= queries.SOON
    return Status(_("Ends soon"), Tone.SOON) if ends_soon else Status(_("In force"), Tone.HOLDS)


def _with_names(rows: Sequence[Engagement]) -> None:
    persons.opened(row.person for row in rows)


def _kinds(request: PageRequest) -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in EngagementKind]


def _narrowed(rows: QuerySet[Engagement], choice: str) -> QuerySet[Engagement]:
    standing = lasting(rows, clock.today())
    return standing if choice == "now" else rows.exclude(pk__in=standing.values("pk"))


REGISTER = ListPage[Engagement](
    name="personnel.engagements",
    title=gettext_noop("Engagements"),
    queryset=lambda request: queries.engagements(),
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:engagement", row.pk), "number", True
        ),
        Column(gettext_noop("Person"), lambda row: row.person.name),
        Column(gettext_noop("Form"), lambda row: row.kind_word, order="kind"),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("From"), lambda row: row.from_on, order="from_on"),
        Column(gettext_noop("Until"), lambda row: row.until_on, order="until_on"),
    ),
    filters=[
        Filter("kind", gettext_noop("Form"), _kinds, lambda rows, kind: rows.filter(kind=kind)),
        Filter(
            "when",
            gettext_noop("When"),
            lambda request: [("now", _("In force today")), ("then", _("Before or later"))],
            _narrowed,
        ),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of an engagement or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands on which terms each person works for the body: employed, under contract, on a committee, as a "
        "volunteer or for single cases. Whoever holds a role or a post has an engagement."
    ),
    new=(engagements.begin, ("personnel:engagement-begin",)),
)


@page(area="desk", permission=may_see_engagements)
def register(request: PageRequest) -> HttpResponseBase:
    """Everybody who works for the body, and on which terms."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One engagement; every look is logged."""
    engagement = one_engagement(by=request.actor, engagement=_engagement(pk))
    known = {"engagement": engagement}
    end = Offer(engagements.end, ("personnel:engagement-end", engagement.pk), known)
    return render_record(
        request,
        engagement,
        kind=_("Engagement"),
        title=engagement.number,
        status=status_of(engagement),
        facts=_facts(engagement),
        offers=[] if engagement.ended_at else [end],
    )


def _facts(engagement: Engagement) -> list[Fact]:
    contract = ("personnel:engagement-contract", engagement.pk) if engagement.contract else ()
    file = ("personnel:file", engagement.person_id)
    return [
        Fact(_("Person"), engagement.person.name, link=file, note=engagement.person.number),
        Fact(_("Form"), engagement.kind_word),
        Fact(_("Employer"), engagement.employer),
        Fact(_("For which cases?"), engagement.cases),
        Fact(_("From"), engagement.from_on),
        Fact(_("Until"), engagement.until_on),
        Fact(_("What both signed"), _("File") if contract else "", link=contract),
        Fact(_("Reason"), engagement.reasons),
    ]


@page(area="desk", permission=may_engage)
def begin(request: PageRequest) -> HttpResponseBase:
    """Record on which terms somebody works for the body."""
    form = EngagementForm(request.POST or None, request.FILES or None)
    then = lambda made: ("personnel:engagement", made.pk)  # noqa: E731
    return perform(request, engagements.begin, form, arguments=_with_contract, then=then)


def _with_contract(typed: dict[str, Any]) -> dict[str, Any]:
    paper = typed["contract"]
    return {**typed, "contract": receive(paper, key_id=typed["person"].key_id, allowed=SCANS) if paper else None}


@page(area="desk", permission=may_engage)
def end(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """End an engagement."""
    engagement = one_engagement(by=request.actor, engagement=_engagement(pk))
    form = EndEngagementForm(request.POST or None, record=engagement)
    return perform(request, engagements.end, form, record=engagement, then=("personnel:engagement", engagement.pk))


@page(area="desk", permission=SIGNED_IN)
def contract(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """What both signed; every look is logged."""
    file = contract_of(by=request.actor, engagement=_engagement(pk))
    if file is None:
        raise Http404
    return download(request, file)


def _engagement(pk: UUID) -> Engagement:
    return get_object_or_404(Engagement.objects.select_related("person", "contract"), pk=pk)
