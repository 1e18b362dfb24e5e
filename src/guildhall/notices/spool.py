"""Keeps mail in the house where no mail server is set: sealed files in ``HOME/mail``, one for each message.

No name, address or word of a message can be read from the disk; a message about a person is sealed under that person's
key and is gone with it. `guildhall mail show` reads them out.
"""

from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from guildhall.kernel import identifiers
from guildhall.vault import keys

SUFFIX = ".sealed"


class SealedFiles(BaseEmailBackend):
    """Django's way to send mail, into sealed files; the same message again replaces its file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _keep(message)
        return len(email_messages)


def show() -> Iterator[Parsed]:
    """Every message in the spool that can still be read, oldest first; those of erased persons are passed over."""
    for path in sorted(_folder().glob(f"*{SUFFIX}")):
        try:
            plain = keys.unseal(path.read_bytes(), place=_place(path))
        except keys.KeyDestroyed:
            continue
        yield message_from_bytes(plain, policy=policy.default)


def _keep(message: EmailMessage) -> None:
    number: UUID = getattr(message, "number", None) or identifiers.new_id()
    key_id: UUID = getattr(message, "key_id", keys.BODY)
    path = _folder() / f"{number}{SUFFIX}"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    part.write_bytes(keys.seal(key_id, message.message().as_bytes(), place=_place(path)))
    part.replace(path)


def _folder() -> Path:
    return Path(settings.GUILDHALL.home) / "mail"


def _place(path: Path) -> str:
    return f"mail:{path.stem}"
