"""Which software runs: its version, and a fingerprint of every file that it is made of.

The fingerprint and not the version tells two releases apart: a patch on the eve of an examination may keep the number.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import guildhall

PACKAGE = Path(guildhall.__file__).parent

LEFT_OUT = frozenset({"__pycache__"})
"""Folders of what Python makes of the files while it runs."""


@cache
def fingerprint() -> str:
    """The fingerprint of what runs in this process, taken once from the files from which it was started."""
    return fingerprint_of(PACKAGE)


def fingerprint_of(folder: Path) -> str:
    """SHA-256 over the paths and contents of all files of `folder`, in the order of their paths."""
    whole = sha256()
    for path in sorted(_files(folder)):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\n{len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not LEFT_OUT & set(path.parts))


def version() -> str:
    """The version that the software calls itself."""
    return metadata.version("guildhall")
