"""Answers saved a second, through the whole house: web server, token, one statement, written through to the disk.

Sixteen candidates answer as fast as they are acknowledged, beside a worker that does acts without a pause; client,
server, worker and database share the same processors. On PostgreSQL the claim is measured against the database's own
limit: pgbench sends the same statement in the same run, and the house keeps at least 15 % of it. On both databases no
acknowledged answer is lost: the journal holds each of them. (`tests/exams/delivery/test_kill.py` kills all of it.)
"""

import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import _house
import _serving

CANDIDATES, SECONDS, LEAST = 16, 8.0, {"postgresql": 0.15, "sqlite": 200}
"""LEAST: on PostgreSQL a part of its own limit, on SQLite answers a second."""


def measure(database: str) -> int:
    """Print answers a second, how long they took, and what the database could do; 1 where a claim does not hold."""
    _house.migrated()
    from tests.exams.delivery import load

    told = load.found(str(CANDIDATES))
    limit = _limit(told) if database == "postgresql" else 0.0
    with _serving.web() as port, _serving.busy_worker():
        posts = [Post(port, each) for each in told]
        _answer(posts, 1.0)
        spans = _answer(posts, SECONDS)
    if database == "postgresql":
        limit = (limit + _limit(told)) / 2
    rate, lost = len(spans) / SECONDS, _lost(posts)
    cuts = quantiles(spans, n=100)
    took = f"p50 {cuts[49] * 1000:.1f} ms   p99 {cuts[98] * 1000:.1f} ms"
    print(f"{database:<11}{rate:6.0f} answers/s   {took}   lost {lost}")
    if limit:
        print(f"{'':<11}{rate / limit:6.1%} of pgbench's {limit:.0f}/s (at least {LEAST[database]:.0%})")
    kept = rate / limit if limit else rate
    return int(lost > 0 or kept < LEAST[database])


class Post:
    """One candidate's connection: an answer is sent when the one before it was acknowledged."""

    def __init__(self, port: int, told: dict[str, str]) -> None:
        self.attempt, self.seq, self.acknowledged = told["attempt"], 0, 0
        self.head = (
            f"POST /exams/sit/{told['attempt']}/save HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: seat={told['token']}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        )
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0

    def send(self) -> None:
        self.seq += 1
        answer = (
            f'{{"seq":{self.seq},"position":{self.seq % 60 + 1},"response":{{"RESPONSE":["right"]}},"at":{self.seq}}}'
        )
        body = f'{{"epoch":1,"answers":[{answer}]}}'
        self.sent_at = time.perf_counter()
        self.socket.sendall(f"{self.head}{len(body)}\r\n\r\n{body}".encode())

    def read(self) -> float:
        """How long the acknowledgement took."""
        said = self.socket.recv(65536)
        span = time.perf_counter() - self.sent_at
        if not said.startswith(b"HTTP/1.1 200") or b'"late"' in said or f'"upto":{self.seq}'.encode() not in said:
            raise RuntimeError(said.decode())
        self.acknowledged = self.seq
        return span


def _answer(posts: list[Post], seconds: float) -> list[float]:
    """Let all answer for so long; how long each acknowledgement took."""
    spans: list[float] = []
    with selectors.DefaultSelector() as waiting:
        for post in posts:
            waiting.register(post.socket, selectors.EVENT_READ, post)
            post.send()
        end, open_posts = time.monotonic() + seconds, len(posts)
        while open_posts:
            for key, _ in waiting.select(10):
                spans.append(key.data.read())
                if time.monotonic() < end:
                    key.data.send()
                else:
                    waiting.unregister(key.fileobj)
                    open_posts -= 1
    return spans


def _lost(posts: list[Post]) -> int:
    from django.db.models import Count

    from guildhall.exams.models import Response

    rows = Response.objects.filter(epoch=1).values_list("attempt_id").annotate(Count("id"))
    kept = {str(attempt): count for attempt, count in rows}
    return sum(post.acknowledged - kept.get(post.attempt, 0) for post in posts)


def _limit(told: list[dict[str, str]]) -> float:
    """The same statement a second, sent by pgbench as prepared statements: what the database itself can do."""
    from tests.postgres import binaries

    parts = urlsplit(os.environ["GUILDHALL_DATABASE_URL"])
    with tempfile.TemporaryDirectory() as folder:
        scripts = [_script(Path(folder) / f"{number}.sql", each) for number, each in enumerate(told)]
        command = [
            str(binaries() / "pgbench"), "-h", str(parts.hostname), "-p", str(parts.port), "-U", str(parts.username),
            "-n", "-M", "prepared", "-c", str(CANDIDATES), "-j", "2", "-T", str(int(SECONDS)),
            *(word for script in scripts for word in ("-f", script)), parts.path[1:],
        ]  # fmt: skip
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return next(float(line.split()[2]) for line in done.stdout.splitlines() if line.startswith("tps = "))


def _script(path: Path, told: dict[str, str]) -> str:
    """The house's own statement for one candidate, with numbers by chance in an epoch that no browser uses."""
    from guildhall.exams.delivery import journal

    attempt, person = (f"'{told[each]}'::uuid" for each in ("attempt", "person"))
    given = ["gen_random_uuid()", ":seq", ":position", f"decode('{'ab' * 90}', 'hex')", "false"]
    statement = journal._statement("postgresql", 1)
    for value in (":epoch", "now()", "1", "now()", attempt, person, "1", *given, "1"):
        statement = statement.replace("%s", value, 1)
    drawn = "\\set seq random(1, 2000000000)\n\\set position random(1, 60)\n\\set epoch 900\n"
    path.write_text(f"{drawn}{' '.join(statement.split())};\n")
    return str(path)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in _house.DATABASES:
        sys.exit(measure(sys.argv[1]))
    sys.exit(_house.on_each(__file__))
