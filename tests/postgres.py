"""A PostgreSQL of its own for a run of tests: run by an unprivileged user, on a free port, in a temporary directory.

``python -m tests.postgres COMMAND ...`` runs a command beside it and stops it at the end, whatever happens.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

START_WITHIN = 30
"""Seconds in which a server must answer."""


class NoPostgres(RuntimeError):
    """There is no PostgreSQL on this machine."""


def binaries() -> Path:
    """The directory of ``initdb`` and ``postgres``: the newest under /usr/lib/postgresql, or one on the PATH."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if packaged:
        return packaged[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise NoPostgres("There is no PostgreSQL here. On Debian: apt-get install postgresql")


@dataclass
class Server:
    """A running server. `durable` keeps fsync on, for tests that kill it."""

    directory: Path
    port: int
    durable: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://guildhall@127.0.0.1:{self.port}/{name}"

    @property
    def environment(self) -> dict[str, str]:
        """What an installation must be told to use it."""
        return {
            "GUILDHALL_DATABASE_URL": self.url("guildhall"),
            "GUILDHALL_KEYS_DATABASE_URL": self.url("guildhall_keys"),
        }

    def start(self) -> None:
        """Start it on its data, and wait until it answers."""
        told = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "fsync": "on" if self.durable else "off",
            "synchronous_commit": "on" if self.durable else "off",
            "full_page_writes": "on" if self.durable else "off",
            "max_connections": "200",
            "timezone": "UTC",
            "jit": "off",
            "autovacuum": "on" if self.durable else "off",
        }
        settings = [word for name, value in told.items() for word in ("-c", f"{name}={value}")]
        with (self.directory / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [binaries() / "postgres", "-D", self.directory / "data", *settings],
                stdout=log,
                stderr=log,
                start_new_session=True,
                **_unprivileged(),
            )
        self._wait()

    def stop(self) -> None:
        """Stop it in order; kill it when it does not obey."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """Kill it and its children at once, as a power cut would."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def create(self, name: str) -> None:
        """Create an empty database."""
        _run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "guildhall", name)

    def _wait(self) -> None:
        end = time.monotonic() + START_WITHIN
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                break
            ready = [binaries() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "guildhall"]
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start:\n{(self.directory / 'log').read_text()}")


@contextmanager
def started(*, durable: bool = False) -> Iterator[Server]:
    """A fresh server with the two databases of an installation; stopped and removed at the end."""
    directory = Path(tempfile.mkdtemp(prefix="guildhall-postgres-"))
    server = Server(directory, _free_port(), durable)
    try:
        _give_away(directory)
        _run("initdb", "-D", directory / "data", "-U", "guildhall", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        server.start()
        server.create("guildhall")
        server.create("guildhall_keys")
        yield server
    finally:
        server.stop()
        shutil.rmtree(directory, ignore_errors=True)


def _run(program: str, *arguments: object) -> None:
    command = [str(binaries() / program), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **_unprivileged())


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _user() -> pwd.struct_passwd:
    """Who runs the server when we are root, which it refuses to be run by."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' here.")


def _unprivileged() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    user = _user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _give_away(directory: Path) -> None:
    if os.geteuid() == 0:
        os.chown(directory, _user().pw_uid, _user().pw_gid)


def main(command: list[str]) -> int:
    """Run `command` beside a fresh server and return its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with started() as server:
        return subprocess.run(command, check=False, env={**os.environ, **server.environment}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
