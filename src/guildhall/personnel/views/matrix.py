"""The competence matrix, and the personnel file of one person with what is still missing before they work."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import grants, persons
from guildhall.identity.models import Person, Scope
from guildhall.identity.permissions import holds
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT, Role
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import matrix, posts, queries, readiness
from guildhall.personnel.acts import authorisations, evidence, needs
from guildhall.personnel.models import Need, Supervision
from guildhall.personnel.permissions import works_for_the_body
from guildhall.personnel.queries import needs as found
from guildhall.personnel.readings import file_of
from guildhall.personnel.views import authorisations as shown_authorisations
from guildhall.personnel.views import development, engagements, supervision
from guildhall.personnel.views import evidence as shown_evidence
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, render_record
from guildhall.shell.refusals import Shown, shown
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

READERS = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR)


@page(area="desk", permission=READERS)
def competences(request: PageRequest) -> HttpResponseBase:
    """Who is competent for what: a row a person, a column a role; each state leads to its evidence."""
    scope = queries.schemes().filter(number=request.GET.get("scheme", "")).first()
    scope_id = scope.pk if scope else None
    context = {"picture": matrix.picture(scope_id)}
    return _list(scope_id).response(request, template="personnel/matrix.html", context=context)


def _list(scope_id: UUID | None) -> ListPage[Person]:
    held: dict[tuple[UUID, str], matrix.Standing] = {}

    def look_up(rows: Sequence[Person]) -> None:
        persons.opened(rows)
        held.update(matrix.standings(rows, scope_id))

    return ListPage[Person](
        name="personnel.matrix",
        title=gettext_noop("Competence matrix"),
        queryset=lambda request: matrix.people(scope_id),
        order="number",
        columns=(
            Column(gettext_noop("Person"), lambda row: row.name, lambda row: ("personnel:file", row.pk)),
            *(_column(each, held) for each in matrix.roles(scope_id)),
        ),
        filters=[Filter("scheme", gettext_noop("Scheme"), _schemes, lambda rows, number: rows)],
        search=lambda rows, text: rows.filter(number__icontains=text) | persons.matching(rows, text),
        search_hint=gettext_noop("Number or name of a person"),
        before_showing=look_up,
        empty=gettext_noop(
            "Here stands who is competent for what, a row for each person and a column for each role. Propose an "
            "authorisation, or begin a supervised phase; both appear here at once."
        ),
        new=(authorisations.propose, ("personnel:authorisation-propose",)),
    )


def _column(role: Role, held: dict[tuple[UUID, str], matrix.Standing]) -> Column[Person]:
    def standing(row: Person) -> matrix.Standing:
        return held.get((row.pk, role.code), matrix.Standing())

    return Column(role.name, lambda row: standing(row).status, lambda row: standing(row).link)


def _schemes(request: PageRequest) -> list[tuple[str, str]]:
    return [(each.number, each.name) for each in queries.schemes()]


@page(area="desk", permission=SIGNED_IN)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Somebody's personnel file: terms, posts, competence, evidence, development, and what is missing."""
    person = file_of(by=request.actor, person=get_object_or_404(Person, pk=pk, is_personnel=True))
    return _file(request, person)


@page(area="desk", permission=works_for_the_body)
def mine(request: PageRequest) -> HttpResponseBase:
    """One's own personnel file."""
    return _file(request, file_of(by=request.actor, person=request.person))


def _file(request: PageRequest, person: Person) -> HttpResponseBase:
    return render_record(
        request,
        person,
        kind=_("Personnel file"),
        title=person.name,
        status=None,
        facts=_facts(person),
        offers=_offers(request, person),
        related=[_terms(person), _competences(person), _evidence(person), _phases(person), _needs(person)],
        template="personnel/file.html",
        context={"ready": _readiness(person)},
    )


def _offers(request: PageRequest, person: Person) -> list[Offer]:
    known = {"person": person}
    if person.pk == request.person.pk:
        return [
            Offer(evidence.add, ("personnel:evidence-add",), known, main=True),
            Offer(needs.find, ("personnel:need-wish",), known, label=_("Say what you would like to learn")),
        ]
    return [
        Offer(authorisations.propose, ("personnel:authorisation-propose",), known, main=True),
        Offer(evidence.add, ("personnel:evidence-enter",), known),
        Offer(needs.find, ("personnel:need-find",), known),
    ]


def _facts(person: Person) -> list[Fact]:
    whole = posts.organisation(clock.today())
    held = "\n".join(place.title for place in whole.of(person.pk))
    declared = queries.in_force(person.pk, clock.today())
    return [
        Fact(_("Number"), person.number),
        Fact(_("Posts"), held),
        Fact(_("Declaration in force until"), declared.valid_until if declared else None),
        Fact(_("Hours of development, last twelve months"), found.hours_of(person.pk)),
    ]


def _terms(person: Person) -> Related:
    rows = [
        Row(str(each.kind_word), each.number, ("personnel:engagement", each.pk), engagements.status_of(each))
        for each in queries.engagements().filter(person=person)
    ]
    return Related(_("Engagements"), rows, empty=_("No engagement says on which terms this person works here."))


def _competences(person: Person) -> Related:
    rows = [
        Row(
            f"{each.role_word} · {each.scope.name}",
            each.number,
            ("personnel:authorisation", each.pk),
            shown_authorisations.status_of(each),
        )
        for each in queries.authorisations().filter(person=person)
    ]
    return Related(_("Authorisations"), rows, empty=_("This person was proposed for no role yet."))


def _evidence(person: Person) -> Related:
    rows = [
        Row(each.title, str(each.kind_word), ("personnel:evidence", each.pk), shown_evidence.status_of(each))
        for each in queries.evidence_of(person.pk)
    ]
    return Related(_("Evidence of competence"), rows, empty=_("Nothing shows the competence of this person yet."))


def _phases(person: Person) -> Related:
    rows = [_phase(each) for each in queries.supervisions().filter(person=person)]
    return Related(_("Work under supervision"), rows, empty=_("No supervised phase."))


def _phase(phase: Supervision) -> Row:
    what = f"{phase.role_word} · {phase.scope.name}"
    return Row(what, phase.number, ("personnel:supervision", phase.pk), supervision.status_of(phase))


def _needs(person: Person) -> Related:
    rows = [_need(each) for each in found.needs().filter(person=person)]
    return Related(_("What is to be learned"), rows, empty=_("Nothing is recorded that this person has to learn."))


def _need(need: Need) -> Row:
    what = need.criterion.code if need.criterion else str(need.source_word)
    return Row(f"{need.role_word}: {what}", need.number, ("personnel:need", need.pk), development.status_of(need))


def _readiness(person: Person) -> list[dict[str, Any]]:
    """For each role that somebody was given or proposed for in a scheme: what is still missing before they work."""
    given = grants.given_on(clock.today()).filter(person=person, scope__kind=Scope.Kind.SCHEME)
    asked = set(given.values_list("role", "scope_id"))
    asked |= set(queries.proposals_open().filter(person=person).order_by().values_list("role", "scope_id"))
    scopes = Scope.objects.in_bulk({scope_id for _code, scope_id in asked})
    return [_ready(person, role_named(code), scopes[scope_id]) for code, scope_id in sorted(asked, key=str)]


def _ready(person: Person, role: Role, scope: Scope) -> dict[str, Any]:
    missing: list[Shown] = [shown(each) for each in readiness.missing(person.pk, role, scope.pk)]
    return {"role": translated(role.name), "scheme": scope.name, "missing": missing}
