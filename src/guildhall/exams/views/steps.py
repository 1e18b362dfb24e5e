"""A step in the life of a record that has a page of its own: its act and the form that tells it what it needs."""

from typing import Any, NamedTuple

from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm


class Step(NamedTuple):
    """One thing that is done with a record on a page of its own."""

    act: "Act[..., Any]"
    form: type[ActForm]
