"""What others may read of threats to impartiality, of signals, and of what changed in a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from guildhall.governance.lifecycles.impartiality import RelatedState, SightingState, ThreatState
from guildhall.governance.models import RegisterReview, RelatedBody, Sighting, Threat, ThreatKind, ThreatRating
from guildhall.kernel import clock

YEAR = timedelta(days=365)
JUDGE_WITHIN = timedelta(days=14)
"""How soon a signal is judged (our own choice)."""

ANALYSE_WITHIN = timedelta(days=30)
"""How soon a named threat is analysed (our own choice)."""


def open_threats() -> QuerySet[Threat]:
    """The threats that stand, whatever was done about them."""
    return Threat.objects.exclude(state=ThreatState.CLOSED).select_related("owner", "related")


def analysed() -> QuerySet[Threat]:
    """The threats that stand and were analysed."""
    return open_threats().filter(analysed_at__isnull=False)


def overdue() -> QuerySet[Threat]:
    """The threats that waited too long: for analysis, for treatment, or for their review."""
    today = clock.today()
    unread = Q(state=ThreatState.IDENTIFIED, identified_at__lt=clock.now() - ANALYSE_WITHIN)
    untreated = Q(state=ThreatState.ANALYSED, treat_by_on__lt=today)
    return open_threats().filter(unread | untreated | Q(review_on__lt=today)).order_by("number")


def of_kind(kind: ThreatKind) -> QuerySet[Threat]:
    """The analysed threats of one kind."""
    return analysed().filter(kind=kind)


def related_bodies() -> QuerySet[RelatedBody]:
    """The bodies that are related to ours now."""
    return RelatedBody.objects.filter(state=RelatedState.RELATED).order_by("number")


def unassessed() -> QuerySet[RelatedBody]:
    """Related bodies of which nobody found a threat, nor said why there is none."""
    with_threat = analysed().filter(related__isnull=False).values("related_id")
    return related_bodies().filter(no_threat__empty=True).exclude(pk__in=with_threat)


def waiting_signals() -> QuerySet[Sighting]:
    """The signals that nobody judged yet, the oldest first."""
    return Sighting.objects.filter(state=SightingState.RAISED).order_by("raised_at")


def last_review() -> RegisterReview | None:
    """The last time that somebody went through the whole register."""
    return RegisterReview.objects.order_by("-until_on").first()


@dataclass(frozen=True)
class Change:
    """A threat a year ago and now: its level on both days, None where it was not known or gone."""

    threat: Threat
    before: int | None
    now: int | None

    @property
    def is_new(self) -> bool:
        return self.before is None and self.now is not None

    @property
    def is_gone(self) -> bool:
        return self.before is not None and self.now is None


def changes(since: date, until: date) -> list[Change]:
    """Every threat that was rated on one of both days, with its levels; the gravest now first."""
    rated = ThreatRating.objects.filter(rated_on__lte=until).order_by("rated_at", "id")
    before: dict[UUID, int] = {}
    now: dict[UUID, int] = {}
    for each in rated:
        now[each.threat_id] = each.level
        if each.rated_on <= since:
            before[each.threat_id] = each.level
    threats = Threat.objects.in_bulk(now)
    found = (Change(threats[pk], before.get(pk) or None, level or None) for pk, level in now.items())
    moved = [each for each in found if each.before or each.now]
    return sorted(moved, key=lambda each: (-(each.now or 0), each.threat.number))


@dataclass(frozen=True)
class Yearly:
    """What happened to the register between two days, in numbers."""

    named: int
    closed: int
    raised: int
    lowered: int
    signals: int
    judged: int

    def figures(self) -> dict[str, int]:
        """The numbers as they are kept with a review."""
        return vars(self).copy()


def yearly(since: date, until: date) -> Yearly:
    """Counts of threats named, closed, grown and lessened, and of signals seen and judged, after `since`."""
    moved = list(_moved(since, until))
    return Yearly(
        named=_within(Threat.objects.all(), "identified_at", since, until),
        closed=_within(Threat.objects.all(), "closed_at", since, until),
        raised=sum(after > before for before, after in moved),
        lowered=sum(after < before for before, after in moved),
        signals=_within(Sighting.objects.all(), "raised_at", since, until),
        judged=_within(Sighting.objects.all(), "judged_at", since, until),
    )


def _moved(since: date, until: date) -> Iterator[tuple[int, int]]:
    return ((each.before, each.now) for each in changes(since, until) if each.before and each.now)


def _within(rows: QuerySet[Any], moment: str, since: date, until: date) -> int:
    """How many rows have their moment on a day of the body after `since`, `until` included."""
    moments = rows.filter(**{f"{moment}__isnull": False}).values_list(moment, flat=True)
    return sum(since < clock.day_of(each) <= until for each in moments)
