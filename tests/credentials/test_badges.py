"""The credential says what the certificate states, and no more; a term that would go unsigned is refused."""

import pytest

from guildhall.credentials import NotSignable, achievement_credential, key_id, signed
from guildhall.credentials.canonical import canonical
from tests.credentials.conftest import ENTRY, NOW


def test_credential_says_what_the_certificate_states(certificate):
    scheme = {
        "id": "https://nordwind.example/schemes/WTS-2#3.0",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": "Wind Turbine Service Technician, level 2",
        "humanCode": "WTS-2",
        "version": "3.0 (2024-01-08)",
        "specialization": "Mechanical, hydraulic",
        "description": "Maintains mechanical and hydraulic parts of a turbine alone, and knows when to stop.",
        "criteria": {
            "id": "https://nordwind.example/schemes/WTS-2",
            "narrative": "Maintains mechanical and hydraulic parts of a turbine alone, and knows when to stop.",
        },
    }
    person = {
        "type": "IdentityObject",
        "identityType": "name",
        "identityHash": "Zoë Ångström-Müller",
        "hashed": False,
    }
    assert achievement_credential(certificate, ENTRY) == {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "https://nordwind.example/v/Zk3vQ8x1mT5cRw9aLp2NfY#credential-94567",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": "did:web:nordwind.example",
            "type": ["Profile"],
            "name": "Nordwind Certification",
            "url": "https://nordwind.example",
        },
        "name": "Wind Turbine Service Technician, level 2",
        "validFrom": "2026-02-28T23:00:00Z",
        "validUntil": "2029-02-28T22:59:59Z",
        "credentialSubject": {
            "id": "https://nordwind.example/v/Zk3vQ8x1mT5cRw9aLp2NfY#person",
            "type": ["AchievementSubject"],
            "identifier": [person],
            "licenseNumber": "GH-2026-00877",
            "narrative": "Mechanical, hydraulic\n\nElectrical work only together with an electrician",
            "achievement": scheme,
        },
        "credentialStatus": {
            "id": "https://nordwind.example/status/1#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://nordwind.example/status/1",
        },
    }


def test_every_fact_of_the_credential_is_a_statement_that_the_proof_covers(certificate):
    """JSON-LD drops what it does not know: each text of the credential must turn up among the signed statements."""

    def texts(value):
        if isinstance(value, dict):
            return {text for name, each in value.items() if name not in {"@context", "type"} for text in texts(each)}
        return {text for each in value for text in texts(each)} if isinstance(value, list) else {str(value)}

    credential = achievement_credential(certificate, ENTRY)
    statements = canonical(credential).decode().replace("\\n", "\n")
    assert {text for text in texts(credential) if text not in statements and text != "False"} == set()
    assert '"false"' in statements


def test_signed_credential_carries_one_proof(credential, keys):
    (proof,) = credential["proof"]
    value = proof.pop("proofValue")
    assert value.startswith("z")
    assert proof == {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-11-25T12:00:00Z",
        "verificationMethod": key_id("did:web:nordwind.example", keys.proof.public_key()),
        "proofPurpose": "assertionMethod",
    }


def test_signing_is_deterministic(certificate, keys, credential):
    assert signed(achievement_credential(certificate, ENTRY), keys.proof, NOW) == credential


@pytest.mark.parametrize(
    ("change", "term"),
    [
        ({"salary": 12_000}, "salary"),
        ({"type": ["VerifiableCredential", "OpenBadgeCredential", "Guild"]}, "Guild"),
        ({"credentialSubject": {"id": "person", "type": ["AchievementSubject"]}}, "person"),
        ({"credentialSubject": {"type": ["AchievementSubject"], "grade": "A"}}, "grade"),
        ({"evidence": {"type": ["Evidence"], "seenBy": "Erik"}}, "seenBy"),
    ],
)
def test_signing_refuses_what_the_signature_would_not_cover(certificate, keys, change, term):
    with pytest.raises(NotSignable, match=f"do not define '{term}'"):
        signed({**achievement_credential(certificate, ENTRY), **change}, keys.proof, NOW)


def test_signing_refuses_a_vocabulary_that_would_have_to_be_fetched(certificate, keys):
    document = achievement_credential(certificate, ENTRY)
    contexts = [*document["@context"], "https://elsewhere.example/context"]
    with pytest.raises(NotSignable, match=r"elsewhere\.example/context is not one of those that are known here"):
        signed({**document, "@context": contexts}, keys.proof, NOW)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"salary": None}, "an empty value or a fraction in salary"),
        ({"salary": []}, "an empty value or a fraction in salary"),
        ({"salary": 0.5}, "an empty value or a fraction in salary"),
        ({"@graph": []}, "the keyword @graph"),
        (
            {"credentialSubject": {"@context": {"grade": "https://schema.org/name"}, "grade": "A"}},
            "the keyword @context",
        ),
        ({"credentialSubject": [{"id": "_:somebody"}]}, "an address of nothing in id"),
    ],
)
def test_signing_refuses_what_linked_data_would_pass_over(certificate, keys, change, what):
    with pytest.raises(NotSignable, match=f"No signature would cover {what}"):
        signed({**achievement_credential(certificate, ENTRY), **change}, keys.proof, NOW)


@pytest.mark.parametrize("contexts", [None, [], "", "https://www.w3.org/ns/credentials/v2", [{"@vocab": "urn:x#"}]])
def test_signing_refuses_a_document_without_vocabulary(certificate, keys, contexts):
    with pytest.raises(NotSignable, match="does not name its contexts"):
        signed({**achievement_credential(certificate, ENTRY), "@context": contexts}, keys.proof, NOW)
