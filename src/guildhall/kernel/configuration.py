"""What an installation can be told: every ``GUILDHALL_*`` variable, its type, its default and its meaning.

A variable may also be given as ``NAME_FILE``, the path of a file that holds the value; that is how secrets come in.
`Configuration.read` collects all complaints before it refuses, so that a start fails once and not ten times.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import available_timezones

T = TypeVar("T")


class BadConfiguration(Exception):
    """The installation cannot start with what it was told; the message says what to set."""


@dataclass(frozen=True)
class Variable:
    """One variable: its name in the environment, how it is read, what it means."""

    name: str
    parse: Callable[[str], Any]
    default: str
    meaning: str
    secret: bool = False


def _variable(name: str, parse: Callable[[str], T], default: str, meaning: str, *, secret: bool = False) -> T:
    declared = Variable(f"GUILDHALL_{name}", parse, default, meaning, secret)
    return cast(T, dataclasses.field(metadata={"variable": declared}))


def _flag(text: str) -> bool:
    if text.lower() not in {"", "0", "1", "false", "true", "no", "yes"}:
        raise ValueError("is 0 or 1")
    return text.lower() in {"1", "true", "yes"}


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError("is the name of a time zone, such as Europe/Berlin")
    return text


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"is one of {', '.join(choices)}")
        return text

    return parse


@dataclass(frozen=True)
class Configuration:
    """All that an installation was told, read once at the start."""

    mode: str = _variable(
        "MODE",
        _one_of("embedded", "served"),
        "embedded",
        "`embedded`: one command, SQLite, everything in one directory. `served`: PostgreSQL behind a proxy; refuses "
        "to start unless keys, hosts and databases are set.",
    )
    home: Path = _variable(
        "HOME",
        Path,
        "./guildhall-data",
        "The directory that holds all that an embedded installation keeps: database, keys, files, secrets, mail.",
    )
    host: str = _variable("HOST", str, "127.0.0.1", "The address on which the web server listens.")
    port: int = _variable("PORT", int, "8000", "The port on which the web server listens.")
    demo: bool = _variable(
        "DEMO",
        _flag,
        "0",
        "Makes this a demonstration: the cast signs in without passwords and the clock can be moved. "
        "Refused when served.",
    )
    debug: bool = _variable("DEBUG", _flag, "0", "Django's debug pages; for developers only. Refused when served.")
    allowed_hosts: tuple[str, ...] = _variable(
        "ALLOWED_HOSTS", _words, "", "The host names under which people reach this installation, joined by commas."
    )
    public_url: str = _variable(
        "PUBLIC_URL", str, "", "The address that goes into letters and checkpoints, such as https://cert.example.org."
    )
    database_url: str = _variable(
        "DATABASE_URL", str, "", "postgresql://user:password@host:port/name of the main database.", secret=True
    )
    keys_database_url: str = _variable(
        "KEYS_DATABASE_URL",
        str,
        "",
        "postgresql://... of the database that holds the data keys; never the main one, never in its backup.",
        secret=True,
    )
    secret_key: str = _variable(
        "SECRET_KEY", str, "", "Signs sessions and forms; at least 50 random characters.", secret=True
    )
    master_key: str = _variable(
        "MASTER_KEY",
        str,
        "",
        "Wraps every person's data key: 32 random bytes as 64 hexadecimal digits. Without it nothing can be read.",
        secret=True,
    )
    new_master_key: str = _variable(
        "NEW_MASTER_KEY",
        str,
        "",
        "Read by `guildhall keys rewrap` alone: the master key that takes the place of MASTER_KEY.",
        secret=True,
    )
    ledger_key: str = _variable(
        "LEDGER_KEY",
        str,
        "",
        "Signs the ledger's checkpoints (Ed25519): 32 random bytes as 64 hexadecimal digits.",
        secret=True,
    )
    ledger_origin: str = _variable(
        "LEDGER_ORIGIN", str, "", "The name under which checkpoints are signed; by default host and path of PUBLIC_URL."
    )
    body_name: str = _variable("BODY_NAME", str, "Your certification body", "The name of the body on its public pages.")
    time_zone: str = _variable(
        "TIME_ZONE", _zone, "Europe/Berlin", "Where the body sits: its days begin and end there."
    )
    email_url: str = _variable(
        "EMAIL_URL",
        str,
        "",
        "smtp://user:password@host:port (or smtps://) that sends mail; otherwise mail is kept in HOME/mail.",
        secret=True,
    )
    email_from: str = _variable("EMAIL_FROM", str, "guildhall@localhost", "The address from which mail is sent.")
    max_upload_mb: int = _variable("MAX_UPLOAD_MB", int, "20", "The largest file that can be handed in, in megabytes.")
    workers: int = _variable("WORKERS", int, "1", "Web server processes.")
    job_lease: int = _variable(
        "JOB_LEASE",
        int,
        "30",
        "Seconds after which a job is given to another worker when its own gives no sign of life.",
    )

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Configuration":
        """The configuration that `environment` describes; `BadConfiguration` names every variable that is wrong."""
        values: dict[str, Any] = {}
        complaints = _unknown(environment)
        for field in dataclasses.fields(cls):
            variable: Variable = field.metadata["variable"]
            try:
                values[field.name] = variable.parse(_text(variable, environment))
            except (ValueError, OSError) as problem:
                complaints.append(f"{variable.name} {problem}.")
        if complaints:
            raise BadConfiguration("\n".join(complaints))
        return cls(**values)


def variables() -> tuple[Variable, ...]:
    """Every variable that an installation reads."""
    return tuple(field.metadata["variable"] for field in dataclasses.fields(Configuration))


def _text(variable: Variable, environment: Mapping[str, str]) -> str:
    path = environment.get(f"{variable.name}_FILE")
    if path:
        return Path(path).read_text().strip()
    return environment.get(variable.name) or variable.default


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {name for variable in variables() for name in (variable.name, f"{variable.name}_FILE")}
    return [
        f"{name} is not known here; the variables are listed in docs/reference/settings.md."
        for name in sorted(environment)
        if name.startswith("GUILDHALL_") and name not in known
    ]
