"""What is to be said of the question itself."""

import re
from itertools import takewhile

from django.utils.translation import gettext as _

from guildhall.itembank.guidance.advice import Advice
from guildhall.itembank.guidance.sources import BETTER_ITEMS, GUIDELINES, WRITTEN_QUESTIONS
from guildhall.itembank.guidance.subject import Subject

LONG = 80
"""Words of a question that take long to read; a case that all of them are needed for may be longer."""

NEGATIVE = {
    "en": re.compile(r"\b(not|except|never|least|incorrect|cannot|\w+n['’]t)\b", re.IGNORECASE),
    "de": re.compile(r"\b(nicht|kein\w*|außer|ausser|nie|niemals|falsch\w*|unzutreffend\w*)\b", re.IGNORECASE),
}
ENDS = ("?", ":", "…", "...", "_")


def negative(seen: Subject) -> Advice | None:
    """A question that asks for what is not so."""
    found = NEGATIVE.get(seen.language, NEGATIVE["en"]).search(seen.stem) if seen.options else None
    if found is None:
        return None
    return Advice(
        "negative-stem",
        _("The question is put negatively: “%(word)s”. Who overlooks it knows the matter and misses the point.")
        % {"word": found.group(0)},
        _("Ask for what is so. Where the exception is what matters, print the word in capitals."),
        GUIDELINES,
    )


def long(seen: Subject) -> Advice | None:
    """A question that takes long to read."""
    count = len(seen.words)
    if count <= LONG:
        return None
    return Advice(
        "long-stem",
        _("The question has %(count)d words; above %(most)d it measures patience and reading as well.")
        % {"count": count, "most": LONG},
        _("Take out what nobody needs in order to answer."),
        GUIDELINES,
    )


def unfocused(seen: Subject) -> Advice | None:
    """A stem that does not ask: who reads it alone does not know what is wanted."""
    if not seen.is_choice or not seen.words or seen.stem.rstrip().endswith(ENDS):
        return None
    return Advice(
        "unfocused-stem",
        _("The question ends neither in a question mark nor in a colon: read alone, it may not tell what is asked."),
        _("Put the whole problem into the question, such that a good candidate could answer with the options covered."),
        WRITTEN_QUESTIONS,
    )


def repeated(seen: Subject) -> Advice | None:
    """Words with which every option begins."""
    if len(seen.options) < 3:
        return None
    columns = zip(*(each.words for each in seen.options), strict=False)
    shared = [column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns)]
    if len(shared) < 2:
        return None
    return Advice(
        "repeated-words",
        _("All options begin with the same words: “%(words)s”.") % {"words": " ".join(shared)},
        _("Say them once, in the question."),
        BETTER_ITEMS,
    )
