"""A course that an examiner gave and declared: two months later it keeps them from somebody who sat in it."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.journeys.body import Body, in_days
from tests.journeys.house import House
from tests.journeys.visitor import Visitor

COURSE = {"What was taught?": "Rescue from the hub", "At which school or company?": "Windschule Nord"}


@pytest.fixture(scope="module")
def house(assessment: Body) -> House:
    return assessment.house


@pytest.fixture
def be(assessment: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""
    return partial(assessment.let_in, visiting)


def choose(manager: Visitor, assessment: Body, name: str) -> Visitor:
    """Assign an examiner to the attempt that the journey is about."""
    manager.go(f"/exams/attempts/{assessment.told['attempt']}/assign/")
    manager.page.get_by_label("Examiner", exact=True).select_option(name)
    return manager.press("Assign an examiner")


def test_1_examiner_declares_the_course_before_anybody_of_it_has_applied(assessment: Body, be) -> None:
    erik = be("erik", width=390).go("/personnel/courses/mine/").sees("Here stand the courses that you gave.")
    erik.press("Declare a course")
    for label, words in COURSE.items():
        erik.fill(label, words)
    erik.fill("First day", in_days(erik, -3)).fill("Last day", in_days(erik, -1))
    erik.press("Declare a course that you gave").sees("Nobody is named yet.")
    assessment.told["course"] = assessment.here(erik)


def test_2_two_months_later_somebody_of_it_is_assigned_to_them(assessment: Body, be) -> None:
    assessment.house.move_clock("+60d")
    assessment.told.update(assessment.behind("seat"))
    choose(be("max"), assessment, "Erik Examin").sees("Being marked")
    erik = be("erik", width=390).go(f"/exams/attempts/{assessment.told['attempt']}/")
    erik.press("Erik Examin").sees("Marking of")
    assessment.told["marking"] = assessment.here(erik)


def test_3_what_comes_to_light_then_stops_the_marking(assessment: Body, be) -> None:
    olive = be("olive").go(f"{assessment.told['course']}participants/")
    olive.fill("Who took part?", assessment.told["candidate"]).press("Name a participant").sees("Carla Zimmerer")

    erik = be("erik", width=390).go(assessment.told["marking"])
    for step in erik.page.locator("main fieldset").all():
        step.locator("input[type=radio]").last.check()
    erik.press("Hand the marking in").sees("You cannot do this now").sees("17024:2012 5.2.3 e)")


def test_4_manager_reads_who_may_not_and_why_and_another_examiner_goes_on(assessment: Body, be) -> None:
    manager = be("max").go(f"{assessment.told['marking']}withdraw/")
    manager.fill("Reason", "They trained the candidate.").press("Withdraw the assignment")
    choose(manager, assessment, "Erik Examin").sees("You cannot do this now: Assign an examiner")
    manager.sees("17024:2012 5.2.3 e)")
    barred = manager.page.get_by_role("region", name="Who may not, and why")
    expect(barred).to_contain_text("Erik Examin")
    expect(barred).not_to_contain_text("Ella Examin")
    choose(manager, assessment, "Ella Examin").sees("Being marked")
