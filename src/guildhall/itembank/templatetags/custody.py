"""The mark that every item carries where staff see it: who looks, and when."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from guildhall.kernel import clock, identifiers

register = template.Library()

MOMENT = "j M Y, H:i"
WIDTH_OF_A_SIGN = 9
"""About how wide a sign of the mark is; only the distance between marks hangs on it."""


@register.inclusion_tag("itembank/_watermark.html", takes_context=True)
def watermark(context: dict[str, Any]) -> dict[str, Any]:
    """The name of whoever looks and the time, over the whole of what they see, on the screen and on paper.

    It hides nothing and takes no click; the same stands once beside it for who does not see it.
    """
    person = context["request"].person
    local = timezone.localtime(clock.now())
    words = f"{person.name} · {person.number} · {date_format(local, MOMENT)} {local:%Z}"
    return {
        "words": words,
        "mark": f"mark-{identifiers.new_id().hex[-12:]}",
        "width": len(words) * WIDTH_OF_A_SIGN + 80,
    }
