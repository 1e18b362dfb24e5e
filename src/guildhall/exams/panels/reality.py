"""What candidates did with the form that a panel judges, where anybody has taken it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from guildhall.exams.datasets import Taken, results_of
from guildhall.exams.models import StandardSetting
from guildhall.exams.panels.rounds import scored

STABLE = 30
"""Below this number of attempts, what candidates did is shown with a caution."""


@dataclass(frozen=True)
class Reality:
    """The share of the points that candidates earned at each item, by its place, and what they scored in all."""

    shares: dict[UUID, float]
    totals: tuple[float, ...]

    @property
    def is_thin(self) -> bool:
        """Whether so few took the form that the numbers are not stable."""
        return len(self.totals) < STABLE

    def passing(self, cut: float | None) -> float | None:
        """The share of candidates who reach that cut; None where nobody took the form or the cut is not known."""
        if cut is None or not self.totals:
            return None
        return sum(each >= cut - 1e-9 for each in self.totals) / len(self.totals)


def of(setting: StandardSetting) -> Reality:
    """What candidates did with the items that count in the form."""
    by_version = {str(each.item_version_id): each for each in scored(setting)}
    earned: dict[UUID, list[float]] = defaultdict(list)
    totals = []
    for result in results_of(Taken(setting.form)).only("by_item", "attempt_id"):
        points = {each["version"]: float(each["score"]) for each in result.by_item if "version" in each}
        if not by_version.keys() <= points.keys():
            continue
        totals.append(sum(points[version] for version in by_version))
        for version, place in by_version.items():
            earned[place.pk].append(points[version] / float(place.item_version.maximum))
    return Reality({pk: sum(each) / len(each) for pk, each in earned.items()}, tuple(totals))
