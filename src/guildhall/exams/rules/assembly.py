"""What is asked of parallel forms can be read, and what was found still stands when forms are begun from it (R-26)."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.exams.models import Assembly
from guildhall.itembank import queries as itembank
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

COMPARABLE = ("2012:9.3.1", "2012:9.2.4", "2026:9.3")
MOST_FORMS = 12
LONGEST = 120
"""Seconds that an assembly may take at most."""


@rule("assembly", clauses=COMPARABLE, kind=Kind.OURS)
def what_is_asked_makes_sense(*, wanted: dict[str, Any]) -> Refusal | None:
    """Between one and twelve forms are asked for, in at most two minutes, and lower bounds lie below upper ones."""
    forms, overlap = int(wanted.get("forms") or 0), int(wanted.get("overlap") or 1)
    if not 1 <= forms <= MOST_FORMS or not 1 <= overlap <= forms:
        return Refusal(
            _("Between one and %(most)d forms are assembled at once, and an item stands in no more than these.")
            % {"most": MOST_FORMS},
            mend=Mend(_("Give other numbers.")),
            field="forms",
        )
    if not 1 <= float(wanted.get("seconds") or 0) <= LONGEST:
        return Refusal(
            _("An assembly takes between one second and %(most)d seconds.") % {"most": LONGEST},
            mend=Mend(_("Give another time.")),
            field="seconds",
        )
    low, high = wanted.get("p_from"), wanted.get("p_to")
    if low is None or high is None or low <= high:
        return None
    return Refusal(
        _("The least mean difficulty is above the greatest."), mend=Mend(_("Change one of the two.")), field="p_from"
    )


@rule("R-26", clauses=COMPARABLE)
def what_was_found_is_still_in_use(*, assembly: Assembly) -> Refusal | None:
    """Forms are begun from items that are still in use."""
    chosen = {UUID(each) for form in assembly.found["forms"] for each in form["items"]}
    usable = itembank.usable(assembly.component.version.scheme).filter(pk__in=chosen)
    gone = chosen - set(usable.values_list("pk", flat=True))
    if not gone:
        return None
    return Refusal(
        _("Items of these forms are no longer in use since they were found."),
        mend=Mend(_("Discard this assembly, and assemble anew.")),
    )
