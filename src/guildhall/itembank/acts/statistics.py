"""What studies find of items is recorded with them, and somebody looks at it."""

from collections.abc import Mapping, Sequence
from typing import Any

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.itembank import queries
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.models import ItemStatistic, ItemVersion, StatisticsReview
from guildhall.itembank.permissions import may_study
from guildhall.itembank.rules.items import trainers_see_only_their_own
from guildhall.itembank.rules.reviews import no_point_is_open, reviewer_is_no_author
from guildhall.itembank.rules.statistics import enough_have_answered, there_is_something_to_look_at
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Study

CLAUSES = ("2012:9.2.4", "2012:9.3.5", "2026:9.3")
MACHINE = "statistics"
"""The machine that records what an approved study found."""


@act(
    "itembank.statistic.record",
    about="version",
    permission=NOBODY,
    machines=[MACHINE],
    clauses=CLAUSES,
    label=gettext_noop("Record statistics"),
    sentence=gettext_noop("recorded how candidates answered the item {subject}"),
)
def record(
    *,
    by: Actor,
    version: ItemVersion,
    n: int,
    p: float | None,
    r: float | None,
    study: Study | None = None,
    form_number: str = "",
    a: float | None = None,
    b: float | None = None,
    fit: float | None = None,
    flags: Sequence[str] = (),
    numbers: Mapping[str, Any] | None = None,
) -> ItemStatistic:
    """Keep with an item what an approved study found of it: how many answered, how hard it was, how well it told apart.

    `numbers` keeps what else the study says, such as the share of each option; no study's words and nobody's answer.
    """
    measured = {"n": n, "p": p, "r": r, "a": a, "b": b, "fit": fit}
    more = {"flags": list(flags), "numbers": dict(numbers or {})}
    return create(ItemStatistic, version=version, study=study, form_number=form_number, **measured, **more)


@act(
    "itembank.item.review-statistics",
    about="version",
    move=ITEM.review_statistics,
    permission=may_study,
    rules=[trainers_see_only_their_own, reviewer_is_no_author, enough_have_answered, no_point_is_open],
    clauses=CLAUSES,
    sentence=gettext_noop("accepted the statistics of the item {subject} after its pilot"),
)
def accept(*, by: Actor, version: ItemVersion, comment: str = "") -> ItemVersion:
    """Find that an item did well enough in its pilot to count; it waits for its approval."""
    _looked(by, version, comment)
    return change(version, state=ItemState.STATISTICS)


@act(
    "itembank.statistic.look",
    about="version",
    permission=may_study,
    rules=[trainers_see_only_their_own, reviewer_is_no_author, there_is_something_to_look_at],
    clauses=CLAUSES,
    label=gettext_noop("Look at its statistics"),
    sentence=gettext_noop("looked at the statistics of the item {subject}"),
)
def look(*, by: Actor, version: ItemVersion, comment: str = "") -> StatisticsReview:
    """Say that one looked at how candidates answered an item, and found nothing to be flagged."""
    return _looked(by, version, comment)


def _looked(by: Actor, version: ItemVersion, comment: str) -> StatisticsReview:
    return create(
        StatisticsReview,
        version=version,
        statistic=queries.latest_statistic(version),
        comment=comment,
        reviewed_by=Person.objects.get(pk=by.name),
    )
