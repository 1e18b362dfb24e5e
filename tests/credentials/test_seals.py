"""The seal: a key that the body vouches for, kept and read back, and a signature that leaves the sheet as it is."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from guildhall.credentials import BadKey, new_keys, new_root, new_seal, read_root, read_seal, sealed
from guildhall.credentials.keys import private_pem
from tests.credentials.conftest import BODY, NOW

TERM = {"begins": NOW, "ends": NOW + timedelta(days=365)}


@pytest.fixture(scope="module")
def root():
    return new_root("Nordwind Certification", **TERM)


def test_root_vouches_for_seals_one_after_another(root):
    first, second = (new_seal(root, "Nordwind Certification", **TERM) for _ in range(2))
    assert first.certificate.public_key() != second.certificate.public_key()
    for seal in (first, second):
        seal.certificate.verify_directly_issued_by(root.certificate)
        assert seal.root == root.certificate


def test_certificates_say_what_their_keys_are_for(root, seal):
    def said(certificate):
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        term = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        name = certificate.subject.rfc4514_string()
        return name, constraints.ca, usage.key_cert_sign, usage.digital_signature, usage.content_commitment, term

    assert said(root.certificate) == (
        "CN=Root of Nordwind Certification,O=Nordwind Certification",
        *(True, True, False, False),
        (NOW, NOW + timedelta(days=365)),
    )
    assert said(seal.certificate) == (
        "CN=Seal of Nordwind Certification,O=Nordwind Certification",
        *(False, False, True, True),
        (NOW - timedelta(days=30), NOW + timedelta(days=3650)),
    )


def test_keys_are_written_down_and_read_back(root, seal):
    assert read_root(root.pem).pem == root.pem
    assert read_seal(seal.pem).pem == seal.pem
    assert "PRIVATE" not in seal.root_pem


def test_what_is_no_seal_is_refused(root, seal):
    other = private_pem(ec.generate_private_key(ec.SECP256R1()))
    foreign = new_keys()
    for pem in ("", other + seal.root_pem, root.pem, seal.root_pem, seal.pem.replace("MII", "???"), foreign.pem):
        with pytest.raises(BadKey):
            read_seal(pem)
    for pem in ("", seal.pem, seal.root_pem, root.pem.partition("-----BEGIN CERT")[0] + seal.root_pem):
        with pytest.raises(BadKey):
            read_root(pem)


def test_seal_is_the_same_each_time_and_from_key_that_was_read_back(sheet, seal):
    once = sealed(sheet, seal, at=NOW, name=BODY.name)
    assert sealed(sheet, read_seal(seal.pem), at=NOW, name=BODY.name) == once
    assert sealed(sheet, seal, at=NOW + timedelta(seconds=1), name=BODY.name) != once


def test_body_with_a_long_name_has_a_seal(root):
    name = "Zertifizierungsstelle für Personal der Wind- und Wasserkraft in den nördlichen Bundesländern"
    subject = new_seal(root, name, **TERM).certificate.subject
    assert [attribute.value for attribute in subject] == [
        "Zertifizierungsstelle für Personal der Wind- und Wasserkraft in",
        "Seal of Zertifizierungsstelle für Personal der Wind- und Wasser",
    ]
