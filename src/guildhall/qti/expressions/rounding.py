"""Rounding as item writers were taught it: half goes up, reckoned in decimals."""

from decimal import ROUND_FLOOR, Context, Decimal, DecimalException

_EXACT = Context(prec=400)
FIGURES = 60


def rounded(amount: float, mode: str, figures: int) -> float | None:
    """A number rounded to significant figures or to decimal places; None where that cannot be done."""
    if not 0 <= figures <= FIGURES or (mode.startswith("significant") and figures == 0):
        return None
    exact = Decimal(repr(amount))
    if exact.is_zero() or not exact.is_finite():
        return amount if exact.is_finite() else None
    places = figures - exact.adjusted() - 1 if mode.startswith("significant") else figures
    try:
        return float(_half_up(exact, places))
    except (DecimalException, OverflowError):
        return None


def _half_up(exact: Decimal, places: int) -> Decimal:
    raised = _EXACT.add(exact.scaleb(places, _EXACT), Decimal("0.5"))
    return raised.to_integral_value(rounding=ROUND_FLOOR, context=_EXACT).scaleb(-places, _EXACT)


def to_whole(amount: float) -> int:
    """The nearest whole number; half goes up."""
    return int(_half_up(Decimal(repr(amount)), 0))
