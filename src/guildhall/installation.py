"""What an embedded installation makes for itself at its first start, and what a served one must be given."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from guildhall.kernel.configuration import BadConfiguration, Configuration

MADE = {"secret_key": 50, "master_key": 32, "ledger_key": 32}
"""The secrets of an embedded installation, with their length in bytes before they are written as hexadecimal."""

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
"""Addresses that this machine alone reaches."""


def completed(configuration: Configuration) -> Configuration:
    """`configuration` with its secrets; an embedded installation makes what it was not given."""
    if configuration.mode == "served":
        refuse_unsafe(configuration)
        return configuration
    refuse_exposed(configuration)
    made: dict[str, Any] = {
        name: getattr(configuration, name) or _kept(configuration.home, name, size) for name, size in MADE.items()
    }
    return replace(configuration, **made)


def refuse_unsafe(configuration: Configuration) -> None:
    """A served installation does not start half configured; the message lists all that is to be set."""
    complaints = [
        sentence
        for wrong, sentence in (
            (configuration.debug, "GUILDHALL_DEBUG must not be set when served."),
            (configuration.demo, "GUILDHALL_DEMO must not be set when served."),
            (not configuration.allowed_hosts, "Set GUILDHALL_ALLOWED_HOSTS to the host names people use."),
            (not configuration.public_url, "Set GUILDHALL_PUBLIC_URL to the address people use."),
            (len(configuration.secret_key) < 50, "Set GUILDHALL_SECRET_KEY to at least 50 random characters."),
            (not is_key(configuration.master_key), "Set GUILDHALL_MASTER_KEY to 64 random hexadecimal digits."),
            (not is_key(configuration.ledger_key), "Set GUILDHALL_LEDGER_KEY to 64 random hexadecimal digits."),
            (not configuration.database_url, "Set GUILDHALL_DATABASE_URL to the PostgreSQL database."),
            (not configuration.keys_database_url, "Set GUILDHALL_KEYS_DATABASE_URL to another database."),
        )
        if wrong
    ]
    if complaints:
        raise BadConfiguration("This installation is served and does not start:\n" + "\n".join(complaints))


def refuse_exposed(configuration: Configuration) -> None:
    """An embedded installation that other machines reach says under which names, and shows nobody its insides."""
    if configuration.host in LOOPBACK:
        return
    complaints = [
        sentence
        for wrong, sentence in (
            (configuration.debug, "GUILDHALL_DEBUG must not be set where others reach this installation."),
            (not configuration.allowed_hosts, "Set GUILDHALL_ALLOWED_HOSTS to the host names people use."),
        )
        if wrong
    ]
    if complaints:
        reached = f"Other machines reach this installation on {configuration.host}, and it does not start:"
        raise BadConfiguration("\n".join((reached, *complaints)))


def is_key(text: str) -> bool:
    """32 bytes in hexadecimal, and not one that somebody typed: at least ten different digits."""
    return len(text) == 64 and set(text.lower()) <= set("0123456789abcdef") and len(set(text.lower())) >= 10


def secret_path(home: Path, name: str) -> Path:
    """Where an embedded installation keeps a secret that it made for itself."""
    return home / "secrets" / name


def _kept(home: Path, name: str, size: int) -> str:
    path = secret_path(home, name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(size))
    return path.read_text().strip()


def databases(configuration: Configuration) -> dict[str, dict[str, Any]]:
    """The main database and the one of the data keys."""
    home = configuration.home
    return {
        "default": _postgres(configuration.database_url) or _sqlite(home / "guildhall.sqlite3", ""),
        "keys": _postgres(configuration.keys_database_url)
        or _sqlite(home / "keys.sqlite3", "PRAGMA secure_delete=ON;"),
    }


def _sqlite(path: Path, extra: str) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "ENGINE": "guildhall.ledger.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {extra}",
        },
    }


PREPARED = {"server_side_binding": True, "prepare_threshold": 3}
"""PostgreSQL plans a statement of an act once per connection and not each time; a pooler that shares connections
between transactions must know prepared statements."""


def _postgres(url: str) -> dict[str, Any] | None:
    if not url:
        return None
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": PREPARED,
        "CONN_MAX_AGE": None,
    }


@dataclass(frozen=True)
class MailServer:
    """How mail leaves the house, in the words of Django's settings; sealed files in the home where no server is set."""

    backend: str = "guildhall.notices.spool.SealedFiles"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    use_ssl: bool = False
    use_tls: bool = False


def mail_server(configuration: Configuration) -> MailServer:
    """The mail server of a URL: ``smtps`` is encrypted from the start, ``smtp`` by STARTTLS unless it is local."""
    if not configuration.email_url:
        return MailServer()
    parts = urlsplit(configuration.email_url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadConfiguration("GUILDHALL_EMAIL_URL is smtp://user:password@host:port, or smtps://.")
    secure = parts.scheme == "smtps"
    return MailServer(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or (465 if secure else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=secure,
        use_tls=not secure and parts.hostname not in {"localhost", "127.0.0.1"},
    )


def demo_shift(home: Path) -> Callable[[], timedelta]:
    """How far a demonstration's clock stands from real time, as the file ``clock`` in its home says, in seconds."""
    path = home / "clock"

    def shift() -> timedelta:
        try:
            return timedelta(seconds=float(path.read_text()))
        except (FileNotFoundError, ValueError):
            return timedelta()

    return shift
