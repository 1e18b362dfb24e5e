"""Homes that many tests begin with, each made once for all processes of a run: an installation gets a copy."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.running.installations import Installation


def made_once(home: Path, make: Callable[[Path], None]) -> Path:
    """The home that everybody copies: the first process that asks makes it, the others wait until it is whole."""
    whole = home.with_suffix(".whole")
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            home.mkdir(exist_ok=True)
            make(home)
            whole.touch()
    return home


def lay(home: Path) -> None:
    """Lay the tables of an installation that nobody uses yet."""
    _done(Installation(home), "migrate")


def build(home: Path) -> None:
    """Build the demo body."""
    _done(Installation(home, {"GUILDHALL_DEMO": "1"}), "demo")


def installed(laid: Path, home: Path, *, demo: bool = False) -> Installation:
    """An installation in `home` whose databases are up to date and empty."""
    shutil.copytree(laid, home, dirs_exist_ok=True)
    if not demo:
        return Installation(home)
    (home / "demo").write_text("demo\n")
    return Installation(home, {"GUILDHALL_DEMO": "1"})


def _done(installation: Installation, command: str) -> None:
    ended = installation.run(command)
    assert ended.returncode == 0, ended.stdout + ended.stderr
