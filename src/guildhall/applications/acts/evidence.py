"""Evidence is provided, replaced and taken back; nothing of it is deleted."""

from datetime import date

from guildhall.applications.models import Application, Evidence
from guildhall.applications.permissions import may_take_back, may_work_on
from guildhall.applications.rules.evidence import (
    evidence_is_changed_now,
    evidence_is_not_from_tomorrow,
    evidence_is_taken_now,
    evidence_stands,
    nobody_judged_by_it,
    something_is_shown,
    the_requirement_is_of_its_version,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Requirement
from guildhall.vault.files import Received, keep

CLAUSES = ("2012:9.1.2", "2026:9.2")


@act(
    "applications.evidence.provide",
    about="application",
    permission=may_work_on,
    rules=[
        evidence_is_taken_now,
        the_requirement_is_of_its_version,
        something_is_shown,
        evidence_is_not_from_tomorrow,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("handed in evidence with {subject}"),
    label=gettext_noop("Hand in evidence"),
)
def provide(
    *,
    by: Actor,
    application: Application,
    requirement: Requirement,
    words: str = "",
    dated_on: date | None = None,
    paper: Received | None = None,
) -> Evidence:
    """Hand in what proves a requirement: a file, a statement, or both, with the date from which it counts.

    After admission too: what must be met before an examination or the decision comes as the candidate has it.
    """
    return create(
        Evidence,
        application=application,
        requirement=requirement,
        words=words.strip(),
        dated_on=dated_on,
        file=keep(paper) if paper else None,
        provided_by=str(by),
    )


@act(
    "applications.evidence.remove",
    about="evidence",
    permission=may_take_back,
    rules=[evidence_is_changed_now, evidence_stands, nobody_judged_by_it],
    clauses=CLAUSES,
    sentence=gettext_noop("took evidence back"),
    label=gettext_noop("Take it back"),
)
def remove(*, by: Actor, evidence: Evidence) -> Evidence:
    """Take evidence back: it counts no longer, and its row says since when."""
    return change(evidence, removed_at=clock.now())


@act(
    "applications.evidence.replace",
    about="evidence",
    permission=may_take_back,
    rules=[
        evidence_is_changed_now,
        evidence_stands,
        nobody_judged_by_it,
        something_is_shown,
        evidence_is_not_from_tomorrow,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("replaced evidence"),
    label=gettext_noop("Replace it"),
)
def replace(
    *,
    by: Actor,
    evidence: Evidence,
    words: str = "",
    dated_on: date | None = None,
    paper: Received | None = None,
) -> Evidence:
    """Put something better in the place of evidence; the earlier row stays, taken back."""
    taken_back = change(evidence, removed_at=clock.now())
    return create(
        Evidence,
        application=taken_back.application,
        requirement=taken_back.requirement,
        words=words.strip(),
        dated_on=dated_on,
        file=keep(paper) if paper else None,
        provided_by=str(by),
    )
