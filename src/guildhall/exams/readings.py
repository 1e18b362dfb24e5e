"""What is read only by who may, and leaves a trace: assembled forms, candidates' attempts, markings, what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.safestring import SafeString

from guildhall import qti
from guildhall.exams import exposures, measuring, queries, typings
from guildhall.exams.datasets import Taken
from guildhall.exams.delivery import journal
from guildhall.exams.delivery.journal import Kept
from guildhall.exams.exposures import Group
from guildhall.exams.measuring import Measured
from guildhall.exams.models import (
    Anomaly,
    AnomalyAttempt,
    Attempt,
    Candidacy,
    ForensicCheck,
    Form,
    FormItem,
    Irregularity,
    KeyRuling,
    Marking,
    Rescored,
    Rescoring,
    ResultBatch,
    Sitting,
    TechnicalReport,
)
from guildhall.exams.permissions import (
    is_the_rater,
    may_manage_attempts,
    may_manage_batches,
    may_manage_markings,
    may_read_a_candidacy,
    may_read_attempts,
    may_read_forms,
    may_read_rescorings,
    may_read_rulings,
    may_read_sittings,
    trains_nobody_for_it,
    trains_nobody_there,
)
from guildhall.exams.permissions.reports import reads_the_report
from guildhall.exams.permissions.statistics import may_judge, may_measure, may_see_checks
from guildhall.exams.queries import Standing, placements, standing
from guildhall.exams.typings import LETTERS
from guildhall.itembank import delivering
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import may_see_lookers
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile


@dataclass(frozen=True)
class Question:
    """One item of a form as it is looked through: what a candidate sees, whether something plays, and the key."""

    placement: FormItem
    html: SafeString
    plays: bool
    key: str


@reading("exams.form.open", about="form", permission=may_read_forms)
def questions(*, by: Actor, form: Form) -> list[Question]:
    """The questions of a form with their keys, for who assembles, signs off or verifies it."""
    return [_question(each) for each in placements(form)]


@reading("exams.form.rulings", about="form", permission=may_read_rulings)
def rulings(*, by: Actor, form: Form) -> list[KeyRuling]:
    """What was ruled on keys of a form and why, for who looks after it."""
    return list(queries.rulings(form))


@reading("exams.form.conversion", about="form", permission=may_read_rulings)
def looked_after(*, by: Actor, form: Form) -> Form:
    """How the cut of a form came about, for who looks after it."""
    return form


@reading("exams.rescoring.read", about="rescoring", permission=may_read_rescorings)
def rescored(*, by: Actor, rescoring: Rescoring) -> list[Rescored]:
    """What a rescoring does to every attempt, for who prepares or approves it; attempts are known by their numbers."""
    rows = rescoring.rescored.filter(set_aside_at__isnull=True)
    return list(rows.select_related(*Rescored.reload_with, "after").order_by("attempt__number"))


def _question(placement: FormItem) -> Question:
    item = delivering.parsed(placement.item_version)
    shown = delivering.shown(placement.item_version, id_prefix=f"question-{placement.position}")
    return Question(placement, SafeString(shown.html), qti.plays(item), " / ".join(_keys(item)))


def _keys(item: qti.Item) -> Sequence[str]:
    """The key as letters where there are choices, otherwise as it is typed."""
    right = qti.key(item)
    return [
        "".join(
            letter
            for letter, choice in zip(LETTERS, interaction.choices, strict=False)
            if choice.identifier in right.get(interaction.response, [])
        )
        or ", ".join(right.get(interaction.response, []))
        for interaction in item.interactions
    ]


@reading("exams.sitting.read", about="sitting", permission=may_read_sittings)
def attendance(*, by: Actor, sitting: Sitting) -> list[Attempt]:
    """Who has a seat at a sitting, for who is on duty there or manages it."""
    seats = sitting.attempts.select_related(*Attempt.reload_with)
    return list(seats.order_by("number"))


@reading("exams.sitting.log", about="sitting", permission=may_read_sittings)
def log_of(*, by: Actor, sitting: Sitting) -> list[Irregularity]:
    """What was noted at a sitting, and how it was settled."""
    noted = sitting.irregularities.select_related("attempt__person", "noted_by", "settled_by")
    return list(noted.order_by("noted_at"))


@reading("exams.attempt.read", about="attempt", permission=may_read_attempts)
def one_attempt(*, by: Actor, attempt: Attempt) -> Attempt:
    """An attempt with the identity check and what became of it, for who watches, marks or manages it."""
    return attempt


@reading("exams.attempt.investigation", about="attempt", permission=may_manage_attempts)
def investigation(*, by: Actor, attempt: Attempt) -> list[Any]:
    """What was noted about an attempt and what the candidate said, for who decides about it."""
    noted = attempt.irregularities.select_related("attempt__person", "noted_by")
    heard = attempt.hearings.select_related("attempt__person", "held_by")
    return [*noted.order_by("noted_at"), *heard.order_by("held_on")]


@reading("exams.marking.open", about="marking", permission=is_the_rater | may_manage_markings)
def one_marking(*, by: Actor, marking: Marking) -> Marking:
    """A marking with its points and notes, for its rater and for who manages the scheme's examinations."""
    return marking


@reading("exams.attempt.typed", about="attempt", permission=may_manage_attempts & trains_nobody_there)
def typed(*, by: Actor, attempt: Attempt) -> list[str]:
    """Where two typings of a paper differ; who types sees neither."""
    return typings.differences(attempt)


@reading("exams.batch.read", about="batch", permission=may_manage_batches & trains_nobody_for_it)
def one_batch(*, by: Actor, batch: ResultBatch) -> ResultBatch:
    """A provider's file: its rows, the reasons for others, and who is missing."""
    return batch


@reading("exams.candidacy.read", about="candidacy", permission=may_read_a_candidacy)
def course(*, by: Actor, candidacy: Candidacy) -> list[Standing]:
    """How a candidate stands at each component, for who manages, reviews or decides in the scheme."""
    return standing(candidacy)


@reading("exams.attempt.answers", about="attempt", permission=may_manage_attempts & trains_nobody_there)
def answers(*, by: Actor, attempt: Attempt) -> list[Kept]:
    """Every answer of an attempt in the browser as it came, late ones too, for who answers for its result."""
    return list(journal.kept(attempt))


@reading("exams.form.statistics", about="form", permission=may_measure)
def statistics(*, by: Actor, form: Form, sitting: Sitting | None = None) -> Measured:
    """How a form measures, item by item with keys and options, for psychometricians and examination managers."""
    return measuring.measured(Taken(form, sitting))


@reading("exams.form.item", about="form", permission=may_measure)
def question_of(*, by: Actor, form: Form, placement: FormItem) -> Question:
    """One question of a form with its key, for who judges from its numbers whether it is sound."""
    return _question(placement)


@reading("exams.anomaly.open", about="anomaly", permission=may_judge)
def one_anomaly(*, by: Actor, anomaly: Anomaly) -> list[AnomalyAttempt]:
    """What stood out in the answers of one or two attempts, for who judges it."""
    return list(anomaly.about.select_related("attempt__person", "attempt__sitting").order_by("attempt__number"))


@reading("exams.sitting.check", about="sitting", permission=may_see_checks)
def checks_of(*, by: Actor, sitting: Sitting) -> list[ForensicCheck]:
    """What the checks of a sitting compared, the latest first, for who answers for its results."""
    return list(sitting.checks.order_by("-ordinal"))


@reading("exams.report.read", about="report", permission=reads_the_report)
def report_file(*, by: Actor, report: TechnicalReport, kind: str) -> StoredFile:
    """A file of a technical report: the sealed document, or the same as data."""
    found: StoredFile | None = {"pdf": report.document, "json": report.data, "csv": report.tables}.get(kind)
    if found is None:
        raise Http404
    return found


@reading("exams.exposed-item.open", about="version", permission=may_see_lookers)
def concerned(*, by: Actor, version: ItemVersion) -> list[Group]:
    """Every attempt that a locked item concerns, by what is to be done, for who keeps the bank."""
    return exposures.concerned(version)
