"""Cues: what tells the right option to those who know the trade of tests, and not that of the scheme."""

import re

from django.utils.translation import gettext as _

from guildhall.itembank.guidance.advice import Advice
from guildhall.itembank.guidance.sources import GUIDELINES, SINGLE_FLAWS, WRITTEN_QUESTIONS
from guildhall.itembank.guidance.subject import Offered, Subject, content_words

LONGER = 1.4
"""How many times as long as the longest distractor the key may be before it stands out."""

NOTED = 15
"""Characters that a key must be longer by before anybody sees it."""

ABSOLUTE = {
    "en": re.compile(r"\b(always|never|all|none|only|every|completely|entirely|impossible|must)\b", re.IGNORECASE),
    "de": re.compile(
        r"\b(immer|nie|niemals|stets|alle|nur|ausschließlich|keinesfalls|unmöglich|jede[rsmn]?|völlig|grundsätzlich)\b",
        re.IGNORECASE,
    ),
}
ARTICLES = {
    "en": re.compile(r"\b(a|an)\W*$", re.IGNORECASE),
    "de": re.compile(r"\b(ein|eine|einen|einem|einer|der|die|das|den|dem)\W*$", re.IGNORECASE),
}
VOWELS = frozenset("aeiou")


def longest(seen: Subject) -> Advice | None:
    """A key that is much longer than all distractors."""
    right, wrong = seen.only_right, [len(each.text) for each in seen.wrong]
    if right is None or not wrong or len(right.text) < max(LONGER * max(wrong), max(wrong) + NOTED):
        return None
    return Advice(
        "longest-answer",
        _("The right option, %(name)s, is much longer than the others; who guesses takes the longest.")
        % {"name": right.name},
        _("Shorten it, or give the distractors as much detail."),
        SINGLE_FLAWS,
    )


def grammar(seen: Subject) -> Advice | None:
    """A stem whose last article rules options out."""
    stem = seen.stem.rstrip(" …._:")
    found = ARTICLES.get(seen.language, ARTICLES["en"]).search(stem) if seen.options else None
    if found is None or (seen.language != "de" and not _misfits(found.group(1).casefold(), seen)):
        return None
    return Advice(
        "grammatical-cue",
        _("The question ends with “%(word)s”, and grammar alone rules out options that do not go with it.")
        % {"word": found.group(1)},
        _("Let each option bring its own article."),
        WRITTEN_QUESTIONS,
    )


def _misfits(article: str, seen: Subject) -> bool:
    """Whether an English article goes with some options and not with others."""
    begins = {each.words[0][0] in VOWELS for each in seen.options if each.words}
    return begins != {article == "an"}


def absolute(seen: Subject) -> Advice | None:
    """Words without exception, which a test-wise reader takes for wrong."""
    wanted = ABSOLUTE.get(seen.language, ABSOLUTE["en"])
    found = [(each, match.group(0)) for each in seen.options if (match := wanted.search(each.text))]
    if not found or len(found) == len(seen.options):
        return None
    option, word = found[0]
    return Advice(
        "absolute-words",
        _("“%(word)s” in option %(name)s leaves no exception, and readers who know tests strike such options out.")
        % {"word": word, "name": option.name},
        _("Say what holds in the case that is asked about."),
        GUIDELINES,
    )


def clang(seen: Subject) -> Advice | None:
    """A word of the question that comes back in the right option alone."""
    right = seen.only_right
    if right is None or not seen.wrong:
        return None
    elsewhere = set().union(*(content_words(each.words) for each in seen.wrong))
    echoes = (content_words(seen.words) & content_words(right.words)) - elsewhere
    if not echoes:
        return None
    word = next(each for each in right.words if each[:6] in echoes)
    return Advice(
        "clang-association",
        _("“%(word)s” stands in the question and in the right option, and in no other: the echo gives it away.")
        % {"word": word},
        _("Use another word in one of them, or let distractors echo the question as well."),
        GUIDELINES,
    )


def convergence(seen: Subject) -> Advice | None:
    """A right option that has most in common with the others."""
    right = seen.only_right
    if right is None or len(seen.options) < 4:
        return None
    shares = {each.name: _shared(each, seen) for each in seen.options}
    most = shares.pop(right.name)
    if most < 3 or most <= max(shares.values()):
        return None
    return Advice(
        "convergence",
        _("The right option, %(name)s, shares more words with the others than any of them: they are made from it.")
        % {"name": right.name},
        _("Write distractors from real mistakes, or spread the elements evenly over all options."),
        WRITTEN_QUESTIONS,
    )


def _shared(option: Offered, seen: Subject) -> int:
    """How often words of an option come back in other options."""
    own = content_words(option.words)
    return sum(len(own & content_words(each.words)) for each in seen.options if each is not option)
