"""What is typed: whether it is there, fits, and can be a code. Rules over the arguments of acts alone."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,11}")
SCHEME_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
TITLE, NAME, CATEGORY = 200, 200, 100
Bounds = dict[str, tuple[Decimal | int, int, int]]
"""Numbers by field, each with the least and the most that it may be."""


def blank(**words: str) -> Refusal | None:
    """The refusal where one of `words` is empty; its name is the field."""
    for field, text in words.items():
        if not text.strip():
            return Refusal(
                _("Something is missing here, and the record must be understood by who reads it later."),
                mend=Mend(_("Fill in what is marked.")),
                field=field,
            )
    return None


def too_long(most: int, **words: str) -> Refusal | None:
    """The refusal where one of `words` is longer than `most` characters."""
    for field, text in words.items():
        if len(text) > most:
            return Refusal(
                _("This is longer than %(most)d characters.") % {"most": most},
                mend=Mend(_("Say it more briefly.")),
                field=field,
            )
    return None


@rule("scheme-code", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def scheme_code_can_be_one(*, code: str) -> Refusal | None:
    """A scheme is called by a short code of capital letters and digits, from which its versions have their numbers."""
    if SCHEME_CODE.fullmatch(code):
        return None
    return Refusal(
        _("A scheme's code is two to eight capital letters or digits, and begins with a letter."),
        mend=Mend(_("Choose another code, such as WTT.")),
        field="code",
    )


@rule("part-code", kind=Kind.OURS)
def part_code_can_be_one(*, code: str) -> Refusal | None:
    """A part of a version is called by a short code of letters, digits, dots and hyphens."""
    if CODE.fullmatch(code):
        return None
    return Refusal(
        _("A code is one to twelve letters, digits, dots or hyphens, and begins with a letter or digit."),
        mend=Mend(_("Choose another code, such as A or K1.")),
        field="code",
    )


@rule("said-why", clauses=["2012:7.1.1", "2026:7.1"], kind=Kind.OURS)
def the_reason_is_said(*, reason: str) -> Refusal | None:
    """What is sent back, ended or differs from what was computed is so for a reason that others can read later."""
    if reason.strip():
        return None
    return Refusal(
        _("There is no reason yet, and the record must say why this was done."),
        mend=Mend(_("Write one sentence that says why.")),
        field="reason",
    )


@rule("scheme-named", clauses=["2012:8.1", "2026:8"], kind=Kind.OURS)
def scheme_is_named(*, name: str, owner: str) -> Refusal | None:
    """A scheme has a name; its owner, where there is one, is told in as few words."""
    return blank(name=name) or too_long(NAME, name=name, owner=owner)


@rule("title-said", clauses=["2012:8.2", "2026:8"], kind=Kind.OURS)
def title_fits(*, title: str) -> Refusal | None:
    """A version, a component or a domain has a title that fits on a certificate."""
    return blank(title=title) or too_long(TITLE, title=title)


@rule("terms-sensible", clauses=["2012:8.3", "2026:8"], kind=Kind.OURS)
def lengths_are_sensible(
    *,
    validity_months: int | None,
    recertification_window_months: int,
    eligible_months: int,
    application_days: int,
    fee: Decimal,
    currency: str,
) -> Refusal | None:
    """Validity, window and terms are lengths that a person can meet, and no fee is below zero."""
    bounds: Bounds = {
        "validity_months": (1 if validity_months is None else validity_months, 1, 120),
        "recertification_window_months": (recertification_window_months, 0, validity_months or 120),
        "eligible_months": (eligible_months, 1, 60),
        "application_days": (application_days, 1, 365),
        "fee": (fee, 0, 9_999_999),
    }
    if refusal := out_of_bounds(bounds):
        return refusal
    if not re.fullmatch(r"[A-Z]{3}", currency):
        return Refusal(
            _("A currency is three capital letters."), mend=Mend(_("Write EUR, for example.")), field="currency"
        )
    return None


def outside(field: str, least: int, most: int) -> Refusal:
    """The refusal of a number outside its bounds."""
    return Refusal(
        _("This number must lie between %(least)d and %(most)d.") % {"least": least, "most": most},
        mend=Mend(_("Give a number between them.")),
        field=field,
    )


def out_of_bounds(bounds: Bounds) -> Refusal | None:
    """The refusal of the first number outside its bounds."""
    off = (
        outside(field, least, most) for field, (value, least, most) in bounds.items() if not lies(value, least, most)
    )
    return next(off, None)


def lies(value: Decimal | int, least: int, most: int) -> bool:
    """Whether a number lies between its bounds; what is no number lies nowhere."""
    return Decimal(value).is_finite() and least <= value <= most
