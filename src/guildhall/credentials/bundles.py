"""Everything that a stranger needs to verify one certificate offline, for ever, with software of their own.

``index.json`` maps every DID and address under which such software would look for something to the file that holds it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guildhall.credentials.contexts import FILES, LICENCES
from guildhall.credentials.dids import did_url
from guildhall.credentials.facts import JsonObject
from guildhall.credentials.proofs import issuer_of

README = Path(__file__).parent / "bundle.txt"


@dataclass(frozen=True)
class Parts:
    """What goes into a bundle: all of it was made elsewhere, and nothing is signed here.

    `ledger_proof`, `checkpoint` and `ledger_key` come from the ledger as it publishes them; `seal_root` is the
    certificate that the seal of the PDF leads to, in PEM.
    """

    pdf: bytes
    credential: JsonObject
    token: str
    did_document: JsonObject
    status_list: JsonObject
    status_token: str
    seal_root: str
    ledger_proof: bytes
    checkpoint: bytes
    ledger_key: bytes


def bundle(parts: Parts) -> dict[str, bytes]:
    """The files of a bundle, by name."""
    files = {
        "README.txt": README.read_bytes(),
        "certificate.pdf": parts.pdf,
        "seal-root.pem": parts.seal_root.encode(),
        "credential.json": as_file(parts.credential),
        "credential.jwt": parts.token.encode(),
        "did.json": as_file(parts.did_document),
        "status-list.json": as_file(parts.status_list),
        "status-list.jwt": parts.status_token.encode(),
        "ledger-proof.json": parts.ledger_proof,
        "checkpoint.txt": parts.checkpoint,
        "ledger-key.txt": parts.ledger_key,
    }
    files |= {f"contexts/{path.name}": path.read_bytes() for path in (*FILES.values(), *LICENCES)}
    return {**files, "index.json": as_file(_index(parts))}


def as_file(document: Mapping[str, Any]) -> bytes:
    """A document as it is written to a file and attached to the sheet."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def loader(files: Mapping[str, bytes]) -> Callable[[str], JsonObject]:
    """Leads from a DID or an address to its document in a bundle, as `verify_credential` asks for it."""
    index: dict[str, str] = json.loads(files["index.json"])

    def load(name: str) -> JsonObject:
        if name not in index:
            raise LookupError(f"The bundle holds nothing for {name}.")
        document: JsonObject = json.loads(files[index[name]])
        return document

    return load


def _index(parts: Parts) -> dict[str, str]:
    """Where everything is that a credential, a status list or a proof names."""
    did = issuer_of(parts.credential)
    keys = {method["id"]: "did.json" for method in parts.did_document["verificationMethod"]}
    lists = parts.status_list["id"]
    return {
        parts.credential["id"]: "credential.json",
        parts.credential["id"].partition("#")[0]: "credential.json",
        did: "did.json",
        did_url(did): "did.json",
        **keys,
        lists: "status-list.json",
        **{url: f"contexts/{path.name}" for url, path in FILES.items()},
    }
