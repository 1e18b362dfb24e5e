"""Pictures of numbers: drawn on the server from a Vega-Lite specification, told in words, with the numbers as a table.

A room makes a plain dictionary and hands the picture to its page, which shows it with ``{% picture weights %}``::

    weights = Picture(
        title=_("Weight of the domains"),
        description=_("Safety weighs most, with 42 per cent."),
        spec={"data": {"values": values}, "mark": "bar", "encoding": {...}},
        heads=[_("Domain"), _("Weight in per cent")],
        rows=[(each.title, each.weight) for each in domains],
    )

Use the colours of this module in the specification: on a page each follows the light or dark scheme of the reader,
and `drawn` keeps them as they are for paper. Nothing is fetched, no script comes with it, and the same specification
is drawn once. A picture holds no personal data: it is kept in memory.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

import vl_convert
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from lxml import etree

from guildhall.notices.letters.sheet import FONTS

INK, TEXT, QUIET, LINE = "#14233a", "#1d2430", "#565d68", "#e3ded3"
ACTION, BRASS = "#24507f", "#8a6a2f"
HOLDS, FAILS, SOON, CLOSED = "#1f6b4a", "#a32a2a", "#835600", "#4a4a42"
"""The colours of the house, for specifications."""

ON_PAGE = {
    INK: "var(--ink)",
    TEXT: "var(--text)",
    QUIET: "var(--quiet)",
    LINE: "var(--line)",
    ACTION: "var(--action)",
    BRASS: "var(--brass)",
    HOLDS: "var(--holds)",
    FAILS: "var(--fails)",
    SOON: "var(--soon)",
    CLOSED: "var(--closed)",
}
"""What each colour is called in the style sheet, where it has a value for light and one for dark."""

CONFIG: dict[str, Any] = {
    "background": None,
    "font": "Inter",
    "view": {"stroke": None},
    "mark": {"color": ACTION},
    "axis": {
        "labelColor": TEXT,
        "titleColor": QUIET,
        "gridColor": LINE,
        "domainColor": QUIET,
        "tickColor": QUIET,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 600,
        "labelLimit": 240,
    },
    "legend": {"labelColor": TEXT, "titleColor": QUIET, "labelFontSize": 13, "titleFontSize": 13},
    "text": {"color": TEXT, "fontSize": 13},
}
"""How every picture of the house looks, unless its specification says otherwise."""

VERSION = "6.4"
"""The version of Vega-Lite in which specifications are written."""

NUMBERS = {"de": "de-DE"}
"""How numbers are written on axes, by language; otherwise as in English."""

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = frozenset({"svg", "g", "path", "rect", "line", "circle", "text", "tspan", "defs", "clipPath"})
DRAWING |= {"linearGradient", "stop"}
"""What a picture is made of; anything else is left out."""

FOR_PROGRAMS = ("aria-", "role", "class", "style", "pointer-events")
"""How attributes begin that say nothing in a page: the picture as a whole is told in words."""


@dataclass(frozen=True)
class Picture:
    """A picture of numbers for a page: `title` and `description` tell it to who does not see it, `rows` hold it all."""

    title: str
    description: str
    spec: Mapping[str, Any]
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]

    @property
    def name(self) -> str:
        """What names this picture on its page: the same picture has the same name."""
        content = _spelled({**self.spec, "told": [self.title, self.description]})
        return f"picture-{sha256(content.encode()).hexdigest()[:12]}"

    @property
    def cells(self) -> list[list[tuple[str, Any]]]:
        """The rows of the table, each value with the head of its column."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]

    @property
    def svg(self) -> SafeString:
        """The picture as an element of a page."""
        return mark_safe(_element(_spelled(self.spec), self.name, _locale()))  # noqa: S308  # made of known elements


def drawn(spec: Mapping[str, Any]) -> str:
    """The picture as SVG with colours of its own, for paper and for download."""
    return _drawn(_spelled(spec), _locale())


def as_png(spec: Mapping[str, Any], dots: float = 72.0) -> bytes:
    """The picture as PNG on white, for paper that shows no SVG; so many `dots` an inch."""
    return bytes(vl_convert.svg_to_png(drawn({**spec, "background": "white"}), ppi=dots))


def _locale() -> str:
    return NUMBERS.get((get_language() or "en")[:2], "en-US")


def _spelled(spec: Mapping[str, Any]) -> str:
    """A specification in one spelling; one that would fetch something is a defect."""
    if reaching := [key for key in _keys(spec) if key in {"url", "href"}]:
        raise ValueError(f"A picture brings its data along and fetches nothing: {', '.join(reaching)}.")
    return json.dumps(spec, sort_keys=True, default=float)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield key
            yield from _keys(held)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from _keys(held)


@cache
def _bring_fonts() -> None:
    """Let words be measured in the font in which a page shows them."""
    vl_convert.register_font_directory(str(FONTS))


@lru_cache(maxsize=256)
def _drawn(spec: str, locale: str) -> str:
    _bring_fonts()
    svg: str = vl_convert.vegalite_to_svg(
        spec,
        vl_version=VERSION,
        config=CONFIG,
        allowed_base_urls=[],
        format_locale=locale,  # type: ignore[arg-type]  # one of `NUMBERS`
    )
    return svg


@lru_cache(maxsize=256)
def _element(spec: str, name: str, locale: str) -> str:
    """The drawing, told by the words that stand under its name, in colours that follow the reader's scheme."""
    root = etree.fromstring(_drawn(spec, locale).encode())
    for element in list(root.iter()):
        _keep_or_leave(element, name)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-words")
    return etree.tostring(root, encoding="unicode")


def _keep_or_leave(element: Any, name: str) -> None:
    if str(element.tag).removeprefix(SVG) not in DRAWING:
        element.getparent().remove(element)
        return
    for attribute, value in list(element.attrib.items()):
        if attribute.startswith(FOR_PROGRAMS):
            del element.attrib[attribute]
        else:
            element.set(attribute, _of_this_page(attribute, value, name))


def _of_this_page(attribute: str, value: str, name: str) -> str:
    """`value` with the page's colours, and with marks that no other picture of the page has."""
    if attribute == "id":
        return f"{name}-{value}"
    return ON_PAGE.get(value.lower(), value.replace("url(#", f"url(#{name}-"))
