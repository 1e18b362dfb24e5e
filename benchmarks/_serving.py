"""A web server of its own beside a benchmark, and a worker that does acts without a pause."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import _house


@contextmanager
def web(workers: int = 2) -> Iterator[int]:
    """Serve the installation of this environment; gives the port."""
    port = _free_port()
    (Path(os.environ["GUILDHALL_HOME"]) / "static").mkdir(exist_ok=True)
    told = {**os.environ, "GUILDHALL_PORT": str(port), "GUILDHALL_WORKERS": str(workers)}
    command = [sys.executable, "-m", "guildhall.cli", "web", "--under", str(os.getpid())]
    process = subprocess.Popen(command, env=told, cwd=_house.ROOT, start_new_session=True)
    try:
        _wait(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


@contextmanager
def busy_worker() -> Iterator[None]:
    """Somebody who does act after act, as a worker does with a long queue."""
    process = subprocess.Popen([sys.executable, __file__, "work"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        if not process.stdout.readline():
            raise RuntimeError("The worker does not work.")
        yield
    finally:
        process.kill()
        process.wait()


def _work() -> None:
    import acts
    import django

    django.setup()
    parent, rename = os.getppid(), acts.renaming(f"W-{os.getpid()}")
    rename()
    print("at work", flush=True)
    while os.getppid() == parent:
        rename()


def _wait(port: int) -> None:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("The web server does not answer.")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


if __name__ == "__main__" and sys.argv[1:] == ["work"]:
    sys.path.insert(0, str(_house.ROOT))
    _work()
