"""Words of items as they are looked for: in one spelling, without their endings, and without words that say nothing.

The endings are those of English and German, cut lightly and alike on both sides of every comparison: it matters that
'lock', 'locks' and 'locked' are one, not that what is left is a word.
"""

from guildhall.vault import sounds

LEAST = 3
"""Letters that are left of a word at least."""

ENDINGS = ("ungen", "ings", "ung", "ing", "ern", "est", "ers", "em", "en", "er", "es", "ed", "ly", "st", "e", "n", "s")
"""From long to short: the first that fits is cut, and once more, as of 'lubrications' and 'lubrication'."""

_SILENT = """
    a an and are as at be by for from has have how if in into is it its not of on or that the then this to was were what
    when where which who why will with aber als am an auch auf aus bei bis das dem den der des die ein eine einem einen
    einer eines er es fur hat ich im ist kann mit nach nicht noch nur ob oder sie sind so uber um und vom von vor war
    was welche welchem welchen welcher welches wenn wer werden wie wird wo zu zum zur
"""
SILENT = frozenset(_SILENT.split())
"""Words that stand in most texts; nobody looks for them."""


def stem(word: str) -> str:
    """A folded word without its endings, at most two of them; a doubled letter at its end counts once."""
    left = _cut(_cut(word))
    doubled = len(left) > LEAST and left[-1] == left[-2] and left[-1].isalpha()
    return left[:-1] if doubled else left


def _cut(word: str) -> str:
    ending = next((each for each in ENDINGS if word.endswith(each) and len(word) - len(each) > LEAST), "")
    return word.removesuffix(ending)


def stems(text: str) -> list[str]:
    """What `text` is found by, in order and without repetition."""
    heard = (word for word in sounds.words(text) if word not in SILENT and (len(word) > 1 or word.isdecimal()))
    return list(dict.fromkeys(stem(word) for word in heard))
