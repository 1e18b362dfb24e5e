"""The body's identifier follows from its address, and its document names the keys that speak for it."""

import pytest

from guildhall.credentials import did_document, did_of, did_url, key_id, new_keys
from guildhall.credentials.keys import multikey, public_jwk, thumbprint

DID = "did:web:nordwind.example"


@pytest.mark.parametrize(
    ("url", "did", "document"),
    [
        ("https://nordwind.example", DID, "https://nordwind.example/.well-known/did.json"),
        ("https://nordwind.example/", DID, "https://nordwind.example/.well-known/did.json"),
        ("http://localhost:8000", "did:web:localhost%3A8000", "https://localhost:8000/.well-known/did.json"),
        (
            "https://Prüfstelle.example",
            "did:web:xn--prfstelle-r9a.example",
            "https://xn--prfstelle-r9a.example/.well-known/did.json",
        ),
        (
            "https://www.nordwind.example/certification/persons/",
            "did:web:www.nordwind.example:certification:persons",
            "https://www.nordwind.example/certification/persons/did.json",
        ),
    ],
)
def test_did_follows_from_the_public_address(url, did, document):
    assert (did_of(url), did_url(did)) == (did, document)


@pytest.mark.parametrize("url", ["", "nordwind.example", "ftp://nordwind.example", "https://", "https://a.example/?b"])
def test_did_of_refuses_what_is_no_public_address(url):
    with pytest.raises(ValueError, match="web address"):
        did_of(url)


def test_did_of_refuses_an_address_without_a_name():
    with pytest.raises(ValueError, match="IPv6"):
        did_of("http://[::1]:8000")


def test_did_url_refuses_other_methods():
    with pytest.raises(ValueError, match=r"no did:web"):
        did_url("did:key:z6Mk")


def test_document_lets_every_key_speak_for_the_body():
    today, before = new_keys(), new_keys()
    ids = [key_id(DID, key) for key in (*today.public, before.proof.public_key())]

    assert did_document(DID, [*today.public, before.proof.public_key()]) == {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": DID,
        "verificationMethod": [
            {
                "id": ids[0],
                "controller": DID,
                "type": "Multikey",
                "publicKeyMultibase": multikey(today.proof.public_key()),
            },
            {
                "id": ids[1],
                "controller": DID,
                "type": "JsonWebKey",
                "publicKeyJwk": {**public_jwk(today.token.public_key()), "alg": "ES256"},
            },
            {
                "id": ids[2],
                "controller": DID,
                "type": "Multikey",
                "publicKeyMultibase": multikey(before.proof.public_key()),
            },
        ],
        "assertionMethod": ids,
    }


def test_keys_are_named_after_themselves():
    keys = new_keys()
    assert [key_id(DID, key) for key in keys.public] == [
        f"{DID}#{multikey(keys.proof.public_key())}",
        f"{DID}#{thumbprint(keys.token.public_key())}",
    ]
