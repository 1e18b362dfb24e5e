"""A served house for the journeys: the demo body in a directory of its own, with its worker, on a free port."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS = 120


@dataclass
class House:
    """A house that is served; `run` gives the command line on the same installation."""

    home: Path
    port: int
    process: "subprocess.Popen[bytes]"
    host: str = "127.0.0.1"

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def run(self, *arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        """One command of the command line, with what is typed into it."""
        return subprocess.run(
            [sys.executable, "-m", "guildhall.cli", *arguments],
            env=environment(self.home, self.port),
            input=typed,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def move_clock(self, shift: str) -> None:
        """Move the house's clock (``+400d``) and let the worker settle what time brought."""
        moved = self.run("demo", "clock", shift)
        assert moved.returncode == 0, moved.stderr

    def stop(self) -> int:
        """Ask the supervisor to stop, and wait until it has."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def environment(home: Path, port: int) -> dict[str, str]:
    """The environment of an installation in `home`, with nothing of ours in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GUILDHALL_", "DJANGO_"))}
    return {**kept, "GUILDHALL_HOME": str(home), "GUILDHALL_PORT": str(port), "GUILDHALL_DEMO": "1"}


def serve(built: Path, home: Path) -> House:
    """Serve a copy of the demo body in `home`; returns when it answers."""
    shutil.copytree(built, home, dirs_exist_ok=True)
    port = _free_port()
    with (home / "served.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "guildhall.cli", "demo", "--serve"],
            env=environment(home, port),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    house = House(home, port, process)
    _wait_for(house)
    return house


def _wait_for(house: House) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if house.process.poll() is not None:
            break
        try:
            with urlopen(f"{house.address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    log = (house.home / "served.log").read_text()
    house.process.kill()
    raise RuntimeError(f"The house did not open.\n{log}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
