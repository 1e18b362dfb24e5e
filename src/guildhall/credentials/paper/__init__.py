"""The certificate on paper: one sheet as tagged PDF (PDF/A-3a and PDF/UA-1), with a QR code and the credential inside.

``certificate.typ`` is the sheet. The same facts give the same bytes, and a sheet that cannot be read aloud or shown is
not made: a sign that none of the fonts has, or a picture without words, refuses it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import segno
import typst

from guildhall.credentials.facts import Certificate

SHEET = Path(__file__).parent / "certificate.typ"


class Unprintable(ValueError):
    """This certificate cannot be set: most often because a name has signs that none of the fonts has."""


@dataclass(frozen=True)
class Words:
    """What the sheet says beside the facts, in the language of the certificate; `day` writes a date in it."""

    language: str
    day: Callable[[date], str]
    heading: str
    """'Certificate'"""
    opening: str
    """Before the name: that this body certifies."""
    claim: str
    """Between name and scheme: that competence was shown, and the person is certified as."""
    number: str
    scheme: str
    version: str
    """Between the scheme's number and its version: 'version'."""
    dated: str
    """Before the version's date: 'of'."""
    scope: str
    conditions: str
    effective: str
    expires: str
    asking: str
    """Before the address: that it says whether the certificate is valid today."""
    code: str
    closing: str
    """The terms under which it was given: whose property it is, and that it goes back."""
    qr: str
    """What the QR code is, for those who do not see it."""
    credential: str
    """What the attached file is."""


@dataclass(frozen=True)
class Mark:
    """The body's own mark, for the head of the sheet; without one the sheet shows a ring with its initial."""

    picture: bytes
    format: str
    """``svg``, ``png`` or ``jpg``."""
    words: str
    """What it shows, for those who do not see it."""


def certificate_pdf(
    certificate: Certificate,
    *,
    credential_json: bytes,
    words: Words,
    font_paths: Sequence[Path],
    made_at: datetime,
    mark: Mark | None = None,
) -> bytes:
    """The sheet, still without a seal; `Unprintable` where it cannot be shown or read aloud in full."""
    return compiled(filled_in(certificate, credential_json, words, mark, made_at), font_paths, made_at)


def filled_in(
    certificate: Certificate, credential_json: bytes, words: Words, mark: Mark | None, made_at: datetime
) -> dict[str, str]:
    """What is filled in on the sheet, each under its name there."""
    return {
        **_facts(certificate, words),
        **_frame(certificate, words),
        **_mark(mark),
        "credential": credential_json.decode(),
        "qr": qr_svg(certificate.address),
        "date": made_at.astimezone(UTC).date().isoformat(),
    }


def compiled(told: dict[str, str], font_paths: Sequence[Path], made_at: datetime) -> bytes:
    """The sheet with this filled in, as typst sets it: the same bytes for the same words and moment."""
    try:
        sheet: bytes = typst.compile(
            str(SHEET),
            font_paths=[str(path) for path in font_paths],
            ignore_system_fonts=True,
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(made_at.timestamp()),
            sys_inputs=told,
        )
    except typst.TypstError as problem:
        raise Unprintable(problem.message) from problem
    return sheet


def qr_svg(address: str) -> str:
    """The QR code of an address, in ink, on whatever it is laid."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=2, dark="#14233a")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _facts(certificate: Certificate, words: Words) -> Mapping[str, str]:
    """The facts of clause 9.4.8 that stand in the list."""
    scheme = certificate.scheme
    dated = f"{scheme.number}, {words.version} {scheme.version} {words.dated} {words.day(scheme.published)}"
    facts = [
        (words.number, certificate.number),
        (words.scheme, dated),
        (words.scope, certificate.scope),
        (words.conditions, certificate.conditions),
        (words.effective, words.day(certificate.effective)),
        (words.expires, words.day(certificate.expires)),
    ]
    return {"facts": json.dumps([each for each in facts if each[1]])}


def _frame(certificate: Certificate, words: Words) -> Mapping[str, str]:
    return {
        "language": words.language,
        "body": certificate.body.name,
        "heading": words.heading,
        "number": certificate.number,
        "opening": words.opening,
        "person": certificate.person,
        "claim": words.claim,
        "scheme": certificate.scheme.name,
        "signatory": certificate.signatory,
        "office": certificate.office,
        "asking": words.asking,
        "address": certificate.address,
        "code_label": words.code,
        "code": certificate.code,
        "closing": words.closing,
        "qr_alt": words.qr,
        "credential_alt": words.credential,
    }


def _mark(mark: Mark | None) -> Mapping[str, str]:
    if mark is None:
        return {"mark": "", "mark_format": "", "mark_alt": ""}
    return {"mark": json.dumps(list(mark.picture)), "mark_format": mark.format, "mark_alt": mark.words}
