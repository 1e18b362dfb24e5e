"""All that ``script/test`` runs, step by step, with what each needs, how long it took and what was missing.

A part that is missing on this machine is installed where we are root on Debian. Otherwise its steps are skipped,
loudly; with ``CI=true`` they fail instead.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).parent.parent
BIN = ROOT / ".venv" / "bin"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
UNIT = "not journey and not kill and not foreign"
RULES_OF_THE_HOUSE = tuple(
    f"house/{each.name}" for each in sorted((ROOT / "tests" / "house").glob("test_*.py")) if each.stem != "test_urls"
)
INSTALLATIONS_OF_THEIR_OWN = tuple(
    f"running/test_{each}.py" for each in ("itemising", "rotating", "serving", "starting")
)
PURE = (
    "credentials",
    "kernel",
    "psychometrics",
    "qti",
    "itembank/test_guidance.py",
    "itembank/test_questions.py",
    "schemes/test_studying.py",
)
NO_DATABASE = (*PURE, *RULES_OF_THE_HOUSE, *INSTALLATIONS_OF_THEIR_OWN)
"""Tests that ask no database, only the code, or one that they install: they are run beside one of the two alone."""


class Missing(RuntimeError):
    """A part that a step needs is not on this machine."""


@dataclass(frozen=True)
class Part:
    """A program that is not a Python package: how to see that it is there, and Debian's packages that bring it."""

    name: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]

    def bring(self) -> None:
        """Have it on this machine, or say what is missing."""
        if self.is_there():
            return
        if os.geteuid() == 0 and shutil.which("apt-get"):
            print(f"-- installing {' '.join(self.packages)} for {self.name}", flush=True)
            quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
            subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
            install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *self.packages]
            subprocess.run(install, check=False, **quiet)  # type: ignore[call-overload]
        if not self.is_there():
            raise Missing(f"{self.name} is missing; on Debian: apt-get install {' '.join(self.packages)}")


def _has_postgres() -> bool:
    try:
        return postgres.binaries().exists()
    except postgres.NoPostgres:
        return False


POSTGRES = Part("PostgreSQL", _has_postgres, ("postgresql",))
CHROMIUM = Part("Chromium", lambda: shutil.which("chromium") is not None, ("chromium",))
GO = Part(
    "Go with golang.org/x/mod",
    lambda: bool(shutil.which("go")) and Path("/usr/share/gocode/src/golang.org/x/mod/sumdb").exists(),
    ("golang-go", "golang-golang-x-mod-dev"),
)
NODE = Part("Node with npm", lambda: bool(shutil.which("node") and shutil.which("npm")), ("nodejs", "npm"))
PAPER = Part(
    "poppler, qpdf and certutil",
    lambda: all(shutil.which(each) for each in ("pdfsig", "pdftotext", "pdftoppm", "qpdf", "certutil")),
    ("poppler-utils", "qpdf", "libnss3-tools"),
)


@dataclass(frozen=True)
class Step:
    """One thing that must pass: its commands, what they need, and whether PostgreSQL runs beside them."""

    name: str
    meaning: str
    commands: tuple[tuple[str, ...], ...]
    parts: tuple[Part, ...] = ()
    beside_postgres: bool = False
    aside: bool = False
    may_be_empty: bool = False


def _suite(marked: str, *more: str) -> tuple[str, ...]:
    return ("pytest", "-q", "--durations=10", "-m", marked, *more)


STEPS = (
    Step("lint", "ruff: lint and format", (("ruff", "check", "--quiet"), ("ruff", "format", "--check", "--quiet"))),
    Step("templates", "djlint", (("djlint", "src", "--lint", "--quiet"),)),
    Step("types", "mypy, strict", (("mypy",),), aside=True),
    Step("floors", "import-linter: every room stands on its floor", (("lint-imports", "--no-logo"),)),
    Step("sqlite", "the suite on SQLite", (_suite(UNIT, "-n", "2", "--dist", "loadfile"),)),
    Step(
        "postgresql",
        "the same suite on PostgreSQL, without what asks no database",
        (_suite(UNIT, "-n", "2", "--dist", "loadfile", *(f"--ignore=tests/{each}" for each in NO_DATABASE)),),
        parts=(POSTGRES,),
        beside_postgres=True,
    ),
    Step(
        "kills",
        "processes killed under load",
        (_suite("kill", "-n", "2", "--dist", "loadfile"),),
        parts=(POSTGRES,),
        may_be_empty=True,
    ),
    Step("foreign", "verified by software of others", (_suite("foreign"),), parts=(GO, NODE, PAPER), may_be_empty=True),
    Step(
        "journeys",
        "a real browser",
        (_suite("journey", "-n", "2", "--dist", "loadfile"),),
        parts=(CHROMIUM,),
        may_be_empty=True,
    ),
)


@dataclass
class Outcome:
    """How a step ended."""

    step: Step
    verdict: str
    seconds: float
    output: str = field(default="", repr=False)

    @property
    def is_bad(self) -> bool:
        return self.verdict == "FAILED" or (IN_CI and self.verdict.startswith("SKIPPED"))


def perform(step: Step, environment: dict[str, str]) -> Outcome:
    """Run a step to its end; what goes aside keeps its output until it is asked for."""
    began = time.monotonic()
    try:
        for part in step.parts:
            part.bring()
    except Missing as problem:
        return Outcome(step, f"SKIPPED: {problem}", time.monotonic() - began)
    with ExitStack() as beside:
        if step.beside_postgres:
            environment = {**environment, **beside.enter_context(postgres.started()).environment}
        codes, output = _commands(step, environment)
    return Outcome(step, "passed" if not any(codes) else "FAILED", time.monotonic() - began, output)


def _commands(step: Step, environment: dict[str, str]) -> tuple[list[int], str]:
    codes, output = [], ""
    for command in step.commands:
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            check=False,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE if step.aside else None,
            stderr=subprocess.STDOUT if step.aside else None,
            text=True,
        )
        nothing_there = step.may_be_empty and done.returncode == 5
        codes.append(0 if nothing_there else done.returncode)
        output += done.stdout or ""
    return codes, output


def run(steps: Sequence[Step]) -> list[Outcome]:
    """Run `steps` in order; those that go aside run beside the others from the beginning."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="guildhall-tools-") as home, ThreadPoolExecutor(2) as threads:
        # The type checker reads the settings, and an installation begins where they are read.
        environment = {**os.environ, "GUILDHALL_HOME": home, "PYTHONUNBUFFERED": "1"}
        aside: list[Future[Outcome]] = [threads.submit(perform, step, environment) for step in steps if step.aside]
        for step in steps:
            if not step.aside:
                print(f"\n== {step.name}: {step.meaning}", flush=True)
                outcomes.append(perform(step, environment))
                print(f"-- {outcomes[-1].verdict}", flush=True)
        outcomes += [each.result() for each in aside]
    return outcomes


def summary(outcomes: Sequence[Outcome]) -> str:
    """What ran, how it ended, how long it took."""
    lines = [f"{each.step.name:<12}{each.seconds:>8.1f} s  {each.verdict}" for each in outcomes]
    return "\n".join(lines)


def main(names: list[str]) -> int:
    """Run the steps called `names`, or all; 0 when every one passed."""
    if names == ["--list"]:
        print("\n".join(f"{step.name:<12}{step.meaning}" for step in STEPS))
        return 0
    if unknown := set(names) - {step.name for step in STEPS}:
        print(f"There is no step called {', '.join(sorted(unknown))}; script/test --list shows them.", file=sys.stderr)
        return 2
    began = time.monotonic()
    outcomes = run([step for step in STEPS if not names or step.name in names])
    for each in outcomes:
        if each.output.strip():
            print(f"\n== {each.step.name}: {each.step.meaning}\n{each.output.rstrip()}")
    print(f"\n== Summary\n{summary(outcomes)}\n{'all':<12}{time.monotonic() - began:>8.1f} s")
    return int(any(each.is_bad for each in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
