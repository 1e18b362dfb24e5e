"""Finds a part of a whole by what people call it, as whoever asks saw it."""

from typing import Any, TypeVar

from django.db.models import Manager
from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Mend, Refusal
from guildhall.ledger.records import Record

R = TypeVar("R", bound=Record)


def part(parts: "Manager[R]", *, seen: int | None = None, **called: Any) -> R:
    """The one of `parts` that is so `called`, at the revision that was `seen`; a `Refusal` where there is none."""
    found = parts.filter(**called).first()
    if found is None:
        name = " ".join(str(value) for value in called.values())
        raise Refusal(
            _("There is no “%(name)s” here any more.") % {"name": name},
            mend=Mend(_("Reload the page and look at what is there now.")),
            code="gone",
        )
    found.revision = found.revision if seen is None else seen
    return found
