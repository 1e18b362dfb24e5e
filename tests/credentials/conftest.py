"""One certificate of one body, with everything that proves it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import guildhall.notices.letters
from guildhall import credentials
from guildhall.credentials import (
    Body,
    Certificate,
    JsonObject,
    Loader,
    Parts,
    Scheme,
    Seal,
    SigningKeys,
    StatusEntry,
    Words,
)

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FONTS = [Path(guildhall.notices.letters.__file__).parent / "fonts"]
BODY = Body("Nordwind Certification", "https://nordwind.example")
ENTRY = StatusEntry("https://nordwind.example/status/1", 94_567)

WORDS = {
    "en": Words(
        language="en",
        day=lambda day: f"{day.day} {day:%B %Y}",
        heading="Certificate",
        opening="This is to certify that",
        claim="has shown the competence that the scheme requires and is certified as",
        number="Certificate number",
        scheme="Scheme",
        version="version",
        dated="of",
        scope="Scope",
        conditions="Conditions",
        effective="Valid from",
        expires="Valid until",
        asking="Whether this certificate is valid today, the body's register answers:",
        code="Verification code",
        closing="This certificate remains the property of the body and is returned on suspension or withdrawal.",
        qr="QR code with the address at which the body's register says whether this certificate is valid",
        credential="The same certificate as a signed credential, for software",
    ),
    "de": Words(
        language="de",
        day=lambda day: f"{day:%d.%m.%Y}",
        heading="Zertifikat",
        opening="Hiermit wird bescheinigt:",
        claim="hat die Kompetenz nachgewiesen, die das Zertifizierungsprogramm verlangt, und ist zertifiziert als",
        number="Zertifikatsnummer",
        scheme="Programm",
        version="Fassung",
        dated="vom",
        scope="Geltungsbereich",
        conditions="Bedingungen",
        effective="Gültig ab",
        expires="Gültig bis",
        asking="Ob dieses Zertifikat heute gilt, sagt das Register der Stelle:",
        code="Prüfcode",
        closing="Dieses Zertifikat bleibt Eigentum der Stelle und wird bei Aussetzung oder Entzug zurückgegeben.",
        qr="QR-Code mit der Adresse, unter der das Register der Stelle sagt, ob dieses Zertifikat gilt",
        credential="Dasselbe Zertifikat als signierter Nachweis für Software",
    ),
}


@pytest.fixture
def certificate() -> Certificate:
    scheme = Scheme(
        number="WTS-2",
        name="Wind Turbine Service Technician, level 2",
        version="3.0",
        published=date(2024, 1, 8),
        url="https://nordwind.example/schemes/WTS-2",
        criteria="Maintains mechanical and hydraulic parts of a turbine alone, and knows when to stop.",
    )
    return Certificate(
        person="Zoë Ångström-Müller",
        number="GH-2026-00877",
        body=BODY,
        scheme=scheme,
        scope="Mechanical, hydraulic",
        conditions="Electrical work only together with an electrician",
        effective=date(2026, 3, 1),
        expires=date(2029, 2, 28),
        signatory="Dora Dekker",
        office="Head of certification",
        code="7K2M-9QXD",
        address="https://nordwind.example/v/Zk3vQ8x1mT5cRw9aLp2NfY",
        zone=ZoneInfo("Europe/Berlin"),
    )


@pytest.fixture(scope="session")
def keys() -> SigningKeys:
    return credentials.derived_keys(b"a secret of the body, of 32 bytes")


@pytest.fixture(scope="session")
def seal() -> Seal:
    """A seal takes two RSA keys; one serves all tests."""
    term = {"begins": NOW - timedelta(days=30), "ends": NOW + timedelta(days=3650)}
    return credentials.new_seal(credentials.new_root(BODY.name, **term), BODY.name, **term)


@pytest.fixture
def credential(certificate: Certificate, keys: SigningKeys) -> JsonObject:
    return credentials.signed(credentials.achievement_credential(certificate, ENTRY), keys.proof, NOW)


@pytest.fixture
def status_list(keys: SigningKeys) -> Callable[..., JsonObject]:
    """The signed status list with these places set; what is given beside them replaces what it says."""

    def made(*indexes: int, **said: object) -> JsonObject:
        term = {"valid_from": NOW - timedelta(hours=1), "valid_until": NOW + timedelta(days=7)}
        document = credentials.status_list(ENTRY.list_url, BODY.did, credentials.with_bits(indexes), **term)
        return credentials.signed({**document, **said}, keys.proof, NOW)

    return made


@pytest.fixture
def published(keys: SigningKeys, status_list: Callable[..., JsonObject]) -> Callable[..., Loader]:
    """What the body publishes, with these places set on its status list."""

    def made(*indexes: int, **said: object) -> Loader:
        documents = {
            BODY.did: credentials.did_document(BODY.did, keys.public),
            ENTRY.list_url: status_list(*indexes, **said),
        }
        return documents.__getitem__

    return made


@pytest.fixture
def sheet(certificate: Certificate, credential: JsonObject) -> bytes:
    return credentials.certificate_pdf(
        certificate,
        credential_json=credentials.as_file(credential),
        words=WORDS["en"],
        font_paths=FONTS,
        made_at=NOW,
    )


@pytest.fixture
def parts(
    sheet: bytes, seal: Seal, credential: JsonObject, keys: SigningKeys, status_list: Callable[..., JsonObject]
) -> Callable[..., Parts]:
    """What goes into the bundle of this certificate, with these places set on the status list."""

    def made(*indexes: int) -> Parts:
        listed = status_list(*indexes)
        return Parts(
            pdf=credentials.sealed(sheet, seal, at=NOW, name=BODY.name),
            credential=credential,
            token=credentials.token_of(credential, keys.token),
            did_document=credentials.did_document(BODY.did, keys.public),
            status_list=listed,
            status_token=credentials.token_of(listed, keys.token),
            seal_root=seal.root_pem,
            ledger_proof=b'{"index": 48166}\n',
            checkpoint=b"nordwind.example/ledger\n48200\n",
            ledger_key=b"nordwind.example/ledger+c0ffee\n",
        )

    return made
