"""The signals of every room are gathered, and what they see waits in governance for a person."""

from guildhall.conformity import jobs, signals
from guildhall.governance.models import Sighting, ThreatKind
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.kernel.signals import all_signals
from tests.cast import Cast
from tests.governance.making_body import a_client, a_house, a_year


def test_signals_of_all_rooms_are_gathered() -> None:
    assert signals.gather() >= 5
    rooms = {each.name.split(".")[0] for each in all_signals()}
    assert {"governance", "personnel", "exams", "certification"} <= rooms


def test_every_signal_points_at_a_known_threat_and_says_what_it_sees() -> None:
    signals.gather()
    assert [each.name for each in all_signals() if each.threat not in ThreatKind.values or not each.meaning] == []


def test_what_a_signal_sees_waits_for_judgement(cast: Cast) -> None:
    house = a_house(cast)
    a_client(house, a_year(house), 100)

    queue(jobs.gather_signals)
    Worker().do_jobs()

    sighting = Sighting.objects.get()
    assert (sighting.signal, sighting.state, sighting.kind) == (
        "governance.revenue_of_one_payer",
        "raised",
        "financial",
    )
