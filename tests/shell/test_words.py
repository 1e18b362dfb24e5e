"""Words and numbers as people read them: a minus that is one, languages by their names."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from guildhall.shell.words import figure, language, with_minus


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("-3", "−3"),
        ("r = -0.12, p = 0.4", "r = −0.12, p = 0.4"),
        ("(-1 to -0.5)", "(−1 to −0.5)"),
        ("FM-2026-000001, 2026-03-01, pages 3-5 and 1.5-2", "FM-2026-000001, 2026-03-01, pages 3-5 and 1.5-2"),
    ],
)
def test_a_minus_is_no_hyphen_and_a_hyphen_no_minus(written: str, read: str) -> None:
    assert with_minus(written) == read


def test_numbers_that_were_measured_have_two_digits_and_their_sign() -> None:
    assert [figure(each) for each in (-0.125, 0.0, 0.716, None)] == ["−0.12", "0.00", "0.72", "–"]
    with translation.override("de"):
        assert figure(-0.5) == "−0,50"


def test_what_a_page_shows_of_a_number_has_its_sign() -> None:
    shown = Template("{% load shell %}{% for each in values %}{{ each|plainly }} {% endfor %}")
    values = [-2, -0.5, Decimal("-1.25"), 3, True, "-2 of 3", None]
    assert shown.render(Context({"values": values})) == "−2 −0.5 −1.25 3 yes -2 of 3 – "


def test_a_language_is_called_by_its_name_in_the_language_of_who_reads() -> None:
    assert [language(each) for each in ("de", "de-AT", "pt-br", "xx")] == [
        "German",
        "German (AT)",
        "Brazilian Portuguese",
        "xx",
    ]
    with translation.override("de"):
        assert language("de") == "Deutsch"
