"""The proof inside a credential: Data Integrity with the cryptosuite ``eddsa-rdfc-2022``."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from guildhall.credentials.canonical import canonical, refuse_unsigned
from guildhall.credentials.dids import key_id
from guildhall.credentials.facts import JsonObject, moment
from guildhall.credentials.multibase import BadText, base58, from_base58

CRYPTOSUITE = "eddsa-rdfc-2022"
PARTS = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}
"""What a proof consists of. Anything beside would be signed by nobody."""


class BadProof(ValueError):
    """This credential carries no proof that can be checked, or its proof does not fit what it says."""


def signed(document: Mapping[str, Any], key: Ed25519PrivateKey, at: datetime) -> JsonObject:
    """The document with the issuer's proof; refuses one with a term that the signature would not cover."""
    refuse_unsigned(document)
    config = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": moment(at),
        "verificationMethod": key_id(issuer_of(document), key.public_key()),
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_hashed(document, config))
    return {**document, "proof": [{**config, "proofValue": base58(signature)}]}


def proof_of(credential: Mapping[str, Any]) -> JsonObject:
    """The one proof of a credential, if it is of the kind that we check."""
    found = credential.get("proof")
    proofs = found if isinstance(found, list) else [found]
    if len(proofs) != 1 or not isinstance(proofs[0], dict):
        raise BadProof("The credential does not carry exactly one proof.")
    proof: JsonObject = proofs[0]
    if proof.keys() != PARTS:
        raise BadProof(f"A proof consists of {', '.join(sorted(PARTS))}.")
    expected = {"type": "DataIntegrityProof", "cryptosuite": CRYPTOSUITE, "proofPurpose": "assertionMethod"}
    if any(proof.get(name) != value for name, value in expected.items()):
        raise BadProof(f"The proof is not one of {CRYPTOSUITE} for an assertion.")
    return proof


def check(credential: Mapping[str, Any], key: Ed25519PublicKey) -> None:
    """Refuse a credential whose proof this key did not make over exactly what it says."""
    proof = proof_of(credential)
    document = {name: value for name, value in credential.items() if name != "proof"}
    config = {name: value for name, value in proof.items() if name != "proofValue"}
    refuse_unsigned(document)
    try:
        key.verify(from_base58(str(proof.get("proofValue"))), _hashed(document, config))
    except (InvalidSignature, BadText) as problem:
        raise BadProof("The signature does not fit what the credential says.") from problem


def issuer_of(document: Mapping[str, Any]) -> str:
    """Who issued a document, whether named by identifier alone or as a profile."""
    issuer = document.get("issuer")
    return str(issuer.get("id") if isinstance(issuer, dict) else issuer)


def _hashed(document: Mapping[str, Any], config: Mapping[str, Any]) -> bytes:
    options = canonical({**config, "@context": document["@context"]})
    return sha256(options).digest() + sha256(canonical(document)).digest()
