"""The lists of this room: decision files, and certifications."""

from collections.abc import Sequence

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy

from guildhall.certification import queries
from guildhall.certification.acts import decisions
from guildhall.certification.lifecycles import CERTIFICATION, DECISION, UNDECIDED
from guildhall.certification.models import Certification, DecisionFile, DecisionKind
from guildhall.certification.permissions import OVERSEERS, may_see_certifications, may_see_files
from guildhall.certification.views.words import SOON, certification_status, file_status
from guildhall.identity import grants, persons
from guildhall.identity.roles import DECIDER, EXAM_MANAGER
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.shell.lists import Column, Filter, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated


def _file_names(rows: Sequence[DecisionFile]) -> None:
    persons.opened([row.person for row in rows] + [row.taken_by for row in rows if row.taken_by])


def _files_in(rows: QuerySet[DecisionFile], choice: str) -> QuerySet[DecisionFile]:
    return rows.filter(state__in=UNDECIDED) if choice == "undecided" else rows.filter(state=choice)


def _file_states(request: PageRequest) -> list[tuple[str, str]]:
    words = [(str(state), translated(word)) for state, word in DECISION.words.items()]
    return [("undecided", translated(gettext_noop("Not decided yet"))), *words]


def _kinds(request: PageRequest) -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in DecisionKind]


FILES = ListPage[DecisionFile](
    name="certification.files",
    title=gettext_noop("Decision files"),
    queryset=lambda request: queries.listed_for(request.actor),
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("certification:file", row.pk), "number", True
        ),
        Column(gettext_noop("Person"), lambda row: row.person.name),
        Column(gettext_noop("About"), lambda row: str(row.kind_word), order="kind"),
        Column(gettext_noop("Scheme version"), lambda row: row.version.number, code=True),
        Column(gettext_noop("State"), file_status),
        Column(gettext_noop("Prepared"), lambda row: row.prepared_at, order="prepared_at"),
        Column(gettext_noop("Decider"), lambda row: row.taken_by.name if row.taken_by else ""),
        Column(gettext_noop("Decided"), lambda row: row.decided_at, order="decided_at"),
    ),
    filters=[
        Filter("state", gettext_noop("State"), _file_states, _files_in),
        Filter("kind", gettext_noop("About"), _kinds, lambda rows, kind: rows.filter(kind=kind)),
    ],
    search=lambda rows, text: rows.filter(
        Q(number__icontains=text) | Q(person__number__icontains=text) | Q(certification__number__icontains=text)
    ),
    search_hint=gettext_noop("Number of a file, a person or a certification"),
    before_showing=_file_names,
    on_selection=(
        OnSelection(
            decisions.take,
            fields={
                "no_conflict": forms.BooleanField(
                    label=gettext_lazy("I have no conflict of interest in any of these files"), required=False
                )
            },
        ),
        OnSelection(
            decisions.grant,
            fields={
                "reasons": forms.CharField(label=gettext_lazy("Reasons"), widget=forms.Textarea(attrs={"rows": 3}))
            },
        ),
    ),
    empty=gettext_noop(
        "Here stand decisions: a file is prepared by itself when every component is passed and every requirement met, "
        "and by staff when a certification is to be suspended, reinstated or withdrawn."
    ),
)


@page(area="desk", permission=may_see_files)
def files(request: PageRequest) -> HttpResponseBase:
    """Decision files of the schemes in which somebody decides or manages; all for who oversees the body."""
    return FILES.response(request)


def _certifications(request: PageRequest) -> QuerySet[Certification]:
    rows = queries.certifications()
    if grants.roles_of(request.person.pk) & {each.code for each in OVERSEERS}:
        return rows
    return rows.filter(version__scheme__scope__in=grants.scopes_of(request.person.pk, DECIDER, EXAM_MANAGER))


def _narrowed(rows: QuerySet[Certification], choice: str) -> QuerySet[Certification]:
    today = clock.today()
    if choice == "soon":
        return rows.filter(state="active", expires_on__range=(today, SOON.after(today)))
    if choice == "overdue":
        return rows.filter(state="suspended", suspension_ends_on__lt=today)
    return rows.filter(state=choice)


def _states(request: PageRequest) -> list[tuple[str, str]]:
    words = [(str(state), translated(word)) for state, word in CERTIFICATION.words.items()]
    ends = [("soon", gettext_noop("Ends soon")), ("overdue", gettext_noop("Suspended past the deadline"))]
    return [*words, *((value, translated(label)) for value, label in ends)]


def _found(rows: QuerySet[Certification], text: str) -> QuerySet[Certification]:
    named = persons.find(text).values_list("pk", flat=True)
    return rows.filter(Q(number__icontains=text) | Q(person__in=list(named)))


def _names(rows: Sequence[Certification]) -> None:
    persons.opened(row.person for row in rows)


CERTIFICATIONS = ListPage[Certification](
    name="certification.certifications",
    title=gettext_noop("Certified persons"),
    queryset=_certifications,
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("certification:certification", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Person"), lambda row: row.person.name),
        Column(gettext_noop("Scheme version"), lambda row: row.version.number, code=True),
        Column(gettext_noop("State"), certification_status),
        Column(gettext_noop("Valid from"), lambda row: row.effective_on, order="effective_on"),
        Column(gettext_noop("Valid until"), lambda row: row.expires_on, order="expires_on"),
        Column(gettext_noop("Suspension until"), lambda row: row.suspension_ends_on, order="suspension_ends_on"),
    ),
    filters=[Filter("state", gettext_noop("State"), _states, _narrowed)],
    search=_found,
    search_hint=gettext_noop("Number, or the beginning or sound of a name"),
    before_showing=_names,
    empty=gettext_noop("Here stand the certifications that the body has granted, and how each stands today."),
)


@page(area="desk", permission=may_see_certifications)
def certifications(request: PageRequest) -> HttpResponseBase:
    """The certifications of the schemes in which somebody works; all for who oversees the body."""
    return CERTIFICATIONS.response(request)
