"""Mail servers as they fail: they stand at the outer wall, where Django hands a message over."""

import smtplib
from collections.abc import Sequence
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from guildhall.notices.spool import SealedFiles


class Killed(BaseException):
    """The process ends here, as by a signal: nobody catches this."""


class Gone(BaseEmailBackend):
    """A server that hangs up."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPServerDisconnected("juergen@example.org hung up")


class RefusesRecipient(BaseEmailBackend):
    """A server that knows nobody of that name."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({"juergen@example.org": (550, b"no such user")})


class KilledAfterHandingOver(SealedFiles):
    """The message leaves, and then the process is killed."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        super().send_messages(email_messages)
        raise Killed


class Watching(SealedFiles):
    """Notes whether a transaction was open while mail went out."""

    in_transaction: ClassVar[list[bool]] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.in_transaction.append(connection.in_atomic_block)
        return super().send_messages(email_messages)
