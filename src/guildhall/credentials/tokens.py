"""The same credential as a token: a JSON Web Token (VC-JWT, ES256), for software that knows no linked data."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from guildhall.credentials.dids import key_id
from guildhall.credentials.facts import JsonObject
from guildhall.credentials.proofs import BadProof, issuer_of

ALGORITHM = "ES256"


def token_of(document: Mapping[str, Any], key: EllipticCurvePrivateKey) -> str:
    """The document as a token, signed by the issuer; the claims of the token repeat what the credential says."""
    issuer = issuer_of(document)
    claims: JsonObject = {name: value for name, value in document.items() if name != "proof"}
    claims |= {"iss": issuer, "jti": document["id"], "nbf": _seconds(document["validFrom"])}
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    if subject := document["credentialSubject"].get("id"):
        claims["sub"] = subject
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": key_id(issuer, key.public_key())}
    content = json.dumps(claims, ensure_ascii=False, separators=(",", ":"))
    return jws.serialize_compact(header, content.encode(), ECKey.import_key(key), algorithms=[ALGORITHM])


def unverified(token: str) -> tuple[JsonObject, JsonObject]:
    """The header and the claims of a token; nothing has been checked."""
    try:
        found = jws.extract_compact(token.encode())
        claims = json.loads(found.payload)
    except (JoseError, ValueError) as problem:
        raise BadProof("This is no token.") from problem
    if not isinstance(claims, dict):
        raise BadProof("This token carries no claims.")
    return dict(found.headers()), claims


def check_token(token: str, jwk: Mapping[str, Any]) -> None:
    """Refuse a token that the key `jwk` did not sign with ES256, or whose claims contradict the credential."""
    try:
        jws.deserialize_compact(token.encode(), ECKey.import_key(dict(jwk)), algorithms=[ALGORITHM])
    except (JoseError, ValueError, KeyError) as problem:
        raise BadProof("The signature does not fit what the token says.") from problem
    _, claims = unverified(token)
    if claims.get("iss") != issuer_of(claims) or claims.get("jti") != claims.get("id"):
        raise BadProof("The claims of the token contradict the credential in it.")


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
