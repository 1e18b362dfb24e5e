"""The life of a monitoring: planned, held, and concluded with what follows."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class MonitoringState(StrEnum):
    """Where the monitoring of somebody's work stands."""

    PLANNED = "planned"
    REPORTED = "reported"
    SATISFACTORY = "satisfactory"
    MEASURES = "measures"
    SETTLED = "settled"
    FAILED = "failed"
    CANCELLED = "cancelled"


MONITORING = Lifecycle(
    noun=gettext_noop("Monitoring"),
    procedure="PR-MONITORING",
    states=MonitoringState,
    words={
        MonitoringState.PLANNED: gettext_noop("Planned"),
        MonitoringState.REPORTED: gettext_noop("Waits for a conclusion"),
        MonitoringState.SATISFACTORY: gettext_noop("Satisfactory"),
        MonitoringState.MEASURES: gettext_noop("Measures agreed"),
        MonitoringState.SETTLED: gettext_noop("Measures taken"),
        MonitoringState.FAILED: gettext_noop("Not satisfactory"),
        MonitoringState.CANCELLED: gettext_noop("Called off"),
    },
    moves=(
        Move("plan", (), MonitoringState.PLANNED, gettext_noop("Plan a monitoring")),
        Move("report", (MonitoringState.PLANNED,), MonitoringState.REPORTED, gettext_noop("Report what was seen")),
        Move("cancel", (MonitoringState.PLANNED,), MonitoringState.CANCELLED, gettext_noop("Call off")),
        Move(
            "accept",
            (MonitoringState.REPORTED,),
            MonitoringState.SATISFACTORY,
            gettext_noop("Conclude: satisfactory"),
        ),
        Move(
            "ask_measures",
            (MonitoringState.REPORTED,),
            MonitoringState.MEASURES,
            gettext_noop("Conclude: measures are needed"),
        ),
        Move("fail", (MonitoringState.REPORTED,), MonitoringState.FAILED, gettext_noop("Conclude: not satisfactory")),
        Move("settle", (MonitoringState.MEASURES,), MonitoringState.SETTLED, gettext_noop("Confirm the measures")),
    ),
)
