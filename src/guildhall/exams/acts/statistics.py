"""Statistics of a form are asked for, and end with the study that holds them."""

from guildhall.exams.models import Form, Sitting, StatisticsRun
from guildhall.exams.permissions.statistics import may_measure
from guildhall.exams.rules.statistics import MEASURED, none_is_under_way, the_form_was_taken_there
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Study

MACHINE = actors.machine("statistics")
"""Keeps statistics up to date after sittings."""


@act(
    "exams.statistics.ask",
    about="form",
    permission=may_measure,
    machines=[MACHINE.name],
    rules=[the_form_was_taken_there, none_is_under_way],
    clauses=MEASURED,
    sentence=gettext_noop("had the statistics of {subject} brought up to date"),
    label=gettext_noop("Bring up to date"),
)
def ask(*, by: Actor, form: Form, sitting: Sitting | None = None) -> StatisticsRun:
    """Have the statistics of a form, as a whole or at one sitting, computed from what counts now."""
    return create(StatisticsRun, form=form, sitting=sitting, asked_by=str(by))


@act(
    "exams.statistics.finish",
    about="run",
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=MEASURED,
    sentence=gettext_noop("looked at the attempts of {subject}"),
)
def finish(*, by: Actor, run: StatisticsRun, attempts: int, position: int, study: Study | None) -> StatisticsRun:
    """Record how many attempts counted when the statistics were brought up to date, and which study holds them."""
    return change(run, attempts=attempts, position=position, study=study, done_at=clock.now())
