"""What a certificate states: the facts of R-34, from which paper, credential and token are all made.

Nothing here is looked up or decided. Whoever issues has decided; this library refuses what would be no certificate.
"""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from guildhall.credentials.dids import did_of

JsonObject = dict[str, Any]
"""A JSON object: a credential, a status list, a DID document."""

SECOND = "%Y-%m-%dT%H:%M:%SZ"
"""Moments in credentials: to the second, in UTC."""


class Incomplete(ValueError):
    """A certificate lacks something that clause 9.4.8 asks for; `missing` names it."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"A certificate states {', '.join(missing)}; that is missing here.")
        self.missing = missing


@dataclass(frozen=True)
class Body:
    """The certification body: its name and the public address from which its identifier is made."""

    name: str
    url: str

    @property
    def did(self) -> str:
        return did_of(self.url)

    @property
    def profile(self) -> JsonObject:
        """The body as the issuer of a credential."""
        return {"id": self.did, "type": ["Profile"], "name": self.name, "url": self.url}


@dataclass(frozen=True)
class Scheme:
    """The scheme by which somebody was certified: with its version and that version's date, as clause 9.4.8 asks."""

    number: str
    name: str
    version: str
    published: date
    url: str
    criteria: str
    """What had to be shown, in a few sentences."""


@dataclass(frozen=True)
class Certificate:
    """What one certificate states. The last day of its term is a whole day where the body sits (`zone`).

    `address` is where anybody may ask whether it is valid; it is unguessable, names the credential, and stands in the
    QR code. `conditions` may be empty, for then there are none; everything else must be there.
    """

    person: str
    number: str
    body: Body
    scheme: Scheme
    scope: str
    conditions: str
    effective: date
    expires: date
    signatory: str
    office: str
    code: str
    address: str
    zone: tzinfo = UTC

    def __post_init__(self) -> None:
        missing = [*_empty(self), *_empty(self.body, "body."), *_empty(self.scheme, "scheme.")]
        if stated := [name for name in missing if name != "conditions"]:
            raise Incomplete(stated)
        if self.expires < self.effective:
            raise ValueError("The term of a certificate does not end before it begins.")

    @property
    def valid_from(self) -> datetime:
        """The first moment of the term."""
        return datetime.combine(self.effective, time(), self.zone)

    @property
    def valid_until(self) -> datetime:
        """The last second of the term."""
        return datetime.combine(self.expires, time(23, 59, 59), self.zone)


@dataclass(frozen=True)
class StatusEntry:
    """Where the status of one credential stands: a list, by its address, and a place in it.

    One entry serves suspension and withdrawal alike, since Open Badges allow one: its bit is set by both, and whoever
    is reinstated gets a new credential with a new place.
    """

    list_url: str
    index: int

    @property
    def as_json(self) -> JsonObject:
        return {
            "id": f"{self.list_url}#{self.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(self.index),
            "statusListCredential": self.list_url,
        }


def _empty(record: Certificate | Body | Scheme, before: str = "") -> list[str]:
    """The texts that a record leaves empty."""
    texts = [field.name for field in fields(record) if field.type is str]
    return [before + name for name in texts if not getattr(record, name).strip()]


def moment(when: datetime) -> str:
    """A moment as credentials write it."""
    if when.tzinfo is None:
        raise ValueError("A moment in a credential knows its time zone.")
    return when.astimezone(UTC).strftime(SECOND)
