"""Asking for the controls to be run again."""

from guildhall.conformity.permissions import runs_controls
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act


@act(
    "conformity.controls.ask",
    permission=runs_controls,
    clauses=["2012:10.2.1", "2026:10"],
    sentence=gettext_noop("asked for all controls to be run again"),
    label=gettext_noop("Run the controls again"),
)
def ask(*, by: Actor) -> None:
    """Ask for every control to be run again now.

    The entry of this act is what makes every answer due, so that it is computed outside a transaction, by whoever comes
    first: the page that asked, or the worker.
    """
