"""The sealed file of a document before other people's software: sound, archival, sealed, and altered by nobody."""

import subprocess
from pathlib import Path

import pytest

from guildhall.documents import freezing, issuers
from guildhall.documents.acts import manual
from guildhall.documents.models import Frozen, ManualCopy
from tests.cast import acting
from tests.certification.making import worked
from tests.credentials.test_foreign import by_poppler, pdfsig
from tests.documents.keys import keyed
from tests.documents.making import a_document, approved
from tests.documents.making_starter import started

pytestmark = [pytest.mark.foreign, by_poppler]

SAID = """# Receipt

Within *five* days.

| who | when |
|-----|------|
| we  | now  |
"""
GOOD = {"Signature Validation: Signature is Valid.", "Certificate Validation: Certificate is Trusted."}


@pytest.fixture
def sealed(cast, tmp_path) -> Path:
    """A folder with the sealed file of a version and the root of the body's seal."""
    keyed()
    version = approved(cast, a_document(cast), body=SAID)
    worked()
    return laid(tmp_path, freezing.read(Frozen.objects.get(version=version).file))


def laid(folder: Path, pdf: bytes) -> Path:
    """What `pdfsig` of the credentials' tests looks at, under the names that it knows."""
    (folder / "certificate.pdf").write_bytes(pdf)
    (folder / "seal-root.pem").write_text(issuers.seal_root())
    return folder


def said(folder: Path, *program: str) -> str:
    run = [*program, folder / "certificate.pdf", *(["-"] if program[0] == "pdftotext" else [])]
    return subprocess.run(run, check=True, capture_output=True, text=True).stdout


def test_pdfsig_trusts_the_seal_by_the_root_that_certificates_have(sealed):
    assert {*GOOD, "Signature Field Name: Seal", "Total document signed"} <= pdfsig(sealed, trusting=True)


def test_pdfsig_does_not_trust_a_root_that_nobody_has_accepted(sealed):
    assert "Certificate Validation: Certificate issuer isn't Trusted." in pdfsig(sealed, trusting=False)


@pytest.mark.parametrize("place", [0.1, 0.5])
def test_pdfsig_sees_one_flipped_bit(sealed, place):
    pdf = bytearray((sealed / "certificate.pdf").read_bytes())
    pdf[int(len(pdf) * place)] ^= 1
    (sealed / "certificate.pdf").write_bytes(bytes(pdf))
    assert "Signature Validation: Digest Mismatch." in pdfsig(sealed, trusting=True)


def test_qpdf_finds_a_sound_file(sealed):
    assert "No syntax or stream encoding errors found" in said(sealed, "qpdf", "--check")


def test_poppler_reads_text_and_approval(sealed):
    told = " ".join(said(sealed, "pdftotext", "-layout").split())
    for words in ("How appeals are heard", "Within five days.", "Approval", "Approved 2 March 2026"):
        assert words in told


def test_poppler_finds_it_tagged_and_with_its_fonts(sealed):
    assert "Tagged: yes" in " ".join(said(sealed, "pdfinfo").split())
    rows = said(sealed, "pdffonts").splitlines()[2:]
    assert {row.split()[-5] for row in rows} == {"yes"}


def test_manual_of_the_starter_set_is_sound_sealed_and_whole(cast, tmp_path):
    keyed()
    started(cast, "MA-MANUAL", "PO-QUALITY", "PR-APPEALS")
    copy = manual.order(by=acting(cast.quinn), language="en")
    worked()
    folder = laid(tmp_path, freezing.read(ManualCopy.reloaded(copy.pk).file))
    assert pdfsig(folder, trusting=True) >= GOOD
    assert "No syntax or stream encoding errors found" in said(folder, "qpdf", "--check")
    assert "Whoever disagrees with a decision on their certification" in " ".join(said(folder, "pdftotext").split())
