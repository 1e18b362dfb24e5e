"""Asks at the terminal; what is asked is not kept by the shell."""

import sys
from getpass import getpass

from guildhall.cli.parser import WrongCommand


def asked(question: str) -> str:
    """The answer to a question, which must not be empty."""
    answer = offered(question)
    if not answer:
        raise WrongCommand(f"Nothing was given for: {question}.")
    return answer


def offered(question: str) -> str:
    """The answer to a question that may be left empty."""
    try:
        return input(f"{question}: " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""


def secret(question: str) -> str:
    """The answer to a question, not shown while it is typed."""
    return getpass(f"{question}: ") if sys.stdin.isatty() else offered(question)
