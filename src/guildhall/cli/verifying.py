"""Verifies the software itself, before it delivers an examination."""

from argparse import Namespace
from typing import Any

from guildhall.kernel.proving import PARTS, Part
from guildhall.personnel.models import SoftwareRelease
from guildhall.personnel.verification import verify

NOT_RIGHT = 1


def release(given: Namespace) -> int:
    """Run the reference cases on what runs here and keep the report; 1 where one of them did not hold."""
    found = verify()
    for line in _told(found):
        print(line)
    print(_what_is_next(found))
    return NOT_RIGHT if found.failed else 0


def _told(found: SoftwareRelease) -> list[str]:
    """How many cases of each part held, and each that did not."""
    cases = found.report.cases
    counts = [(PARTS[part], [each for each in cases if each["part"] == part]) for part in Part]
    return [
        f"{found.number}: release {found.version}, fingerprint {found.fingerprint}",
        *(f"  {word}: {sum(_holds(each) for each in asked)} of {len(asked)} hold" for word, asked in counts),
        *(_said(each) for each in cases if not _holds(each)),
    ]


def _holds(case: dict[str, Any]) -> bool:
    return bool(case["expected"] == case["found"])


def _said(case: dict[str, Any]) -> str:
    told = f"{case['expected']} expected, {case['found']} found"
    return f"  DOES NOT HOLD {case['proving']}: {case['case']}: {told}"


def _what_is_next(found: SoftwareRelease) -> str:
    if found.failed:
        return "This release delivers no examination. Have it mended, and verify it anew."
    return "Every case holds. Somebody who may reads the report under “Software releases” and signs it."
