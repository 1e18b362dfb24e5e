"""Sets a letter: the same message gives the same bytes, and a letter that cannot be read aloud or shown is not made."""

from datetime import UTC
from pathlib import Path

import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.notices.models import Message

HERE = Path(__file__).parent
FONTS = HERE / "fonts"


def pdf(letter: Message) -> bytes:
    """The letter as PDF; a refusal where it holds a sign that none of our fonts has: no letter goes out with a hole."""
    made = letter.made_at.astimezone(UTC).replace(microsecond=0)
    try:
        sheet: bytes = typst.compile(
            str(HERE / "letter.typ"),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(made.timestamp()),
            sys_inputs=_words(letter),
        )
    except typst.TypstError as problem:
        raise Refusal(
            _("This letter holds a sign that our fonts do not have, so it is not printed."),
            mend=Mend(_("Put the name or address on record in a script that the post can read, and print it again.")),
            code="letter",
        ) from problem
    return sheet


def _words(letter: Message) -> dict[str, str]:
    person = letter.person
    with translation.override(letter.language):
        day = date_format(clock.day_of(letter.made_at), "j F Y" if letter.language == "en" else "j. F Y")
    return {
        "language": letter.language[:2],
        "body": settings.GUILDHALL.body_name,
        "site": settings.GUILDHALL.public_url,
        "address": f"{person.name}\n{person.address}".strip(),
        "number": person.number,
        "day": day,
        "made_on": clock.day_of(letter.made_at).isoformat(),
        "title": letter.title,
        "text": letter.body,
    }
