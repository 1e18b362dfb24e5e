"""Who is told what of declarations and interests, and when a declaration ends."""

from collections.abc import Iterator
from typing import Any

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.personnel.models import Declaration, DeclarationText, Interest


@timer(
    "personnel.declaration-ends",
    code="T-10",
    title=gettext_noop("Declaration of interests ends"),
    starts=["personnel.declaration.sign", "personnel.declaration.enter"],
    meets=["personnel.declaration.supersede"],
    stops=["personnel.declaration.expire", "personnel.declaration.void"],
    warn_days=(60, 30, 7),
    text="personnel/declaration-ends",
    in_work=False,
)
def declaration_ends(*, entry: Any) -> Run | None:
    """The year of a declaration; its end takes the roles with it."""
    declaration = find(entry.subject)
    if not isinstance(declaration, Declaration) or declaration.valid_until is None:
        return None
    return Run(
        about=declaration.ref,
        due_on=declaration.valid_until,
        number=declaration.number,
        person_id=declaration.person_id,
        link=("personnel:declaration", str(declaration.pk)),
    )


@tells("personnel.interest.declare", text="personnel/interest-declared", mailed=False)
def judges_hear_of_an_interest(*, entry: Any) -> Iterator[Told]:
    """Everybody who may judge an interest, except who declared it."""
    interest = find(entry.subject)
    if isinstance(interest, Interest):
        for person_id in sorted(grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT) - {interest.person_id_concerned}):
            yield Told(person_id, interest.declaration.number, link=("personnel:interest", str(interest.pk)))


@tells("personnel.interest.accept", text="personnel/interest-judged")
@tells("personnel.interest.treat", text="personnel/interest-judged")
@tells("personnel.interest.bar", text="personnel/interest-judged")
def declarer_hears_the_judgement(*, entry: Any) -> Iterator[Told]:
    """Whoever declared the interest."""
    interest = find(entry.subject)
    if isinstance(interest, Interest):
        link = ("personnel:interest", str(interest.pk))
        yield Told(interest.person_id_concerned, interest.declaration.number, link=link)


@tells("personnel.declaration-text.propose", text="personnel/text-proposed", mailed=False)
def approvers_hear_of_a_text(*, entry: Any) -> Iterator[Told]:
    """Top management, except who proposed it."""
    text = find(entry.subject)
    if isinstance(text, DeclarationText):
        for person_id in sorted(grants.holders(TOP_MANAGEMENT) - {text.proposed_by_id}):
            yield Told(person_id, text.number, link=("personnel:text", str(text.pk)))


@tells("personnel.declaration.expire", text="personnel/declaration-expired")
def declarer_hears_of_the_end(*, entry: Any) -> Iterator[Told]:
    """Whoever let it end: their roles do not hold until they sign its renewal."""
    declaration = find(entry.subject)
    if isinstance(declaration, Declaration) and declaration.valid_until:
        words = {"ended_on": declaration.valid_until}
        yield Told(declaration.person_id, declaration.number, words=words, link=("personnel:declare",))


@tells("personnel.declaration.void", text="personnel/declaration-voided")
def declarer_hears_of_the_void(*, entry: Any) -> Iterator[Told]:
    """Whoever signed it: they sign another before they work on."""
    declaration = find(entry.subject)
    if isinstance(declaration, Declaration):
        yield Told(declaration.person_id, declaration.number, link=("personnel:declare",))
