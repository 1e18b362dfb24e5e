"""Signals: what records show is raised by a machine, judged by a person, and comes up again when it grows."""

from collections.abc import Iterator
from typing import Any

import pytest

from guildhall.governance import sightings, signals
from guildhall.governance.acts import finance, register, threats
from guildhall.governance.acts import signals as judging
from guildhall.governance.models import Sighting, Threat
from guildhall.identity.models import Person
from guildhall.kernel.signals import Hint, Signal
from tests.cast import Cast, acting
from tests.governance.making_body import House, a_client, a_source, a_year, accepted
from tests.governance.refusing import refused


class Probe:
    """A signal whose sight lies in the hands of a test."""

    def __init__(self) -> None:
        self.hints: list[Hint] = []

    def sees(self, value: float, about: str = "exams.sitting:1", concerns: tuple[Person, ...] = ()) -> None:
        words = "%(count)s of ten candidates passed."
        people = [each.pk for each in concerns]
        self.hints = [Hint(about, words, value, 20.0, figures={"count": str(value)}, concerns=people)]

    def looked(self) -> Sighting:
        sightings.look(Signal("tests.probe", "A probe", "familiarity", (), self._query))
        return Sighting.objects.get()

    def _query(self) -> Iterator[Hint]:
        yield from self.hints


@pytest.fixture
def probe() -> Probe:
    return Probe()


def dismissed(cast: Cast, sighting: Sighting) -> Sighting:
    return judging.dismiss(by=acting(cast.quinn), sighting=sighting, reasons="A small group.")


def test_signal_is_raised_once_and_kept_up_to_date(cast: Cast, probe: Probe) -> None:
    probe.sees(30)
    first = probe.looked()
    told = (first.state, first.kind, first.looks_for, first.sentence)
    assert told == ("raised", "familiarity", "A probe", "30 of ten candidates passed.")

    assert probe.looked().revision == first.revision
    probe.sees(31)
    again = probe.looked()
    assert (again.number, again.value, again.sentence) == (first.number, 31, "31 of ten candidates passed.")


def test_signal_that_is_not_seen_any_more_fades_and_rises_again(cast: Cast, probe: Probe) -> None:
    probe.sees(30)
    probe.looked()
    probe.hints = []
    assert probe.looked().state == "faded"

    probe.sees(22)
    assert probe.looked().state == "raised"


def test_dismissed_signal_rises_again_when_it_grows(cast: Cast, probe: Probe) -> None:
    probe.sees(30)
    judged = dismissed(cast, probe.looked())
    assert (judged.state, judged.judged_value, judged.threat) == ("no-threat", 30, None)

    probe.sees(36)
    assert probe.looked().state == "no-threat"
    probe.sees(37)
    assert probe.looked().state == "raised"


def test_dismissed_signal_rises_again_after_a_year(cast: Cast, probe: Probe, clock: Any) -> None:
    probe.sees(30)
    dismissed(cast, probe.looked())

    clock.move(days=364)
    assert probe.looked().state == "no-threat"
    clock.move(days=2)
    assert probe.looked().state == "raised"


def test_judged_signal_does_not_fade(cast: Cast, probe: Probe) -> None:
    probe.sees(30)
    dismissed(cast, probe.looked())
    probe.hints = []
    assert probe.looked().state == "no-threat"


def test_signal_becomes_a_new_threat(cast: Cast, probe: Probe) -> None:
    probe.sees(30, concerns=(cast.olive,))
    asked = {"title": "Passes too many", "owner": cast.tom, "reasons": "Thrice as many as others."}

    named = judging.name(by=acting(cast.quinn), sighting=probe.looked(), **asked)

    threat = Threat.objects.get()
    assert (named.state, named.threat) == ("new-threat", threat)
    assert (threat.kind, threat.source, threat.concerns) == ("familiarity", "signal", [str(cast.olive.pk)])


def test_signal_is_recognised_in_a_threat_that_stands(cast: Cast, probe: Probe) -> None:
    probe.sees(30)
    sighting, threat = probe.looked(), accepted(cast)
    closed = threats.close(by=acting(cast.quinn), threat=accepted(cast), reasons="Gone.")
    asked = {"by": acting(cast.quinn), "sighting": sighting, "reasons": "The same client."}

    assert refused("signal-threat", judging.recognise, **asked, threat=closed).field == "threat"
    assert judging.recognise(**asked, threat=threat).threat == threat


def test_nobody_judges_a_signal_about_themselves(cast: Cast, probe: Probe) -> None:
    probe.sees(30, concerns=(cast.quinn,))
    refused("R-08", dismissed, cast=cast, sighting=probe.looked())


def test_judgement_has_its_reasons(cast: Cast, probe: Probe) -> None:
    probe.sees(30)
    refused("signal-reasons", judging.dismiss, by=acting(cast.quinn), sighting=probe.looked(), reasons="")


def test_people_raise_no_signals(cast: Cast) -> None:
    told: dict[str, Any] = {
        "title": "X",
        "signal": "x",
        "about": "x",
        "words": "x",
        "figures": {},
        "concerns": [],
        "link": [],
    }
    asked = {**told, "kind": "familiarity", "value": 1.0, "limit": 1.0}
    refused("permission", judging.record, by=acting(cast.quinn), **asked)
    refused("signal-kind", judging.record, by=sightings.MACHINE, **{**asked, "kind": "boredom"})


def test_register_is_not_reviewed_while_a_signal_waits(cast: Cast, probe: Probe) -> None:
    probe.sees(30)
    sighting = probe.looked()
    refused("T-09", register.review, by=acting(cast.quinn), findings="All fine.")

    dismissed(cast, sighting)
    assert register.review(by=acting(cast.quinn), findings="All fine.").figures["judged"] == 1


def test_revenue_of_one_payer_is_seen_from_a_quarter_on(house: House) -> None:
    year = a_year(house)
    a_source(house, year, 751)
    client = a_client(house, year, 249)
    assert list(signals.revenue_of_one_payer.query()) == []

    finance.remove(by=acting(house.fiona), source=client)
    client = a_client(house, year, 251)
    hint = next(iter(signals.revenue_of_one_payer.query()))

    assert (hint.about, hint.value, hint.concerns) == (client.ref, 25.0, ())
    assert "Windpark" not in f"{hint.words}{hint.figures}"


def test_latest_year_counts(house: House) -> None:
    before = a_year(house, 2025)
    a_client(house, before, 100)
    now = a_year(house, 2026)
    assert len(list(signals.revenue_of_one_payer.query())) == 1

    a_source(house, now, 100)
    assert list(signals.revenue_of_one_payer.query()) == []
