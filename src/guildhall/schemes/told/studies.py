"""Who is told what of studies."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from guildhall.identity import grants
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find
from guildhall.schemes.models import Study, StudyRerun
from guildhall.schemes.permissions.studies import APPROVING


@tells("schemes.study.keep", text="schemes/study-computed", mailed=False)
def preparer_hears_of_the_numbers(*, entry: Any) -> Iterator[Told]:
    """Who froze the data."""
    study = find(entry.subject)
    if isinstance(study, Study) and study.prepared_by_id:
        yield _of(study, study.prepared_by_id)


@tells("schemes.study.propose", text="schemes/study-proposed", mailed=False)
def approvers_hear_of_a_study(*, entry: Any) -> Iterator[Told]:
    """Who may approve studies of the scheme, except who prepared or concluded this one."""
    study = find(entry.subject)
    if isinstance(study, Study):
        holders = grants.holders(*APPROVING, scope_id=study.scope_id)
        for person_id in sorted(holders - {study.prepared_by_id, study.proposed_by_id}):
            yield _of(study, person_id)


@tells("schemes.study.approve", text="schemes/study-approved")
def proposer_hears_of_the_approval(*, entry: Any) -> Iterator[Told]:
    """Who concluded it."""
    yield from _proposer(entry)


@tells("schemes.study.send-back", text="schemes/study-sent-back")
def proposer_hears_what_must_change(*, entry: Any) -> Iterator[Told]:
    """Who concluded it."""
    yield from _proposer(entry)


@tells("schemes.study.compare", text="schemes/study-compared", mailed=False)
def asker_hears_of_the_comparison(*, entry: Any) -> Iterator[Told]:
    """Who had it computed again."""
    rerun = find(entry.subject)
    if isinstance(rerun, StudyRerun):
        yield _of(rerun.study, rerun.asked_by_id)


def _proposer(entry: Any) -> Iterator[Told]:
    study = find(entry.subject)
    if isinstance(study, Study) and study.proposed_by_id:
        yield _of(study, study.proposed_by_id)


def _of(study: Study, person_id: UUID) -> Told:
    return Told(person_id, study.number, link=("schemes:study", str(study.pk)))
