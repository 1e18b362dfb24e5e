"""Serving: a supervisor with a web server and a worker under it."""

import logging
import os
import socket
import sys
from argparse import Namespace
from threading import Event

from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from guildhall.cli import children, installing
from guildhall.jobs.worker import Worker
from guildhall.kernel.configuration import BadConfiguration

THREADS = 4
"""Requests that one web process works on at a time; each keeps a database connection."""


def serve(given: Namespace) -> None:
    """Bring an embedded installation up to date, then keep a web server and a worker running until told to stop."""
    installing.refuse_unprepared()
    _refuse_taken_address()
    call_command("collectstatic", interactive=False, verbosity=0)
    stopping = Event()
    children.stop_on_signals(stopping)
    _tell()
    children.keep_running([_child("web server", "web"), _child("worker", "worker")], stopping)
    print("Stopped.")


def web(given: Namespace) -> None:
    """Run the web server until told to stop."""
    children.end_with(given.under)
    Granian(
        "guildhall.wsgi:application",
        address=settings.GUILDHALL.host,
        port=settings.GUILDHALL.port,
        interface=Interfaces.WSGI,
        workers=settings.GUILDHALL.workers,
        blocking_threads=THREADS,
        backpressure=64,
        respawn_failed_workers=True,
        respawn_interval=1,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()


def worker(given: Namespace) -> None:
    """Run a worker until told to stop; the job at hand is finished first."""
    children.end_with(given.under)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    at_work = Worker()
    children.stop_on_signals(at_work.stopping)
    at_work.run()


def _child(name: str, command: str) -> children.Child:
    return children.Child(name, [sys.executable, "-m", "guildhall.cli", command, "--under", str(os.getpid())])


def _tell() -> None:
    print(f"\nGuildhall serves {settings.GUILDHALL.body_name} at {installing.address()}")
    for line in installing.who_signs_in():
        print(line)
    print("Ctrl-C stops it.\n", flush=True)


def _refuse_taken_address() -> None:
    """Say at once that the port is taken, instead of starting a server again and again."""
    configuration = settings.GUILDHALL
    family = socket.AF_INET6 if ":" in configuration.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((configuration.host, configuration.port))
        except OSError as problem:
            raise BadConfiguration(
                f"Port {configuration.port} on {configuration.host} cannot be used: {problem.strerror}. "
                "Stop what uses it, or set GUILDHALL_PORT to another."
            ) from problem
