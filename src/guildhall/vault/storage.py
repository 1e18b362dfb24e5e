"""The folder of the installation in which encrypted files lie."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from guildhall.kernel import clock


class FilesOnDisk(FileSystemStorage):
    """Writes a file whole or not at all: to a name of its own first, to the disk, then into place.

    The same address written twice holds the same content, so the later one replaces the earlier.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _whole(target) as file:
            for piece in content.chunks():
                file.write(piece)
        return name


@contextmanager
def _whole(target: Path) -> Iterator[IO[bytes]]:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        moment = clock.now().timestamp()
        os.utime(name, (moment, moment))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink()
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
