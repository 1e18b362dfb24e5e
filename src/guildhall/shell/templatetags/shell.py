"""Template tags of the shell: icons, states, dates, the side bar, histories."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guildhall.shell import histories, navigation
from guildhall.shell.pages import Area
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import is_anonymous
from guildhall.shell.words import figure, with_minus

register = template.Library()
register.filter("figure", figure)

SIGNS = {
    Tone.HOLDS: "circle-check",
    Tone.FAILS: "circle-x",
    Tone.SOON: "alert-triangle",
    Tone.OPEN: "circle-dot",
    Tone.CLOSED: "circle-minus",
}
"""The sign that stands with each meaning, so that nothing is told by colour alone."""

NUMBERS = re.compile(r"\b([A-Z]{1,3}-\d{4}-\d{6,})")
DAY = "j M Y"
MOMENT = "j M Y, H:i"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn sign from the sprite; it says nothing that the word beside it does not say."""
    sprite = static("shell/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag
def status(shown: Status) -> SafeString:
    """A state in word, colour and sign."""
    return format_html('<span class="status {}">{}{}</span>', shown.tone, icon(SIGNS[shown.tone]), shown.word)


@register.simple_tag
def state(word: str, tone: str) -> SafeString:
    """A state in word, colour and sign, where the template knows both."""
    return status(Status(word, Tone(tone)))


@register.filter
def plainly(value: Any) -> Any:
    """A value as people read it: 22 Nov 2026; 22 Nov 2026, 10:42 with its zone; yes and no; −2; a dash for nothing."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float | Decimal) and value < 0:
        return with_minus(str(localize(value)))
    return "–" if value is None or value == "" else value


@register.filter
def day(value: date) -> SafeString:
    """A date as 22 Nov 2026, in one line."""
    return format_html('<time class="nowrap" datetime="{}">{}</time>', value.isoformat(), date_format(value, DAY))


@register.filter
def moment(value: datetime) -> SafeString:
    """A moment as 22 Nov 2026, 10:42 CET, in the reader's zone."""
    local = timezone.localtime(value)
    words = f"{date_format(local, MOMENT)} {local.tzname()}"
    return format_html('<time class="nowrap" datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


@register.filter
def whole(text: object) -> SafeString:
    """A sentence in which no number of a record breaks at its hyphens."""
    parts = NUMBERS.split(str(text))
    for place, number in enumerate(parts):
        parts[place] = format_html('<span class="nowrap">{}</span>', number) if place % 2 else escape(number)
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped


@register.filter
def is_status(value: Any) -> bool:
    """Whether a value is a state, to be shown with its sign."""
    return isinstance(value, Status)


@register.simple_tag(takes_context=True)
def places(context: template.Context, area: Area) -> list[navigation.ShownSection]:
    """The side bar of whoever looks; empty for who is not signed in."""
    request = context["request"]
    return [] if is_anonymous(request) else navigation.sections(request, area)


@register.simple_tag(takes_context=True)
def followed(context: template.Context, route: str, *args: object) -> str:
    """The address of a page for whoever may open it; nothing for who would be turned away there."""
    link = (route, *args)
    return reverse(route, args=args) if navigation.may_follow(context["request"], link) else ""


@register.inclusion_tag("shell/_history.html", takes_context=True)
def history(context: template.Context, record: Any) -> dict[str, Any]:
    """What the ledger tells of `record`, in sentences."""
    return {"lines": histories.of(record, context["request"])}


@register.inclusion_tag("shell/_empty.html")
def nothing_here(sentence: str, icon: str = "inbox") -> dict[str, Any]:
    """An empty state: what will be here and how it comes here."""
    return {"sentence": sentence, "icon": icon}
