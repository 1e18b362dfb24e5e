"""What saying how much work one person does must not break."""

from django.utils.translation import gettext as _

from guildhall.kernel.capacity import all_demands
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

ENOUGH = ("2012:6.1.2", "2026:6.1")


@rule("pace", kind=Kind.OURS, clauses=ENOUGH)
def a_pace_is_of_known_work(*, work: str, pieces: int) -> Refusal | None:
    """A pace is set for work that people do here, and is at least one piece a month."""
    known = {each.name for each in all_demands() if each.by_people}
    if work in known and pieces > 0:
        return None
    return Refusal(
        _("This is no work that people do here, or less than one piece a month."),
        mend=Mend(_("Choose work from the page of the capacity, and give a number above zero.")),
        field="pieces" if work in known else "work",
    )
