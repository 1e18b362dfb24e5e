"""Template tag of pictures: ``{% picture weights %}`` shows one with its words and its numbers."""

from typing import Any

from django import template

from guildhall.shell.pictures import Picture

register = template.Library()


@register.inclusion_tag("shell/_picture.html")
def picture(shown: Picture) -> dict[str, Any]:
    """The drawing, what it tells, and the numbers that it was drawn from."""
    return {"picture": shown}
