"""How hard an item is to read, apart from what it asks: Flesch's ease in English, the Vienna formula in German."""

import re

from django.utils.translation import gettext as _

from guildhall.itembank.guidance.advice import Advice
from guildhall.itembank.guidance.sources import FLESCH, LANGUAGE, VIENNA, Source
from guildhall.itembank.guidance.subject import Subject, words

LEAST = 25
"""Words below which a formula says nothing about a text."""

HARD_EASE = 30.0
"""Flesch's border to very difficult: the language of scientific papers."""

HARD_YEAR = 13.0
"""A result of the Vienna formula beyond school."""

SILENT = re.compile(r"(?<=\w\w)([^aeioul])e$")
"""At the end of an English word this e is not spoken."""

SENTENCE = re.compile(r"[.!?:]+(?:\s|$)")
VOWELS = {"en": re.compile(r"[aeiouy]+"), "de": re.compile(r"(?:äu|eu|ei|ai|au|ie|[aeiouyäöü])")}


def hard(seen: Subject) -> Advice | None:
    """A text that is hard to read for reasons that have nothing to do with what is asked."""
    found = words(seen.text)
    if len(found) < LEAST:
        return None
    return _by_vienna(seen.text) if seen.language == "de" else _by_flesch(seen.text)


def _by_flesch(text: str) -> Advice | None:
    ease = reading_ease(text)
    if ease >= HARD_EASE:
        return None
    noticed = _("The text is very hard to read: Flesch's reading ease is %(value)d, and below %(border)d is very hard.")
    return _told(noticed % {"value": round(ease), "border": HARD_EASE}, FLESCH)


def _by_vienna(text: str) -> Advice | None:
    year = vienna(text)
    if year <= HARD_YEAR:
        return None
    noticed = _("The text is very hard to read: the Vienna formula gives %(value)d, and above %(border)d is hard.")
    return _told(noticed % {"value": round(year), "border": HARD_YEAR}, VIENNA)


def _told(noticed: str, formula: Source) -> Advice:
    """The formula is named in the sentence; that hard language costs points, others have shown."""
    remedy = _("Use shorter sentences and the words of the workplace. The formula: %(formula)s") % {"formula": formula}
    return Advice("reading-level", noticed, remedy, LANGUAGE)


def reading_ease(text: str) -> float:
    """Flesch's reading ease: 100 is very easy, 0 very hard."""
    found = words(text)
    syllables = sum(syllables_of(each, "en") for each in found)
    return 206.835 - 1.015 * len(found) / _sentences(text) - 84.6 * syllables / len(found)


def vienna(text: str) -> float:
    """The first Vienna formula: about the school year at which a German text is understood."""
    found = words(text)
    counted = [syllables_of(each, "de") for each in found]
    many = 100 * sum(each >= 3 for each in counted) / len(found)
    single = 100 * sum(each == 1 for each in counted) / len(found)
    long = 100 * sum(len(each) > 6 for each in found) / len(found)
    return 0.1935 * many + 0.1672 * len(found) / _sentences(text) + 0.1297 * long - 0.0327 * single - 0.875


def syllables_of(word: str, language: str) -> int:
    """How many syllables a word has, counted by its vowels; a silent e at the end of an English word is none."""
    spoken = SILENT.sub(r"\1", word) if language == "en" else word
    return max(1, len(VOWELS[language].findall(spoken)))


def _sentences(text: str) -> int:
    return max(1, len([each for each in SENTENCE.split(text) if each.strip()]))
