"""Changes the master key: after somebody who knew it has left, or when a copy of it may have been seen."""

import os
import secrets
from argparse import Namespace
from pathlib import Path

from django.conf import settings

from guildhall import installation
from guildhall.cli.parser import WrongCommand
from guildhall.vault import keys, rotation

NAME = "master_key"


def rewrap(given: Namespace) -> None:
    """Wrap every data key with a new master key, and keep it where this installation keeps its own.

    The new key is in its place on the disk before the old one loses its power, so that a crash in between loses
    nothing: the same command brings it to its end.
    """
    before, after, waiting = settings.GUILDHALL.master_key, _new_key(), _waiting()
    if _keeps_its_own():
        _write(waiting, after)
    count = _rewrapped(before, after)
    if _keeps_its_own():
        _settle(waiting)
    print(f"{count} data keys are wrapped with the new master key.")
    print(_what_is_next())


def _new_key() -> str:
    """What was given, what a crash left waiting, or a new one where the installation makes its own secrets."""
    told: str = settings.GUILDHALL.new_master_key
    if told and not installation.is_key(told):
        raise WrongCommand("GUILDHALL_NEW_MASTER_KEY is not 64 random hexadecimal digits.")
    if _keeps_its_own():
        return _waiting().read_text().strip() if _waiting().exists() else told or secrets.token_hex(32)
    if not told or told == settings.GUILDHALL.master_key:
        raise WrongCommand(
            "Give the new key as GUILDHALL_NEW_MASTER_KEY, or its file as GUILDHALL_NEW_MASTER_KEY_FILE."
        )
    return told


def _rewrapped(before: str, after: str) -> int:
    try:
        return rotation.rewrap(before, after)
    except keys.WrongMasterKey as problem:
        if rotation.opens(after):
            return rotation.rewrap(after, after)
        raise WrongCommand(str(problem)) from problem


def _keeps_its_own() -> bool:
    """Whether the master key in use is the one that this installation made for itself."""
    kept = installation.secret_path(settings.GUILDHALL.home, NAME)
    return kept.exists() and kept.read_text().strip() == settings.GUILDHALL.master_key


def _waiting() -> Path:
    return installation.secret_path(settings.GUILDHALL.home, f"{NAME}.next")


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _to_disk(path.parent)


def _settle(waiting: Path) -> None:
    waiting.replace(installation.secret_path(settings.GUILDHALL.home, NAME))
    _to_disk(waiting.parent)


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _what_is_next() -> str:
    old = "Destroy every copy of the old key, and the backups of the keys' database that it still opens."
    kept = installation.secret_path(settings.GUILDHALL.home, NAME)
    if kept.exists() and rotation.opens(kept.read_text().strip()):
        return old
    return f"Start again with the new key as GUILDHALL_MASTER_KEY. {old}"
