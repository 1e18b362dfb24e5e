"""The body's own identifier, did:web: whoever trusts its web address can find its keys there."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from guildhall.credentials.keys import PublicKey, multikey, public_jwk, thumbprint

CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", "https://w3id.org/security/jwk/v1"]


def did_of(public_url: str) -> str:
    """The identifier of the body whose public pages are at `public_url`."""
    parts = urlsplit(public_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("The public address of a body is a web address without a query.")
    if ":" in parts.hostname:
        raise ValueError("The public address of a body has a name, not the numbers of IPv6.")
    host = parts.hostname.encode("idna").decode()
    if parts.port is not None:
        host += f"%3A{parts.port}"
    path = [quote(unquote(part), safe="") for part in parts.path.split("/") if part]
    return ":".join(["did:web", host, *path])


def did_url(did: str) -> str:
    """Where the document of a did:web is fetched."""
    if not did.startswith("did:web:"):
        raise ValueError(f"{did} is no did:web.")
    host, *path = did.removeprefix("did:web:").split(":")
    return "/".join(["https:/", unquote(host), *(path or [".well-known"]), "did.json"])


def key_id(did: str, key: PublicKey) -> str:
    """The name of one of the body's keys, made from the key itself: a new key never takes an old one's name."""
    return f"{did}#{multikey(key) if isinstance(key, Ed25519PublicKey) else thumbprint(key)}"


def did_document(did: str, keys: Sequence[PublicKey]) -> dict[str, Any]:
    """The document that says which keys speak for the body.

    `keys` are all with which something valid was signed, those of today first. A key that is no longer used stays, so
    that what it signed can be verified; a key that was lost to somebody is left out, and what it signed ends.
    """
    methods = [_method(did, key) for key in keys]
    return {
        "@context": CONTEXTS,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _method(did: str, key: PublicKey) -> dict[str, Any]:
    named = {"id": key_id(did, key), "controller": did}
    if isinstance(key, EllipticCurvePublicKey):
        return {**named, "type": "JsonWebKey", "publicKeyJwk": {**public_jwk(key), "alg": "ES256"}}
    return {**named, "type": "Multikey", "publicKeyMultibase": multikey(key)}
