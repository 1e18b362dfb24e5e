"""What of an item's HTML may reach a candidate: a kept list, applied twice.

First our own writer writes only what is on the list, and then nh3 cleans the result, so that neither has to be right
alone. Identifiers, comments, styles, titles and classes of an item's author do not pass: they may tell the key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import nh3

from guildhall.qti.model import Node
from guildhall.qti.naming import names
from guildhall.qti.wording import Wording

TAGS = names(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img kbd li ol p pre q rb rp rt ruby s samp section small span strong sub "
    "sup table tbody td tfoot th thead tr u ul var details summary"
)
MATH = names(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr maction"
)
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"lang", "dir"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "th": frozenset({"colspan", "rowspan", "scope", "headers", "abbr"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    "math": frozenset({"display", "alttext"}),
    "mo": frozenset({"stretchy", "form", "fence", "separator"}),
    "mi": frozenset({"mathvariant"}),
    "mn": frozenset({"mathvariant"}),
    "mfrac": frozenset({"linethickness", "bevelled"}),
    "mfenced": frozenset({"open", "close", "separators"}),
    "menclose": frozenset({"notation"}),
    "mtable": frozenset({"columnalign", "rowalign"}),
    "mtd": frozenset({"columnspan", "rowspan"}),
}
VOID = frozenset({"br", "hr", "img", "col"})
RENAMED = {"big": "span", "tt": "code", "strike": "s", "acronym": "abbr", "font": "span", "center": "div"}
REFUSED = names(
    "script iframe embed applet form input button select textarea link meta base frame frameset style svg canvas"
)
"""Elements that no item may bring: validation refuses the item, and nothing of them is ever written."""

WHOLE = frozenset({"script", "style", "iframe", "embed", "applet", "svg", "canvas", "audio", "video", "object"})
"""Elements that vanish with all they hold; of others the content stays."""

SPOKEN = "{http://www.w3.org/2010/10/synthesis}"
"""Marks for speech: the standard's own, and their content stays."""

Resolve = Callable[[str], str]
"""From the address of a picture in an item to an address that a candidate's browser may load."""


def picture(node: Node) -> tuple[str, str] | None:
    """Address and alternative text of a picture, whether it is an ``img`` or an ``object``; None for anything else."""
    if node.name == "img":
        return node.get("src"), node.get("alt")
    if node.name == "object" and (node.get("type").startswith("image/") or not node.get("type")):
        return node.get("data"), " ".join(node.text.split()) or node.get("aria-label")
    return None


@dataclass(frozen=True)
class Medium:
    """Sound or moving pictures: from where they come, what accompanies them, and what they are in words."""

    kind: str
    address: str
    alternative: str
    tracks: tuple[Node, ...] = ()


def medium(node: Node) -> Medium | None:
    """What an ``audio``, a ``video`` or an ``object`` of their kind plays; None for anything else."""
    kind = node.get("type").partition("/")[0] if node.name == "object" else node.name
    if kind not in {"audio", "video"}:
        return None
    sources = (node.get("src"), node.get("data"), *(each.get("src") for each in node.all("source")))
    words = " ".join("".join(_spoken(node)).split()) or node.get("aria-label")
    return Medium(kind, next((each for each in sources if each), ""), words, node.all("track"))


def _spoken(node: Node) -> list[str]:
    """What is told in words within something that is played; paragraphs do not run into each other."""
    return [
        each if isinstance(each, str) else f" {each.text} " if each.name == "p" else each.text for each in node.children
    ]


def media_tag(node: Node, resolve: Resolve, wording: Wording) -> str:
    """Something to play, with its keyboard controls, its captions, and what it is in words right below.

    The controls offer no file to take away: what is played belongs to the examination.
    """
    played = medium(node) or Medium("audio", "", "")
    tracks = "".join(_track(each, resolve) for each in played.tracks)
    called = wording.sound if played.kind == "audio" else wording.film
    named = f' aria-label="{escape(node.get("title") or node.get("aria-label") or called)}"'
    return (
        f'<span class="qti-media"><{played.kind} controls controlslist="nodownload" preload="metadata"'
        f' src="{escape(resolve(played.address))}"{named}>{tracks}</{played.kind}>'
        f"<details><summary>{escape(wording.in_words)}</summary>{_in_words(node, played)}</details></span>"
    )


def _in_words(node: Node, played: Medium) -> str:
    """The words of something that is played, in the paragraphs in which they stand, if they stand in some."""
    told = [" ".join(each.text.split()) for each in node.all("p")]
    if " ".join(told) != played.alternative:
        return escape(played.alternative)
    return "".join(f"<p>{escape(each)}</p>" for each in told)


def _track(node: Node, resolve: Resolve) -> str:
    kind = node.get("kind", "subtitles")
    kind = kind if kind in {"captions", "subtitles", "descriptions"} else "subtitles"
    language, label = escape(node.get("srclang")), escape(node.get("label"))
    return f'<track kind="{kind}" src="{escape(resolve(node.get("src")))}" srclang="{language}" label="{label}">'


def open_tag(name: str, node: Node) -> str:
    """An opening tag with the attributes that may stay."""
    kept = ATTRIBUTES["*"] | ATTRIBUTES.get(name, frozenset())
    language = {"lang": node.get("xml:lang")} if node.get("xml:lang") else {}
    held = {key: value for key, value in {**node.attributes, **language}.items() if key in kept and key != "src"}
    written = "".join(f' {key}="{escape(value)}"' for key, value in held.items())
    return f"<{name}{written}>"


def image_tag(node: Node, resolve: Resolve) -> str:
    """A picture with its alternative text, from where the caller says."""
    source, alternative = picture(node) or ("", "")
    size = "".join(f' {each}="{node.get(each)}"' for each in ("width", "height") if node.get(each).isdecimal())
    return f'<img src="{escape(resolve(source))}" alt="{escape(alternative)}"{size}>'


def html_name(node: Node) -> str:
    """The name under which a node may be written, or nothing."""
    name = RENAMED.get(node.name, node.name).removeprefix("m:")
    allowed = MATH if node.name.startswith("m:") or name == "math" else TAGS
    return name if name in allowed else ""


def clean(html: str) -> str:
    """Clean HTML by the list once more."""
    return nh3.clean(
        html,
        tags=set(TAGS | MATH),
        attributes={name: set(kept) for name, kept in ATTRIBUTES.items()},
        url_schemes={"http", "https", "data"},
        link_rel=None,
        strip_comments=True,
    )
