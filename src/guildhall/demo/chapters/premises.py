"""The premises: where people are examined and with what, inspected and calibrated in time; the software, verified."""

from datetime import timedelta
from functools import partial

from guildhall.demo import words
from guildhall.demo.body import Body
from guildhall.kernel import clock
from guildhall.personnel import fitness, verification
from guildhall.personnel.acts import equipment, releases, rooms, venues
from guildhall.personnel.models import Equipment, Venue

KEEPER, APPROVER = "quality", "director"


def tell(body: Body) -> None:
    """Two sites are registered, inspected and approved before the first sitting, and looked at again since."""
    body.diary.ago(528, partial(_register, body))
    body.diary.ago(527, partial(_look_at, body), "10:00")
    body.diary.ago(526, partial(_approve, body), "11:00")
    body.diary.ago(525, partial(_verify, body), "16:00")
    body.diary.ago(210, partial(_look_at, body), "10:00")
    for days in (524, 175):
        body.diary.ago(days, partial(_calibrate, body), "09:30")


def _register(body: Body) -> None:
    """A room for written examinations and a tower for practical ones, with the wrench that is tightened by there."""
    for code, place in words.PREMISES.items():
        site = venues.register(by=body.by(KEEPER), kind="site", name=place.name, address=place.address)
        rooms.add(by=body.by(KEEPER), venue=site, name=place.room, capacity=24, features=place.features)
        if code == "P":
            told = {"kind": "measuring", "name": words.WRENCH, "serial": "TW-0417", "proof": "calibration"}
            equipment.register(by=body.by(KEEPER), venue=site, **told)


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


def _calibrate(body: Body) -> None:
    today = clock.today()
    for thing in Equipment.objects.all():
        equipment.calibrate(
            by=body.by(KEEPER),
            equipment=thing,
            done_on=today,
            valid_until=today + timedelta(days=365),
            laboratory=words.LABORATORY,
            certificate=f"{today:%Y}-0417",
            passed=True,
            trace=words.TRACE,
        )


def _verify(body: Body) -> None:
    """The software that will deliver examinations is verified by its own reference cases, and somebody signs."""
    releases.sign(by=body.by(KEEPER), release=verification.verify(), words=words.READ)
