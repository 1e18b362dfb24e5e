"""Finds passages in which a training seems to make certification easier, quicker or cheaper (R-56).

It reads for a person, who judges: a passage is a sentence in which a word for training meets a word for an advantage,
in English or German. It proves nothing where it finds nothing.
"""

import re

TRAINING = r"training|course|seminar|workshop|academy|school|tuition|kurs|schulung|lehrgang|seminar|akademie|unterricht"
ADVANTAGE = (
    r"easier|easily|simpler|quicker|faster|cheaper|discount|reduced|free of charge|guarantee|advantage|better chance|"
    r"sure to pass|pass rate|priority|bundle|included|einfacher|leichter|schneller|günstiger|billiger|rabatt|ermäßig|"
    r"kostenlos|garantie|garantiert|vorteil|bessere chance|besteh|bevorzug|paket|inklusive"
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
ABOUT_TRAINING = re.compile(rf"\w*({TRAINING})", re.IGNORECASE)
PROMISING = re.compile(rf"\w*({ADVANTAGE})", re.IGNORECASE)
MOST = 20
"""How many passages are shown; a text with more is written anew."""


def passages(words: str) -> list[str]:
    """The sentences of a text that somebody should read twice, in their order."""
    sentences = (found.group().strip() for found in SENTENCE.finditer(words))
    return [each for each in sentences if ABOUT_TRAINING.search(each) and PROMISING.search(each)][:MOST]
