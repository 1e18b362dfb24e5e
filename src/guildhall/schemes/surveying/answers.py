"""What a survey came to: how many answered, by subgroup and never too few to protect them, and its study's data."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from guildhall.schemes.datasets import Dataset
from guildhall.schemes.lifecycles import MembershipState
from guildhall.schemes.models import JobAnalysis, Progress, Rating, Survey, SurveyAnswer, SurveyInvitation, Task
from guildhall.schemes.queries import in_effect

IMPORTANCE = range(1, 6)
FREQUENCY = range(6)
"""The scales; a frequency of 0 says that somebody does not do it."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Response:
    """How a subgroup responds. `answered` is None where the number would tell too much of too few."""

    group: str
    invited: int
    answered: int | None
    population: int | None

    @property
    def share(self) -> float | None:
        """The share of those invited who answered."""
        return self.answered / self.invited if self.answered is not None and self.invited else None


def responses(survey: Survey) -> list[Response]:
    """How each subgroup responds; a number below the survey's threshold is not told, except that nobody answered yet.

    Where one subgroup alone would be hidden, the smallest of the others is hidden with it, so that it does not follow
    from the sum.
    """
    return responses_of([survey])[survey.pk]


def responses_of(surveys: Sequence[Survey]) -> dict[UUID, list[Response]]:
    """How each subgroup of several surveys responds, in one query."""
    asked = SurveyInvitation.objects.filter(survey__in=surveys).exclude(progress=Progress.WITHDRAWN)
    came = Count("pk", filter=Q(progress=Progress.ANSWERED))
    rows = asked.values_list("survey_id", "group").annotate(invited=Count("pk"), answered=came)
    counted: dict[UUID, dict[str, tuple[int, int]]] = defaultdict(dict)
    for survey_id, group, invited, answered in rows.order_by("survey_id", "group"):
        counted[survey_id][group] = (invited, answered)
    return {each.pk: _responses(each, counted[each.pk]) for each in surveys}


def _responses(survey: Survey, counted: Mapping[str, tuple[int, int]]) -> list[Response]:
    population = {each["name"]: each.get("population") for each in survey.groups}
    names = [*survey.group_names, *sorted(set(counted) - set(survey.group_names))]
    found = {name: counted.get(name, (0, 0)) for name in names}
    hidden = _hidden(survey, {name: answered for name, (_invited, answered) in found.items()})
    return [
        Response(name, invited, None if name in hidden else answered, population.get(name))
        for name, (invited, answered) in found.items()
    ]


def _hidden(survey: Survey, answered: dict[str, int]) -> set[str]:
    few = {name for name, count in answered.items() if 0 < count < survey.least}
    others = sorted((count, name) for name, count in answered.items() if count >= survey.least)
    return few | {others[0][1]} if len(few) == 1 and others else few


def finished(survey: Survey) -> list[SurveyAnswer]:
    """The answers that were handed in, in an order that tells nothing of when."""
    return sorted(survey.answers.filter(finished=True).select_related("survey"), key=lambda each: each.pk.hex)


def pairs_of(analysis: JobAnalysis) -> list[dict[str, Pair]]:
    """What the surveys of an analysis that are closed add to its ratings: by task number, for each who answered."""
    closed = analysis.surveys.filter(closed_at__isnull=False)
    return [_pairs(answer) for survey in closed.order_by("number") for answer in finished(survey)]


def _pairs(answer: SurveyAnswer) -> dict[str, Pair]:
    return {number: (pair[0], pair[1]) for number, pair in answer.ratings.items()}


def dataset_of(survey: Survey) -> Dataset:
    """What the study of a survey is computed from: every answer that was handed in, and the ratings of the panel.

    A subgroup of which fewer answered than protects them is not told apart, here either.
    """
    tasks = list(survey.analysis.tasks.order_by("position", "number"))
    answers = finished(survey)
    sizes = Counter(each.group for each in answers)
    shown = {name for name, count in sizes.items() if name and count >= survey.least}
    raters = [(_pairs(each), each.group if each.group in shown else "", "survey") for each in answers]
    raters += [(pairs, "", "panel") for pairs in _panel(survey.analysis)]
    extra = {
        "tasks": [{"name": each.number, "words": each.words, "domain": each.domain} for each in tasks],
        "respondents": [_respondent(tasks, *rater) for rater in raters],
        "asked": {DIMENSION: _asked(survey, sizes, shown)},
        "items": _items(survey.analysis),
        "population": {each["name"]: each.get("population") for each in survey.groups},
        "by_open_link": sum(each.by_open_link for each in answers),
        "least": survey.least,
    }
    return Dataset(extra=extra)


DIMENSION = "subgroup"
"""What the one dimension is called by which a survey divides people."""


def _respondent(tasks: Sequence[Task], pairs: Mapping[str, Pair], group: str, source: str) -> dict[str, Any]:
    given = [pairs.get(each.number) for each in tasks]
    return {
        "importance": [pair[0] if pair else None for pair in given],
        "frequency": [pair[1] if pair else None for pair in given],
        "groups": {DIMENSION: group, "source": source},
    }


def _asked(survey: Survey, answered: Mapping[str, int], shown: set[str]) -> dict[str, list[int]]:
    """How many were asked and answered, by subgroup; those too small to be told apart are put together."""
    asked = Counter(survey.invitations.exclude(progress=Progress.WITHDRAWN).values_list("group", flat=True))
    found = {name: [max(asked[name], answered[name]), answered[name]] for name in sorted(shown)}
    left = [name for name in {*asked, *answered} if name not in shown]
    invited, came = sum(asked[name] for name in left), sum(answered.get(name, 0) for name in left)
    return {**found, OTHERS: [max(invited, came), came]} if left else found


OTHERS = "others"
"""Under which name subgroups stand together that are too small to be told apart, and who said none."""


def _items(analysis: JobAnalysis) -> int:
    """How many items the examinations of the scheme have in all; a hundred, as per cent, where none is in effect."""
    version = in_effect(analysis.scheme)
    counted = version.components.aggregate(items=Sum("items"))["items"] if version else None
    return counted or 100


def _panel(analysis: JobAnalysis) -> list[dict[str, Pair]]:
    rated: dict[str, dict[str, Pair]] = defaultdict(dict)
    heard = Rating.objects.filter(member__analysis=analysis, member__state=MembershipState.MEMBER)
    columns = ("member_id", "task__number", "importance", "frequency")
    for member, number, importance, frequency in heard.values_list(*columns):
        rated[sha256(member.bytes).hexdigest()][number] = (importance, frequency)
    return [rated[member] for member in sorted(rated)]
