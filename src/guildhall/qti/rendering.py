"""What a candidate is shown: native HTML controls, and nothing that tells the key.

Keys, mappings, outcomes, rules, feedback and everything that is not for the candidate stay on the server: they are
never looked at while an item is rendered. The answers are collected from the page in one way for every interaction:
the values of all controls with ``data-response``, in the order of the page, without the empty and the unchosen ones.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from random import Random

from guildhall.qti import graphics
from guildhall.qti.controls import CONTROLS, Asked, Sheet, gap, hottext
from guildhall.qti.findings import problem
from guildhall.qti.interactions import interactions_of, kind_of
from guildhall.qti.item import Item
from guildhall.qti.model import Choice, Interaction, Node
from guildhall.qti.naming import names
from guildhall.qti.printing import printed
from guildhall.qti.sanitising import (
    REFUSED,
    SPOKEN,
    VOID,
    WHOLE,
    Resolve,
    clean,
    html_name,
    image_tag,
    media_tag,
    medium,
    open_tag,
    picture,
)
from guildhall.qti.scoring import prepared
from guildhall.qti.state import State
from guildhall.qti.values import Value, counted, text_of
from guildhall.qti.wording import ENGLISH, Wording

OPEN, SHUT = "\ue000", "\ue001"
"""Around the number of a control while the text around it is cleaned; no author's text keeps these characters."""

_CONTROL = re.compile(f"{OPEN}([0-9]+){SHUT}")
_MARKS = str.maketrans("", "", OPEN + SHUT)
PASSED = names("qti-item-body qti-content-body qti-prompt qti-simple-choice qti-inline-choice qti-hottext")
PASSED |= names("qti-simple-associable-choice qti-gap-text qti-gap-match-interaction qti-hottext-interaction")
"""Elements of QTI whose content is for the candidate. All others are left out."""

ALL_CONTROLS = CONTROLS | {
    "hotspot": graphics.hotspot,
    "graphic-gap-match": graphics.graphic_gap_match,
    "graphic-order": graphics.graphic_order,
    "graphic-associate": graphics.graphic_associate,
    "select-point": graphics.select_point,
}
"""The control of every interaction that is delivered."""

BLOCKS = names("p div section article aside address blockquote pre figure figcaption")


@dataclass(frozen=True)
class Shown:
    """An interaction that a candidate was shown: for the navigator, and to know what was left unanswered."""

    response: str
    kind: str
    least: int
    most: int


@dataclass(frozen=True)
class Rendered:
    """An item as a candidate meets it: HTML, and what it asks."""

    html: str
    interactions: tuple[Shown, ...]


def _as_it_stands(address: str) -> str:
    return address


def render(
    item: Item,
    *,
    id_prefix: str,
    values: Mapping[str, Sequence[str]] | None = None,
    seed: int | None = None,
    resolve: Resolve = _as_it_stands,
    wording: Wording = ENGLISH,
) -> Rendered:
    """Show an item with the answers given so far.

    `id_prefix` keeps the controls of several items on a page apart; `seed` draws the item's values and the order of
    choices that are shuffled (without one they stand as written); `resolve` says from where pictures come.
    """
    page = _Page(item, prepared(item, seed), id_prefix, values or {}, seed, resolve, wording)
    html = page.content(item.body)
    return Rendered(page.with_controls(html), tuple(_shown(each) for each in item.interactions))


def _shown(interaction: Interaction) -> Shown:
    least = interaction.node.get("min-choices") or interaction.node.get("min-associations")
    return Shown(interaction.response, interaction.kind, counted(least) or 0, interaction.most)


class _Page:
    """Writes one item for one candidate."""

    def __init__(
        self,
        item: Item,
        state: State,
        prefix: str,
        values: Mapping[str, Sequence[str]],
        seed: int | None,
        resolve: Resolve,
        wording: Wording,
    ) -> None:
        self.item, self.state, self.seed, self.resolve = item, state, seed, resolve
        self.sheet = Sheet(prefix, values, wording, self.content, self.phrasing, self.alternative, resolve)
        self.formulas = {
            each.identifier: state.templates[each.identifier] for each in item.templates if each.in_formulas
        }
        self.controls: list[str] = []
        self.asked: Asked | None = None
        self.gaps = self.number = 0

    def content(self, node: Node) -> str:
        """The content of a node as clean HTML, with marks where controls will stand."""
        return clean(self._children(node, inline=False))

    def phrasing(self, node: Node) -> str:
        """The content of a node as clean HTML that may stand in a label."""
        return clean(self._children(node, inline=True))

    def alternative(self, node: Node) -> str:
        """The content of a node as plain text, pictures by their alternatives."""
        return " ".join(self._text(node).translate(_MARKS).split())

    def _text(self, node: Node) -> str:
        shown = picture(node)
        if shown or node.get("alttext"):
            return shown[1] if shown else node.get("alttext")
        if node.name == "qti-printed-variable":
            return self._drawn(node)
        if node.name == "qti-template-inline" and not self._visible(node):
            return ""
        return "".join(child if isinstance(child, str) else self._text(child) for child in node.children)

    def with_controls(self, html: str) -> str:
        """Put the controls where their marks stand."""
        return _CONTROL.sub(lambda found: self.with_controls(self.controls[int(found.group(1))]), html)

    def _children(self, node: Node, *, inline: bool) -> str:
        return "".join(
            _escaped(child) if isinstance(child, str) else self._write(child, inline=inline) for child in node.children
        )

    def _write(self, node: Node, *, inline: bool) -> str:
        if node.name.startswith("qti-"):
            return self._write_qti(node, inline=inline)
        if drawn := self._in_formula(node):
            return drawn
        if picture(node):
            return image_tag(node, self.resolve)
        if medium(node):
            return self._mark(media_tag(node, self.resolve, self.sheet.wording))
        if node.name in WHOLE or (node.name.startswith("{") and not node.name.startswith(SPOKEN)):
            return ""
        name = "span" if inline and node.name in BLOCKS else html_name(node)
        if not name or node.name in REFUSED:
            return self._children(node, inline=inline)
        opened = open_tag(name, node)
        return opened if name in VOID else f"{opened}{self._children(node, inline=inline)}</{name}>"

    def _write_qti(self, node: Node, *, inline: bool) -> str:
        if kind_of(node):
            return self._interaction(node)
        if node.name == "qti-hottext" and self.asked:
            return self._mark(hottext(self.asked, self.sheet, Choice(node.get("identifier"), node)))
        if node.name == "qti-gap" and self.asked:
            self.gaps += 1
            return self._mark(gap(self.asked, self.sheet, node.get("identifier"), self.gaps))
        if node.name == "qti-printed-variable":
            return self._printed(node)
        if node.name in {"qti-template-block", "qti-template-inline"}:
            return self._children(node, inline=inline) if self._visible(node) else ""
        if node.name == "qti-rubric-block":
            for_candidate = "candidate" in node.get("view", "candidate").split()
            return self._children(node, inline=inline) if for_candidate else ""
        if self.asked and node.name in {"qti-prompt", "qti-gap-text", "qti-gap-img"}:
            return ""
        return self._children(node, inline=inline) if node.name in PASSED else ""

    def _printed(self, node: Node) -> str:
        """The value of a drawn variable; of answers, keys and outcomes nothing is ever printed."""
        return _escaped(self._drawn(node))

    def _drawn(self, node: Node) -> str:
        value = self.state.templates.get(node.get("identifier"))
        return printed(node, value) if value else ""

    def _in_formula(self, node: Node) -> str:
        """The value of a drawn variable whose name stands in a formula, where its declaration lets it."""
        drawn = self.formulas.get(node.text.strip()) if node.name in {"m:mi", "m:ci"} else None
        return f"<mn>{_escaped(printed(node, drawn))}</mn>" if drawn else ""

    def _visible(self, node: Node) -> bool:
        """Whether something that depends on a drawn value is shown."""
        name = node.get("template-identifier")
        if not name:
            return True
        value = self.state.templates.get(name)
        held = value is not None and node.get("identifier") in _each(value)
        return held == (node.get("show-hide", "show") != "hide")

    def _mark(self, control: str) -> str:
        self.controls.append(control)
        return f"{OPEN}{len(self.controls) - 1}{SHUT}"

    def _interaction(self, node: Node) -> str:
        interaction = interactions_of(node)[0]
        control = ALL_CONTROLS.get(interaction.kind)
        if control is None:
            raise problem(
                self.item.name,
                f"The interaction '{interaction.kind}' cannot be shown.",
                "Use one that is delivered.",
                line=node.line,
                element=node.name,
            )
        outer, self.asked, self.gaps = self.asked, self._ask(interaction), 0
        html = control(self.asked, self.sheet)
        self.asked = outer
        return self._mark(html)

    def _ask(self, interaction: Interaction) -> Asked:
        declared = self.item.response(interaction.response)
        return Asked(
            interaction,
            self._order(interaction),
            label=self._label(),
            base=declared.base if declared else "string",
            several=declared is not None and declared.cardinality != "single",
        )

    def _label(self) -> str:
        """What a control in a line of text is called."""
        self.number += 1
        alone = len(self.item.interactions) == 1
        return self.sheet.wording.answer if alone else self.sheet.wording.blank.format(number=self.number)

    def _order(self, interaction: Interaction) -> tuple[Choice, ...]:
        """The choices that are visible, in the order of this candidate."""
        visible = [each for each in interaction.choices if self._visible(each.node)]
        if self.seed is None or not interaction.node.is_set("shuffle"):
            return tuple(visible)
        chance = Random(f"{self.seed} {self.item.identifier} {interaction.response}")  # noqa: S311, no secret
        groups = sorted({each.group for each in visible})
        return tuple(one for side in groups for one in shuffled([e for e in visible if e.group == side], chance))


def shuffled(choices: Iterable[Choice], chance: Random) -> list[Choice]:
    """Choices in an order by chance, where fixed ones keep their places."""
    stand = list(choices)
    loose = iter(sorted((each for each in stand if not each.fixed), key=lambda _: chance.random()))
    return [each if each.fixed else next(loose) for each in stand]


def _escaped(text: str) -> str:
    return escape(text.translate(_MARKS), quote=False)


def _each(value: Value) -> list[str]:
    return [text_of(each) for each in value.items]
