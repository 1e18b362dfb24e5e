"""The bundle: everything that a stranger needs, and an index that leads there."""

import json

import pytest

from guildhall.credentials import Finding, as_file, bundle, key_id, loader, verify_credential
from guildhall.credentials.contexts import CREDENTIALS, FILES, OPEN_BADGES
from tests.credentials.conftest import BODY, ENTRY, NOW

KEPT = {
    "README.txt",
    "certificate.pdf",
    "seal-root.pem",
    "credential.json",
    "credential.jwt",
    "did.json",
    "status-list.json",
    "status-list.jwt",
    "ledger-proof.json",
    "checkpoint.txt",
    "ledger-key.txt",
    "index.json",
    "contexts/credentials-v2.json",
    "contexts/open-badges-3.0.3.json",
}


def test_bundle_holds_everything(parts):
    made = parts()
    files = bundle(made)
    assert files.keys() - {"contexts/credentials-v2-LICENSE.txt", "contexts/open-badges-LICENSE.txt"} == KEPT
    assert files == {
        **files,
        "certificate.pdf": made.pdf,
        "credential.json": as_file(made.credential),
        "credential.jwt": made.token.encode(),
        "did.json": as_file(made.did_document),
        "status-list.json": as_file(made.status_list),
        "status-list.jwt": made.status_token.encode(),
        "seal-root.pem": made.seal_root.encode(),
        "ledger-proof.json": made.ledger_proof,
        "checkpoint.txt": made.checkpoint,
        "ledger-key.txt": made.ledger_key,
        "contexts/credentials-v2.json": FILES[CREDENTIALS].read_bytes(),
        "contexts/open-badges-3.0.3.json": FILES[OPEN_BADGES].read_bytes(),
    }


def test_readme_explains_every_file(parts):
    files = bundle(parts())
    told = files["README.txt"].decode()
    assert [name for name in files if name.partition("/")[0] not in told and name != "README.txt"] == []


def test_index_leads_from_every_name_to_its_file(parts, credential, keys):
    files = bundle(parts())
    proof, token = (key_id(BODY.did, key) for key in keys.public)
    assert json.loads(files["index.json"]) == {
        credential["id"]: "credential.json",
        "https://nordwind.example/v/Zk3vQ8x1mT5cRw9aLp2NfY": "credential.json",
        "did:web:nordwind.example": "did.json",
        "https://nordwind.example/.well-known/did.json": "did.json",
        proof: "did.json",
        token: "did.json",
        ENTRY.list_url: "status-list.json",
        "https://www.w3.org/ns/credentials/v2": "contexts/credentials-v2.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "contexts/open-badges-3.0.3.json",
    }


@pytest.mark.parametrize(("set_bits", "finding"), [((), Finding.HOLDS), ((94_567,), Finding.REVOKED)])
def test_bundle_verifies_by_itself(parts, set_bits, finding):
    files = bundle(parts(*set_bits))
    for carried in (json.loads(files["credential.json"]), files["credential.jwt"].decode()):
        assert verify_credential(carried, loader(files), NOW).finding is finding


def test_loader_finds_nothing_beyond_the_bundle(parts):
    with pytest.raises(LookupError, match=r"nothing for https://nordwind\.example/status/2"):
        loader(bundle(parts()))("https://nordwind.example/status/2")
