"""The premises: where people are examined and with what, inspected and calibrated in time; the software, verified."""

from datetime import timedelta
from functools import partial

from guildhall.demo import words
from guildhall.demo.body import Body
from guildhall.kernel import clock
from guildhall.personnel import fitness, verification
from guildhall.personnel.acts import equipment, releases, rooms, venues
from guildhall.personnel.models import Equipment, Venue

KEEPER, APPROVER = "premises", "director"
CALIBRATED = {words.WORN_OUT: (524, 380), words.WRENCH: (524, 190)}
"""How many days ago which wrench was calibrated, for a year; the certificate of the first has ended: an honest red."""


def tell(body: Body) -> None:
    """Two sites and a platform are registered, inspected and approved before the first sitting, and looked at again."""
    body.diary.ago(528, partial(_register, body))
    body.diary.ago(527, partial(_look_at, body), "10:00")
    body.diary.ago(526, partial(_approve, body), "11:00")
    body.diary.ago(525, partial(_verify, body), "16:00")
    body.diary.ago(210, partial(_look_at, body), "10:00")
    for serial, calibrated in CALIBRATED.items():
        for days in calibrated:
            body.diary.ago(days, partial(_calibrate, body, serial), "09:30")
    body.diary.ago(120, partial(_plan_upkeep, body), "10:00")


def _register(body: Body) -> None:
    """A room for written examinations, a tower for practical ones with its two wrenches, and a platform."""
    for code, place in words.PREMISES.items():
        site = venues.register(by=body.by(KEEPER), kind="site", name=place.name, address=place.address)
        rooms.add(by=body.by(KEEPER), venue=site, name=place.room, capacity=24, features=place.features)
        if code == "P":
            told = {"kind": "measuring", "name": words.WRENCHES, "proof": "calibration"}
            for serial in CALIBRATED:
                equipment.register(by=body.by(KEEPER), venue=site, serial=serial, **told)
    venues.register(by=body.by(KEEPER), kind="platform", capacity=20, release="3.8", **words.PLATFORM)


def _look_at(body: Body) -> None:
    for site in Venue.objects.order_by("number"):
        answers = {each.code: {"found": fitness.MET, "note": ""} for each in fitness.asked(site.kind)}
        venues.inspect(
            by=body.by(KEEPER),
            venue=site,
            inspected_on=clock.today(),
            answers=answers,
            suitable=True,
            words=words.SUITABLE,
        )


def _approve(body: Body) -> None:
    for site in Venue.objects.order_by("number"):
        venues.approve(by=body.by(APPROVER), venue=site)


def _calibrate(body: Body, serial: str) -> None:
    today = clock.today()
    equipment.calibrate(
        by=body.by(KEEPER),
        equipment=Equipment.objects.get(serial=serial),
        done_on=today,
        valid_until=today + timedelta(days=365),
        laboratory=words.LABORATORY,
        certificate=f"{today:%Y}-{serial[3:]}",
        passed=True,
        trace=words.TRACE,
    )


def _plan_upkeep(body: Body) -> None:
    """The wrench that is used is greased and its scale compared every half year; the next time is in three weeks."""
    wrench, due_on = Equipment.objects.get(serial=words.WRENCH), clock.today() + timedelta(days=141)
    equipment.plan_upkeep(by=body.by(KEEPER), equipment=wrench, what=words.UPKEEP, due_on=due_on, months=6)


def _verify(body: Body) -> None:
    """The software that will deliver examinations is verified by its own reference cases, and somebody signs."""
    releases.sign(by=body.by(KEEPER), release=verification.verify(), words=words.READ)
