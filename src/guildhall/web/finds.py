"""What the search box finds across the rooms: persons, declarations, the texts to declare, clauses."""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Q, QuerySet

from guildhall.conformity import catalogue
from guildhall.conformity.permissions import reads_conformity
from guildhall.identity import persons
from guildhall.identity.permissions import holds
from guildhall.identity.roles import OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clauses as references
from guildhall.kernel.actors import Actor
from guildhall.kernel.clauses import EDITIONS
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import DECLARATION, TEXT
from guildhall.personnel.models import Declaration, DeclarationText
from guildhall.shell.words import translated
from guildhall.web.people.records import OFFICE

R = TypeVar("R", bound=Record)


@searchable("1-persons", title=gettext_noop("Persons"), permission=OFFICE)
def people(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Persons by number, by address, by the beginning or the sound of any part of their name."""
    for person in persons.opened(persons.find(text)[:limit]):
        yield Found(person.name or person.number, person.number, ("web:person", str(person.pk)))


@searchable(
    "2-declarations",
    title=gettext_noop("Declarations"),
    permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT, OPERATIONS),
)
def declarations(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Declarations by their number."""
    for found in _numbered(Declaration.objects.all(), text, limit):
        word = translated(DECLARATION.words[found.state])
        yield Found(found.number, word, ("personnel:declaration", str(found.pk)))


@searchable("3-texts", title=gettext_noop("Texts to declare"), permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT))
def texts(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Texts to declare by their number."""
    for found in _numbered(DeclarationText.objects.all(), text, limit):
        yield Found(found.number, translated(TEXT.words[found.state]), ("personnel:text", str(found.pk)))


@searchable("4-clauses", title=gettext_noop("Clauses"), permission=reads_conformity)
def clauses(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Clauses by the beginning of their number or a word of their title."""
    wanted, count = text.casefold(), 0
    for clause in (each for edition in EDITIONS for each in catalogue.clauses(edition)):
        if count < limit and (clause.number.casefold().startswith(wanted) or wanted in clause.title.casefold()):
            count += 1
            called = f"{references.label(clause.edition + ':')}{clause.reference}"
            yield Found(called, clause.title, ("conformity:clause", clause.key))


def _numbered(rows: QuerySet[R], text: str, limit: int) -> QuerySet[R]:
    """The rows whose number begins or ends with what was typed, the latest first."""
    fits = Q(number__istartswith=text) | Q(number__iendswith=text)
    return rows.filter(fits).order_by("-number")[:limit]
