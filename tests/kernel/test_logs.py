"""The log never holds what an error says."""

import logging
import sys

from guildhall.kernel.logs import Reticent


def test_error_is_logged_by_class_and_place_alone() -> None:
    def fail(name: str) -> None:
        raise ValueError(f"bad name {name}")

    try:
        fail("Quellmalz")
    except ValueError:
        record = logging.LogRecord("guildhall", logging.ERROR, __file__, 1, "Failed: %s", ("here",), sys.exc_info())
    text = Reticent("%(levelname)s %(message)s").format(record)

    assert text.startswith("ERROR Failed: here\nValueError at kernel/test_logs.py:")
    assert "fail" in text
    assert "Quellmalz" not in text
