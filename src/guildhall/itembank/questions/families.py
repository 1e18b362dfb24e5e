"""Every kind of question with its builder, its reader, and what makes it whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.questions import choices, gaps, orders, pairs, passages, spots, texts, uploads
from guildhall.itembank.questions.bodies import laid, parted
from guildhall.itembank.questions.lacks import Lack
from guildhall.itembank.questions.model import GRAPHIC, LANGUAGES, MOST_OPTIONS, MOST_SPOTS, Form, Question


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


def built(question: Question, identifier: str) -> qti.Item:
    """The item that a whole question stands for."""
    item = FAMILIES[Form(question.form)].build(question, identifier)
    shown = [each for each in laid(question) if question.form not in GRAPHIC or each.name != "p"]
    return qti.above(item, *shown) if shown else item


def lacking(question: Question) -> Lack | None:
    """What a question still lacks to be an item: its title, what it asks, and what its kind needs."""
    missing = next((name for name in ("title", "stem") if not getattr(question, name).strip()), "")
    if missing:
        return Lack(_("An item needs a title and a question."), _("Write what is missing."), missing)
    return FAMILIES[Form(question.form)].lacking(question)


def question_of(item: qti.Item) -> Question | None:
    """What stands in the form for an item; None where the form could not keep everything of it."""
    found = _read(item)
    if found is None or not _has_room(found) or lacking(found):
        return None
    return found if _alike(built(found, item.identifier), item) else None


def _alike(one: qti.Item, other: qti.Item) -> bool:
    """Whether two items are the same, as far as a file of QTI can tell."""
    return qti.read_item(qti.to_xml(one), name="") == qti.read_item(qti.to_xml(other), name="")


def _has_room(question: Question) -> bool:
    """Whether the form has a row for all of it, and its language."""
    rows = max(len(question.options), len(question.others))
    return rows <= MOST_OPTIONS and len(question.spots) <= MOST_SPOTS and question.language in LANGUAGES


def _read(item: qti.Item) -> Question | None:
    form = _form(item)
    if form is None:
        return None
    apart = parted(item)
    told = {"recording": apart.recording, "picture": apart.picture, **FAMILIES[form].read(apart.rest)}
    return Question(form=form, title=item.title, language=item.language or "en", passage=apart.passage, **told)


def _form(item: qti.Item) -> Form | None:
    """The kind of question of an item that asks exactly one."""
    if len(item.interactions) != 1 or len(item.responses) != 1:
        return None
    kind, cardinality = item.interactions[0].kind, item.responses[0].cardinality
    if kind == "choice":
        return Form.SINGLE_CHOICE if cardinality == "single" else Form.MULTIPLE_CHOICE
    return Form(kind) if kind in set(Form) else None
