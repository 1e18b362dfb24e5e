"""An embedded installation in a directory of its own: a fresh one, and one whose tables are laid."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.homes import installed
from tests.running.installations import Installation, descendants, kill


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


@pytest.fixture
def prepared(laid: Path, tmp_path: Path) -> Installation:
    return installed(laid, tmp_path)


@pytest.fixture
def serving(prepared: Installation) -> Iterator[int]:
    """A process that runs ``guildhall serve``; its identifier."""
    process = prepared.start("serve")
    yield process.pid
    for each in (process.pid, *descendants(process.pid)):
        kill(each)
    process.wait()
