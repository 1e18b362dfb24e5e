"""Whether a credential holds: by proof, by dates, by status; the same answer that a stranger's software would give.

Nothing is fetched here. Whoever asks says how a DID or an address leads to a document (`Loader`): from our own tables,
from a bundle on disk, or from the web. We are stricter than a stranger need be: a credential holds only if every word
in it was signed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from guildhall.credentials import proofs, statuslists, tokens
from guildhall.credentials.canonical import NotSignable
from guildhall.credentials.facts import JsonObject
from guildhall.credentials.keys import BadKey, from_multikey
from guildhall.credentials.proofs import BadProof, issuer_of
from guildhall.credentials.statuslists import BadList

Document = JsonObject | str
"""A credential: with its proof inside, or as a token."""

Loader = Callable[[str], Document]
"""Leads from a DID or an address to its document; raises `LookupError` where there is none."""


class Finding(StrEnum):
    """What was found out about a credential."""

    HOLDS = "holds"
    """Signed by its issuer, within its term, and neither suspended nor withdrawn."""
    ALTERED = "altered"
    """Not what its issuer signed, or not signed by its issuer."""
    NOT_YET = "not yet"
    """Its term has not begun."""
    EXPIRED = "expired"
    """Its term is over."""
    REVOKED = "revoked"
    """Suspended or withdrawn."""
    UNKNOWN = "unknown"
    """Signed by its issuer, but nothing that can be relied on says whether it still holds."""


@dataclass(frozen=True)
class Verdict:
    """What a credential is worth at one moment, and why, in a sentence for people who look after such systems."""

    finding: Finding
    reason: str = ""

    @property
    def holds(self) -> bool:
        return self.finding is Finding.HOLDS


def verify_credential(credential: Document, loader: Loader, now: datetime) -> Verdict:
    """What a credential, with its proof inside or as a token, is worth at the moment `now`."""
    try:
        content = _authentic(credential, loader)
        begins, ends = _term(content)
    except (BadProof, NotSignable, BadKey, LookupError, RecursionError) as problem:
        return Verdict(Finding.ALTERED, str(problem))
    if now < begins:
        return Verdict(Finding.NOT_YET, f"The term begins on {begins.isoformat()}.")
    if ends is not None and now > ends:
        return Verdict(Finding.EXPIRED, f"The term ended on {ends.isoformat()}.")
    try:
        revoked = _is_revoked(content, loader, now)
    except (BadProof, NotSignable, BadKey, BadList, LookupError, RecursionError) as problem:
        return Verdict(Finding.UNKNOWN, str(problem))
    return Verdict(Finding.REVOKED if revoked else Finding.HOLDS)


def _authentic(document: Document, loader: Loader) -> JsonObject:
    """What a document says, once its issuer's signature has been checked."""
    if isinstance(document, str):
        header, content = tokens.unverified(document)
        method = _method(str(header.get("kid")), issuer_of(content), loader)
        tokens.check_token(document, method.get("publicKeyJwk") or {})
        return content
    method = _method(str(proofs.proof_of(document).get("verificationMethod")), issuer_of(document), loader)
    proofs.check(document, _multikey(method))
    return document


def _method(named: str, issuer: str, loader: Loader) -> JsonObject:
    """The key that is named, if the issuer's document says that it speaks for the issuer."""
    if named.partition("#")[0] != issuer:
        raise BadProof("The key that signed is not one of the issuer's.")
    document = loader(issuer)
    if not isinstance(document, dict) or document.get("id") != issuer:
        raise BadProof("The document of the issuer's keys is not the issuer's.")
    if named not in document.get("assertionMethod", []):
        raise BadProof("The key that signed does not speak for the issuer.")
    methods = document.get("verificationMethod", [])
    found = next((each for each in methods if each.get("id") == named and each.get("controller") == issuer), None)
    if found is None:
        raise BadProof("The document of the issuer's keys does not hold the key that signed.")
    return dict(found)


def _multikey(method: Mapping[str, Any]) -> Ed25519PublicKey:
    return from_multikey(str(method.get("publicKeyMultibase")))


def _term(content: Mapping[str, Any]) -> tuple[datetime, datetime | None]:
    ends = content.get("validUntil")
    return _moment(content.get("validFrom")), None if ends is None else _moment(ends)


def _moment(text: object) -> datetime:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError as problem:
        raise BadProof(f"'{text}' is no moment.") from problem
    if found.tzinfo is None:
        raise BadProof(f"'{text}' does not say in which time zone.")
    return found


def _is_revoked(content: Mapping[str, Any], loader: Loader, now: datetime) -> bool:
    """What the status list says of this credential, once the list itself has been checked."""
    entry = content.get("credentialStatus")
    if not isinstance(entry, dict) or entry.get("type") != "BitstringStatusListEntry":
        raise BadList("The credential does not say where its status stands.")
    listed = _authentic(loader(str(entry.get("statusListCredential"))), loader)
    subject = listed.get("credentialSubject")
    if not isinstance(subject, dict) or issuer_of(listed) != issuer_of(content):
        raise BadList("The status list is not this issuer's.")
    if listed.get("id") != entry.get("statusListCredential") or subject.get("type") != "BitstringStatusList":
        raise BadList("What stands at the address of the status list is another document.")
    if subject.get("statusPurpose") != entry.get("statusPurpose"):
        raise BadList("The status list serves another purpose.")
    begins, ends = _term(listed)
    if now < begins or (ends is not None and now > ends):
        raise BadList("The status list is out of date.")
    return statuslists.read_bit(statuslists.unpacked(str(subject.get("encodedList"))), _index(entry))


def _index(entry: Mapping[str, Any]) -> int:
    index = str(entry.get("statusListIndex"))
    if not (index.isascii() and index.isdigit()):
        raise BadList("The place on the status list is no number.")
    return int(index)
