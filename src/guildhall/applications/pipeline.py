"""How many applications stand where, and for how long: the pipeline, as numbers and as a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.applications.lifecycles import APPLICATION, OPEN, ApplicationState
from guildhall.applications.models import Application
from guildhall.kernel import clock
from guildhall.shell.pictures import ACTION, CLOSED, FAILS, HOLDS, SOON, TEXT, Picture
from guildhall.shell.words import translated

YEAR = timedelta(days=365)
"""How far back decided applications are counted."""

ENDED = (
    ApplicationState.ACCEPTED,
    ApplicationState.REJECTED,
    ApplicationState.WITHDRAWN,
    ApplicationState.LAPSED,
)
COLOURS = {
    ApplicationState.SUBMITTED: SOON,
    ApplicationState.UNDER_REVIEW: ACTION,
    ApplicationState.INFORMATION_REQUESTED: ACTION,
    ApplicationState.ACCEPTED: HOLDS,
    ApplicationState.REJECTED: FAILS,
    ApplicationState.WITHDRAWN: CLOSED,
    ApplicationState.LAPSED: CLOSED,
}


@dataclass(frozen=True)
class Stand:
    """How many applications stand in a state, and the median of days: so far, or from submission to the end."""

    state: ApplicationState
    count: int
    days: int | None

    @property
    def word(self) -> str:
        return translated(APPLICATION.words[self.state])


def stands(applications: QuerySet[Application]) -> list[Stand]:
    """The pipeline from submission to decision: what stands in each state now, and what ended in the last year.

    An admitted application counts where it was admitted, though its candidacy may have ended since.
    """
    now = clock.now()
    spans: dict[str, list[timedelta]] = {state: [] for state in (*OPEN, *ENDED)}
    waiting = applications.filter(state__in=OPEN).order_by()
    for state, since in waiting.values_list("state", "moved_at"):
        spans[state].append(now - since)
    ended = applications.filter(submitted_at__isnull=False).order_by()
    for state, decided, moved, submitted in _ended(ended, now - YEAR):
        spans[state].append((decided or moved) - submitted)
    return [Stand(ApplicationState(state), len(found), _days(found)) for state, found in spans.items()]


def _ended(
    applications: QuerySet[Application], since: datetime
) -> Iterator[tuple[str, datetime | None, datetime, datetime]]:
    ended = applications.filter(state__in=(*ENDED, ApplicationState.CLOSED))
    lately = ended.filter(Q(decided_at__gte=since) | Q(decided_at__isnull=True, moved_at__gte=since))
    for state, decided, moved, submitted in lately.values_list("state", "decided_at", "moved_at", "submitted_at"):
        if submitted:
            yield ApplicationState.ACCEPTED if state == ApplicationState.CLOSED else state, decided, moved, submitted


def _days(spans: list[timedelta]) -> int | None:
    return round(median(span.total_seconds() for span in spans) / 86400) if spans else None


def picture(found: list[Stand]) -> Picture:
    """The pipeline for a page, with its numbers."""
    return Picture(
        title=_("Where applications stand"),
        description=_told(found),
        spec=_spec(found),
        heads=[_("State"), _("Applications"), _("Median days")],
        rows=[(each.word, each.count, "" if each.days is None else each.days) for each in found],
    )


def _told(found: list[Stand]) -> str:
    waiting = sum(each.count for each in found if each.state in OPEN)
    decided = sum(each.count for each in found if each.state in {ApplicationState.ACCEPTED, ApplicationState.REJECTED})
    first = ngettext("%(count)d application is open now;", "%(count)d applications are open now;", waiting) % {
        "count": waiting
    }
    second = ngettext(
        "%(count)d was decided on in the last twelve months.",
        "%(count)d were decided on in the last twelve months.",
        decided,
    ) % {"count": decided}
    third = _("Days are the median: so far for what is open, from submission for what has ended.")
    return f"{first} {second} {third}"


def _spec(found: list[Stand]) -> dict[str, object]:
    values = [
        {"state": each.word, "count": each.count, "colour": COLOURS[each.state], "label": _label(each)}
        for each in found
    ]
    state = {"field": "state", "type": "nominal", "sort": None, "title": None}
    count = {"field": "count", "type": "quantitative", "title": _("Applications"), "axis": {"tickMinStep": 1}}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    words = {"type": "text", "align": "left", "dx": 6, "color": TEXT}
    return {
        "width": 520,
        "data": {"values": values},
        "encoding": {"y": state, "x": count},
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {"color": colour}},
            {"mark": words, "encoding": {"text": {"field": "label", "type": "nominal"}}},
        ],
    }


def _label(stand: Stand) -> str:
    if stand.days is None:
        return str(stand.count)
    days = ngettext("%(days)d day", "%(days)d days", stand.days) % {"days": stand.days}
    return f"{stand.count} · {days}"
