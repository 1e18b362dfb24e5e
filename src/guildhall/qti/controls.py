"""A native control for every interaction: radio buttons, check boxes, lists, fields. All work by keyboard alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from guildhall.qti import uploads
from guildhall.qti.model import Choice, Interaction, Node
from guildhall.qti.values import counted
from guildhall.qti.wording import Wording


@dataclass(frozen=True)
class Sheet:
    """What a control is made with: how content is written, what was answered, and the words of the language."""

    prefix: str
    values: Mapping[str, Sequence[str]]
    wording: Wording
    content: Callable[[Node], str]
    phrasing: Callable[[Node], str]
    alternative: Callable[[Node], str]
    resolve: Callable[[str], str]

    def name(self, interaction: Interaction) -> str:
        return f"{self.prefix}-{interaction.response}"

    def chosen(self, interaction: Interaction) -> Sequence[str]:
        return self.values.get(interaction.response, ())


@dataclass(frozen=True)
class Asked:
    """One interaction as it is shown: its choices in the order of this candidate."""

    interaction: Interaction
    choices: tuple[Choice, ...]
    label: str
    base: str
    several: bool


def attributes(**given: str | bool | None) -> str:
    """Attributes of an element; those that are False or None are left out."""
    names = {each: each.rstrip("_").replace("_", "-") for each in given}
    return "".join(
        f" {names[each]}" if value is True else f' {names[each]}="{escape(str(value))}"'
        for each, value in given.items()
        if value is not None and value is not False
    )


def hint(asked: Asked, sheet: Sheet) -> str:
    """How many may be chosen, in words."""
    most = asked.interaction.most
    if not asked.several:
        return sheet.wording.choose_one
    limited = 0 < most < len(asked.choices)
    return sheet.wording.choose_most.format(most=most) if limited else sheet.wording.choose_any


def group(asked: Asked, sheet: Sheet, body: str, told: str) -> str:
    """A set of controls with what is asked as its legend."""
    name = sheet.name(asked.interaction)
    prompt = asked.interaction.prompt
    legend = sheet.phrasing(prompt) if prompt else escape(sheet.wording.answer)
    described = f'<p class="qti-hint" id="{escape(name)}-hint">{escape(told)}</p>' if told else ""
    by = attributes(aria_describedby=f"{name}-hint" if told else None)
    kind = escape(asked.interaction.kind)
    return f'<fieldset class="qti-interaction qti-{kind}"{by}><legend>{legend}</legend>{described}{body}</fieldset>'


def button(asked: Asked, sheet: Sheet, value: str, label: str, *, one_of: str = "", place: str = "") -> str:
    """A radio button or check box with its label."""
    name = one_of or sheet.name(asked.interaction)
    shown = f"{sheet.name(asked.interaction)}-{place or value}".replace(" ", "-")
    held = attributes(
        type="radio" if one_of or not asked.several else "checkbox",
        id=shown,
        name=name,
        value=value,
        data_response=asked.interaction.response,
        checked=value in sheet.chosen(asked.interaction),
    )
    return f'<div class="qti-option"><input{held}><label for="{escape(shown)}">{label}</label></div>'


def choice(asked: Asked, sheet: Sheet) -> str:
    """Radio buttons or check boxes."""
    options = "".join(button(asked, sheet, each.identifier, sheet.phrasing(each.node)) for each in asked.choices)
    return group(asked, sheet, f'<div class="qti-options">{options}</div>', hint(asked, sheet))


def listed(asked: Asked, sheet: Sheet, options: Iterable[tuple[str, str]], label: str, at: int, chosen: str) -> str:
    """A list to choose one from, that stands in a line of text."""
    held = attributes(
        id=f"{sheet.name(asked.interaction)}-{at}",
        name=f"{sheet.name(asked.interaction)}-{at}",
        data_response=asked.interaction.response,
        aria_label=label,
    )
    blank = f'<option value="">{escape(sheet.wording.nothing_chosen)}</option>'
    shown = "".join(
        f"<option{attributes(value=value, selected=value == chosen)}>{escape(text)}</option>" for value, text in options
    )
    return f'<select class="qti-select"{held}>{blank}{shown}</select>'


def inline_choice(asked: Asked, sheet: Sheet) -> str:
    """A list in a line of text."""
    options = [(each.identifier, sheet.alternative(each.node)) for each in asked.choices]
    chosen = next(iter(sheet.chosen(asked.interaction)), "")
    return listed(asked, sheet, options, asked.label, 1, chosen)


def text_entry(asked: Asked, sheet: Sheet) -> str:
    """A field in a line of text."""
    expected = asked.interaction.node.get("expected-length")
    held = attributes(
        type="text",
        id=sheet.name(asked.interaction),
        name=sheet.name(asked.interaction),
        data_response=asked.interaction.response,
        value=next(iter(sheet.chosen(asked.interaction)), ""),
        size=str(min(max(counted(expected) or 20, 2), 60)),
        inputmode={"integer": "numeric", "float": "decimal"}.get(asked.base),
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        aria_label=asked.label,
    )
    return f'<input class="qti-text"{held}>'


def extended_text(asked: Asked, sheet: Sheet) -> str:
    """A field of several lines."""
    lines, prompt = asked.interaction.node.get("expected-lines"), asked.interaction.prompt
    name = sheet.name(asked.interaction)
    held = attributes(
        id=name,
        name=name,
        data_response=asked.interaction.response,
        rows=str(min(max(counted(lines) or 8, 2), 40)),
    )
    label = sheet.phrasing(prompt) if prompt else escape(sheet.wording.answer)
    said = escape(next(iter(sheet.chosen(asked.interaction)), ""))
    return (
        f'<div class="qti-interaction qti-extended-text"><label for="{escape(name)}">{label}</label>'
        f"<textarea{held}>\n{said}</textarea></div>"
    )


def order(asked: Asked, sheet: Sheet, before: str = "", named: Callable[[Choice], str] | None = None) -> str:
    """A list for every place: nothing has to be dragged."""
    options = [(each.identifier, named(each) if named else sheet.alternative(each.node)) for each in asked.choices]
    chosen = list(sheet.chosen(asked.interaction))
    places = range(1, (asked.interaction.most or len(options)) + 1)
    rows = "".join(
        f"<li>{listed(asked, sheet, options, sheet.wording.place.format(number=at), at, ''.join(chosen[at - 1 : at]))}"
        "</li>"
        for at in places
    )
    return group(asked, sheet, f'{before}<ol class="qti-places">{rows}</ol>', "")


def match(asked: Asked, sheet: Sheet) -> str:
    """A row of buttons for everything in the first set, with what it may be matched to."""
    first, second = ([each for each in asked.choices if each.group == side] for side in (0, 1))
    return group(asked, sheet, "".join(_row(asked, sheet, each, second, " ") for each in first), "")


def associate(asked: Asked, sheet: Sheet, before: str = "", named: Callable[[Choice], str] | None = None) -> str:
    """A row of check boxes for every choice, with those that were not paired with it yet."""
    rows = [(each, asked.choices[at + 1 :]) for at, each in enumerate(asked.choices[:-1])]
    return group(asked, sheet, before + "".join(_row(asked, sheet, each, rest, "", named) for each, rest in rows), "")


def _row(
    asked: Asked,
    sheet: Sheet,
    left: Choice,
    rights: Sequence[Choice],
    directed: str,
    named: Callable[[Choice], str] | None = None,
) -> str:
    """What one choice may be paired with."""
    called = named or (lambda each: sheet.phrasing(each.node))
    one_of = f"{sheet.name(asked.interaction)}-{left.identifier}" if directed and _once(left) else ""
    pairs = [(_pair(left, right, directed=bool(directed)), right) for right in rights]
    options = "".join(button(asked, sheet, pair, called(right), one_of=one_of) for pair, right in pairs)
    label = f"<legend>{called(left)}</legend>"
    return f'<fieldset class="qti-row">{label}<div class="qti-options">{options}</div></fieldset>'


def _once(choice: Choice) -> bool:
    return choice.node.get("match-max", "1") == "1"


def _pair(left: Choice, right: Choice, *, directed: bool) -> str:
    names = (left.identifier, right.identifier)
    return " ".join(names if directed else sorted(names))


def gap(asked: Asked, sheet: Sheet, identifier: str, at: int) -> str:
    """A gap in a text, with what may fill it."""
    options = [
        (f"{each.identifier} {identifier}", sheet.alternative(each.node)) for each in asked.choices if each.group == 0
    ]
    chosen = next((each for each in sheet.chosen(asked.interaction) if each.split()[1:] == [identifier]), "")
    return listed(asked, sheet, options, sheet.wording.gap.format(number=at), at, chosen)


def hottext(asked: Asked, sheet: Sheet, one: Choice) -> str:
    """A passage of a text that can be chosen."""
    shown = f"{sheet.name(asked.interaction)}-{one.identifier}"
    held = attributes(
        type="checkbox" if asked.several else "radio",
        id=shown,
        name=sheet.name(asked.interaction),
        value=one.identifier,
        data_response=asked.interaction.response,
        checked=one.identifier in sheet.chosen(asked.interaction),
    )
    label = f'<label for="{escape(shown)}">{sheet.phrasing(one.node)}</label>'
    return f'<span class="qti-hottext"><input{held}>{label}</span>'


def passage(asked: Asked, sheet: Sheet) -> str:
    """A text with gaps or passages to choose, around which the controls stand."""
    told = hint(asked, sheet) if asked.interaction.kind == "hottext" else ""
    return group(asked, sheet, sheet.content(asked.interaction.node), told)


def slider(asked: Asked, sheet: Sheet) -> str:
    """A number between two bounds, typed: unlike a drawn slider it can be left unanswered."""
    node, name = asked.interaction.node, sheet.name(asked.interaction)
    held = attributes(
        type="number",
        id=name,
        name=name,
        data_response=asked.interaction.response,
        min=node.get("lower-bound") or None,
        max=node.get("upper-bound") or None,
        step=node.get("step") or "any",
        value=next(iter(sheet.chosen(asked.interaction)), ""),
        aria_label=f"{node.get('lower-bound')} – {node.get('upper-bound')}",
    )
    return group(asked, sheet, f'<input class="qti-text"{held}>', "")


def upload(asked: Asked, sheet: Sheet) -> str:
    """A field for a file. Who shows the item keeps what is chosen there (`data-upload`) and names it in the answer."""
    name = sheet.name(asked.interaction)
    chosen = attributes(
        type="file",
        id=f"{name}-file",
        data_upload=asked.interaction.response,
        accept=",".join(uploads.kinds(asked.interaction.node)) or None,
        aria_label=sheet.wording.file,
    )
    value = next(iter(sheet.chosen(asked.interaction)), "")
    kept = attributes(type="hidden", id=name, name=name, data_response=asked.interaction.response, value=value)
    return group(asked, sheet, f'<input class="qti-file"{chosen}><input{kept}>', _wanted(asked.interaction.node, sheet))


def _wanted(node: Node, sheet: Sheet) -> str:
    """What the file must be, in words."""
    named, most = uploads.kinds(node), uploads.most_bytes(node)
    told = [sheet.wording.file_kinds.format(kinds=", ".join(map(uploads.called, named)))] if named else []
    return " ".join([*told, *([sheet.wording.file_size.format(size=f"{most / 1_000_000:g}")] if most else [])])


CONTROLS: dict[str, Callable[[Asked, Sheet], str]] = {
    "choice": choice,
    "inline-choice": inline_choice,
    "text-entry": text_entry,
    "extended-text": extended_text,
    "order": order,
    "match": match,
    "associate": associate,
    "gap-match": passage,
    "hottext": passage,
    "slider": slider,
    "upload": upload,
}
"""The control of every interaction that needs no picture."""
