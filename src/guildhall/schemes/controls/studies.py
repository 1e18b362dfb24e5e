"""What conformity looks at in studies: that others approved them, and that their numbers are what they were."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from guildhall.kernel import actors
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.models import Entry, Outcome
from guildhall.schemes.datasets import canonical, digest
from guildhall.schemes.models import Study
from guildhall.schemes.queries import studies as queries
from guildhall.schemes.rules.studies import PREPARING

STUDIES = ("schemes.study.*",)


def _approved() -> QuerySet[Study]:
    return queries.studies().filter(approved_by__isnull=False)


def _found(study: Study, sentence: str) -> Finding:
    return Finding(study.ref, study.number, sentence, ("schemes:study", str(study.pk)))


def _none(looked_at: int) -> Answer | None:
    return None if looked_at else Answer(not_applicable=gettext_noop("No study was approved yet."))


@control(
    "schemes.studies_had_four_eyes",
    title=gettext_noop("Nobody approved a study that they prepared"),
    clauses=["2012:9.3.1", "2012:9.3.5", "2012:4.3.1", "2026:9.3"],
    events=STUDIES,
)
def studies_had_four_eyes() -> Answer:
    """Every approved study was frozen and concluded by others than who approved it, as the ledger tells it."""
    asked = list(_approved().defer("results"))
    prepared = _preparers(asked)
    return _none(len(asked)) or Answer(
        findings=[
            _found(each, gettext_noop("was approved by somebody who prepared or concluded it"))
            for each in asked
            if each.approved_by_id in prepared.get(each.ref, set())
        ],
        looked_at=len(asked),
    )


def _preparers(asked: Iterable[Study]) -> Mapping[str, set[object]]:
    """Who froze the data of each study or ever proposed a conclusion from it."""
    found: dict[str, set[object]] = {each.ref: set() for each in asked}
    done = Entry.objects.filter(subject__in=found, act__in=PREPARING, outcome=Outcome.DONE)
    for subject, actor in done.values_list("subject", "actor"):
        kind, _colon, name = actor.partition(":")
        if kind == actors.ActorKind.PERSON:
            found[subject].add(actors.Actor(actors.ActorKind.PERSON, name).person_id)
    return found


@control(
    "schemes.study_numbers_stand",
    title=gettext_noop("The numbers of approved studies are what was computed"),
    clauses=["2012:9.3.1", "2012:9.3.5", "2012:7.1.1", "2026:9.3", "2026:7.1"],
    events=STUDIES,
)
def study_numbers_stand() -> Answer:
    """The results of every approved study have the hash that was kept when they were computed."""
    asked = list(_approved())
    wrong = [each for each in asked if digest(canonical(each.results)) != each.results_hash]
    return _none(len(asked)) or Answer(
        findings=[_found(each, gettext_noop("no longer has the numbers that were computed")) for each in wrong],
        looked_at=len(asked),
    )


@control(
    "schemes.study_reruns_agree",
    title=gettext_noop("Studies that were computed again gave the same numbers"),
    clauses=["2012:9.3.5", "2012:7.1.1", "2026:9.3"],
    events=STUDIES,
)
def study_reruns_agree() -> Answer:
    """Of every study that stands and was computed again, the last computation gave the same numbers."""
    asked = queries.studies().filter(reruns__agrees__isnull=False, state__in=queries.COMPUTED).distinct()
    wrong = asked.filter(pk__in=queries.differing())
    count = asked.count()
    if not count:
        return Answer(not_applicable=gettext_noop("No study was computed a second time yet."))
    return Answer(
        findings=[_found(each, gettext_noop("gave other numbers when it was computed again")) for each in wrong],
        looked_at=count,
    )


@control(
    "schemes.studies_say_their_limits",
    title=gettext_noop("Approved studies say what their numbers cannot bear"),
    clauses=["2012:9.3.1", "2012:9.3.5", "2026:9.3"],
    events=STUDIES,
)
def studies_say_their_limits() -> Answer:
    """Every approved study has a conclusion, its limits, and the code that computed it."""
    asked = _approved().defer("results")
    bare = Q(conclusion__regex=r"^\s*$") | Q(limits__regex=r"^\s*$") | Q(code_version="")
    return _none(asked.count()) or Answer(
        findings=[
            _found(each, gettext_noop("says not what follows from it, within which limits, or by which code"))
            for each in asked.filter(bare)
        ],
        looked_at=asked.count(),
    )
