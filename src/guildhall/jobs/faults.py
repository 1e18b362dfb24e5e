"""The one boundary at which an unexpected error of a job or of a worker's duty is caught, and what is kept of it."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guildhall.kernel.refusals import Refusal

PACKAGE = Path(__file__).parent.parent
log = logging.getLogger("guildhall.worker")


@dataclass(frozen=True)
class Fault:
    """The class of an exception and its place in our code. Its text is left out: it may hold a name."""

    kind: str
    place: str


def attempt(what: str, function: Callable[[], None]) -> Fault | None:
    """Do `function`; None when it went well, otherwise the fault, which is logged under `what`."""
    try:
        function()
    except Exception as problem:  # noqa: BLE001  # a worker outlives whatever a single job does wrong
        fault = Fault(_kind(problem), _place(problem))
        log.warning("%s: %s at %s", what, fault.kind, fault.place)
        return fault
    return None


def _kind(problem: Exception) -> str:
    if isinstance(problem, Refusal):
        return f"Refusal {problem.code}".strip()[:100]
    return type(problem).__qualname__[:100]


def _place(problem: Exception) -> str:
    """The innermost line of ours through which the exception came."""
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if PACKAGE in Path(frame.filename).parents]
    if not frames:
        return ""
    return f"{Path(frames[-1].filename).relative_to(PACKAGE.parent)}:{frames[-1].lineno}"[:200]
