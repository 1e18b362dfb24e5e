"""A meeting of a committee: an unbalanced vote is refused, and who has a conflict is shut out to the last byte."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from guildhall.demo import paper
from tests.journeys.body import Body, asks_why, in_days, served
from tests.journeys.house import House
from tests.journeys.visitor import Visitor

NAME = "Committee for impartiality"
ITEM = "The discount of a training provider"
MOTION = "The committee advises to end the discount of Windschule GmbH."
PAPER = "What schools pay"
SAID = "A share of the rent was spoken of."
SECRETS = ("discount of Windschule", PAPER, "Windschule GmbH pays", SAID)
"""Words of the motion, the title of the paper, the paper itself, and the minutes of the item."""


@pytest.fixture(scope="module")
def body(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Body]:
    """A body with people for a committee, and no committee."""
    yield from served(laid, tmp_path_factory.mktemp("committee"), "committee")


@pytest.fixture(scope="module")
def house(body: Body) -> House:
    return body.house


@pytest.fixture
def be(body: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""
    return partial(body.let_in, visiting)


def test_1_committee_is_set_up_and_its_balance_is_seen(body: Body, be: Callable[..., Visitor]) -> None:
    tom = be("tom").go("/governance/committees/").press("Set up a committee")
    tom.fill("Name", NAME).fill("Mandate", "Advises on impartiality; not followed, it turns to the accreditation body.")
    tom.fill("Interests", "Employers").press("Set up a committee").sees("at least three different interests")
    tom.fill("Interests", "Employers\nCertified persons\nSchools\nThe public").press("Set up a committee").sees(NAME)
    body.told["committee"] = body.here(tom)
    for address in ("edda@committee.example", "nora@committee.example"):
        tom.press("Appoint to a seat").fill("Who?", address).press("Appoint to a seat")
    tom.sees("“Employers” holds 100 per cent of the votes")
    assert body.behind("seat") == 6
    tom.go(body.told["committee"]).sees("In balance: no interest holds half of the votes.")


def test_2_secretary_plans_it_with_a_paper_and_invites(body: Body, be: Callable[..., Visitor], tmp_path: Path) -> None:
    mina = be("mina").go(body.told["committee"]).press("Plan a meeting")
    day = in_days(mina, 1)
    mina.fill("Where?", "Room 1").fill("Begins", f"{day}T10:00").fill("Ends", f"{day}T12:00").press("Plan a meeting")
    body.told["meeting"] = body.here(mina)
    asks_why(mina, "Invite the members").sees("Nothing stands on the agenda")
    mina.go(f"{body.told['meeting']}item/").fill("What is it about?", ITEM).fill("Motion", MOTION)
    mina.press("Put on the agenda").press(ITEM, exact=False)
    body.told["item"] = body.here(mina)
    file = tmp_path / "Discounts.pdf"
    file.write_bytes(paper.signed(PAPER, ["Windschule GmbH pays a third of what others pay."]))
    mina.press("Bring a paper").fill("Title", PAPER).page.get_by_label("File").set_input_files(file)
    mina.press("Bring a paper").sees(PAPER)
    body.told["paper"] = str(mina.page.get_by_role("link", name=PAPER).get_attribute("href"))
    mina.go(body.told["meeting"]).press("Invite the members").sees("can read the papers").press(
        "Invite the members"
    ).sees("Invited")


def test_3_member_with_a_conflict_declares_it_and_is_shut_out(body: Body, be: Callable[..., Visitor]) -> None:
    sami = be("sami", width=390).go(body.told["meeting"]).press(ITEM, exact=False).sees(MOTION).sees(PAPER)
    assert opened(sami, body.told["paper"])[:5] == b"%PDF-"
    sami.press("Declare a conflict in an item").sees(
        "neither votes on this item nor sees motion, papers, votes or minutes"
    )
    sami.fill("What is the conflict?", "My sister owns Windschule GmbH.").press("Declare a conflict in an item")
    sami.sees("You are shut out of this item because of a conflict of interest.").sees_not(MOTION)
    sami.go(body.told["item"]).sees("17024:2012 4.3.7").sees_not(MOTION)


def test_4_unbalanced_vote_is_refused_until_others_come(body: Body, be: Callable[..., Visitor]) -> None:
    body.house.move_clock("+1d")
    mina = be("mina").go(body.told["meeting"]).press("Open the meeting")
    for name in ("Edda Employski", "Nora Nachfolg", "Theo Technikus", "Sami Schulmann"):
        mina.page.get_by_label(name).check()
    mina.press("Open the meeting").sees("Held").go(body.told["item"])
    asks_why(mina, "Open the vote").sees("Of 3 members who vote here, 2 stand for “Employers”").sees("17024:2012 4.3.8")
    mina.go(f"{body.told['item']}open/").press("Open the vote").sees("You cannot do this now: Open the vote")
    for name in ("Tara Turmbau", "Pola Publica"):
        mina.go(body.told["meeting"]).press(name).page.get_by_label("Is there").check()
        mina.press("Note who came or left").sees("there")
    mina.go(body.told["item"]).press("Open the vote").press("Open the vote").sees("Being voted on")


def test_5_members_vote_and_who_is_shut_out_cannot_by_any_hand(body: Body, be: Callable[..., Visitor]) -> None:
    edda = be("edda", width=390).go(body.told["item"]).sees(MOTION).press("Vote")
    edda.page.get_by_label("For", exact=True).check()
    edda.press("Vote").sees("Edda Employski")
    be("sami").go(f"{body.told['item']}vote/").sees("You are shut out of").sees_not(MOTION)
    answer = program(body, **body.behind("let_a_program_speak"))
    assert (json.loads(answer)["code"], [word for word in SECRETS if word in answer]) == ("R-07", [])

    mina = be("mina").go(f"{body.told['item']}hand/")
    mina.page.get_by_label("Whose hand?").select_option(label="Sami Schulmann · Schools")
    mina.page.get_by_label("For", exact=True).check()
    mina.press("Vote").sees("This member is shut out of").sees("17024:2012 4.3.7")
    assert body.behind("vote") == 5
    mina.go(body.told["item"]).press("Close the vote").press("Close the vote").sees("Adopted")
    mina.press("Write its minutes").fill("Words", SAID).press("Write its minutes").sees(SAID)
    mina.page.get_by_role("link", name=re.compile("^RS-")).click()
    body.told["resolution"] = body.here(mina.look().sees(MOTION))


def test_6_no_byte_reaches_who_is_shut_out(body: Body, be: Callable[..., Visitor]) -> None:
    """Neither by a page, nor by the file, nor by the search; a member beside him reads it all there."""
    addresses = [body.told[name] for name in ("item", "paper", "meeting", "resolution", "committee")]
    addresses += [f"/search?q={word}" for word in ("discount", "Windschule", "schools+pay")]
    addresses += ["/governance/meetings/", "/governance/resolutions/", "/governance/resolutions/?export=csv"]
    addresses += ["/work/", "/inbox/"]
    of_sami, of_edda = (read_by(be(name), addresses) for name in ("sami", "edda"))

    assert [(at, word) for at, text in of_sami.items() for word in SECRETS if word in text] == []
    assert {word for text in of_edda.values() for word in SECRETS if word in text} == set(SECRETS)
    assert (ITEM in of_edda["/search?q=discount"], ITEM in of_sami["/search?q=discount"]) == (True, False)


def test_7_minutes_are_approved_by_another_and_the_committee_turns_elsewhere(
    body: Body, be: Callable[..., Visitor]
) -> None:
    mina = be("mina").go(f"{body.told['meeting']}draft/").fill("Words", "Opened at ten, closed at noon.")
    mina.press("Hand in the minutes")
    mina.go(f"{body.told['meeting']}approve/").press("Approve the minutes").sees(
        "You were not there as a member with a vote"
    )
    be("edda").go(body.told["meeting"]).press("Approve the minutes").press("Approve the minutes").sees(
        "Minutes approved"
    )

    tom = be("tom").go(body.told["resolution"]).press("Answer: not followed")
    tom.fill("Why is it not followed?", "It pays our rent.").press("Answer: not followed").sees(
        "Not followed, with reasons"
    )
    edda = be("edda", width=390).go(body.told["resolution"]).press("Record independent action")
    edda.page.get_by_label("To whom did the committee turn?").select_option("accreditation")
    edda.fill("With what?", "The discount goes on.").press("Record independent action").sees(
        "The committee acted by itself"
    )


def test_8_ledger_proves_it_and_no_error_is_left_behind(body: Body) -> None:
    body.proves_itself()
    assert not any(word in body.installation.output() for word in SECRETS)


def read_by(visitor: Visitor, addresses: list[str]) -> dict[str, str]:
    """What really comes down the line at each address."""
    return {each: opened(visitor, each).decode("utf-8", errors="replace") for each in addresses}


def opened(visitor: Visitor, path: str) -> bytes:
    """What an address answers, byte by byte."""
    answer: Any = visitor.page.request.get(visitor.house.address + path)
    return bytes(answer.body())


def program(body: Body, *, secret: str, item: str, seat: str) -> str:
    """What a program hears that votes in the name of the member who is shut out."""
    asked = Request(
        f"{body.house.address}/api/v1/acts/governance.vote.cast",
        data=json.dumps({"item": item, "seat": seat, "choice": "for"}).encode(),
        headers={"Authorization": f"Bearer {secret}", "Content-Type": "application/json"},
    )
    with pytest.raises(HTTPError) as refused:
        urlopen(asked, timeout=15)
    assert refused.value.code == 409
    return refused.value.read().decode()
