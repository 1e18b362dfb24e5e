"""Who is told what in this room, and which timer runs."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from guildhall.identity import grants
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.identity.roles import role as role_named
from guildhall.kernel import actors
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.personnel.models import Authorisation, Clearance, Declaration, DeclarationText, Interest, Training


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


@tells("personnel.clearance.disclose", text="personnel/conflict-named", mailed=False)
def judges_hear_of_a_conflict(*, entry: Any) -> Iterator[Told]:
    """Everybody who may judge a conflict, except who named it: the matter waits for them."""
    clearance = find(entry.subject)
    if isinstance(clearance, Clearance):
        for person_id in sorted(grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT) - {clearance.person_id}):
            yield Told(person_id, str(clearance), link=("personnel:clearance", str(clearance.pk)))


@tells("personnel.clearance.treat", text="personnel/conflict-judged")
@tells("personnel.clearance.bar", text="personnel/conflict-judged")
def declarer_hears_what_became_of_the_conflict(*, entry: Any) -> Iterator[Told]:
    """Whoever named the conflict: they go on with the work, or hand it over."""
    clearance = find(entry.subject)
    if isinstance(clearance, Clearance):
        yield Told(clearance.person_id, str(clearance), link=("personnel:clearance", str(clearance.pk)))


@tells("personnel.training.record", text="personnel/training-recorded")
def trainer_hears_of_a_training(*, entry: Any) -> Iterator[Told]:
    """The trainer, where somebody else recorded it: it bars them from work, and may be wrong."""
    training = find(entry.result)
    if isinstance(training, Training) and training.told_by != str(actors.person(training.trainer_id)):
        yield Told(training.trainer_id, training.number, link=("personnel:training", str(training.pk)))


@timer(
    "personnel.authorisation-ends",
    code="T-11",
    title=gettext_noop("Authorisation ends"),
    starts=[
        "personnel.authorisation.authorise",
        "personnel.authorisation.appoint",
        "personnel.authorisation.reinstate",
    ],
    meets=["personnel.authorisation.supersede"],
    stops=[
        "personnel.authorisation.suspend",
        "personnel.authorisation.withdraw",
        "personnel.authorisation.expire",
    ],
    warn_days=(90, 30, 7),
    text="personnel/authorisation-ends",
    in_work=False,
)
def authorisation_ends(*, entry: Any) -> Run | None:
    """The term of an authorisation; its end takes the role with it."""
    authorisation = _authorisation(entry)
    if authorisation is None or authorisation.until_on is None:
        return None
    return Run(
        about=authorisation.ref,
        due_on=authorisation.until_on,
        number=authorisation.number,
        person_id=authorisation.person_id,
        link=("personnel:authorisation", str(authorisation.pk)),
    )


@tells("personnel.authorisation.propose", text="personnel/competence-proposed", mailed=False)
def evaluators_hear_of_a_proposal(*, entry: Any) -> Iterator[Told]:
    """The evaluators of the scheme, except who would be authorised."""
    if authorisation := _authorisation(entry):
        evaluators = grants.holders(EVALUATOR, scope_id=authorisation.scope_id) - {authorisation.person_id}
        yield from _each_told(authorisation, sorted(evaluators))


@tells("personnel.authorisation.evaluate", text="personnel/competence-evaluated", mailed=False)
def top_management_hears_of_an_evaluation(*, entry: Any) -> Iterator[Told]:
    """Top management, except the evaluator and who would be authorised."""
    if authorisation := _authorisation(entry):
        theirs = {authorisation.person_id, authorisation.evaluated_by_id}
        yield from _each_told(authorisation, sorted(grants.holders(TOP_MANAGEMENT) - theirs))


@tells("personnel.authorisation.authorise", text="personnel/authorised")
@tells("personnel.authorisation.appoint", text="personnel/authorised")
@tells("personnel.authorisation.reinstate", text="personnel/authorised")
def the_authorised_hear_until_when(*, entry: Any) -> Iterator[Told]:
    """Who is authorised: for what, and until when."""
    authorisation = _authorisation(entry)
    if authorisation and authorisation.until_on:
        yield from _each_told(authorisation, [authorisation.person_id], until_on=authorisation.until_on)


@tells("personnel.authorisation.decline", text="personnel/authorisation-declined")
def proposer_hears_of_a_refusal(*, entry: Any) -> Iterator[Told]:
    """Who proposed it, and who would have been authorised."""
    if authorisation := _authorisation(entry):
        yield from _each_told(authorisation, sorted({authorisation.person_id, authorisation.proposed_by_id}))


@tells("personnel.authorisation.suspend", text="personnel/authorisation-stopped")
@tells("personnel.authorisation.withdraw", text="personnel/authorisation-stopped")
@tells("personnel.authorisation.expire", text="personnel/authorisation-stopped")
def the_authorised_hear_of_the_end(*, entry: Any) -> Iterator[Told]:
    """Whose role does not hold any more."""
    if authorisation := _authorisation(entry):
        yield from _each_told(authorisation, [authorisation.person_id])


def _authorisation(entry: Any) -> Authorisation | None:
    """The authorisation that an act made or changed."""
    found = find(entry.result)
    return found if isinstance(found, Authorisation) else None


def _each_told(authorisation: Authorisation, people: Iterable[UUID], **dates: date) -> Iterator[Told]:
    """The role goes untranslated, for each text to say it in its own language."""
    words: dict[str, str | date] = {"role": role_named(authorisation.role).name, "scheme": authorisation.scope.name}
    link = ("personnel:authorisation", str(authorisation.pk))
    for person_id in people:
        yield Told(person_id, authorisation.number, words={**words, **dates}, link=link)
