"""From an approved equating to the cut of a form: which form it leads to, and the score that stands for its cut (R-26).

A conversion says, for each raw score here, which score there it stands for. The cut here is the lowest raw score whose
equivalent reaches the cut there: who is equally able passes either form.
"""

from collections.abc import Sequence
from decimal import Decimal

from guildhall.exams.models import Form
from guildhall.ledger.records import find
from guildhall.schemes.models import Study

NEARLY = 1e-9
"""How far below the cut an equivalent may lie that was computed in binary fractions."""

Rows = Sequence[tuple[float, float, float | None]]


def base_of(study: Study) -> Form | None:
    """The form to whose scores an equating leads, as its frozen data names it; None where that is no form."""
    ref = str((study.results or {}).get("base", {}).get("about", ""))
    found = find(ref) if ref.startswith(f"{Form._meta.label_lower}:") else None
    return found if isinstance(found, Form) else None


def carried(rows: Rows, base_cut: Decimal) -> Decimal | None:
    """The lowest raw score whose equivalent reaches the cut of the base form; None where no score does."""
    reached = sorted(here for here, there, _error in rows if there >= float(base_cut) - NEARLY)
    return Decimal(str(reached[0])).quantize(Decimal("0.01")) if reached else None
