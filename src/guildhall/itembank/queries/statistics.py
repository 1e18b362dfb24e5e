"""What candidates' answers said of versions of items, and what is flagged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemFlag, ItemStatistic, ItemVersion, StatisticsReview
from guildhall.itembank.queries.items import listed
from guildhall.kernel import remembering
from guildhall.schemes.models import Scheme


def for_pretest(scheme: Scheme) -> QuerySet[ItemVersion]:
    """The versions of a scheme's items that may stand in places of a form that do not count: those in a pilot."""
    states = (ItemState.PILOT, ItemState.PILOTING)
    return listed().filter(item__scheme=scheme, state__in=states).order_by("item__number")


def measured(version: ItemVersion) -> QuerySet[ItemStatistic]:
    """What studies found of a version, the latest first."""
    found = ItemStatistic.objects.filter(version=version).select_related("version__item__scheme", "study")
    return found.order_by("-recorded_at", "-id")


def latest_statistic(version: ItemVersion) -> ItemStatistic | None:
    """What the latest study found of a version."""
    return measured(version).first()


@dataclass(frozen=True)
class Figures:
    """How hard a version was and how well it told apart, as so many answers tell."""

    n: int
    p: float | None
    r: float | None


@remembering.remembered
def figures(version: ItemVersion) -> Figures | None:
    """What the latest study found of a version, in three numbers."""
    found = _newest(version).values_list("n", "p", "r").first()
    return Figures(*found) if found else None


def newest_figures(*names: str) -> dict[str, Subquery]:
    """Those of them that are asked for beside each version of a list, by their names, with no query more."""
    return {name: Subquery(_newest(OuterRef("pk")).values(name)[:1]) for name in names}


def _newest(version: Any) -> QuerySet[ItemStatistic]:
    return ItemStatistic.objects.filter(version=version).order_by("-recorded_at", "-id")


def latest_statistics(versions: Iterable[UUID]) -> dict[UUID, ItemStatistic]:
    """What the latest study found of each of many versions, with one query."""
    newest = ItemStatistic.objects.filter(version=OuterRef("version")).order_by("-recorded_at", "-id").values("pk")[:1]
    found = ItemStatistic.objects.filter(version__in=list(versions), pk=Subquery(newest))
    return {each.version_id: each for each in found}


def statistics_reviews(version: ItemVersion) -> QuerySet[StatisticsReview]:
    """Who looked at the statistics of a version, the latest first."""
    found = StatisticsReview.objects.filter(version=version).select_related("statistic", "reviewed_by")
    return found.order_by("-reviewed_at", "-id")


def unseen_statistics() -> QuerySet[ItemVersion]:
    """Versions with statistics at which nobody has looked since they were recorded."""
    return listed().filter(Exists(unseen_numbers().filter(version=OuterRef("pk"))))


def unseen_numbers() -> QuerySet[ItemStatistic]:
    """The newest statistics of each version, where nobody has looked at them."""
    looked = StatisticsReview.objects.filter(statistic=OuterRef("pk"))
    newest = ItemStatistic.objects.filter(version=OuterRef("version")).order_by("-recorded_at", "-id").values("pk")[:1]
    return ItemStatistic.objects.filter(pk=Subquery(newest)).exclude(Exists(looked))


def flags(version: ItemVersion) -> QuerySet[ItemFlag]:
    """What was flagged about a version, the latest first."""
    found = ItemFlag.objects.filter(version=version).select_related("version__item__scheme", "study", "raised_by")
    return found.select_related("ruled_by").order_by("-raised_at", "-id")


def open_flags(version: ItemVersion) -> QuerySet[ItemFlag]:
    """What is flagged about a version and not judged yet."""
    return ItemFlag.objects.filter(version=version, ruling="").select_related("version__item__scheme__scope")
