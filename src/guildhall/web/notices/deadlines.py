"""Every day that counts, the most urgent first."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import resolve
from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds
from guildhall.identity.roles import OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import all_timers
from guildhall.kernel.words import gettext_noop
from guildhall.notices.models import Deadline, Due
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Link, Status, Tone, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

SOON = 30
"""Days before its end from which a deadline is shown as near."""


def status_of(deadline: Deadline) -> Status:
    """How a deadline stands today, in a word."""
    if deadline.state in (Due.MET, Due.ENDED):
        return Status(translated(Due(deadline.state).label), Tone.CLOSED)
    left = deadline.days_left(clock.today())
    if left < 0:
        return Status(_("overdue"), Tone.FAILS)
    return Status(_("near"), Tone.SOON) if left <= SOON else Status(_("runs"), Tone.OPEN)


def _title(deadline: Deadline) -> str:
    return next((translated(each.title) for each in all_timers() if each.name == deadline.timer), deadline.timer)


def _place(deadline: Deadline) -> Link:
    """The page of what runs, unless it stands in the portal, where only the person themselves can open it."""
    link: Link = tuple(deadline.link)
    is_own = bool(link) and getattr(resolve(url(link)).func, "area", "") == "portal"
    return () if is_own else link


def _narrowed(rows: QuerySet[Deadline], choice: str) -> QuerySet[Deadline]:
    return rows.filter(state=choice)


REGISTER = ListPage[Deadline](
    name="notices.deadlines",
    title=gettext_noop("Deadlines"),
    queryset=lambda request: Deadline.objects.select_related("person"),
    order="due_on",
    columns=[
        Column(gettext_noop("Due"), lambda row: row.due_on, order="due_on"),
        Column(gettext_noop("What"), _title, _place),
        Column(gettext_noop("Number"), lambda row: row.number, code=True),
        Column(gettext_noop("Person"), lambda row: row.person.number if row.person else "", code=True),
        Column(gettext_noop("Timer"), lambda row: row.code, lambda row: ("web:timers",), "code", True),
        Column(gettext_noop("State"), status_of),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(state.value, translated(state.label)) for state in Due],
            _narrowed,
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a record or a person"),
    empty=gettext_noop("Here stand the days that count. One comes here when something begins that ends on a day."),
)


@page(area="desk", permission=holds(OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT))
def register(request: PageRequest) -> HttpResponse:
    """Every deadline that runs, has passed, or was met."""
    return REGISTER.response(request)
