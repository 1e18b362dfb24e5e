"""Competences of a version, each derived from tasks of the job analysis."""

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.finding import part
from guildhall.schemes.models import Competence, CompetenceTask, SchemeVersion
from guildhall.schemes.permissions import manages_the_version
from guildhall.schemes.rules.parts import competence_is_not_used, competence_is_told
from guildhall.schemes.rules.versions import version_is_a_draft
from guildhall.schemes.rules.words import part_code_can_be_one

CLAUSES = ("2012:8.2", "2012:8.4 e)", "2026:8")


@act(
    "schemes.competence.write",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, part_code_can_be_one, competence_is_told],
    clauses=CLAUSES,
    sentence=gettext_noop("wrote the competence {code} of {subject}"),
    label=gettext_noop("Write a competence"),
)
def write(
    *,
    by: Actor,
    version: SchemeVersion,
    code: str,
    statement: str,
    kind: str,
    domain: str,
    tasks: tuple[str, ...] = (),
    seen: int | None = None,
) -> SchemeVersion:
    """Write what a certified person knows or can do, in which domain, and from which tasks it comes.

    `domain` and `tasks` are called by code and number; `seen` is the revision that is replaced.
    """
    told = {"statement": statement, "kind": kind, "domain": part(version.domains, code=domain)}
    if seen is None:
        competence = create(Competence, version=version, code=code, **told)
    else:
        competence = change(part(version.competences, code=code, seen=seen), **told)
    _link(competence, tasks)
    return version


def _link(competence: Competence, numbers: tuple[str, ...]) -> None:
    analysis = competence.version.analysis
    wanted = list(analysis.tasks.filter(number__in=numbers)) if analysis else []
    competence.sources.exclude(task__in=wanted).delete()
    linked = set(competence.sources.values_list("task_id", flat=True))
    for task in wanted:
        if task.pk not in linked:
            create(CompetenceTask, competence=competence, task=task)


@act(
    "schemes.competence.strike",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, competence_is_not_used],
    clauses=CLAUSES,
    sentence=gettext_noop("struck the competence {code} from {subject}"),
    label=gettext_noop("Strike a competence"),
)
def strike(*, by: Actor, version: SchemeVersion, code: str) -> SchemeVersion:
    """Take a competence out of a draft; the ledger keeps what was written."""
    competence = part(version.competences, code=code)
    competence.sources.all().delete()
    version.competences.filter(pk=competence.pk).delete()
    return version
