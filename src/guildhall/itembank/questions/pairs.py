"""Things that are put together: the ones of a set to those of another, or pairs within one set."""

from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.questions.bodies import plain
from guildhall.itembank.questions.lacks import Lack, no_key, unfit
from guildhall.itembank.questions.model import Question, lettered, numbered
from guildhall.qti.model import Response


def match(question: Question, identifier: str) -> qti.Item:
    """Everything of a first set has its match in a second."""
    return qti.match(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        first=numbered(question.options),
        second=lettered(question.others),
        pairs=question.pairs,
        each=question.each,
        shuffle=question.shuffle,
        language=question.language,
    )


def associate(question: Question, identifier: str) -> qti.Item:
    """Pairs are found within one set."""
    return qti.associate(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        options=lettered(question.options),
        pairs=question.pairs,
        each=question.each,
        shuffle=question.shuffle,
        language=question.language,
    )


def read(item: qti.Item) -> dict[str, Any]:
    """What was typed, in one set or in two."""
    asked = item.interactions[0]
    sets = [tuple(plain(each.node) for each in asked.choices if each.group == side) for side in (0, 1)]
    return {
        "stem": asked.prompt.text if asked.prompt else "",
        "options": sets[0],
        "others": sets[1],
        "key": right_pairs(item.responses[0], item),
        "each": item.responses[0].mapping is not None,
        "shuffle": asked.node.is_set("shuffle"),
    }


def right_pairs(declared: Response, item: qti.Item) -> tuple[str, ...]:
    """The pairs that are right."""
    return tuple(qti.key(item).get(declared.identifier, ()))


def lacks_matches(question: Question) -> Lack | None:
    """Two sets, and one match for everything of the first."""
    if not question.options or not all(each.strip() for each in question.options):
        return Lack(_("Nothing is there to be matched."), _("Write what is matched, one in each row."), "option_1")
    names = [name for name, _said in numbered(question.options)]
    letters = {name for name, _said in lettered(question.others)}
    is_keyed = [one for one, _other in question.pairs] == names and {other for _one, other in question.pairs} <= letters
    return _twice(question) or unfit(question.others, name="other") or (None if is_keyed else no_key("match_1"))


def _twice(question: Question) -> Lack | None:
    if len({each.casefold() for each in question.options}) == len(question.options):
        return None
    return Lack(_("Two rows say the same."), _("Write rows that differ."), "option_1")


def lacks_pairs(question: Question) -> Lack | None:
    """Options that differ, and at least one pair among them."""
    letters = set(question.letters)
    is_keyed = question.pairs and all(one != other and {one, other} <= letters for one, other in question.pairs)
    return unfit(question.options) or (None if is_keyed else no_key("partner_1"))
