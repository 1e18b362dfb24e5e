"""Releases of the software: reported on by the house alone, signed by a person, and no examination without."""

import pytest

from guildhall.cli import parser, verifying
from guildhall.kernel import proving, software
from guildhall.kernel.proving import Part, Proved, Proving
from guildhall.kernel.refusals import Refusal
from guildhall.personnel import resources, verification
from guildhall.personnel.acts import releases
from guildhall.personnel.lifecycles import ReleaseState
from guildhall.personnel.models import SoftwareRelease
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.personnel.making_resources import a_report, a_verified_release


def test_every_reference_case_holds_on_this_software(cast: Cast) -> None:
    found = verification.verify()
    failed = [case for case in found.report.cases if case["expected"] != case["found"]]
    assert failed == []
    assert (found.failed, found.state, found.fingerprint) == (0, ReleaseState.REPORTED, software.fingerprint())
    assert {case["part"] for case in found.report.cases} == set(Part)
    assert found.asked == len(found.report.cases) > 60


def test_rehearsed_attempt_leaves_nothing_behind(cast: Cast) -> None:
    from guildhall.exams.models import Attempt, FormItem, Response

    verification.verify()
    assert [model.objects.count() for model in (Attempt, FormItem, Response)] == [0, 0, 0]


def test_verified_release_delivers(cast: Cast) -> None:
    assert resources.unverified_release().code == "R-30"
    report = verification.verify()
    assert resources.unverified_release().code == "R-30"
    signed = releases.sign(by=acting(cast.quinn), release=report, words="Read every case.")
    assert (signed.state, signed.judged_by, signed.words) == (ReleaseState.VERIFIED, cast.quinn, "Read every case.")
    assert resources.unverified_release() is None


def test_another_release_is_not_verified_by_the_signature_of_this_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_verified_release()
    monkeypatch.setattr(software, "fingerprint", lambda: "f" * 64)
    assert "ffffffffffff" in resources.unverified_release().sentence


def test_withdrawn_release_delivers_nothing(cast: Cast) -> None:
    signed = a_verified_release()
    refused("R-60", releases.withdraw, by=acting(cast.quinn), release=signed, reason=" ")
    withdrawn = releases.withdraw(by=acting(cast.quinn), release=signed, reason="Rounds half points down.")
    assert withdrawn.state == ReleaseState.WITHDRAWN
    assert resources.unverified_release().code == "R-30"


def test_report_with_a_case_that_does_not_hold_is_not_signed(cast: Cast) -> None:
    report = a_report(scoring="4")
    assert "1 reference case" in refused("R-30", releases.sign, by=acting(cast.quinn), release=report).sentence
    declined = releases.decline(by=acting(cast.quinn), release=report, reason="Scores wrongly.")
    assert (declined.state, declined.words) == (ReleaseState.DECLINED, "Scores wrongly.")


def test_report_that_leaves_a_part_out_is_not_signed(cast: Cast) -> None:
    assert "Delivery" in refused("R-30", releases.sign, by=acting(cast.quinn), release=a_report(delivery="")).sentence


def test_decline_says_why(cast: Cast) -> None:
    refused("R-60", releases.decline, by=acting(cast.quinn), release=a_report(), reason="")


def test_nobody_writes_a_report_themselves(cast: Cast) -> None:
    told = {"version": "1", "fingerprint": software.fingerprint(), "cases": []}
    with pytest.raises(Refusal) as caught:
        releases.report(by=acting(cast.quinn), **told)
    assert caught.value.code == "permission"
    assert not SoftwareRelease.objects.exists()


def test_only_who_may_signs(cast: Cast) -> None:
    refused("R-46", releases.sign, by=acting(cast.olive), release=a_report())


def test_same_release_is_verified_once(cast: Cast) -> None:
    first, second = a_report(), a_report()
    releases.sign(by=acting(cast.quinn), release=first)
    refused("R-30", releases.sign, by=acting(cast.tom), release=second)


def test_command_reports_and_says_what_is_next(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    given = parser.parse(["release", "verify"])
    assert (given.command, verifying.release(given)) == ("verifying:release", 0)
    told = capsys.readouterr().out
    assert software.fingerprint() in told
    assert "Every case holds." in told


def test_command_names_what_does_not_hold(
    cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Proving("reference.broken", Part.SCORING, "Broken", lambda: [Proved("Two and two", "4", "5")])
    monkeypatch.setitem(proving._provings, broken.name, broken)
    assert verifying.release(parser.parse(["release", "verify"])) == 1
    told = capsys.readouterr().out
    assert "DOES NOT HOLD reference.broken: Two and two: 4 expected, 5 found" in told
    assert "Every case holds." not in told


def test_fingerprint_tells_every_change_apart(tmp_path) -> None:
    (tmp_path / "a.py").write_text("one")
    before = software.fingerprint_of(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("what Python made of it")
    assert software.fingerprint_of(tmp_path) == before
    (tmp_path / "a.py").write_text("two")
    changed = software.fingerprint_of(tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert len({before, changed, software.fingerprint_of(tmp_path)}) == 3
