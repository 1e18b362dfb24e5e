"""An installation of its own for a test: a home, an environment, and the command `guildhall` in processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

COMMAND_SECONDS = 600
"""What a busy machine may take for one command: building the demo body is the longest of all."""


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@dataclass
class Installation:
    """A home and what is set for it; `run` runs a command to its end, `start` starts one."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GUILDHALL_", "DJANGO_"))}
        ours = {"GUILDHALL_HOME": str(self.home), "GUILDHALL_PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        return {**kept, **ours, **self.settings}

    def run(self, *command: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "guildhall.cli", *command],
            check=False,
            input=typed,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            env={**self.environment, **settings},
        )

    def python(self, code: str) -> subprocess.CompletedProcess[str]:
        """Run a few lines with Django set up."""
        lines = (
            f"import os, django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'guildhall.settings'\ndjango.setup()\n{code}"
        )
        return subprocess.run(
            [sys.executable, "-c", lines],
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
            env=self.environment,
            cwd=ROOT,
        )

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.home / "output").open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "guildhall.cli", *command],
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def answers(self) -> bool:
        """Whether the web server answers and reaches its databases."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                return bool(answer.read() == b"ok\n")
        except (urllib.error.URLError, OSError):
            return False

    def output(self) -> str:
        return (self.home / "output").read_text()


def until(true: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether `true` becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


def descendants(pid: int) -> dict[int, str]:
    """Every process below `pid`, with its command."""
    found: dict[int, str] = {}
    for child in children(pid):
        found[child] = command(child)
        found |= descendants(child)
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(each) for task in tasks for each in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""
