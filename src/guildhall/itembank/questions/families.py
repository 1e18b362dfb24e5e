"""Every kind of question that stands alone, with its builder, its reader, and what makes it whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from guildhall import qti
from guildhall.itembank.questions import choices, gaps, orders, pairs, passages, spots, texts, uploads
from guildhall.itembank.questions.lacks import Lack
from guildhall.itembank.questions.model import Form, Question


@dataclass(frozen=True)
class Family:
    """How a kind of question becomes an item, is read out of one, and what it lacks."""

    build: Callable[[Question, str], qti.Item]
    read: Callable[[qti.Item], dict[str, Any]]
    lacking: Callable[[Question], Lack | None]


FAMILIES: dict[Form, Family] = {
    Form.SINGLE_CHOICE: Family(choices.single, choices.read, choices.lacking),
    Form.MULTIPLE_CHOICE: Family(choices.multiple, choices.read, choices.lacking),
    Form.INLINE_CHOICE: Family(gaps.listed, gaps.read_listed, gaps.lacks_list),
    Form.TEXT_ENTRY: Family(gaps.written, gaps.read_written, gaps.lacks_answer),
    Form.EXTENDED_TEXT: Family(texts.extended, texts.read_extended, texts.lacks_room),
    Form.UPLOAD: Family(uploads.upload, uploads.read, uploads.lacking),
    Form.SLIDER: Family(texts.slider, texts.read_slider, texts.lacks_bounds),
    Form.ORDER: Family(orders.order, orders.read, orders.lacking),
    Form.MATCH: Family(pairs.match, pairs.read, pairs.lacks_matches),
    Form.ASSOCIATE: Family(pairs.associate, pairs.read, pairs.lacks_pairs),
    Form.GAP_MATCH: Family(passages.gap_match, passages.read_gap_match, passages.lacks_gaps),
    Form.HOTTEXT: Family(passages.hottext, passages.read_hottext, passages.lacks_passages),
    Form.HOTSPOT: Family(spots.hotspot, spots.read, spots.lacking),
    Form.GRAPHIC_ORDER: Family(spots.graphic_order, spots.read, spots.lacking),
    Form.GRAPHIC_ASSOCIATE: Family(spots.graphic_associate, spots.read, spots.lacking),
    Form.GRAPHIC_GAP_MATCH: Family(spots.graphic_gap_match, spots.read, spots.lacking),
    Form.SELECT_POINT: Family(spots.select_point, spots.read_points, spots.lacking),
}


def form_of(item: qti.Item) -> Form | None:
    """The kind of question of an item that asks exactly one."""
    if len(item.interactions) != 1 or len(item.responses) != 1:
        return None
    kind, cardinality = item.interactions[0].kind, item.responses[0].cardinality
    if kind == "choice":
        return Form.SINGLE_CHOICE if cardinality == "single" else Form.MULTIPLE_CHOICE
    return Form(kind) if kind in FAMILIES else None
