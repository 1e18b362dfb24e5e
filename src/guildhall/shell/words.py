"""Words that were marked in rooms where nothing can be translated yet, in the reader's language; and their numbers."""

import re
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language_info, gettext


def translated(sentence: object) -> str:
    """`sentence` in the reader's language; one that is already translated stays as it is, and nothing stays nothing."""
    text = str(sentence)
    return gettext(text) if text else ""


def language(code: str) -> str:
    """What a language is called, in the reader's language, with its region; its code where its name is not known."""
    try:
        info = get_language_info(code.lower())
    except KeyError:
        return code
    region = code[len(info["code"]) :].strip("-").upper()
    return f"{info['name_translated']} ({region})" if region else str(info["name_translated"])


MINUS = re.compile(r"(?<![\w.,–-])-(?=\d)")
"""A hyphen that stands for a sign: before a digit, and neither within a number of a record nor within a range."""


def with_minus(text: str) -> str:
    """A text in which negative numbers have a minus sign, as wide as a plus, and no hyphen."""
    return MINUS.sub("−", text)


def figure(value: float | None) -> str:
    """A measured number with two digits, and a minus sign where it is negative; a dash where it is not known."""
    return "–" if value is None else with_minus(number_format(Decimal(f"{value:.2f}"), 2))
