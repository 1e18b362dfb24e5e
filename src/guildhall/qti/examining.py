"""The door through which items come in: read and checked in one go, with everything that is wrong."""

from guildhall.qti.findings import Finding, QtiProblem
from guildhall.qti.item import Item
from guildhall.qti.reading import read_item
from guildhall.qti.validating import validate


def examine(data: bytes, *, name: str) -> tuple[Item | None, tuple[Finding, ...]]:
    """The item of a file and all findings about it; no item where the file cannot be read.

    An item with an error among its findings must not be used.
    """
    try:
        item = read_item(data, name=name)
    except QtiProblem as error:
        return None, error.findings
    return item, tuple(validate(item))
