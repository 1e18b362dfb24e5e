"""Makes what is issued: from a prepared certificate its facts, credential, token and sealed sheet.

No transaction is open while this runs: setting and sealing a sheet takes longer than anybody may wait for a lock.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

import guildhall.notices.letters
from guildhall import credentials
from guildhall.certification import addresses
from guildhall.certification.models import Certificate
from guildhall.documents import issuers
from guildhall.kernel import clock
from guildhall.schemes.models import SchemeVersion
from guildhall.vault import files
from guildhall.vault.files import Received
from guildhall.vault.kinds import PDF

FONTS = [Path(guildhall.notices.letters.__file__).parent / "fonts"]


@dataclass(frozen=True)
class Issue:
    """What a certificate is issued as: the sealed sheet, received by the vault, the credential and its token."""

    document: Received
    credential: str
    token: str


def made(certificate: Certificate) -> Issue:
    """Make, sign and seal what a prepared certificate states."""
    now, signing = clock.now(), issuers.signing()
    with translation.override(certificate.certification.person.language):
        facts, words = stated(certificate), _words()
        credential = credentials.signed(
            credentials.achievement_credential(facts, _place(certificate)), signing.proof, now
        )
        written = credentials.as_file(credential)
        sheet = credentials.certificate_pdf(facts, credential_json=written, words=words, font_paths=FONTS, made_at=now)
    pdf = credentials.sealed(sheet, issuers.seal(), at=now, name=addresses.body().name)
    return Issue(_received(certificate, pdf), written.decode(), credentials.token_of(credential, signing.token))


def stated(certificate: Certificate) -> credentials.Certificate:
    """All that R-34 asks a certificate to state."""
    held = certificate.certification
    return credentials.Certificate(
        person=certificate.holder,
        number=held.number,
        body=addresses.body(),
        scheme=_scheme(held.version),
        scope=held.scope_words,
        conditions=held.conditions,
        effective=held.effective_on,
        expires=held.expires_on,
        signatory=certificate.signatory.name,
        office=_("Certification decision"),
        code=addresses.code_of(held),
        address=addresses.of_certification(held),
        zone=addresses.zone(),
    )


def _scheme(version: SchemeVersion) -> credentials.Scheme:
    published = version.published_at or version.approved_at or version.authored_at
    return credentials.Scheme(
        number=version.scheme.code,
        name=version.title or version.scheme.name,
        version=str(version.ordinal),
        published=clock.day_of(published),
        url=addresses.of_scheme(version),
        criteria=_criteria(version),
    )


def _criteria(version: SchemeVersion) -> str:
    """What had to be shown, in a sentence for those who read the credential."""
    asked = [each.words.rstrip(".") for each in version.requirements.order_by("position", "code")]
    passed = [each.title for each in version.components.order_by("position", "code")]
    return _("Passed: %(components)s. Shown: %(requirements)s.") % {
        "components": "; ".join(passed),
        "requirements": "; ".join(asked) or _("no prerequisites"),
    }


def _place(certificate: Certificate) -> credentials.StatusEntry:
    return credentials.StatusEntry(addresses.of_status_list(certificate.status_list), certificate.status_index)


def _received(certificate: Certificate, pdf: bytes) -> Received:
    name = f"{certificate.certification.number}-{certificate.ordinal}.pdf"
    upload = SimpleUploadedFile(name, pdf, content_type=PDF.media_type)
    return files.receive(upload, key_id=certificate.key_id, allowed=(PDF,))


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _words() -> credentials.Words:
    """What the sheet says beside the facts, in the language that is active."""
    return credentials.Words(
        language=translation.get_language() or "en",
        day=_day,
        heading=_("Certificate"),
        opening=_("This is to certify that"),
        claim=_("has shown the competence that the scheme requires and is certified as"),
        number=_("Certificate number"),
        scheme=_("Scheme"),
        version=_("version"),
        dated=_("of"),
        scope=_("Scope"),
        conditions=_("Conditions"),
        effective=_("Valid from"),
        expires=_("Valid until"),
        asking=_("Whether this certificate is valid today, the body's register answers:"),
        code=_("Verification code"),
        closing=_("This certificate remains the property of the body and is returned on suspension or withdrawal."),
        qr=_("QR code with the address at which the body's register says whether this certificate is valid"),
        credential=_("The same certificate as a signed credential, for software"),
    )
