"""Sheets of studies: numbers as people read them."""

import pytest
from django.utils import translation

from guildhall.schemes.sheets.parts import Table, share_interval


def test_numbers_of_a_column_have_as_many_decimals() -> None:
    """A difficulty of one stands as 1.000 among those with decimals; counts, words and gaps stay as they are."""
    with translation.override("en"):
        table = Table("t", "T", ("p", "n", "r"), [(1.0, 4, None), (0.75, 4, "x"), (0.0, 3, 2.0)])
        columns = list(zip(*[[value for _head, value in row] for row in table.cells], strict=True))
    assert columns == [("1.000", "0.750", "0.000"), ("4", "4", "3"), ("–", "x", "2")]
    assert Table("t", "T", ("p",), []).cells == []


@pytest.mark.parametrize(("pair", "words"), [((0.046, 0.699), "4.6 % to 69.9 %"), ((None, 0.5), ""), (None, "")])
def test_an_interval_of_a_share_is_in_per_cent(pair: tuple[float | None, float] | None, words: str) -> None:
    """It stands beside a share in per cent."""
    with translation.override("en"):
        assert share_interval(pair) == words
