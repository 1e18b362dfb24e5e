"""What a question lacks before it is whole, in a sentence with what mends it and the field at which it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Lack:
    """Why a question is not whole yet."""

    message: str
    mend: str
    field: str


def no_key(field: str = "key") -> Lack:
    """Nothing right is told."""
    return Lack(_("Nothing says which answer is right, or what is right is no option."), _("Say what is right."), field)


def unfit(options: Sequence[str], *, name: str = "option") -> Lack | None:
    """What is chosen from: at least two, that differ."""
    said = [each.strip() for each in options]
    if len(said) >= 2 and all(said) and len({each.casefold() for each in said}) == len(said):
        return None
    return Lack(
        _("There are fewer than two options, or one of them is empty or stands there twice."),
        _("Write at least two options that differ."),
        f"{name}_2" if len(said) < 2 else f"{name}_1",
    )
