"""How an examination measures: a panel sets its cut, numbers lead to studies, questions are answered, all is told."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import expect

from tests.journeys.body import Body, asks_why, in_days, served, waits_for
from tests.journeys.house import House
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor

PHONE = 390
ITEMS = 6
ASKED = "Of 100 persons who are just good enough, how many answer this rightly?"
READY = "I have read it and am ready"
ALPHA = "Reliability (alpha)"
HONEST = "They learned from the same book, and their seats were far apart."
TASK = "Does task 1."


@pytest.fixture(scope="module")
def body(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Body]:
    """A body whose form dozens have taken."""
    yield from served(laid, tmp_path_factory.mktemp("measurement"), "measurement")


@pytest.fixture(scope="module")
def house(body: Body) -> House:
    return body.house


@pytest.fixture
def be(body: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""
    return partial(body.let_in, visiting)


def fact(visitor: Visitor, name: str) -> Any:
    """The value that stands behind a name among what is recorded."""
    return visitor.page.locator("dl.facts div", has=visitor.page.get_by_text(name, exact=True)).locator("dd").first


def takes_up(visitor: Visitor, what: str) -> Visitor:
    """Go where one's work says that something waits."""
    waiting = visitor.go("/work/").page.get_by_role("listitem").filter(has_text=what)
    waiting.get_by_role("link").last.click()
    return visitor.look()


def judges_all(visitor: Visitor, share: str) -> Visitor:
    """Find the panel in one's work and say the same of every item, without a mouse."""
    hands = Keyboard(visitor.go("/work/").page)
    hands.activate("Judge", "A")
    visitor.look()
    hands.activate("Begin", "A")
    for place in range(1, ITEMS + 1):
        visitor.look().sees(f"Item {place} of {ITEMS}")
        expect(visitor.page.get_by_label(ASKED, exact=True)).to_be_focused()
        with visitor.page.expect_navigation():
            hands.press(*share, "Enter")
    return visitor.look().sees(f"You have said {ITEMS} of {ITEMS}.")


def opens_a_round(nele: Visitor, setting: str) -> Visitor:
    """The next round is open for a week."""
    nele.go(setting).press("Open the next round").fill("To be rated by", in_days(nele, 7))
    return nele.press("Open the next round").sees("Close the round")


def test_1_judges_get_ready_and_rate_alone_by_keyboard(body: Body, be: Callable[..., Visitor]) -> None:
    pia, pit = (be(name, width=PHONE) for name in ("pia", "pit"))
    for judge in (pia, pit):
        hands = Keyboard(judge.go("/work/").page)
        hands.activate("Read", "A")
        judge.look().sees("stops where they are unsure")
        hands.activate(READY, "A").activate(READY, "BUTTON")
        judge.look().sees("The items come here when the first round is open.")

    nele = be("nele").go("/exams/standards/").press("SS-", exact=False)
    body.told["setting"] = body.here(nele)
    opens_a_round(nele, body.told["setting"])
    judges_all(pia, "70")
    asks_why(nele.go(body.told["setting"]), "Close the round").sees("judged by fewer than 2 judges")
    judges_all(pit, "60").sees_not("another judge")
    nele.go(body.told["setting"]).press("Close the round").press("Close the round")
    nele.sees("The judges’ cuts lie between 3.60 and 4.20 of 6.00 points; their mean is 3.90.")


def test_2_judges_see_the_panel_beside_their_own_and_rate_again(body: Body, be: Callable[..., Visitor]) -> None:
    opens_a_round(be("nele"), body.told["setting"])
    pit = be("pit", width=PHONE).go("/work/").press("Judge")
    pit.sees("At the panel’s cut of 3.90 points").sees_not("Pia").press("Begin")
    pit.sees("In the round before the panel said 65 per cent, from 60 to 70.").sees("You said 60.")
    pit.sees("Of those who took it")
    judges_all(pit, "65")
    judges_all(be("pia", width=PHONE), "70")


def test_3_convenor_concludes_and_somebody_else_approves_the_study(body: Body, be: Callable[..., Visitor]) -> None:
    nele = be("nele").go(body.told["setting"]).press("Close the round").press("Close the round")
    nele.press("Conclude with a recommendation").fill("Summary", "Of one mind after the second round.")
    nele.press("Conclude with a recommendation").sees("Concluded").press("ST-", exact=False)
    study = body.here(nele)
    waits_for(nele, study, "Results (SHA-256)").press("Propose a conclusion").fill("What follows?", "The cut is five.")
    nele.fill("What can the numbers not bear?", "Two judges.").press("Propose a conclusion")
    asks_why(nele, "Approve").sees("17024:2012")

    ava = takes_up(be("ava"), "approve").sees("The cut is five.").sees("Recommended cut")
    ava.press("Approve").press("Approve").sees("Approved")


def test_4_form_adopts_the_cut(body: Body, be: Callable[..., Visitor]) -> None:
    ava = takes_up(be("ava"), "adopt its cut")
    expect(ava.page.get_by_label("Passing raw score", exact=True)).to_have_value("5.00")
    ava.press("Adopt the standard of a study")
    expect(fact(ava, "Cut")).to_contain_text("Modified Angoff, SS-")


def test_5_number_leads_to_its_study_which_gives_the_same_again(body: Body, be: Callable[..., Visitor]) -> None:
    nele = be("nele").go("/exams/statistics/").press("F-", exact=False)
    body.told["statistics"] = body.here(nele)
    nele.press("Bring up to date").press("Bring up to date")
    waits_for(nele, body.told["statistics"], "per cent at a cut of 5.0").sees("36 attempts counted then")
    shown = fact(nele, ALPHA).locator("a")
    on_page = float(shown.inner_text())
    shown.click()
    in_study = float(fact(nele.look(), ALPHA).inner_text().split()[0])
    assert in_study == pytest.approx(on_page, abs=0.005)
    study = body.here(nele.press("Compute again").press("Compute again"))
    waits_for(nele, study, "The same numbers").sees_not("Other numbers")


def test_6_flagged_item_comes_to_who_judges_it(body: Body, be: Callable[..., Visitor]) -> None:
    nele = be("nele").go(body.told["statistics"])
    row = nele.page.get_by_role("listitem").filter(has_text="is the key right?")
    item = row.get_by_role("link").inner_text()
    row.get_by_role("button", name="Send to review").click()
    nele.look().sees("Flagged")
    takes_up(be("max"), f"{item}: judge what was flagged").sees("is the key right?")


def test_7_question_about_answers_is_dismissed_with_its_reason(be: Callable[..., Visitor]) -> None:
    manager = takes_up(be("max"), "answer what its answers raised").sees("This is a question and no verdict")
    manager.press("Dismiss").press("Dismiss").sees("You cannot do this now: Dismiss")
    manager.fill("Reason", HONEST).press("Dismiss").sees("Dismissed").sees(HONEST)


def test_8_somebody_answers_a_survey_by_their_link_alone(
    body: Body, be: Callable[..., Visitor], visiting: Callable[..., Visitor]
) -> None:
    told = body.behind("ask")
    link = f"/surveys/{told['sven']}/"
    sven = visiting(width=PHONE).go(link).sees("Nobody learns what you answered.").press("Begin").sees(TASK)
    rates(sven, "5", "4").press("Save and stop").sees("You have rated 1 of 3 tasks.")

    sven = visiting(width=PHONE).go(link).press("Go on")
    rates(sven, "5", "4", "3", "2", "1", "0").press("Save and go on").press("Hand in").sees("Thank you")
    tells_nothing(sven, link)

    sam = be("sam").go(f"/schemes/surveys/{told['survey']}/").press("Close the survey")
    sam.press("Close the survey").sees("Closed")
    tells_nothing(visiting(width=PHONE), f"/surveys/{told['sol']}/")


def rates(somebody: Visitor, *numbers: str) -> Visitor:
    """Choose on one scale after the other by its number."""
    somebody.page.locator(".scale input").first.focus()
    Keyboard(somebody.page).press(*numbers)
    return somebody.sees("Saved.")


def tells_nothing(somebody: Visitor, link: str) -> None:
    """A link that was used, or whose survey is over, is answered like one that never was."""
    found = {somebody.page.request.get(f"{somebody.house.address}{each}").status for each in (link, "/surveys/none/")}
    assert found == {404}
    somebody.go(link).sees("This link does not work").sees_not("turbines").sees_not(TASK)


def test_9_technical_report_tells_the_numbers_of_the_page(body: Body, be: Callable[..., Visitor]) -> None:
    nele = be("nele").go(body.told["statistics"])
    on_page = items_on(nele)
    nele.press("Technical report").press("Technical report")
    waits_for(nele, body.here(nele), "Sealed PDF").sees("Fingerprint (SHA-256)")
    told = json.loads(taken(nele, "The same as JSON"))
    items = next(each for each in tables(told, "item-analysis") if each["code"] == "items")
    data = [(row[0], row[4], row[6]) for row in items["rows"]]
    assert [[name, f"{p:.2f}", f"{r:.2f}".replace("-", "−")] for name, p, r in data] == on_page
    assert (told["attempts"], len(on_page)) == (36, ITEMS)

    rows = list(csv.reader(io.StringIO(taken(nele, "Its tables as CSV").decode("utf-8-sig"))))
    first = rows.index(items["heads"]) + 1
    assert [(row[0], float(row[4]), float(row[6])) for row in rows[first : first + ITEMS]] == data

    pdf = pypdf.PdfReader(io.BytesIO(taken(nele, "Sealed PDF")))
    paper = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert [name for name, p, _ in data if name not in paper or f"{p:.3f}" not in paper] == []


def items_on(nele: Visitor) -> list[list[str]]:
    """The items on the page of statistics: name, difficulty and discrimination."""
    rows = nele.page.locator("table", has_text="Difficulty").last.locator("tbody tr").all()
    return [[row.locator("td").nth(at).inner_text().strip() for at in (0, 3, 5)] for row in rows]


def tables(told: dict[str, Any], section: str) -> list[dict[str, Any]]:
    """The tables of a section of a report."""
    found: list[dict[str, Any]] = next(each["tables"] for each in told["sections"] if each["code"] == section)
    return found


def taken(nele: Visitor, name: str) -> bytes:
    """A file that a link on the page leads to."""
    address = nele.page.get_by_role("link", name=name, exact=True).get_attribute("href")
    answer = nele.page.request.get(f"{nele.house.address}{address}")
    assert answer.ok, answer.status
    content: bytes = answer.body()
    return content


def test_10_ledger_proves_it_and_no_error_is_left_behind(body: Body) -> None:
    body.proves_itself()
