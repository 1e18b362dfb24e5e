"""Questions on a picture: spots are chosen, ordered, paired or named, and points are set."""

from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.questions.bodies import picture_of, plain
from guildhall.itembank.questions.lacks import Lack, no_key, unfit
from guildhall.itembank.questions.model import Form, Question, numbered
from guildhall.itembank.questions.pairs import right_pairs

NOWHERE = qti.Picture("", "", 0, 0)
"""Stands for a picture that was not chosen yet; a question without one is not whole and becomes no item."""


def _common(question: Question, identifier: str) -> dict[str, Any]:
    return {
        "identifier": identifier,
        "title": question.title,
        "stem": question.stem,
        "picture": question.picture or NOWHERE,
        "language": question.language,
    }


def hotspot(question: Question, identifier: str) -> qti.Item:
    """Spots are chosen."""
    return qti.hotspot(**_common(question, identifier), spots=question.spots, key=question.key)


def graphic_order(question: Question, identifier: str) -> qti.Item:
    """Spots are put into their order."""
    return qti.graphic_order(**_common(question, identifier), spots=question.spots, key=question.key)


def graphic_associate(question: Question, identifier: str) -> qti.Item:
    """Spots are paired."""
    given = _common(question, identifier)
    return qti.graphic_associate(**given, spots=question.spots, pairs=question.pairs, each=question.each)


def graphic_gap_match(question: Question, identifier: str) -> qti.Item:
    """Labels are put to spots."""
    given = {**_common(question, identifier), "labels": numbered(question.options)}
    return qti.graphic_gap_match(**given, spots=question.spots, pairs=question.pairs, each=question.each)


def select_point(question: Question, identifier: str) -> qti.Item:
    """Points are set."""
    return qti.select_point(**_common(question, identifier), areas=question.spots)


def read(item: qti.Item) -> dict[str, Any]:
    """What was typed."""
    asked, declared = item.interactions[0], item.responses[0]
    drawn = next((found for each in asked.node.elements if (found := picture_of(each))), None)
    return {
        "stem": asked.prompt.text if asked.prompt else "",
        "picture": drawn,
        "spots": tuple(_spot(each.node) for each in asked.choices if each.node.get("shape")),
        "options": tuple(plain(each.node) for each in asked.choices if not each.node.get("shape")),
        "key": right_pairs(declared, item),
        "each": declared.mapping is not None,
        "shuffle": False,
    }


def _spot(node: Any) -> qti.Spot:
    return qti.Spot(node.get("shape"), node.get("coords"), node.get("hotspot-label"))


def read_points(item: qti.Item) -> dict[str, Any]:
    """What was typed: the areas, with what each is worth."""
    mapping = item.responses[0].areas
    areas = [
        qti.Spot(each.shape, ",".join(f"{at:.15g}" for at in each.coords), worth=each.worth)
        for each in (mapping.areas if mapping else ())
    ]
    return {**read(item), "spots": tuple(areas), "key": (), "each": False}


def lacking(question: Question) -> Lack | None:
    """A picture, shapes that lie on it, and what is right."""
    return _unfit_picture(question) or _unfit_spots(question) or KEYS[Form(question.form)](question)


def _unfit_picture(question: Question) -> Lack | None:
    shown = question.picture
    if shown and shown.width and shown.height:
        return None
    return Lack(_("No picture is chosen."), _("Choose one of the library, or add it there first."), "picture")


def _unfit_spots(question: Question) -> Lack | None:
    least = 1 if question.form == Form.SELECT_POINT else 2
    if len(question.spots) < least:
        return Lack(_("There are too few spots on the picture."), _("Describe at least %d.") % least, "shape_1")
    for place, each in enumerate(question.spots, start=1):
        if not each.lies_in(question.picture or NOWHERE):
            told = _("Spot %(place)d is no such shape, or reaches beyond the picture.") % {"place": place}
            return Lack(told, _("Correct its numbers, or place it on the picture anew."), f"coords_{place}")
    return None


def _lacks_chosen(question: Question) -> Lack | None:
    return None if question.key and set(question.key) <= set(question.places) else no_key("right_1")


def _lacks_order(question: Question) -> Lack | None:
    return None if sorted(question.key) == list(question.places) else no_key("place_1")


def _lacks_pairs(question: Question) -> Lack | None:
    known = set(question.places)
    held = question.pairs and all(one != other and {one, other} <= known for one, other in question.pairs)
    return None if held else no_key("partner_1")


def _lacks_labels(question: Question) -> Lack | None:
    lack = unfit(question.options)
    if lack:
        return Lack(lack.message, lack.mend, "words")
    names = {name for name, _said in numbered(question.options)}
    held = question.pairs and all(one in names and other in question.places for one, other in question.pairs)
    return None if held else no_key("label_1")


def _lacks_worth(question: Question) -> Lack | None:
    if all(each.worth > 0 for each in question.spots):
        return None
    return Lack(_("An area is worth nothing."), _("Say how many points it gives."), "worth_1")


KEYS = {
    Form.HOTSPOT: _lacks_chosen,
    Form.GRAPHIC_ORDER: _lacks_order,
    Form.GRAPHIC_ASSOCIATE: _lacks_pairs,
    Form.GRAPHIC_GAP_MATCH: _lacks_labels,
    Form.SELECT_POINT: _lacks_worth,
}
"""What says what is right, kind by kind."""
