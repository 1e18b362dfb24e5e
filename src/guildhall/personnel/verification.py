"""Verifies the software that runs here: asks every reference case of the house and keeps what came out (R-30)."""

from collections.abc import Iterator
from typing import Any

from guildhall.kernel import software
from guildhall.kernel.proving import Proving, all_provings
from guildhall.personnel.acts import releases
from guildhall.personnel.models import SoftwareRelease


def verify() -> SoftwareRelease:
    """Run the reference cases on what runs here, outside any transaction, and report; a person signs the report."""
    cases = [case for proving in all_provings() for case in _asked(proving)]
    return releases.report(
        by=releases.MACHINE, version=software.version(), fingerprint=software.fingerprint(), cases=cases
    )


def _asked(proving: Proving) -> Iterator[dict[str, Any]]:
    for proved in proving.cases():
        told = {"case": proved.case, "expected": proved.expected, "found": proved.found}
        yield {"proving": proving.name, "part": proving.part.value, **told}
