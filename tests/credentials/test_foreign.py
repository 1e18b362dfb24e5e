"""What we issue, checked by software that we did not write, from the bundle alone.

Credential: three verifiers from npm, which make no connection and read what the bundle's index names. Sheet: poppler
with a root in an NSS database, qpdf, and a scanner of QR codes on the printed page.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from guildhall import credentials
from guildhall.credentials import bundle, derived_keys, loader, signed, token_of, verify_credential
from guildhall.credentials.verification import Finding
from tests.credentials.conftest import BODY, FONTS, NOW, WORDS
from tests.steps import IN_CI

SOURCE = Path(__file__).parents[1] / "foreign" / "credentials"
STRANGER = derived_keys(b"the secret of somebody else, long")
LATER = datetime(2029, 3, 1, tzinfo=UTC)
"""The day after the term."""

pytestmark = pytest.mark.foreign
by_node = pytest.mark.skipif(not shutil.which("npm") or not shutil.which("node"), reason="needs nodejs and npm")
by_poppler = pytest.mark.skipif(
    not all(shutil.which(program) for program in ("pdfsig", "pdftotext", "pdftoppm", "qpdf", "certutil")),
    reason="needs poppler-utils, qpdf and libnss3-tools",
)

Files = dict[str, bytes]


@pytest.fixture(scope="session")
def node() -> Path:
    """The verifiers from npm, installed once for each lock file outside the repository; their hashes stand in it."""
    lock = sha256((SOURCE / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"guildhall-foreign-{os.getuid()}-{lock}"
    if not folder.exists():
        building = Path(tempfile.mkdtemp(prefix="guildhall-foreign-"))
        shutil.copytree(SOURCE, building, dirs_exist_ok=True)
        quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        done = subprocess.run(["npm", "ci", *quietly], check=False, cwd=building, timeout=600)
        if done.returncode and not IN_CI:
            pytest.skip("npm could not install the verifiers")
        assert done.returncode == 0
        building.rename(folder)
    shutil.copy(SOURCE / "verify.mjs", folder)
    return folder


@pytest.fixture
def told(node: Path, tmp_path: Path) -> Callable[..., dict[str, object]]:
    """What the three say of a bundle at a moment."""

    def asked(files: Files, at: datetime = NOW) -> dict[str, object]:
        lay(files, tmp_path)
        run = ["node", str(node / "verify.mjs"), str(tmp_path), at.isoformat()]
        done = subprocess.run(run, check=True, capture_output=True, text=True, timeout=120)
        return json.loads(done.stdout)

    return asked


def lay(files: Files, folder: Path) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def ours(files: Files, at: datetime = NOW) -> list[Finding]:
    """What we say of the same bundle, of the proof and of the token."""
    carried = json.loads(files["credential.json"]), files["credential.jwt"].decode()
    return [verify_credential(each, loader(files), at).finding for each in carried]


def answer(*, revoked=False):
    """What the three say of what is authentic and within its term. We are on nobody's list of known issuers."""
    steps = {"valid_signature": True, "expiration": True, "revocation_status": not revoked, "registered_issuer": False}
    return {
        "digitalbazaar/vc": {"verified": True, "revoked": revoked, "problems": []},
        "digitalcredentials/verifier-core": {"steps": steps, "problems": []},
        "jose": {"verified": True, "revoked": revoked, "problems": []},
    }


@by_node
def test_strangers_accept_a_certificate_that_holds(told, parts):
    files = bundle(parts(94_566, 94_568))
    assert told(files) == answer()
    assert ours(files) == [Finding.HOLDS, Finding.HOLDS]


@by_node
def test_strangers_see_that_a_certificate_was_suspended_or_withdrawn(told, parts):
    files = bundle(parts(94_567))
    assert told(files) == answer(revoked=True)
    assert ours(files) == [Finding.REVOKED, Finding.REVOKED]


@by_node
def test_strangers_see_that_a_certificate_has_expired(told, parts, keys, status_list):
    made = parts()
    listed = status_list(validUntil="2029-04-01T00:00:00Z")
    files = bundle(replace(made, status_list=listed, status_token=token_of(listed, keys.token)))

    said = told(files, LATER)
    (problem,) = said["digitalbazaar/vc"]["problems"]
    assert said["digitalbazaar/vc"]["verified"] is False
    assert problem.endswith('is after "validUntil" (2029-02-28T22:59:59Z).')
    assert said["digitalcredentials/verifier-core"]["steps"]["expiration"] is False
    assert said["jose"] == {"verified": False, "revoked": None, "problems": ["ERR_JWT_EXPIRED"]}
    assert ours(files, LATER) == [Finding.EXPIRED, Finding.EXPIRED]


@by_node
@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("Zoë Ångström-Müller", "Otto Fremd"),
        ("GH-2026-00877", "GH-2026-00878"),
        ("Mechanical, hydraulic", "Mechanical, hydraulic, electrical"),
        ('"statusListIndex": "94567"', '"statusListIndex": "94568"'),
        ("2029-02-28T22:59:59Z", "2039-02-28T22:59:59Z"),
    ],
)
def test_strangers_refuse_what_was_altered(told, parts, written, instead):
    files = bundle(parts(94_567))
    content = files["credential.json"].decode()
    files["credential.json"] = content.replace(written, instead).encode()
    assert written in content

    said = told(files)
    assert said["digitalbazaar/vc"]["verified"] is False
    assert said["digitalbazaar/vc"]["problems"] == ["Error: Invalid signature."]
    assert said["digitalcredentials/verifier-core"] == {"steps": {}, "problems": ["invalid_signature"]}
    assert ours(files)[0] is Finding.ALTERED


@by_node
def test_strangers_refuse_a_token_that_was_altered(told, parts):
    made = parts()
    head, content, signature = made.token.split(".")
    files = bundle(replace(made, token=f"{head}.{content}.{signature[4:]}{signature[:4]}"))

    assert told(files)["jose"] == {
        "verified": False,
        "revoked": None,
        "problems": ["ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
    }
    assert ours(files)[1] is Finding.ALTERED


@by_node
def test_strangers_refuse_what_somebody_else_signed(told, parts):
    made = parts()
    plain = {name: value for name, value in made.credential.items() if name != "proof"}
    forged = signed(plain, STRANGER.proof, NOW)
    files = bundle(replace(made, credential=forged, token=token_of(plain, STRANGER.token)))

    said = told(files)
    assert said["digitalbazaar/vc"]["verified"] is False
    assert said["digitalcredentials/verifier-core"]["steps"] == {}
    assert said["jose"]["verified"] is False
    assert ours(files) == [Finding.ALTERED, Finding.ALTERED]


@by_node
def test_strangers_refuse_a_term_that_nobody_signed(told, parts):
    """JSON-LD drops what it does not know: the signature still fits, and only careful software sees the addition."""
    files = bundle(parts())
    content = json.loads(files["credential.json"])
    files["credential.json"] = json.dumps({**content, "salaryBand": "A"}).encode()

    said = told(files)
    assert said["digitalbazaar/vc"]["verified"] is False
    assert said["digitalbazaar/vc"]["problems"][0].startswith("jsonld.ValidationError: Safe mode validation error")
    assert said["digitalcredentials/verifier-core"] == {"steps": {}, "problems": ["jsonld.ValidationError"]}
    assert ours(files)[0] is Finding.ALTERED


@by_node
def test_strangers_refuse_a_status_list_that_was_altered(told, parts, status_list):
    files = bundle(parts(94_567))
    listed = json.loads(files["status-list.json"])
    listed["credentialSubject"] = status_list()["credentialSubject"]
    files["status-list.json"] = json.dumps(listed).encode()

    said = told(files)
    assert said["digitalbazaar/vc"]["verified"] is False
    assert said["digitalcredentials/verifier-core"]["steps"]["revocation_status"] == "status_list_signature_error"
    assert ours(files)[0] is Finding.UNKNOWN


@by_node
def test_strangers_do_not_rely_on_a_status_list_of_last_week(told, parts, keys, status_list):
    listed = status_list(validFrom="2026-11-11T12:00:00Z", validUntil="2026-11-18T12:00:00Z")
    files = bundle(replace(parts(), status_list=listed, status_token=token_of(listed, keys.token)))

    said = told(files)
    assert said["digitalbazaar/vc"]["verified"] is False
    assert said["digitalcredentials/verifier-core"]["steps"]["revocation_status"] == "status_list_expired"
    assert said["jose"] == {"verified": False, "revoked": None, "problems": ["ERR_JWT_EXPIRED"]}
    assert ours(files) == [Finding.UNKNOWN, Finding.UNKNOWN]


@by_poppler
def test_pdfsig_trusts_the_seal_of_a_body_whose_root_is_trusted(parts, tmp_path):
    lay(bundle(parts()), tmp_path)
    assert {
        "Signature Field Name: Seal",
        "Signer full Distinguished Name: CN=Seal of Nordwind Certification,O=Nordwind Certification",
        "Signing Time: Nov 25 2026 12:00:00",
        "Signature Type: ETSI.CAdES.detached",
        "Total document signed",
        "Signature Validation: Signature is Valid.",
        "Certificate Validation: Certificate is Trusted.",
    } <= pdfsig(tmp_path, trusting=True)


@by_poppler
def test_pdfsig_does_not_trust_a_root_that_nobody_has_accepted(parts, tmp_path):
    lay(bundle(parts()), tmp_path)
    said = pdfsig(tmp_path, trusting=False)
    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate issuer isn't Trusted." in said


@by_poppler
@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_pdfsig_sees_one_flipped_bit(parts, sheet, tmp_path, place):
    files = bundle(parts())
    pdf = bytearray(files["certificate.pdf"])
    pdf[int(len(sheet) * place)] ^= 1
    lay({**files, "certificate.pdf": bytes(pdf)}, tmp_path)
    assert "Signature Validation: Digest Mismatch." in pdfsig(tmp_path, trusting=True)


def pdfsig(folder: Path, *, trusting: bool) -> set[str]:
    """What poppler says of the sheet's seal, with or without the body's root among those it trusts."""
    database = folder / "nss"
    database.mkdir()
    (database / "password").write_text("\n")
    nss = ["-d", f"sql:{database}"]
    subprocess.run(["certutil", "-N", "--empty-password", *nss], check=True)
    if trusting:
        root = ["-n", "root", "-t", "CT,C,C", "-i", str(folder / "seal-root.pem")]
        subprocess.run(["certutil", "-A", *nss, *root], check=True)
    run = ["pdfsig", "-nssdir", str(database), str(folder / "certificate.pdf")]
    in_utc = {**os.environ, "TZ": "UTC"}
    done = subprocess.run(run, check=False, capture_output=True, text=True, env=in_utc, timeout=60)
    return {line.strip(" -") for line in done.stdout.splitlines()}


@by_poppler
def test_sealed_sheet_is_a_sound_file(parts, tmp_path):
    lay(bundle(parts()), tmp_path)
    done = subprocess.run(["qpdf", "--check", tmp_path / "certificate.pdf"], check=True, capture_output=True, text=True)
    assert "No syntax or stream encoding errors found" in done.stdout


@by_poppler
@pytest.mark.parametrize("language", ["en", "de"])
def test_sheet_states_all_that_a_certificate_states(certificate, tmp_path, language):
    words = WORDS[language]
    pdf = credentials.certificate_pdf(certificate, credential_json=b"{}", words=words, font_paths=FONTS, made_at=NOW)
    (tmp_path / "certificate.pdf").write_bytes(pdf)
    read = ["pdftotext", "-layout", tmp_path / "certificate.pdf", "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout

    lines = [" ".join(line.split()) for line in text.splitlines()]
    day = words.day
    for stated in (
        BODY.name,
        certificate.person,
        certificate.scheme.name,
        f"{words.number.upper()} GH-2026-00877",
        f"{words.scheme.upper()} WTS-2, {words.version} 3.0 {words.dated} {day(certificate.scheme.published)}",
        f"{words.scope.upper()} Mechanical, hydraulic",
        f"{words.conditions.upper()} Electrical work only together with an electrician",
        f"{words.effective.upper()} {day(certificate.effective)}",
        f"{words.expires.upper()} {day(certificate.expires)}",
        "Dora Dekker",
        "Head of certification",
        certificate.address,
        f"{words.code} 7K2M-9QXD",
    ):
        assert stated in lines


@by_poppler
def test_sheet_shows_each_sign_as_it_was_written(certificate, tmp_path):
    """A font that joins what it takes for a product would show another scope than the one that was decided."""

    def shown(scope: str) -> bytes:
        told = replace(certificate, scope=scope)
        pdf = credentials.certificate_pdf(told, credential_json=b"{}", words=WORDS["en"], font_paths=FONTS, made_at=NOW)
        (tmp_path / "certificate.pdf").write_bytes(pdf)
        page = ["pdftoppm", "-r", "50", "-png", tmp_path / "certificate.pdf"]
        return subprocess.run(page, check=True, capture_output=True).stdout

    assert shown("Bolts up to 8x1") != shown("Bolts up to 8×1")


@by_poppler
def test_scanner_reads_the_address_from_the_printed_sheet(certificate, parts, tmp_path):
    lay(bundle(parts()), tmp_path)
    page = ["pdftoppm", "-r", "110", "-png", "-singlefile", tmp_path / "certificate.pdf", tmp_path / "page"]
    subprocess.run(page, check=True)
    with Image.open(tmp_path / "page.png") as picture:
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [certificate.address]
