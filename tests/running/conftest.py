"""An embedded installation in a directory of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.installations import Installation, descendants, kill


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


@pytest.fixture
def serving(installation: Installation) -> Iterator[int]:
    """A process that runs ``guildhall serve``; its identifier."""
    process = installation.start("serve")
    yield process.pid
    for each in (process.pid, *descendants(process.pid)):
        kill(each)
    process.wait()
