"""Interactions on a picture, none of which needs a pointer.

The picture is drawn with its spots and their letters, and beside it stand the same native controls as everywhere:
buttons, lists and fields that are named by those letters, or by what the item's author calls the spots. A click on a
spot is a click on the label of its control; only a point on a picture needs the script to be clicked.
"""

from collections.abc import Callable, Sequence
from html import escape

from guildhall.qti import geometry
from guildhall.qti.controls import Asked, Sheet, associate, attributes, button, group, hint, listed, order
from guildhall.qti.model import Choice, Interaction, Node
from guildhall.qti.naming import names
from guildhall.qti.sanitising import picture

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_POINTS = 12
"""How many fields are shown where an item sets no limit to the points that may be chosen."""

SPOTS = names("qti-hotspot-choice qti-associable-hotspot")
RULED = 10
"""Into how many parts the edges of a picture are ruled, so that a point can be told without pointing."""


def drawn_on(interaction: Interaction) -> Node | None:
    """The picture of a graphic interaction."""
    return next((each for each in interaction.node.elements if picture(each)), None)


def size_of(node: Node) -> tuple[int, int] | None:
    """Width and height of a picture, in the points that its spots are told in; None where it does not say."""
    stated = [node.get(each).strip().removesuffix("px") for each in ("width", "height")]
    read = [int(each) for each in stated if each.isdecimal() and 0 < len(each) < 6 and int(each) > 0]
    return (read[0], read[1]) if len(read) == len(stated) else None


def letter(place: int) -> str:
    """The letter of a spot: A to Z, and then AA."""
    return (letter(place // len(LETTERS) - 1) if place >= len(LETTERS) else "") + LETTERS[place % len(LETTERS)]


def spots_of(interaction: Interaction) -> tuple[Choice, ...]:
    """The spots on the picture, in the order of the file."""
    return tuple(each for each in interaction.choices if _is_spot(each))


def _is_spot(choice: Choice) -> bool:
    return choice.node.name in SPOTS


def name_of(interaction: Interaction, spot: Choice, sheet: Sheet) -> str:
    """What a spot is called: its letter, and what the author calls it."""
    places = [each.identifier for each in spots_of(interaction)]
    if spot.identifier not in places:
        return sheet.alternative(spot.node)
    told = spot.node.get("hotspot-label") or spot.node.get("aria-label")
    name = sheet.wording.spot.format(name=letter(places.index(spot.identifier)))
    return f"{name}: {told}" if told else name


def hotspot(asked: Asked, sheet: Sheet) -> str:
    """A button for every spot."""
    options = "".join(
        button(asked, sheet, each.identifier, escape(name_of(asked.interaction, each, sheet))) for each in asked.choices
    )
    shown = _picture(asked, sheet, lambda spot: f"{sheet.name(asked.interaction)}-{spot.identifier}")
    return group(asked, sheet, f'{shown}<div class="qti-options">{options}</div>', hint(asked, sheet))


def graphic_order(asked: Asked, sheet: Sheet) -> str:
    """A list of spots for every place."""
    return order(asked, sheet, _picture(asked, sheet), lambda each: name_of(asked.interaction, each, sheet))


def graphic_associate(asked: Asked, sheet: Sheet) -> str:
    """A row of check boxes for every spot, with those that were not paired with it yet."""
    shown = _picture(asked, sheet)
    return associate(asked, sheet, shown, lambda each: escape(name_of(asked.interaction, each, sheet)))


def graphic_gap_match(asked: Asked, sheet: Sheet) -> str:
    """For every spot a list of what belongs there; several where several may."""
    labels = [each for each in asked.choices if not _is_spot(each)]
    rows, number = [], 0
    places: dict[str, int] = {}
    for spot in spots_of(asked.interaction):
        given = [each for each in sheet.chosen(asked.interaction) if each.split()[1:] == [spot.identifier]]
        for turn in range(_room(spot, len(labels))):
            number += 1
            places.setdefault(spot.identifier, number)
            rows.append(_belongs(asked, sheet, spot, labels, number, "".join(given[turn : turn + 1])))
    shown = _picture(asked, sheet, lambda spot: f"{sheet.name(asked.interaction)}-{places.get(spot.identifier, 1)}")
    return group(asked, sheet, f'{shown}<ul class="qti-spots">{"".join(rows)}</ul>', "")


def _room(spot: Choice, labels: int) -> int:
    stated = spot.node.get("match-max", "1")
    most = int(stated) if stated.isdecimal() and len(stated) < 6 else 1
    return min(most or labels, labels)


def _belongs(asked: Asked, sheet: Sheet, spot: Choice, labels: Sequence[Choice], at: int, chosen: str) -> str:
    name = name_of(asked.interaction, spot, sheet)
    options = [(f"{each.identifier} {spot.identifier}", sheet.alternative(each.node)) for each in labels]
    told = sheet.wording.belongs.format(what=name)
    return f"<li><span>{escape(name)}</span> {listed(asked, sheet, options, told, at, chosen)}</li>"


def select_point(asked: Asked, sheet: Sheet) -> str:
    """A field for every point, in which it can be written; the script fills it where the picture is clicked."""
    chosen, name = sheet.chosen(asked.interaction), sheet.name(asked.interaction)
    several = asked.interaction.most or MOST_POINTS
    fields = "".join(
        _point(asked, sheet, at, "".join(chosen[at - 1 : at])) for at in range(1, (several if asked.several else 1) + 1)
    )
    node = drawn_on(asked.interaction)
    width, height = (size_of(node) if node else None) or (100, 100)
    told = sheet.wording.pointing.format(width=width, height=height, example=f"{width // 2} {height // 3}")
    shown = _picture(asked, sheet, ruled=True)
    body = f'<div class="qti-pointing" data-pointing="{escape(name)}">{shown}<ul class="qti-points">{fields}</ul></div>'
    return group(asked, sheet, body, told)


def _point(asked: Asked, sheet: Sheet, at: int, value: str) -> str:
    name = f"{sheet.name(asked.interaction)}-{at}"
    held = attributes(
        type="text",
        id=name,
        name=name,
        data_response=asked.interaction.response,
        value=value,
        size="12",
        autocomplete="off",
        aria_describedby=f"{sheet.name(asked.interaction)}-hint",
    )
    label = sheet.wording.point.format(number=at)
    return f'<li><label for="{escape(name)}">{escape(label)}</label> <input class="qti-text"{held}></li>'


def _picture(asked: Asked, sheet: Sheet, control: Callable[[Choice], str] | None = None, *, ruled: bool = False) -> str:
    """The picture with its spots drawn on it. `control` names the control that a click on a spot is for."""
    node = drawn_on(asked.interaction)
    if node is None:
        return ""
    source, alternative = picture(node) or ("", "")
    width, height = size_of(node) or (100, 100)
    name = sheet.name(asked.interaction)
    drawn = [_spot(spot, place, name) for place, spot in enumerate(spots_of(asked.interaction))]
    clicked = [_click(spot, name, control(spot)) for spot in spots_of(asked.interaction)] if control else []
    lines = _rulers(width, height) if ruled else ""
    return (
        f'<svg class="qti-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{escape(alternative)}">'
        f'<image href="{escape(sheet.resolve(source))}" width="{width}" height="{height}" '
        f'preserveAspectRatio="none"/>{"".join(drawn)}{"".join(clicked)}{lines}</svg>'
    )


def _spot(spot: Choice, place: int, name: str) -> str:
    shape = _shape(spot)
    if not shape:
        return ""
    left, top, right, bottom = _box(spot)
    x, y = f"{(left + right) / 2:g}", f"{(top + bottom) / 2:g}"
    clip = escape(f"{name}-{spot.identifier}-shape")
    return (
        f'<clipPath id="{clip}">{shape}</clipPath>'
        f'<g class="qti-spot" data-spot="{escape(spot.identifier)}" fill="none" stroke="#fff" stroke-width="4">{shape}'
        f'<g stroke="#000" stroke-width="2">{shape}</g></g>'
        f'<circle cx="{x}" cy="{y}" r="11" fill="#fff" stroke="#000" pointer-events="none"/>'
        f'<text x="{x}" y="{y}" font-size="14" text-anchor="middle" dominant-baseline="central" fill="#000" '
        f'pointer-events="none">{letter(place)}</text>'
    )


def _click(spot: Choice, name: str, control: str) -> str:
    """A label over a spot, within its shape: a click there is one on the control, without any script."""
    if not _shape(spot):
        return ""
    left, top, right, bottom = _box(spot)
    place = f'x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}"'
    clip = escape(f"{name}-{spot.identifier}-shape")
    label = f'<label class="qti-click" xmlns="http://www.w3.org/1999/xhtml" for="{escape(control)}"></label>'
    return f'<g clip-path="url(#{clip})"><foreignObject {place}>{label}</foreignObject></g>'


def _shape(spot: Choice) -> str:
    """A spot as a shape of SVG; nothing for one that is the whole picture or cannot be read."""
    area = geometry.area(spot.node.get("shape"), spot.node.get("coords"))
    if area is None or area.shape == "default":
        return ""
    at = [f"{each:g}" for each in area.coords]
    if area.shape == "circle":
        return f'<circle cx="{at[0]}" cy="{at[1]}" r="{at[2]}"/>'
    if area.shape == "ellipse":
        return f'<ellipse cx="{at[0]}" cy="{at[1]}" rx="{at[2]}" ry="{at[3]}"/>'
    if area.shape == "rect":
        left, top, right, bottom = _box(spot)
        return f'<rect x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}"/>'
    return f'<polygon points="{" ".join(at)}"/>'


def _box(spot: Choice) -> tuple[float, float, float, float]:
    """The edges of the box around a spot."""
    area = geometry.area(spot.node.get("shape"), spot.node.get("coords"))
    return geometry.box(area) if area else (0.0, 0.0, 0.0, 0.0)


def _rulers(width: int, height: int) -> str:
    """Marks along the edges of a picture, with how far across and down they are."""
    marks = []
    for part in range(1, RULED):
        x, y = width * part // RULED, height * part // RULED
        marks.append(f'<path d="M{x} 0v8M0 {y}h8" stroke="#000"/><text x="{x}" y="18" text-anchor="middle">{x}</text>')
        if part > 1:
            marks.append(f'<text x="10" y="{y}" dominant-baseline="central">{y}</text>')
    halo = 'font-size="10" fill="#000" stroke="#fff" stroke-width="3" paint-order="stroke"'
    return f'<g aria-hidden="true" {halo}>{"".join(marks)}</g>'
