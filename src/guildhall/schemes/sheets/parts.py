"""What a study is shown with: figures, tables and pictures; the same on a page, on paper and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from guildhall.schemes.sheets.words import said
from guildhall.shell.words import with_minus

Row = Sequence[Any]


@dataclass(frozen=True)
class Figure:
    """One number that a reader looks for first, with what it must be read with."""

    label: str
    value: Any
    note: str = ""

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return shown(self.value)


@dataclass(frozen=True)
class Table:
    """Numbers in rows under their heads; `code` names it for programs, `note` says how to read it."""

    code: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Row]
    note: str = ""

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """The rows as people read them, each value with the head of its column."""
        columns = [_aligned(column) for column in zip(*self.rows, strict=True)]
        return [list(zip(self.heads, row, strict=True)) for row in zip(*columns, strict=True)]


@dataclass(frozen=True)
class Remark:
    """A sentence beside the numbers: a reason, a flag, a limit; `weight` is that of a note."""

    what: str
    sentence: str
    weight: str = "tells"
    version_id: str = ""


@dataclass(frozen=True)
class Sheet:
    """All that is shown of a study."""

    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    methods: Sequence[Remark] = ()
    notes: Sequence[Remark] = ()
    flags: Sequence[Remark] = ()
    reasons: Sequence[str] = ()
    pictures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def shown(value: Any) -> str:
    """A value as people read it: yes and no in words, numbers with as many digits as say something."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return with_minus(number_format(value))
    if isinstance(value, float | Decimal):
        return _written(float(value), _digits(float(value)))
    if isinstance(value, list | tuple):
        return ", ".join(shown(each) for each in value) or "–"
    return said(str(value))


def _aligned(column: Sequence[Any]) -> list[str]:
    """The values of a column as people read them; where some have decimals, all numbers have as many."""
    digits = max((_digits(each) for each in column if isinstance(each, float)), default=0)
    return [_written(each, digits) if digits and isinstance(each, float) else shown(each) for each in column]


def _written(value: float, digits: int) -> str:
    """A number rounded to so many digits: what writes numbers for a language cuts them off."""
    return with_minus(number_format(Decimal(f"{value:.{digits}f}"), digits))


def _digits(value: float) -> int:
    if value.is_integer():
        return 0
    return 3 if abs(value) < 10 else 2


def interval(pair: Sequence[float | None] | None) -> str:
    """An interval in words; nothing where it is not known."""
    if not pair or pair[0] is None or pair[1] is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": shown(float(pair[0])), "high": shown(float(pair[1]))}


def share_interval(pair: Sequence[float | None] | None) -> str:
    """An interval of a share, in per cent; nothing where it is not known."""
    if not pair or pair[0] is None or pair[1] is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": share(pair[0]), "high": share(pair[1])}


def share(value: float | None) -> str:
    """A share in per cent."""
    return "–" if value is None else _("%(share)s %%") % {"share": _written(100 * value, 1)}
