"""Pages of premises, equipment and releases: the whole way by pages, for who examines, closed to everybody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.kernel import clock as house_clock
from guildhall.kernel import identifiers
from guildhall.personnel import fitness
from guildhall.personnel.models import (
    Calibration,
    Equipment,
    ExamRoom,
    Inspection,
    SoftwareRelease,
    Upkeep,
    Venue,
)
from tests.cast import Cast, sign_in
from tests.papers import SCAN
from tests.personnel.making_resources import (
    PLATFORM,
    SITE,
    WRENCH,
    a_report,
    a_room,
    a_venue,
    a_verified_release,
    an_instrument,
    calibrated,
)


@pytest.fixture
def quinn(cast: Cast) -> Client:
    return sign_in(Client(), cast.quinn)


@pytest.fixture
def tom(cast: Cast) -> Client:
    return sign_in(Client(), cast.tom)


def text_of(client: Client, name: str, *args: object, status: int = 200, **query: str) -> str:
    answer = client.get(reverse(f"personnel:{name}", args=args), query)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client: Client, name: str, /, *args: object, status: int = 302, **typed: Any) -> str:
    answer = client.post(reverse(f"personnel:{name}", args=args), {"once": identifiers.new_id().hex, **typed})
    assert answer.status_code == status, re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())[:900]
    return re.sub(r"\s+", " ", answer.content.decode())


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", SCAN, "application/pdf")


def inspection(**other: Any) -> dict[str, Any]:
    found = {each.code: "met" for each in fitness.asked("site")}
    return {"inspected_on": house_clock.today().isoformat(), "suitable": "yes", "words": "", **found, **other}


def test_site_goes_its_whole_way_by_pages(quinn: Client, tom: Client) -> None:
    assert "Here stands where people are examined" in text_of(quinn, "venues")
    send(quinn, "venue-register", **SITE)
    site = Venue.objects.get()
    assert "Nobody has looked at it yet." in text_of(quinn, "venue", site.pk)
    send(quinn, "venue-room", site.pk, name="Room 2", capacity="24", features=["quiet", "step-free"])
    assert "Not answered" in send(quinn, "venue-inspect", site.pk, status=409, **inspection(quiet=""))
    send(quinn, "venue-inspect", site.pk, **inspection(quiet="not-met", quiet_note="Shut windows."), report=scan())

    found = Inspection.objects.get()
    page = text_of(quinn, "inspection", found.pk)
    assert ("Shut windows." in page, "Not met" in page) == (True, True)
    answer = quinn.get(reverse("personnel:inspection-report", args=[found.pk]))
    assert b"".join(answer.streaming_content) == SCAN  # type: ignore[attr-defined]

    assert "You inspected this venue yourself" in text_of(quinn, "venue", site.pk)
    send(tom, "venue-approve", site.pk)
    page = text_of(quinn, "venue", site.pk)
    assert ("Approved" in page, "Room 2 · 24 seats" in page, "Separate quiet place" in page) == (True, True, True)
    assert "Training hall" in text_of(quinn, "venues", state="approved")


def test_venue_is_changed_suspended_and_given_up_by_pages(quinn: Client) -> None:
    room = a_room()
    send(quinn, "venue-suspend", room.venue.pk, reason="Roadworks.")
    assert "Roadworks." in text_of(quinn, "venue", room.venue.pk)
    send(quinn, "venue-change", room.venue.pk, name="Hall", address="Hafenstraße 6", status=302)
    assert Venue.objects.get().name == "Hall"
    send(quinn, "venue-close", room.venue.pk, reason="The lease ended.")
    assert Venue.objects.get().state == "closed"


def test_room_is_changed_and_taken_out_by_pages(quinn: Client) -> None:
    room = a_room()
    send(quinn, "room-change", room.pk, capacity="7", features=["hearing"], note="One row less.")
    send(quinn, "room-take-out", room.pk, reason="Painted.")
    page = text_of(quinn, "room", room.pk)
    assert ("Painted." in page, "Induction loop" in page, "Not now" in page) == (True, True, True)
    send(quinn, "room-put-back", room.pk)
    assert (ExamRoom.objects.get().capacity, ExamRoom.objects.get().state) == (7, "in-use")


def test_platform_says_its_version_and_has_no_rooms(quinn: Client) -> None:
    send(quinn, "venue-register", status=409, **{**PLATFORM, "release": ""})
    send(quinn, "venue-register", **PLATFORM)
    page = text_of(quinn, "venue", Venue.objects.get().pk)
    assert ("4.2" in page, "Add a room" in page) == (True, False)


def test_equipment_goes_its_whole_way_by_pages(quinn: Client) -> None:
    assert "Here stands with what people are examined" in text_of(quinn, "equipments")
    send(quinn, "equipment-register", **WRENCH)
    wrench, today = Equipment.objects.get(), house_clock.today()
    assert "has no calibration or verification that is in force" in text_of(quinn, "equipment", wrench.pk)
    told = {
        "done_on": today.isoformat(),
        "valid_until": (today + timedelta(days=30)).isoformat(),
        "laboratory": "Messlabor Kiel",
        "certificate": "K-118",
        "passed": "yes",
    }
    send(quinn, "equipment-calibrate", wrench.pk, **told, certificate_file=scan())
    calibration = Calibration.objects.get()
    assert "Messlabor Kiel" in text_of(quinn, "calibration", calibration.pk)
    answer = quinn.get(reverse("personnel:calibration-file", args=[calibration.pk]))
    assert b"".join(answer.streaming_content) == SCAN  # type: ignore[attr-defined]
    assert "In service, due soon" in text_of(quinn, "equipments", state="due")

    due_on = (today + timedelta(days=9)).isoformat()
    send(quinn, "equipment-upkeep", wrench.pk, what="Grease", due_on=due_on, months="0")
    send(quinn, "upkeep-done", Upkeep.objects.get().pk, done_on=today.isoformat(), found="Greased.")
    assert "Greased." in text_of(quinn, "equipment", wrench.pk)
    send(quinn, "equipment-withdraw", wrench.pk, reason="Dropped.")
    send(quinn, "equipment-restore", wrench.pk, reason="Looked at.")
    send(quinn, "equipment-retire", wrench.pk, reason="Worn out.")
    assert "Retired" in text_of(quinn, "equipment", wrench.pk)


def test_release_is_read_and_signed_by_pages(quinn: Client) -> None:
    assert "is not verified for examinations" in text_of(quinn, "releases")
    report = a_report()
    page = text_of(quinn, "release", report.pk)
    assert ("This release runs here." in page, "Delivery" in page, "3 of 3" in page) == (True, True, True)
    send(quinn, "release-sign", report.pk, words="Read every case.")
    assert "is verified: it may deliver examinations" in text_of(quinn, "releases")
    send(quinn, "release-withdraw", report.pk, reason="Scores wrongly.")
    assert SoftwareRelease.objects.get().state == "withdrawn"


def test_case_that_did_not_hold_stands_first_and_cannot_be_signed(quinn: Client) -> None:
    report = a_report(scoring="4")
    page = text_of(quinn, "release", report.pk)
    assert ("Cases did not hold" in page, "Does not hold" in page) == (True, True)
    assert "did not hold" in send(quinn, "release-sign", report.pk, status=409)
    send(quinn, "release-decline", report.pk, reason="Scores wrongly.")


def test_pages_are_for_who_examines(cast: Cast) -> None:
    room, wrench, release = a_room(), calibrated(an_instrument()), a_verified_release()
    otto = sign_in(Client(), cast.otto)
    for name, args in (
        ("venues", ()),
        ("venue", (room.venue.pk,)),
        ("room", (room.pk,)),
        ("equipments", ()),
        ("equipment", (wrench.pk,)),
        ("releases", ()),
        ("release", (release.pk,)),
    ):
        page = text_of(otto, name, *args, status=403)
        assert [word for word in ("Training hall", "Torque wrench", "Quinn") if word in page] == []


@pytest.mark.parametrize(("name", "make"), [("venues", a_venue), ("equipments", an_instrument)])
def test_list_costs_the_same_for_three_rows_as_for_thirty(quinn: Client, name: str, make: Any) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(quinn, name)
        return len(queries)

    for number in range(3):
        make(**({} if name == "venues" else {"serial": str(number)}))
    text_of(quinn, name)
    before = asked()
    for number in range(3, 30):
        make(**({} if name == "venues" else {"serial": str(number)}))
    assert asked() == before
