"""Studies: their data is frozen, the house computes, somebody concludes and somebody else approves."""

from typing import Any

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.datasets import canonical, digest
from guildhall.schemes.freezing import FrozenData
from guildhall.schemes.lifecycles import STUDY, UNPROPOSED, StudyState
from guildhall.schemes.models import Scheme, Study, StudyRerun
from guildhall.schemes.permissions.studies import approves_the_study, checks_the_study, studies_it, studies_the_scheme
from guildhall.schemes.rules.studies import (
    STUDIED,
    approver_did_not_prepare_it,
    it_follows_a_study_of_the_same,
    it_was_computed_from_what_was_frozen,
    something_was_measured,
    study_asks_something_known,
    study_is_told,
    the_conclusion_is_said,
    there_are_numbers_to_compare,
    there_is_something_to_study,
)
from guildhall.schemes.rules.words import the_reason_is_said
from guildhall.vault.files import keep as keep_file

MACHINE = actors.machine("studies")
"""Freezes what there is to study by itself, computes, and puts a later study in the place of an earlier one."""


@act(
    "schemes.study.freeze",
    about="scheme",
    move=STUDY.freeze,
    permission=studies_the_scheme,
    machines=[MACHINE.name],
    rules=[
        study_asks_something_known,
        study_is_told,
        there_is_something_to_study,
        it_follows_a_study_of_the_same,
    ],
    clauses=STUDIED,
    sentence=gettext_noop("froze the data of the study {subject} about {about_words}"),
)
def freeze(
    *,
    by: Actor,
    scheme: Scheme,
    kind: str,
    title: str,
    about: str,
    about_words: str,
    options: dict[str, Any],
    dataset: FrozenData,
    supersedes: Study | None = None,
) -> Study:
    """Freeze the data of a study; from now on neither data nor options change, and the house computes it.

    A study on which nobody has concluded yet is replaced by the later one at once, an approved one when the later one
    is approved.
    """
    preparer = Person.objects.get(pk=by.name) if by.person_id else None
    study = create(
        Study,
        number=next_number("ST"),
        scheme=scheme,
        kind=kind,
        title=title,
        about=about,
        about_words=about_words,
        options=options,
        data=keep_file(dataset.received),
        data_hash=dataset.data_hash,
        persons=dataset.persons,
        by_machine=preparer is None,
        prepared_by=preparer,
        prepared_at=clock.now() if preparer else None,
        supersedes=supersedes,
    )
    if supersedes is not None and supersedes.state in UNPROPOSED:
        supersede(by=MACHINE, study=supersedes)
    return study


@act(
    "schemes.study.keep",
    about="study",
    move=STUDY.keep,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[it_was_computed_from_what_was_frozen],
    clauses=STUDIED,
    sentence=gettext_noop("computed {subject} with {code_version}"),
)
def keep(*, by: Actor, study: Study, results: dict[str, Any], data_hash: str, code_version: str) -> Study:
    """Keep what was computed; it never changes again, and its hash stands beside it."""
    return change(
        study,
        state=StudyState.COMPUTED,
        results=results,
        results_hash=digest(canonical(results)),
        code_version=code_version,
        computed_at=clock.now(),
    )


@act(
    "schemes.study.propose",
    about="study",
    move=STUDY.propose,
    permission=studies_it,
    rules=[something_was_measured, the_conclusion_is_said],
    clauses=STUDIED,
    sentence=gettext_noop("proposed a conclusion from {subject}: {conclusion}"),
)
def propose(*, by: Actor, study: Study, conclusion: str, limits: str) -> Study:
    """Say what follows from a study and what its numbers cannot bear, for somebody else to approve."""
    return change(
        study,
        state=StudyState.PROPOSED,
        conclusion=conclusion,
        limits=limits,
        proposed_by=Person.objects.get(pk=by.name),
        proposed_at=clock.now(),
    )


@act(
    "schemes.study.send-back",
    about="study",
    move=STUDY.send_back,
    permission=approves_the_study,
    rules=[the_reason_is_said],
    clauses=STUDIED,
    sentence=gettext_noop("sent the study {subject} back: {reason}"),
)
def send_back(*, by: Actor, study: Study, reason: str) -> Study:
    """Send a conclusion back to who proposed it; the numbers stay as they are."""
    return change(study, state=StudyState.COMPUTED)


@act(
    "schemes.study.approve",
    about="study",
    move=STUDY.approve,
    permission=approves_the_study,
    rules=[approver_did_not_prepare_it, something_was_measured],
    clauses=STUDIED,
    sentence=gettext_noop("approved the study {subject}"),
)
def approve(*, by: Actor, study: Study) -> Study:
    """Approve what somebody else concluded; from now on forms may rest on it, each by an act of its own (R-26)."""
    if study.supersedes is not None and study.supersedes.state == StudyState.APPROVED:
        supersede(by=MACHINE, study=study.supersedes)
    approver = Person.objects.get(pk=by.name)
    return change(study, state=StudyState.APPROVED, approved_by=approver, approved_at=clock.now())


@act(
    "schemes.study.supersede",
    about="study",
    move=STUDY.supersede,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=STUDIED,
    sentence=gettext_noop("replaced the study {subject} by a later one"),
)
def supersede(*, by: Actor, study: Study) -> Study:
    """Let a later study stand in the place of an earlier one; what rests on the earlier one stays as it is."""
    return change(study, state=StudyState.SUPERSEDED)


@act(
    "schemes.study.abandon",
    about="study",
    move=STUDY.abandon,
    permission=studies_it,
    rules=[the_reason_is_said],
    clauses=STUDIED,
    sentence=gettext_noop("abandoned the study {subject}: {reason}"),
)
def abandon(*, by: Actor, study: Study, reason: str) -> Study:
    """Give a study up; its data and numbers stay in the record."""
    return change(study, state=StudyState.ABANDONED)


@act(
    "schemes.study.rerun",
    about="study",
    permission=checks_the_study,
    rules=[there_are_numbers_to_compare],
    clauses=["2012:7.1.1", "2012:9.3.5", "2026:7.1"],
    sentence=gettext_noop("had {subject} computed again"),
    label=gettext_noop("Compute again"),
)
def rerun(*, by: Actor, study: Study) -> StudyRerun:
    """Have a study computed again from its frozen data, to show that the same numbers come out."""
    return create(StudyRerun, study=study, asked_by=Person.objects.get(pk=by.name))


@act(
    "schemes.study.compare",
    about="rerun",
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=["2012:7.1.1", "2012:9.3.5", "2026:7.1"],
    sentence=gettext_noop("held {subject} against a second computation with {code_version}"),
)
def compare(*, by: Actor, rerun: StudyRerun, data_hash: str, results_hash: str, code_version: str) -> StudyRerun:
    """Record what a second computation gave, and whether data and numbers are the same to the last digit kept."""
    study = rerun.study
    return change(
        rerun,
        results_hash=results_hash,
        agrees=(data_hash, results_hash) == (study.data_hash, study.results_hash),
        code_version=code_version,
        done_at=clock.now(),
    )
