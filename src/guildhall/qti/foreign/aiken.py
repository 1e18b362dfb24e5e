"""Aiken: single choice as plain text. A question, its answers as ``A. text``, and ``ANSWER: A``."""

import re
from collections.abc import Iterator

from guildhall.qti.foreign.drafts import Draft, Given, Unusable

TEMPLATE = """What does a fuse do when it has blown?
A. It interrupts the circuit.
B. It limits the voltage.
C. It stores charge.
ANSWER: A

Which tool shows that a line is dead?
A) A screwdriver
B) A voltage tester
ANSWER: B
"""

_OPTION = re.compile(r"\s*([A-Z])[.)]\s+(.*)")
_ANSWER = re.compile(r"\s*ANSWER:\s*([A-Z])\s*$", re.IGNORECASE)


def is_aiken(text: str) -> bool:
    """Whether a text is written in this format."""
    return any(_ANSWER.match(line) for line in text.splitlines())


def drafts(text: str) -> Iterator[tuple[int, Draft | Unusable]]:
    """Every question with the line that it begins in, or why it is none."""
    stem: list[str] = []
    options: dict[str, str] = {}
    began = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _ANSWER.match(line):
            yield began, _draft(stem, options, found.group(1).upper())
            stem, options = [], {}
        elif option := _OPTION.match(line):
            options[option.group(1)] = option.group(2).strip()
        elif line.strip():
            began = began if stem else number
            stem.append(line.strip())
    if stem or options:
        yield began, Unusable("The question has no answer.", "Write 'ANSWER:' and the letter of the right one.")


def _draft(stem: list[str], options: dict[str, str], key: str) -> Draft | Unusable:
    if key not in options:
        return Unusable(f"The key {key} is none of the answers.", "Correct the letter.")
    given = tuple(Given((said,), float(name == key)) for name, said in options.items())
    return Draft("single", (" ".join(stem),) if stem else (), given)
