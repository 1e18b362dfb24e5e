"""Who is told what of authorisations, and when one ends."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from guildhall.identity import grants
from guildhall.identity.roles import EVALUATOR, TOP_MANAGEMENT
from guildhall.identity.roles import role as role_named
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.personnel.models import Authorisation


@timer(
    "personnel.authorisation-ends",
    code="T-11",
    title=gettext_noop("Authorisation ends"),
    starts=[
        "personnel.authorisation.authorise",
        "personnel.authorisation.appoint",
        "personnel.authorisation.reinstate",
        "personnel.authorisation.shorten",
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
