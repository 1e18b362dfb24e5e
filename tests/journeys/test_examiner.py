"""A new examiner, from the post to the first sitting: refused on the way for what was missing each time, and why."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.journeys.body import Body
from tests.journeys.house import House
from tests.journeys.visitor import Visitor

POST = {
    "Title": "Examiner of rescue",
    "Duties": "Examines and marks at the tower.",
    "Authority": "Breaks an attempt off where somebody is in danger.",
    "What it asks for": "Five years of work at height.",
}
FIVE = 5
WORK = "/exams/sittings/"


@pytest.fixture(scope="module")
def house(assessment: Body) -> House:
    return assessment.house


@pytest.fixture
def be(assessment: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""
    return partial(assessment.let_in, visiting)


def choose(visitor: Visitor, label: str, words: str) -> Visitor:
    """Choose from a list the option in which these words stand."""
    offered = visitor.page.get_by_label(label, exact=True)
    offered.select_option(offered.locator("option", has_text=words).get_attribute("value"))
    return visitor


def why(visitor: Visitor, offer: str) -> Visitor:
    """Ask why something is not possible now."""
    visitor.page.locator("details.refused-offer summary", has_text=offer).first.click()
    return visitor


def test_1_post_is_described_and_nora_is_engaged_to_hold_it(assessment: Body, be) -> None:
    quinn = be("quinn").go("/personnel/posts/open/")
    for label, words in POST.items():
        quinn.fill(label, words)
    quinn.press("Open a post").sees("Nobody holds this post yet.")
    post = assessment.here(quinn)
    choose(quinn.go(f"{post}report/"), "Reports to", "Quality manager").press("Say to whom it reports")

    tom = be("tomasz").go("/personnel/engagements/begin/")
    choose(choose(tom, "Who?", "Nora Neuland"), "In which form?", "Under contract").press("Record an engagement")
    choose(tom.go(f"{post}occupy/"), "Who?", "Nora Neuland").press("Put somebody into this post").sees("Holds it")
    be("nora", width=390).go("/personnel/organisation/").sees("Examiner of rescue")


def test_2_criteria_that_forget_one_of_the_five_points_are_not_approved(be) -> None:
    quinn = be("quinn").go("/personnel/criteria/begin/")
    choose(choose(quinn, "For which role?", "Examiner: "), "In which scheme?", "Wind Turbine Technician")
    quinn.fill("Why, or what changes", "The first ones.").press("Write criteria")
    about(quinn, "Skill")
    why(quinn, "Submit for approval").sees("these have no criterion yet: Is fluent in the language of the examination")
    about(quinn, "Is fluent in the language of the examination").press("Submit for approval")
    quinn.press("Submit for approval").sees("Waits for approval")
    be("tomasz").go(f"{quinn.page.url}approve/").press("Approve").sees("In effect")


def about(quinn: Visitor, point: str) -> Visitor:
    """Say what the criterion on languages is about."""
    quinn.press("LANGUAGE", exact=False)
    return choose(quinn, "What is it about?", point).press("Change").sees("What the work asks for")


def test_3_nobody_finds_her_competent_but_an_evaluator_of_the_scheme(assessment: Body, be) -> None:
    quinn = be("quinn").go("/personnel/authorisations/propose/")
    choose(choose(quinn, "Who?", "Nora Neuland"), "For which role?", "Examiner: ")
    quinn.fill("Evidence", "Master craftsman; eight years of rescue at height.").fill("Languages", "de en")
    quinn.press("Propose an authorisation").sees("Proposed")
    authorisation = assessment.here(quinn)
    why(quinn, "Evaluate: competent").sees("This needs a role that you do not hold today: Competence evaluator")

    nora = be("nora", width=390).go(authorisation)
    why(nora, "Evaluate: competent").sees("This needs a role that you do not hold today: Competence evaluator")
    tom = finds_competent(be("tomasz"), authorisation)
    tom.sees("You cannot do this now: Evaluate: competent").sees("17024:2012 6.1.3")

    finds_competent(be("ada"), authorisation).sees("Seen on two recorded attempts.").sees("Waits for top management")
    tom.go("/work/").press("Decide").press("Authorise").press("Authorise").sees("Suspend")


def finds_competent(visitor: Visitor, authorisation: str) -> Visitor:
    """Answer every criterion with what was seen, and find somebody competent."""
    visitor.go(f"{authorisation}evaluate/")
    asked = visitor.page.locator("textarea[name^=found_]")
    for each in asked.all():
        each.fill("Seen on two recorded attempts.")
    assert asked.count() == FIVE
    return visitor.fill("Altogether", "Every criterion is met.").press("Evaluate: competent")


def test_4_role_does_not_hold_without_a_declaration(assessment: Body, be) -> None:
    assessment.told.update(assessment.behind("plan_one"))
    nora = be("nora", width=390).go(WORK).sees("You cannot open this page")
    nora.sees("you have not signed the declaration").sees("17024:2012 6.1.7")
    may_not(be("max"), assessment, "No declaration of impartiality, interests and confidentiality of this person")

    nora.press("Make a declaration").press("Begin my declaration").press("Sign")
    nora.page.get_by_label("I have no interest to declare").check()
    nora.press("Sign").sees("Signed")


def test_5_role_does_not_hold_before_its_instruction_is_understood(assessment: Body, be) -> None:
    nora = be("nora", width=390).go(WORK).sees("You cannot open this page")
    nora.sees("you have not acknowledged the documents that it works by").sees("17024:2012 10.2.3")
    may_not(be("max"), assessment, "This person has not acknowledged the documents that the role works by.")

    nora.press("Read and acknowledge").press("Read and acknowledge", exact=False).sees("marks by the checklist alone")
    answers(nora, "The author").sees("The answer to this question is not right: Who approves?")
    answers(nora, "Somebody else").sees("Nothing waits for you.")
    nora.go("/personnel/files/mine/").sees("Ready to work")


def answers(nora: Visitor, option: str) -> Visitor:
    """Say that one understood, with this answer to the check."""
    nora.page.get_by_label(option, exact=True).check()
    nora.page.get_by_label("I have read and understood it, and I work by it").check()
    return nora.press("I have read and understood it")


def may_not(manager: Visitor, assessment: Body, reason: str) -> None:
    """The manager of examinations reads why Nora may not go on duty."""
    manager.go(f"{WORK}{assessment.told['sitting']}/staff/")
    row = manager.page.locator("li", has_text="Nora Neuland")
    expect(row.get_by_role("button", name="Put on duty")).to_have_count(0)
    row.locator("summary").click()
    expect(row.get_by_text(reason)).to_be_visible()


def test_6_she_declares_goes_on_duty_and_opens_her_first_sitting(assessment: Body, be) -> None:
    sitting = f"{WORK}{assessment.told['sitting']}/"
    may_not(be("max"), assessment, "They have not declared that they have no conflict of interest")
    nora = be("nora", width=390).go(sitting).press("Declare: no conflict").press("Declare")
    manager = be("max").go(f"{sitting}staff/")
    manager.page.locator("li", has_text="Nora Neuland").get_by_role("button").click()
    manager.look().sees("Take off duty")

    nora.go(f"{sitting}conditions/")
    for met in nora.page.locator("main input[type=radio][value=met]").all():
        met.check()
    nora.press("Go through the conditions").press("Open").press("Open").sees("Close the sitting")
