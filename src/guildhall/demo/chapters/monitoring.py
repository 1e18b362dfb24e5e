"""The work of examiners is looked at: observed within the year, and measures where something was wanting."""

from datetime import timedelta
from functools import partial
from typing import Any

from guildhall.demo import words
from guildhall.demo.body import Body
from guildhall.identity.roles import EXAMINER
from guildhall.kernel import clock
from guildhall.personnel import observation
from guildhall.personnel.acts import monitorings
from guildhall.personnel.lifecycles import MonitoringState
from guildhall.personnel.models import Monitoring

MONITORED = {"expert3": "quality", "expert4": "quality", "panel2": "expert3", "expert1": "expert3"}
"""Whose work is looked at, and by whom."""

WANTING = "expert4"
"""Whose marking was not yet as it should be, and got better."""


def tell(body: Body) -> None:
    """Whoever examines is observed within the year, all but one; one of them is looked at again next month."""
    body.diary.ago(232, partial(_plan_all, body), "09:10")
    body.diary.ago(221, partial(_report_all, body), "16:20")
    body.diary.ago(217, partial(_conclude_all, body), "11:00")
    body.diary.ago(171, partial(_settle, body), "10:15")
    body.diary.ago(6, partial(_plan, body, WANTING, timedelta(days=21)), "14:40")


def _plan_all(body: Body) -> None:
    for key in MONITORED:
        _plan(body, key, timedelta(days=11))


def _plan(body: Body, key: str, ahead: timedelta) -> None:
    monitorings.plan(
        by=body.by("quality"),
        person=body.people[key],
        role=EXAMINER.code,
        scope=body.scheme.scope,
        kind="observation",
        monitor=body.people[MONITORED[key]],
        planned_on=clock.today() + ahead,
        why=words.MONITORING["why"],
    )


def _report_all(body: Body) -> None:
    for key, monitor in MONITORED.items():
        asked = observation.FORMS["observation"]
        answers = {each.code: {"found": observation.Found.MET.value, "note": ""} for each in asked}
        if key == WANTING:
            answers["criteria"] = {"found": observation.Found.PARTLY.value, "note": words.MONITORING["wanting"]}
        told: dict[str, Any] = {"held_on": clock.today(), "answers": answers, "findings": words.MONITORING["seen"]}
        monitorings.report(by=body.by(monitor), monitoring=_of(body, key, MonitoringState.PLANNED), **told)


def _conclude_all(body: Body) -> None:
    for key in MONITORED:
        seen, by = _of(body, key, MonitoringState.REPORTED), body.by("quality")
        if key != WANTING:
            monitorings.accept(by=by, monitoring=seen, reasons=words.MONITORING["satisfied"])
            continue
        until, asked = clock.today() + timedelta(days=60), words.MONITORING["measures"]
        reasons = words.MONITORING["wanting"]
        monitorings.ask_measures(by=by, monitoring=seen, reasons=reasons, measures=asked, measures_until=until)


def _settle(body: Body) -> None:
    held = _of(body, WANTING, MonitoringState.MEASURES)
    monitorings.settle(by=body.by("quality"), monitoring=held, settlement=words.MONITORING["settled"])


def _of(body: Body, key: str, state: MonitoringState) -> Monitoring:
    found = Monitoring.objects.filter(person=body.people[key], state=state)
    return found.select_related(*Monitoring.reload_with).latest("planned_at")
