"""A certificate that went the whole way through acts, bundled by the command, before other people's software.

Three verifiers from npm and poppler say of it what is true: good, tampered, suspended, withdrawn, expired.
"""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from guildhall import cli
from guildhall.certification.models import Certification
from guildhall.cli import parser
from guildhall.kernel import clock as house_clock
from tests.certification.making import carried, issued, worked
from tests.credentials.test_foreign import answer, by_node, by_poppler, node, pdfsig, told
from tests.documents.keys import keyed

__all__ = ["node", "told"]

pytestmark = pytest.mark.foreign

Bundled = Callable[[Certification], dict[str, bytes]]


@pytest.fixture
def public(monkeypatch) -> None:
    """The body has a public address, as one that issues has."""
    monkeypatch.setattr(settings, "GUILDHALL", replace(settings.GUILDHALL, public_url="https://nordlicht.example"))
    keyed()


@pytest.fixture
def bundled(public, tmp_path_factory) -> Bundled:
    """The bundle that the command writes of a certification, as its files."""

    def written(certification: Certification) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("bundle")
        command = ("certificate", "bundle", certification.number, "--out", str(folder))
        assert cli.run(parser.parse(command)) == 0
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files_in(folder)}

    return written


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@by_node
def test_strangers_accept_what_was_granted(bundled, told, certified):
    issued(certified)
    assert told(bundled(certified), house_clock.now()) == answer()


@by_node
@pytest.mark.parametrize("kind", ["suspend", "withdraw"])
def test_strangers_see_what_was_decided_later(bundled, told, made, cast, certified, kind):
    issued(certified)
    carried(made, cast, certified, kind)
    assert told(bundled(certified), house_clock.now()) == answer(revoked=True)


@by_node
def test_strangers_accept_who_was_reinstated(bundled, told, made, cast, certified):
    issued(certified)
    carried(made, cast, carried(made, cast, certified, "suspend"), "reinstate")
    worked()
    assert told(bundled(certified), house_clock.now()) == answer()


@by_node
def test_strangers_see_that_the_term_is_over(bundled, told, certified, clock):
    issued(certified)
    clock.set(datetime.combine(certified.expires_on + timedelta(days=1), time(9), UTC))
    said = told(bundled(certified), house_clock.now())
    assert said["digitalbazaar/vc"]["verified"] is False
    assert said["digitalcredentials/verifier-core"]["steps"]["expiration"] is False
    assert said["jose"]["problems"] == ["ERR_JWT_EXPIRED"]


@by_node
@pytest.mark.parametrize("written", ["Carla Zimmerer", "Inspects, services and repairs wind turbines.", "2029-03-01"])
def test_strangers_refuse_what_was_tampered_with(bundled, told, certified, written):
    issued(certified)
    files = bundled(certified)
    content = files["credential.json"].decode()
    assert written in content
    files["credential.json"] = content.replace(written, "2039-03-01" if written[0] == "2" else "Otto").encode()
    said = told(files, house_clock.now())
    assert said["digitalbazaar/vc"]["verified"] is False
    assert said["digitalcredentials/verifier-core"] == {"steps": {}, "problems": ["invalid_signature"]}


@by_poppler
def test_pdfsig_trusts_the_sheet_by_the_roots_that_the_bundle_brings(bundled, certified, tmp_path):
    issued(certified)
    for name, content in bundled(certified).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert {
        "Signature Validation: Signature is Valid.",
        "Certificate Validation: Certificate is Trusted.",
    } <= pdfsig(tmp_path, trusting=True)


@by_poppler
def test_pdfsig_sees_that_the_sheet_was_touched(bundled, certified, tmp_path):
    issued(certified)
    files = bundled(certified)
    sheet = bytearray(files["certificate.pdf"])
    sheet[2000] ^= 1
    (tmp_path / "certificate.pdf").write_bytes(bytes(sheet))
    (tmp_path / "seal-root.pem").write_bytes(files["seal-root.pem"])
    assert "Signature Validation: Digest Mismatch." in pdfsig(tmp_path, trusting=True)


@by_poppler
def test_the_credential_stands_in_the_sheet(bundled, certified, tmp_path):
    issued(certified)
    files = bundled(certified)
    (tmp_path / "certificate.pdf").write_bytes(files["certificate.pdf"])
    run = ["pdfdetach", "-saveall", "-o", str(tmp_path), str(tmp_path / "certificate.pdf")]
    subprocess.run(run, check=True, capture_output=True)
    attached = [path.read_bytes() for path in tmp_path.iterdir() if path.suffix == ".json"]
    assert attached == [files["credential.json"]]
