"""What the ratings of a job analysis come to: the weight of each task and domain, and how far the panel agrees."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from guildhall.schemes import weighing
from guildhall.schemes.lifecycles import MembershipState
from guildhall.schemes.models import JobAnalysis, PanelMember, Rating, Task
from guildhall.schemes.surveying import answers
from guildhall.schemes.weighing import Weighed


@dataclass(frozen=True)
class Results:
    """Every task with what it weighs, and the domains with their weights in per cent, the heaviest first."""

    tasks: Sequence[tuple[Task, Weighed]]
    domains: dict[str, Decimal]
    raters: int

    @property
    def divided(self) -> list[Task]:
        """The tasks on which the panel is divided."""
        return [task for task, weighed in self.tasks if weighed.is_divided]

    def task_share(self, weighed: Weighed) -> Decimal:
        """What a task weighs in per cent of all."""
        total = sum((each.weight for _, each in self.tasks), Fraction(0))
        share = weighed.weight * 100 / total if total else Fraction(0)
        return (Decimal(share.numerator) / share.denominator).quantize(weighing.CENT)


def of(analysis: JobAnalysis) -> Results:
    """The results of `analysis` from the ratings that are there; who left the panel is not counted.

    Whoever answered a survey of it that is closed counts like a member of the panel.
    """
    heard = Rating.objects.filter(member__analysis=analysis, member__state=MembershipState.MEMBER)
    pairs: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    raters = set()
    for task_id, member_id, *pair in heard.values_list("task_id", "member_id", "importance", "frequency"):
        pairs[task_id].append((pair[0], pair[1]))
        raters.add(member_id)
    surveyed = answers.pairs_of(analysis)
    tasks = list(analysis.tasks.order_by("position", "number"))
    for task in tasks:
        pairs[task.pk] += [given[task.number] for given in surveyed if task.number in given]
    rated = [weighing.Rated(task.number, task.domain, pairs[task.pk]) for task in tasks]
    weighed = weighing.weigh(rated, analysis.importance_share)
    domains = sorted(weighing.domain_weights(weighed).items(), key=lambda each: (-each[1], each[0]))
    return Results(list(zip(tasks, weighed, strict=True)), dict(domains), len(raters) + len(surveyed))


def balance(members: Sequence[PanelMember]) -> list[tuple[str, int]]:
    """How many members bring each interest, the most frequent first."""
    counted = Counter(member.interest for member in members if member.state == MembershipState.MEMBER)
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))
