"""What examining does because of what happened elsewhere: each step is queued as a job, once for an entry."""

from uuid import UUID

from guildhall.exams import jobs
from guildhall.exams.models import Candidacy, KeyRuling, Marking, TypedScore
from guildhall.jobs.queueing import queue
from guildhall.ledger.followers import follower
from guildhall.ledger.models import Entry, Outcome

HANDED_IN = {"exams.attempt.submit", "exams.marking.submit", "exams.typed-score.type_in"}
"""Acts after which an attempt may be ready to be scored."""


@follower("exams.course")
def course(*, entry: Entry, index: int) -> None:
    """Open candidacies after admission, score what is ready, and let candidacies follow their requirements."""
    if entry.outcome != Outcome.DONE:
        return
    if entry.act == "applications.application.admit":
        queue(jobs.open_candidacy, application=_id(entry.subject))
    if entry.act == "applications.application.find":
        for pk in Candidacy.objects.filter(application_id=_id(entry.subject)).values_list("pk", flat=True):
            queue(jobs.settle_candidacy, candidacy=pk)
    if entry.act in HANDED_IN:
        queue(jobs.score_attempt, attempt=_attempt_id(entry.subject))


@follower("exams.measuring")
def measuring(*, entry: Entry, index: int) -> None:
    """Look through a sitting whose log is complete, compute what was asked for, and tell items of studies."""
    if entry.outcome != Outcome.DONE:
        return
    if entry.act in {"exams.sitting.reconcile", "exams.forensics.ask"}:
        queue(jobs.look_through, sitting=_id(entry.subject))
    if entry.act == "exams.statistics.ask":
        queue(jobs.reckon, run=_id(entry.result))
    if entry.act == "schemes.study.approve":
        queue(jobs.tell_items, study=_id(entry.subject))


@follower("exams.forms")
def forms(*, entry: Entry, index: int) -> None:
    """Score by a cut or key that changed, compare and carry rescorings, and compute parallel forms."""
    if entry.outcome != Outcome.DONE:
        return
    if entry.act in {"exams.form.adopt_standard", "exams.form.adopt_equating"}:
        queue(jobs.score_form, form=_id(entry.subject))
    if entry.act == "exams.key-ruling.confirm":
        queue(
            jobs.score_form, form=KeyRuling.objects.values_list("placement__form", flat=True).get(pk=_id(entry.subject))
        )
    if entry.act == "exams.rescoring.compare":
        queue(jobs.compare_rescoring, rescoring=_id(entry.subject))
    if entry.act == "exams.rescoring.approve":
        queue(jobs.carry_rescoring, rescoring=_id(entry.subject))
    if entry.act == "exams.assembly.ask":
        queue(jobs.assemble, assembly=_id(entry.subject))


@follower("exams.reporting")
def reporting(*, entry: Entry, index: int) -> None:
    """Have a technical report made once somebody ordered one."""
    if entry.act == "exams.report.order" and entry.outcome == Outcome.DONE:
        queue(jobs.make_report, report=_id(entry.result))


ENDED = {"exams.sitting.close", "exams.sitting.abort", "exams.sitting.reconcile"}
"""Acts after which no further candidate of a sitting meets its items."""


@follower("exams.exposure")
def exposure(*, entry: Entry, index: int) -> None:
    """Count who met the items of a sitting once it ended, and of a scheme whose policy counts in another way."""
    if entry.act in ENDED and entry.outcome == Outcome.DONE:
        queue(jobs.count_exposure_of, sitting=_id(entry.subject))
    if entry.act == "itembank.policy.set" and entry.outcome == Outcome.DONE:
        queue(jobs.count_exposure_anew, scheme=_id(entry.subject))


def _attempt_id(ref: str) -> UUID:
    """The attempt that a reference is about: itself, or the one that was marked or typed."""
    kinds: dict[str, type[Marking | TypedScore]] = {"exams.marking": Marking, "exams.typedscore": TypedScore}
    model = kinds.get(ref.partition(":")[0])
    return model.objects.values_list("attempt_id", flat=True).get(pk=_id(ref)) if model else _id(ref)


def _id(ref: str) -> UUID:
    return UUID(ref.partition(":")[2])
