"""The desk's lists: applications with their pipeline, and requests for special arrangements."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall.applications import pipeline, queries
from guildhall.applications.acts import reviews
from guildhall.applications.lifecycles import ACCOMMODATION, APPLICATION, OPEN, UNDECIDED
from guildhall.applications.models import Accommodation, Application
from guildhall.applications.permissions import may_see_accommodations, may_see_applications
from guildhall.applications.views.words import accommodation_status, status_of
from guildhall.applications.work import review_due_on
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.persons import matching, names
from guildhall.identity.roles import ACCOMMODATION_OFFICER
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Scheme
from guildhall.shell.lists import Column, Filter, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated


def _with_names(rows: Sequence[Application]) -> None:
    people = {each for row in rows for each in (row.person_id, row.reviewer_by_id) if each}
    known = names(people)
    for row in rows:
        row.applicant_name = known.get(row.person_id, "")  # type: ignore[attr-defined]  # for this page only
        row.reviewer_name = known.get(row.reviewer_by_id, "") if row.reviewer_by_id else ""  # type: ignore[attr-defined]  # the same


def _schemes(request: PageRequest) -> list[tuple[str, str]]:
    seen = queries.listed_for(request.actor).values("version__scheme")
    return [(each.code, each.name) for each in Scheme.objects.filter(pk__in=seen).order_by("code")]


def _states(request: PageRequest) -> list[tuple[str, str]]:
    return [("open", _("Open")), *((state, translated(word)) for state, word in APPLICATION.words.items())]


def _in_state(rows: QuerySet[Application], choice: str) -> QuerySet[Application]:
    return rows.filter(state__in=OPEN) if choice == "open" else rows.filter(state=choice)


def _reviewers(request: PageRequest) -> list[tuple[str, str]]:
    seen = queries.listed_for(request.actor).filter(reviewer_by__isnull=False)
    known = names(seen.values_list("reviewer_by", flat=True).distinct().order_by())
    others = sorted(((str(person), name) for person, name in known.items()), key=lambda choice: choice[1])
    return [("nobody", _("Nobody yet")), *others]


def _reviewed_by(rows: QuerySet[Application], choice: str) -> QuerySet[Application]:
    if choice == "nobody":
        return rows.filter(reviewer_by__isnull=True)
    try:
        return rows.filter(reviewer_by=UUID(choice))
    except ValueError:
        return rows.none()


def _search(rows: QuerySet[Application], text: str) -> QuerySet[Application]:
    return rows.filter(Q(number__icontains=text) | Q(person__in=matching(Person.objects.all(), text)))


APPLICATIONS = ListPage[Application](
    name="applications.applications",
    title=gettext_noop("Applications"),
    queryset=lambda request: queries.listed_for(request.actor),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("applications:application", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Applicant"), lambda row: row.applicant_name),  # type: ignore[attr-defined]
        Column(gettext_noop("Scheme"), lambda row: row.version.scheme.code, code=True),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Since"), lambda row: clock.day_of(row.moved_at), order="moved_at"),
        Column(gettext_noop("Review until"), lambda row: review_due_on(row) if row.state in OPEN else None),
        Column(gettext_noop("Reviewer"), lambda row: row.reviewer_name),  # type: ignore[attr-defined]
    ],
    filters=[
        Filter("scheme", gettext_noop("Scheme"), _schemes, lambda rows, code: rows.filter(version__scheme__code=code)),
        Filter("state", gettext_noop("State"), _states, _in_state),
        Filter("reviewer", gettext_noop("Reviewer"), _reviewers, _reviewed_by),
        Filter(
            "route",
            gettext_noop("Route"),
            [("flagged", gettext_noop("Works for the body"))],
            lambda rows, choice: rows.filter(employed=True),
        ),
    ],
    search=_search,
    search_hint=gettext_noop("Number, or the beginning or sound of a name"),
    on_selection=[
        OnSelection(
            reviews.take_up,
            fields={
                "no_conflict": forms.BooleanField(
                    label=gettext_lazy("I have no conflict of interest with any of these applicants"), required=False
                )
            },
        )
    ],
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stand the applications for certification. They come when people submit theirs in the portal, or when "
        "operations enter one from paper."
    ),
)


@page(area="desk", permission=may_see_applications)
def applications(request: PageRequest) -> HttpResponseBase:
    """The applications that whoever asks may open, and how many stand where."""
    stands = pipeline.stands(queries.listed_for(request.actor))
    picture = pipeline.picture(stands) if any(each.count for each in stands) else None
    return APPLICATIONS.response(request, template="applications/list.html", context={"pipeline": picture})


def _of_my_schemes(request: PageRequest) -> QuerySet[Accommodation]:
    scopes = grants.scopes_of(request.person.id, ACCOMMODATION_OFFICER)
    return queries.accommodations().filter(application__version__scheme__scope__in=scopes)


def _with_askers(rows: Sequence[Accommodation]) -> None:
    known = names(row.application.person_id for row in rows)
    for row in rows:
        row.asker_name = known.get(row.application.person_id, "")  # type: ignore[attr-defined]  # for this page only


def _decision(rows: QuerySet[Accommodation], choice: str) -> QuerySet[Accommodation]:
    return rows.filter(state__in=UNDECIDED) if choice == "open" else rows.filter(state=choice)


def _decisions(request: PageRequest) -> list[tuple[str, str]]:
    return [("open", _("Not decided yet")), *((each, translated(word)) for each, word in ACCOMMODATION.words.items())]


ACCOMMODATIONS = ListPage[Accommodation](
    name="applications.accommodations",
    title=gettext_noop("Special arrangements"),
    queryset=_of_my_schemes,
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("applications:accommodation", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Person"), lambda row: row.asker_name),  # type: ignore[attr-defined]
        Column(gettext_noop("Scheme"), lambda row: row.application.version.scheme.code, code=True),
        Column(gettext_noop("State"), accommodation_status),
        Column(gettext_noop("Requested"), lambda row: row.requested_at, order="requested_at"),
        Column(gettext_noop("Decided"), lambda row: row.decided_at, order="decided_at"),
    ],
    filters=[Filter("state", gettext_noop("State"), _decisions, _decision)],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number of a request"),
    before_showing=_with_askers,
    empty=gettext_noop(
        "Here stand the requests for special arrangements in examinations. They come with an application, or later."
    ),
)


@page(area="desk", permission=may_see_accommodations)
def accommodations(request: PageRequest) -> HttpResponseBase:
    """The requests for special arrangements in the schemes of whoever asks."""
    return ACCOMMODATIONS.response(request)
