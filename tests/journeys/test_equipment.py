"""Equipment whose calibration runs out before the day of a sitting stops it; calibrated again, the sitting goes on."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.journeys.body import Body
from tests.journeys.house import House
from tests.journeys.visitor import Visitor

SHIFT = """(field, days) => {
    const day = new Date(field.value + 'Z');
    return new Date(day.getTime() + days * 864e5).toISOString().slice(0, field.value.length);
}"""


@pytest.fixture(scope="module")
def house(assessment: Body) -> House:
    return assessment.house


@pytest.fixture
def be(assessment: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""
    return partial(assessment.let_in, visiting)


def sitting(assessment: Body) -> str:
    """The page of the sitting in the hall of tools."""
    return f"/exams/sittings/{assessment.told['tools']}/"


def later(visitor: Visitor, label: str, days: int, *, than: str = "") -> Visitor:
    """Put a moment so many days after the one that stands in a field."""
    there = visitor.page.get_by_label(than or label, exact=True)
    return visitor.fill(label, there.evaluate(SHIFT, days))


def test_1_wrench_is_assigned_while_its_calibration_covers_the_day(assessment: Body, be) -> None:
    assessment.told.update(assessment.behind("bring_tools"))
    manager = be("max").go(f"{sitting(assessment)}assign/")
    offered = manager.page.get_by_label("Equipment", exact=True)
    offered.select_option(offered.locator("option", has_text="Torque wrench").get_attribute("value"))
    manager.press("Assign equipment").sees("Fit").sees_not("Not fit")


def test_2_postponed_beyond_it_the_sitting_shows_that_it_is_not_fit(assessment: Body, be) -> None:
    manager = be("max").go(f"{sitting(assessment)}postpone/")
    later(later(manager, "Begins", 3), "Ends", 3).fill("Reason", "The tower is inspected that week.")
    manager.press("Postpone").sees("Not fit").sees("is calibrated or verified until")


def test_3_on_its_day_it_does_not_open(assessment: Body, be) -> None:
    assessment.house.move_clock("+12d")
    assessment.behind("make_ready")
    erik = be("erik", width=390).go(f"{sitting(assessment)}open/").press("Open")
    erik.sees("You cannot do this now: Open").sees("is calibrated or verified until").sees("17024:2012 9.3.4")


def test_4_calibrated_again_it_opens(assessment: Body, be) -> None:
    quinn = be("quinn").go(f"/personnel/equipment/{assessment.told['wrench']}/calibrate/")
    later(quinn, "Valid until", 365, than="Done on").fill("By whom", "Messlabor Kiel")
    quinn.fill("Number of the certificate", "K-2").page.get_by_label("Passed", exact=True).check()
    quinn.press("Enter a calibration").sees("K-2 · Messlabor Kiel")

    erik = be("erik", width=390).go(sitting(assessment)).sees_not("Not fit").press("Open").press("Open")
    erik.sees("Close the sitting")
