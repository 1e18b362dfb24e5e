"""Lists of tasks as files: staged with a reason for each row that is not taken, then taken in whole or discarded."""

from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes import tasklists
from guildhall.schemes.lifecycles import TASK_IMPORT, ImportState
from guildhall.schemes.models import JobAnalysis, Task, TaskImport
from guildhall.schemes.permissions import manages_the_analysis, manages_the_list
from guildhall.schemes.rules.analyses import (
    list_can_be_read,
    list_still_fits,
    tasks_are_still_gathered,
    tasks_of_its_analysis_are_still_gathered,
)

CLAUSES = ("2012:8.4 e)", "2026:8")


@act(
    "schemes.task-list.stage",
    about="analysis",
    move=TASK_IMPORT.stage,
    permission=manages_the_analysis,
    rules=[tasks_are_still_gathered, list_can_be_read],
    clauses=CLAUSES,
    sentence=gettext_noop("handed in the list of tasks {subject}"),
)
def stage(*, by: Actor, analysis: JobAnalysis, name: str, content: bytes, attribution: str = "") -> TaskImport:
    """Read a list of tasks and keep its good rows and, for each bad one, the reason; no task comes in yet.

    `attribution` says whose list it is; one in the O*NET form brings its own.
    """
    read = tasklists.read(content, list(analysis.tasks.values_list("number", "words")))
    rows, problems = read.plain
    return create(
        TaskImport,
        analysis=analysis,
        name=name[:200],
        attribution=(attribution.strip() or read.attribution)[:300],
        rows=rows,
        problems=problems,
        staged_by=Person.objects.get(pk=by.name),
    )


@act(
    "schemes.task-list.take",
    about="task_import",
    move=TASK_IMPORT.take,
    permission=manages_the_list,
    rules=[tasks_of_its_analysis_are_still_gathered, list_still_fits],
    clauses=CLAUSES,
    sentence=gettext_noop("took the list of tasks {subject} in"),
)
def take(*, by: Actor, task_import: TaskImport) -> TaskImport:
    """Take every good row in as a task of the analysis, or none."""
    analysis = task_import.analysis
    first = analysis.tasks.count()
    for place, row in enumerate(task_import.rows, first):
        told = {name: row[name] for name in ("number", "words", "domain", "source")}
        create(Task, analysis=analysis, position=place, taken_from=task_import, **told)
    return change(task_import, state=ImportState.TAKEN)


@act(
    "schemes.task-list.discard",
    about="task_import",
    move=TASK_IMPORT.discard,
    permission=manages_the_list,
    clauses=CLAUSES,
    sentence=gettext_noop("discarded the list of tasks {subject}"),
)
def discard(*, by: Actor, task_import: TaskImport) -> TaskImport:
    """Give a staged list up; nothing of it came in."""
    return change(task_import, state=ImportState.DISCARDED)
