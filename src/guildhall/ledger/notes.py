"""Checkpoints as signed notes: three lines that say which log, how long it is and what its root is, and a signature.

Exactly the form of C2SP signed-note and tlog-checkpoint with Ed25519, so that software which we did not write can check
it: ``origin\\nsize\\nbase64(root)\\n``, an empty line, ``— origin base64(key id || signature)``.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
"""The algorithm byte of a signed note's key."""

SIGNATURE = re.compile(r"^— (\S+) (\S+)$")
SIZE = re.compile(r"^(0|[1-9][0-9]{0,18})$")


class BadNote(ValueError):
    """This text is no checkpoint of this log: it cannot be read, or its signature does not fit."""


@dataclass(frozen=True)
class Statement:
    """What a checkpoint states: the log's name, the number of its leaves, and their root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True)
class Verifier:
    """Who can check the checkpoints of one log: its name and its public key (32 bytes)."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256 over name, newline, algorithm and public key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """The key as it is published: ``name+key id+base64``."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def read(cls, text: str) -> "Verifier":
        """A published key; `BadNote` where it does not hold together."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        key = _decoded(encoded)
        found = cls(name, key[1:])
        if not name or key[:1] != ED25519 or len(key) != 33 or found.key_id.hex() != key_id:
            raise BadNote("This is no Ed25519 verifier key of a signed note.")
        return found

    def opened(self, note: str) -> Statement:
        """What `note` states, once its signature has been checked; otherwise `BadNote`."""
        text, signatures = _halves(note)
        ours = [each[4:] for name, each in signatures if name == self.name and each[:4] == self.key_id]
        if not ours:
            raise BadNote("The checkpoint carries no signature of this log's key.")
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(ours[0], text.encode())
        except InvalidSignature as problem:
            raise BadNote("The signature of the checkpoint does not fit its text.") from problem
        return _stated(text)


@dataclass(frozen=True)
class Signer:
    """Who signs the checkpoints of one log: its name and its Ed25519 seed (32 bytes)."""

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        if not self.name or re.search(r"[\s+]", self.name):
            raise BadNote("The name of a log has no spaces and no plus sign.")

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self._key.public_key().public_bytes_raw())

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def sign(self, size: int, root: bytes) -> str:
        """The checkpoint of a tree, as a signed note."""
        text = Statement(self.name, size, root).text
        signature = base64.b64encode(self.verifier.key_id + self._key.sign(text.encode())).decode()
        return f"{text}\n— {self.name} {signature}\n"


def origin_of(note: str) -> str:
    """The name of the log that a note says it is from; nothing has been checked."""
    return note.partition("\n")[0]


def _halves(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, found, lines = note.rpartition("\n\n")
    signatures = [SIGNATURE.match(line) for line in lines.removesuffix("\n").split("\n")]
    if not found or not lines.endswith("\n") or not all(signatures):
        raise BadNote("This is no signed note: its text, an empty line and its signatures are expected.")
    return text + "\n", [(each[1], _decoded(each[2])) for each in signatures if each]


def _stated(text: str) -> Statement:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not lines[0] or not SIZE.match(lines[1]) or len(_decoded(lines[2])) != 32:
        raise BadNote("This note is no checkpoint: name, size and root are expected.")
    return Statement(lines[0], int(lines[1]), _decoded(lines[2]))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise BadNote("A part of this note is not base64.") from problem
