"""The pictures of a study for a page: the specification in the reader's language, with its data as a table."""

from collections.abc import Mapping
from typing import Any

from guildhall.psychometrics.pictures import as_table
from guildhall.schemes.sheets import words
from guildhall.schemes.sheets.parts import shown
from guildhall.shell.pictures import Picture

HELD = ("$schema", "title", "description")
"""Parts of a specification that the page says by itself."""

WIDE = 380
"""How wide a picture is drawn."""


def drawn(name: str, spec: Mapping[str, Any], wide: int = WIDE) -> Picture:
    """A picture of a study by its name, drawn so wide."""
    title, description = words.picture(name)
    rows = as_table(spec)
    heads = list(dict.fromkeys(key for row in rows for key in row if key not in {"at", "what"}))
    held = [row for row in rows if set(row) & set(heads)]
    return Picture(
        title=title,
        description=f"{description} {spec.get('description', '')}".strip(),
        spec=_sized(_translated({key: each for key, each in spec.items() if key not in HELD}), wide),
        heads=[words.said(each.capitalize()) for each in heads],
        rows=[[shown(row.get(head)) for head in heads] for row in held],
    )


def _sized(spec: dict[str, Any], wide: int) -> dict[str, Any]:
    """A single picture is given its width; pictures side by side share it."""
    config = {"bar": {"continuousBandSize": wide // 30}}
    if "hconcat" in spec:
        parts = [{**each, "width": wide // 2, "height": 3 * wide // 4} for each in spec["hconcat"]]
        return {**spec, "hconcat": parts, "config": config}
    return {"width": wide, "height": 2 * wide // 3, **_by_rows(spec), "config": config}


def _by_rows(spec: dict[str, Any]) -> dict[str, Any]:
    """A picture with a row for each item is as high as it has rows."""
    places = [layer["encoding"]["y"]["type"] for layer in spec.get("layer", ()) if "y" in layer.get("encoding", {})]
    return {**spec, "height": {"step": 22}} if "nominal" in places else spec


def _translated(part: Any) -> Any:
    """A specification with the titles of its axes in the reader's language."""
    if isinstance(part, Mapping):
        return {
            key: words.said(each) if key == "title" and isinstance(each, str) else _translated(each)
            for key, each in part.items()
        }
    return [_translated(each) for each in part] if isinstance(part, list) else part
