"""What decisions are ahead, and which files will need a decider who had no part in them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Max

from guildhall.certification import queries
from guildhall.certification.models import DecisionFile
from guildhall.exams import queries as exams
from guildhall.exams.lifecycles import AWAITED, OPEN, CandidacyState
from guildhall.exams.models import Attempt, Candidacy
from guildhall.identity.roles import DECIDER
from guildhall.kernel import clock
from guildhall.kernel.capacity import Case, Need, cases, demand
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.notices import timers
from guildhall.personnel import hands

USUAL = Period(days=30)
"""How long a result and a decision take where the body set no length."""


def _takes() -> Period:
    return timers.length("T-23") or USUAL


def _on_the_way() -> dict[UUID, tuple[Candidacy, date]]:
    """Candidates who will need a decision, and when: seats are booked, results awaited, or everything is passed.

    A decision comes after the last examination that is booked: the time for its result, and that for the decision.
    """
    takes, today = _takes(), clock.today()
    last_day = dict(
        Attempt.objects.filter(state__in=(*OPEN, *AWAITED))
        .values_list("candidacy_id")
        .annotate(Max("sitting__begins_at"))
    )
    going_on = Candidacy.objects.filter(state__in=[CandidacyState.ELIGIBLE, CandidacyState.IN_ASSESSMENT])
    done = Candidacy.objects.filter(state=CandidacyState.PASSED) | queries.without_file()
    booked = going_on.filter(pk__in=last_day).select_related("version__scheme")
    examined = {each.pk: takes.after(max(today, clock.day_of(last_day[each.pk]))) for each in booked}
    ahead = {each.pk: (each, takes.after(examined[each.pk])) for each in booked}
    return ahead | {each.pk: (each, takes.after(today)) for each in done.select_related("version__scheme")}


@demand(
    "certification.decisions",
    title=gettext_noop("Decisions"),
    mend=gettext_noop("Have another decider authorised, from outside under the body's contract if need be."),
    role=DECIDER.code,
    pace=40,
)
def decisions(first: date, last: date) -> Iterator[Need]:
    """Files that wait for their decision, and candidates who will come to it, by the day on which it is due."""
    takes = _takes()
    for file in queries.undecided():
        due_on = max(first, takes.after(clock.day_of(file.prepared_at)))
        if due_on <= last:
            yield Need(file.scope_id, due_on, 1)
    for candidacy, due_on in _on_the_way().values():
        if first <= due_on <= last:
            yield Need(candidacy.version.scheme.scope_id, due_on, 1)


@cases("certification.deciding", title=gettext_noop("File that needs a decider"))
def files_to_decide() -> Iterator[Case]:
    """Files that nobody took yet and candidates on their way, with who had or will have a part in them, or is tied."""
    takes, waiting = _takes(), [each for each in queries.undecided() if each.taken_by_id is None]
    ahead = list(_on_the_way().values())
    barred = _barred(waiting, [candidacy for candidacy, _due in ahead])
    for file in waiting:
        due_on = max(clock.today(), takes.after(clock.day_of(file.prepared_at)))
        yield _case(file.ref, file.number, file.scope_id, due_on, barred[file.pk], ("certification:file", str(file.pk)))
    for candidacy, due_on in ahead:
        scope_id, link = candidacy.version.scheme.scope_id, ("exams:candidacy", str(candidacy.pk))
        yield _case(candidacy.ref, candidacy.number, scope_id, due_on, barred[candidacy.pk], link)


def _case(
    record: str, number: str, scope_id: UUID, needed_on: date, barred: frozenset[UUID], link: tuple[str, ...]
) -> Case:
    return Case(record, number, scope_id, DECIDER.code, needed_on, barred, link)


def _barred(files: list[DecisionFile], candidacies: list[Candidacy]) -> dict[UUID, frozenset[UUID]]:
    """Who may not decide on each of these files and candidates."""
    of_file = {each.pk: queries.candidacy_of(each) for each in files}
    judged = exams.will_have_judged({*candidacies, *(each for each in of_file.values() if each)})
    people = {each.person_id for each in (*files, *candidacies)}
    tied, trained = hands.tied_to(people, clock.today()), _trained(files, candidacies)
    found = {}
    for each in (*files, *candidacies):
        candidacy = of_file.get(each.pk) if isinstance(each, DecisionFile) else each
        parts = frozenset(judged[candidacy.pk]) if candidacy else frozenset()
        found[each.pk] = parts | tied[each.person_id] | trained[each.pk]
    return found


def _trained(files: list[DecisionFile], candidacies: list[Candidacy]) -> dict[UUID, frozenset[UUID]]:
    """Who trained each of them for the scheme, one scheme at a time."""
    by_scheme: dict[UUID, list[DecisionFile | Candidacy]] = defaultdict(list)
    for file in files:
        by_scheme[file.scope_id].append(file)
    for candidacy in candidacies:
        by_scheme[candidacy.version.scheme.scope_id].append(candidacy)
    found: dict[UUID, frozenset[UUID]] = {}
    for scope_id, records in by_scheme.items():
        trained = hands.trained_for({each.person_id for each in records}, scope_id)
        found |= {each.pk: trained[each.person_id] for each in records}
    return found
