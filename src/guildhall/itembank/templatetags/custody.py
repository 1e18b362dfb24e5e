"""The mark that every item carries where staff see it: who looks, and when."""

from typing import Any

from django import template

from guildhall.kernel import clock, identifiers
from guildhall.shell.templatetags.shell import moment

register = template.Library()

WIDTH_OF_A_SIGN = 9
"""About how wide a sign of the mark is; only the distance between marks hangs on it."""


@register.inclusion_tag("itembank/_watermark.html", takes_context=True)
def watermark(context: dict[str, Any]) -> dict[str, Any]:
    """The name of whoever looks and the time, over the whole of what they see, on the screen and on paper.

    It hides nothing and takes no click; the same stands once beside it for who does not see it.
    """
    person = context["request"].person
    words = f"{person.name} · {person.number} · {moment(clock.now())}"
    return {
        "words": words,
        "mark": f"mark-{identifiers.new_id().hex[-12:]}",
        "width": len(words) * WIDTH_OF_A_SIGN + 80,
    }
