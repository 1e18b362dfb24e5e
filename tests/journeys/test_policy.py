"""A policy from its draft to the public page, acknowledged by who works by it, and replaced by a better one."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.body import Body, asks_why, in_days, served, waits_for
from tests.journeys.house import House
from tests.journeys.visitor import Visitor

CODE, TITLE = "PO-IMPARTIALITY", "Impartiality comes first"
PUBLIC = f"/documents/{CODE}/"
FIRST = """# What we promise

Nobody who gains by a certificate decides on it. We answer [[clause 2012:4.3]].

| Who | Does not |
| --- | --- |
| Examiners | examine whom they trained within **two** years |

A brass compass stands for it."""
SECOND = FIRST.replace("**two**", "**three**").replace("brass", "silver")
QUESTION = "Whom does an examiner not examine?"
CHECK = f"{QUESTION}\n* Whom they trained\nWhom they never met"


@pytest.fixture(scope="module")
def body(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Body]:
    """A body that has written nothing yet."""
    yield from served(laid, tmp_path_factory.mktemp("policy"), "policy")


@pytest.fixture(scope="module")
def house(body: Body) -> House:
    return body.house


@pytest.fixture
def be(body: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""
    return partial(body.let_in, visiting)


def test_1_policy_is_registered_written_and_submitted(body: Body, be: Callable[..., Visitor]) -> None:
    quinn = be("quinn").go("/documents/all/").press("Register a document")
    quinn.page.get_by_label("What kind of document is it?").select_option("policy")
    quinn.fill("Code", CODE).fill("Title", TITLE).fill("Who answers for it?", "tomasz.wielandt@nordlicht.example")
    quinn.fill("Which clauses does it answer?", "2012:4.3\n2026:4.3")
    quinn.page.get_by_label("Everybody may read it").check()
    quinn.press("Register a document").sees("Nothing is written yet. Begin a draft.")
    body.told["document"] = body.here(quinn)

    tom = be("tom").go(body.told["document"]).press("Begin a draft").press("Begin a draft")
    tom.fill("Text", f"{FIRST} [[PR-NONE]]").press("Look at it")
    tom.sees("examine whom they trained within two years").sees("These references lead nowhere: PR-NONE")
    tom.fill("Text", FIRST).press("Save").sees("A brass compass stands for it.")
    body.told["first"] = body.here(tom)
    tom.press("Submit for approval").press("Submit for approval").sees("Waits for approval")


def test_2_author_cannot_approve_and_the_keeper_of_documents_cannot_either(
    body: Body, be: Callable[..., Visitor]
) -> None:
    tom = asks_why(be("tom").go(body.told["first"]), "Approve")
    tom.sees("an author does not approve their own text").sees("17024:2012 10.2.3")
    tom.go(f"{body.told['first']}approve/")
    tom.page.get_by_label("I have read the text: nothing in it says or suggests that some training helps").check()
    tom.press("Approve").sees("You cannot do this now: Approve").sees("Somebody else who may approve it does so.")

    quinn = be("quinn").go(f"{body.told['first']}approve/")
    quinn.page.get_by_label("I have read the text: nothing in it says or suggests that some training helps").check()
    quinn.press("Approve").sees("You cannot do this now: Approve").sees("a role that you do not hold today")


def test_3_somebody_else_approves_it_for_a_day_to_come(
    body: Body, be: Callable[..., Visitor], visiting: Callable[..., Visitor]
) -> None:
    thea = be("thea").go(body.told["first"]).press("Approve")
    thea.fill("In effect from", in_days(thea, 30)).press("Approve")
    thea.sees("It was not confirmed that the text favours no training.")
    thea.page.get_by_label("I have read the text: nothing in it says or suggests that some training helps").check()
    thea.press("Approve").sees("It takes effect on").sees("until then the version before it holds")
    visiting().go(PUBLIC).sees_not(TITLE)
    visiting().go("/documents/").sees("Nothing is published yet.")


def test_4_role_holder_is_given_the_policy_before_its_day(body: Body, be: Callable[..., Visitor]) -> None:
    quinn = be("quinn").go(body.told["document"]).press("Distribute to a role")
    quinn.page.get_by_label("For which role?").select_option("operations")
    quinn.page.get_by_label("Whoever holds the role acknowledges it").check()
    quinn.fill("From which day?", in_days(quinn, 30)).fill("Short check", CHECK)
    quinn.press("Distribute to a role").sees("To be acknowledged")
    be("olive").go("/documents/mine/").sees(TITLE).sees_not("A role does not hold")


def test_5_it_takes_effect_on_its_day_and_everybody_reads_it(
    body: Body, be: Callable[..., Visitor], visiting: Callable[..., Visitor]
) -> None:
    body.house.move_clock("+30d")
    passer_by = waits_for(visiting(width=390), PUBLIC, "A brass compass stands for it.")
    passer_by.sees(TITLE).sees("version 1, in effect since")
    passer_by.press("What we say").press(TITLE, exact=False).sees("Nobody who gains by a certificate decides on it.")
    be("tom").go(body.told["first"]).sees("In effect").sees_not("It takes effect on")


def test_6_role_does_not_hold_until_the_check_is_passed(body: Body, be: Callable[..., Visitor]) -> None:
    olive = be("olive", width=390).go("/people/register/")
    olive.sees("a document that it works by took effect then, and you have not acknowledged it")
    olive.press("Read and acknowledge").sees("A role does not hold").press(f"Read and acknowledge {TITLE}")
    olive.sees("A brass compass stands for it.").page.get_by_label("Whom they never met").check()
    olive.page.get_by_label("I have read and understood it, and I work by it").check()
    olive.press("I have read and understood it").sees(f"The answer to this question is not right: {QUESTION}")
    olive.page.get_by_label("Whom they trained").check()
    olive.press("I have read and understood it").sees("Nothing waits for you.").sees(TITLE)
    olive.go("/people/register/").sees("Register a person")

    quinn = be("quinn").go(body.told["document"])
    quinn.press("Operations", exact=False).sees("1 of 1").sees("Acknowledged")


def test_7_new_version_says_what_changed_and_replaces_it(body: Body, be: Callable[..., Visitor]) -> None:
    tom = be("tom").go(body.told["document"]).press("Begin a draft").press("Begin a draft")
    tom.fill("Text", SECOND).press("Save")
    body.told["second"] = body.here(tom)
    asks_why(tom, "Submit for approval").sees("This version replaces another, and does not say what changed.")
    tom.press("Write").fill("What is different from the version before?", "Three years instead of two.")
    tom.press("Save").press("Submit for approval").press("Submit for approval").sees("Waits for approval")

    thea = be("thea").go(body.told["second"]).press("What is different from version 1")
    thea.sees("brass").sees("silver").go(f"{body.told['second']}approve/")
    thea.page.get_by_label("I have read the text: nothing in it says or suggests that some training helps").check()
    thea.fill("In effect from", in_days(thea, 30)).press("Approve").sees("In effect")


def test_8_public_page_shows_the_new_version_and_nobody_meets_the_old_one(
    body: Body, be: Callable[..., Visitor], visiting: Callable[..., Visitor]
) -> None:
    passer_by = visiting(width=390).go(PUBLIC).sees("A silver compass stands for it.").sees("version 2")
    passer_by.sees_not("A brass compass stands for it.")

    olive = be("olive").go(body.told["first"]).sees("This version is not in effect any more")
    olive.sees("17024:2012 10.2.3").sees_not("brass").press("Go there").sees("Version 2, English").sees_not(
        "Version 1, English"
    )
    olive.go("/search?q=brass compass").sees_not(TITLE)
    olive.go("/search?q=silver compass").sees(TITLE)
    olive.go("/documents/read/?q=brass").sees_not(TITLE)
    olive.go("/documents/read/?q=silver").sees(TITLE)
    olive.go("/documents/archive/").sees("You cannot open this page").sees_not(TITLE)
    olive.go("/documents/mine/").sees("version 2")


def test_9_archive_keeps_the_old_one_marked_and_sealed(body: Body, be: Callable[..., Visitor]) -> None:
    quinn = be("quinn").go("/documents/archive/").sees("Every look at it is logged.")
    quinn.press(TITLE).sees("Not in effect any more: nobody works by this version.")
    quinn.sees("A brass compass stands for it.").sees("Obsolete").sees(f"sealed {CODE} version 1 (en)")
    sealed = quinn.page.request.get(f"{body.house.address}{body.told['first']}sealed/")
    assert (sealed.status, sealed.body()[:5]) == (200, b"%PDF-")
    quinn.press("Read the version that is in effect").sees("A silver compass stands for it.")
    assert re.fullmatch(r"/documents/versions/[0-9a-f-]{36}/", body.told["second"])
    assert body.here(quinn) == body.told["second"]


def test_10_ledger_proves_it_and_no_error_is_left_behind(body: Body) -> None:
    body.proves_itself()
