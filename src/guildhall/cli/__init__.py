"""The command `guildhall`: everything that is done at a terminal, without a server that runs.

Here alone a refusal and a wrong configuration become sentences and exit codes: 0 done, 1 something is not as it should
be, 2 the command or the configuration is wrong, 3 the house refuses.
"""

import os
import pkgutil
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

import django

from guildhall.cli import parser
from guildhall.kernel.configuration import BadConfiguration
from guildhall.kernel.refusals import Refusal

DONE, NOT_RIGHT, WRONG, REFUSED = range(4)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code; a reader who has seen enough (``| head``) is no error."""
    try:
        code = run(parser.parse(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    sys.exit(code)


def run(given: Namespace) -> int:
    """Run the command that was given; returns its exit code."""
    if getattr(given, "demonstrates", False):
        os.environ.setdefault("GUILDHALL_DEMO", "1")
        os.environ.setdefault("GUILDHALL_BODY_NAME", "Nordwind Certification")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.settings")
    try:
        if getattr(given, "alone", False):
            return _found(given.command)(given) or DONE
        django.setup()
        return _function(given.command)(given) or DONE
    except (BadConfiguration, parser.WrongCommand) as problem:
        print(problem, file=sys.stderr)
        return WRONG
    except Refusal as refusal:
        _tell(refusal)
        return REFUSED
    except KeyboardInterrupt:
        return NOT_RIGHT


def _function(command: str) -> Callable[[Namespace], int | None]:
    """The function of a command, with databases that it can work on."""
    if command not in parser.PREPARING:
        pkgutil.resolve_name("guildhall.cli.installing:refuse_behind")()
    return _found(command)


def _found(command: str) -> Callable[[Namespace], int | None]:
    found: Callable[[Namespace], int | None] = pkgutil.resolve_name(f"guildhall.cli.{command}")
    return found


def _tell(refusal: Refusal) -> None:
    cited = ", ".join((refusal.code, *refusal.clauses))
    for line in (refusal.sentence, refusal.mend.sentence, f"[{cited}]"):
        if line:
            print(line, file=sys.stderr)
