"""Tasks of a job analysis, written by hand."""

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.finding import part
from guildhall.schemes.models import JobAnalysis, Task
from guildhall.schemes.permissions import manages_the_analysis
from guildhall.schemes.rules.analyses import analysis_has_room, task_is_whole, tasks_are_still_gathered

CLAUSES = ("2012:8.4 e)", "2026:8")


@act(
    "schemes.task.add",
    about="analysis",
    permission=manages_the_analysis,
    rules=[tasks_are_still_gathered, analysis_has_room, task_is_whole],
    clauses=CLAUSES,
    sentence=gettext_noop("added the task {number} to {subject}"),
    label=gettext_noop("Add a task"),
)
def add(
    *, by: Actor, analysis: JobAnalysis, number: str, words: str, domain: str = "", source: str = ""
) -> JobAnalysis:
    """Add a task that the panel is to rate."""
    told = {"number": number, "words": words, "domain": domain, "source": source}
    create(Task, analysis=analysis, position=analysis.tasks.count(), **told)
    return analysis


@act(
    "schemes.task.edit",
    about="analysis",
    permission=manages_the_analysis,
    rules=[tasks_are_still_gathered, task_is_whole],
    clauses=CLAUSES,
    sentence=gettext_noop("changed the task {number} of {subject}"),
    label=gettext_noop("Change a task"),
)
def edit(
    *, by: Actor, analysis: JobAnalysis, number: str, words: str, domain: str, source: str, seen: int
) -> JobAnalysis:
    """Put the words of a task right. `seen` is the revision of the task that the writer saw."""
    change(part(analysis.tasks, number=number, seen=seen), words=words, domain=domain, source=source)
    return analysis


@act(
    "schemes.task.strike",
    about="analysis",
    permission=manages_the_analysis,
    rules=[tasks_are_still_gathered],
    clauses=CLAUSES,
    sentence=gettext_noop("struck the task {number} from {subject}"),
    label=gettext_noop("Strike a task"),
)
def strike(*, by: Actor, analysis: JobAnalysis, number: str) -> JobAnalysis:
    """Take a task off the list before it is rated; the ledger keeps what it was."""
    task = part(analysis.tasks, number=number)
    analysis.tasks.filter(pk=task.pk).delete()
    return analysis
