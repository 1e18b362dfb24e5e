"""What a version says in words and numbers, in sections, each with the page on which it is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guildhall.kernel.words import gettext_noop
from guildhall.schemes import elements
from guildhall.schemes.comparing import TEXTS, Label
from guildhall.schemes.models import SchemeVersion
from guildhall.shell.records import url
from guildhall.shell.words import translated


@dataclass(frozen=True)
class Line:
    """One thing that is said; or why it is left out, or where it can be answered that it does not apply."""

    label: Label
    value: object
    left_out: str
    leave_out: str


@dataclass(frozen=True)
class Section:
    """Lines that are written on one page."""

    code: str
    title: str
    write: str
    lines: Sequence[Line]


SECTIONS = (
    ("describe", gettext_noop("Scope, purpose and need"), "scope_words purpose need population languages"),
    (
        "regulate",
        gettext_noop("Process and rules"),
        "process abilities code_of_conduct agreement suspension_criteria surveillance scope_change",
    ),
    (
        "terms",
        gettext_noop("Validity, recertification and fees"),
        (
            "validity_months interval_rationale recertification recertification_window_months eligible_months "
            "application_days fee currency"
        ),
    ),
    ("owner", gettext_noop("The owner of the scheme"), "owner_agreement owner_evidence"),
    ("transition", gettext_noop("Transition"), "transition"),
)
"""Each page on which texts are written, with the texts."""

ELEMENT_OF = {
    "abilities": "abilities",
    "code_of_conduct": "conduct",
    "surveillance": "surveillance",
    "scope_change": "scope-change",
}
"""The texts that may be left out, with the element that they answer."""


def sections(version: SchemeVersion) -> list[Section]:
    """The sections of `version`; the owner's only where there is one, the transition's only where one is replaced."""
    shown = [each for each in SECTIONS if each[0] != "owner" or version.is_of_others]
    return [_section(version, *each) for each in shown if each[0] != "transition" or version.ordinal > 1]


def _section(version: SchemeVersion, code: str, title: str, fields: str) -> Section:
    lines = [_line(version, field) for field in fields.split()]
    return Section(code, translated(title), url((f"schemes:version-{code}", version.pk)), lines)


def _line(version: SchemeVersion, field: str) -> Line:
    element = ELEMENT_OF.get(field, "")
    value = getattr(version, field)
    label = TEXTS.get(field) or _("Transition")
    left_out = "" if value else str(version.not_applicable.get(element, ""))
    may = element and not value and elements.element(element).optional
    return Line(label, value, left_out, url(("schemes:version-leave-out", version.pk, element)) if may else "")
