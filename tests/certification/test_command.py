"""The bundle of a certificate at the terminal, and acts of deciding there: the same rules, the same refusals."""

import json
from dataclasses import replace

import pytest
from django.conf import settings

from guildhall import cli, credentials
from guildhall.certification.models import DecisionFile
from guildhall.cli import parser
from guildhall.kernel import clock
from guildhall.ledger.models import Access, Entry
from tests.certification.making import REASONS, carried, issued, taken
from tests.certification.test_rules import decider
from tests.documents.keys import keyed


@pytest.fixture
def guildhall(capsys, monkeypatch):
    """The command, in a demonstration: the name of who acts is enough."""
    monkeypatch.setattr(settings, "GUILDHALL", replace(settings.GUILDHALL, demo=True))

    def run(*command):
        capsys.readouterr()
        code = cli.run(parser.parse(command))
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_bundle_holds_what_a_stranger_needs(guildhall, certified, tmp_path):
    keyed()
    certificate = issued(certified)
    code, said = guildhall("certificate", "bundle", certified.number, "--out", str(tmp_path / "b"))
    assert (code, certified.number in said) == (0, True)
    files = {path.relative_to(tmp_path / "b").as_posix(): path.read_bytes() for path in (tmp_path / "b").rglob("*.*")}
    load = credentials.loader(files)
    credential = json.loads(files["credential.json"])
    assert credentials.verify_credential(credential, load, clock.now()).holds
    assert credentials.verify_credential(files["credential.jwt"].decode(), load, clock.now()).holds
    assert files["certificate.pdf"].startswith(b"%PDF-1.7")
    grant = Entry.objects.get(act="certification.decision.grant", outcome="done")
    assert json.loads(files["ledger-proof.json"])["entry"] == str(grant.id)
    read = Access.objects.get(reading="certification.certificate.bundle")
    assert (read.actor, read.subject) == ("machine:terminal", certificate.ref)


def test_bundle_of_who_is_withdrawn_says_so(guildhall, made, cast, certified, tmp_path):
    keyed()
    issued(certified)
    carried(made, cast, certified, "withdraw")
    assert guildhall("certificate", "bundle", certified.number, "--out", str(tmp_path / "b"))[0] == 0
    files = {path.relative_to(tmp_path / "b").as_posix(): path.read_bytes() for path in (tmp_path / "b").rglob("*.*")}
    credential = json.loads(files["credential.json"])
    said = credentials.verify_credential(credential, credentials.loader(files), clock.now())
    assert said.finding is credentials.Finding.REVOKED


def test_bundle_is_written_by_who_may_and_into_an_empty_folder(guildhall, cast, certified, tmp_path):
    assert guildhall("certificate", "bundle", "GH-2026-999999", "--out", str(tmp_path / "b"))[0] == 2
    assert guildhall("certificate", "bundle", certified.number, "--out", str(tmp_path / "b"))[0] == 3
    keyed()
    issued(certified)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    assert guildhall("certificate", "bundle", certified.number, "--out", str(tmp_path / "full"))[0] == 2
    by_otto = ("--by", cast.otto.number)
    assert guildhall("certificate", "bundle", certified.number, "--out", str(tmp_path / "b"), *by_otto)[0] == 3
    by_carla = ("--by", cast.carla.number)
    assert guildhall("certificate", "bundle", certified.number, "--out", str(tmp_path / "b"), *by_carla)[0] == 0


def test_no_command_passes_the_rules_of_deciding(guildhall, cast, made, file):
    """An administrator is refused by role; who examined is refused by having examined; a decision needs its file."""
    take = ("act", "certification.decision.take", f"file={file.number}", "no_conflict=yes")
    assert "R-46" in guildhall(*take, "--by", cast.ada.number)[1]
    decider(cast, made, made.crew.erik)
    code, said = guildhall(*take, "--by", made.crew.erik.number)
    assert (code, "R-02, 2012:9.4.4, 2026:9.4" in said) == (3, True)
    in_decision = taken(made, file)
    grant = ("act", "certification.decision.grant", f"file={file.number}", f"reasons={REASONS}")
    assert guildhall(*grant, "--by", cast.ada.number)[0] == 3
    assert guildhall(*grant, "--by", made.crew.dora.number)[0] == 0
    assert DecisionFile.reloaded(in_decision.pk).state == "granted"


def test_no_command_changes_a_status_by_hand(guildhall, cast, certified):
    file = DecisionFile.objects.get(certification=certified)
    for name in ("suspend", "reinstate", "withdraw", "surrender"):
        given = (f"certification={certified.number}", f"file={file.number}", "--by", cast.ada.number)
        assert guildhall("act", f"certification.certification.{name}", *given)[0] == 3
    assert DecisionFile.objects.count() == 1
