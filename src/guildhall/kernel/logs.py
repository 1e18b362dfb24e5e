"""What the log keeps of an error: its class and the places it passed, never its text, which may hold a name."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

OURS = Path(__file__).parent.parent
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Reticent(logging.Formatter):
    """Formats a record with its exception reduced to class and places."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  # the library's name
        kind, _, trace = ei
        places = " < ".join(reversed([_place(frame) for frame in traceback.extract_tb(trace)]))
        return f"{kind.__qualname__ if kind else ''} at {places}"

    def formatStack(self, stack_info: str) -> str:  # noqa: N802  # the library's name
        return ""


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    shown = path.relative_to(OURS.parent) if OURS in path.parents else Path(*path.parts[-2:])
    return f"{shown}:{frame.lineno} {frame.name}"
