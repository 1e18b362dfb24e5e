"""How many monitorings fall due in which of the coming months, as a picture."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.personnel.monitoring import Standing
from guildhall.shell.pictures import ACTION, FAILS, Picture

AHEAD = 12
"""How many months the picture looks ahead."""


def picture(standings: Sequence[Standing]) -> Picture | None:
    """The monitorings that are overdue, and those of the next twelve months; nothing where nobody is monitored."""
    if not standings:
        return None
    today = clock.today()
    first = today.replace(day=1)
    months = [first, *(Period(months=count).after(first) for count in range(1, AHEAD))]
    overdue = sum(each.is_overdue(today) for each in standings)
    due = Counter(each.due_on.replace(day=1) for each in standings if not each.is_overdue(today))
    counted = [(_("Overdue"), overdue), *((_month(each), due[each]) for each in months)]
    return Picture(
        title=_("When monitorings fall due"),
        description=_told(overdue, len(standings)),
        spec=_bars(counted),
        heads=[_("Month"), _("Examiners")],
        rows=counted,
    )


def _month(day: date) -> str:
    return date_format(day, "M Y")


def _told(overdue: int, examiners: int) -> str:
    everybody = ngettext("%(count)d examiner is monitored.", "%(count)d examiners are monitored.", examiners)
    late = ngettext("%(count)d is overdue.", "%(count)d are overdue.", overdue) if overdue else _("Nobody is overdue.")
    return f"{everybody % {'count': examiners}} {late % {'count': overdue} if overdue else late}"


def _bars(counted: Sequence[tuple[str, int]]) -> dict[str, Any]:
    values = [{"month": month, "examiners": count, "late": not place} for place, (month, count) in enumerate(counted)]
    return {
        "data": {"values": values},
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "width": 480,
        "height": 140,
        "encoding": {
            "x": {"field": "month", "type": "nominal", "title": None, "sort": None, "axis": {"labelAngle": -40}},
            "y": {"field": "examiners", "type": "quantitative", "title": _("Examiners"), "axis": {"tickMinStep": 1}},
            "color": {"condition": {"test": "datum.late", "value": FAILS}, "value": ACTION},
        },
    }
