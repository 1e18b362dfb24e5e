"""How names sound: the Cologne procedure for German, Metaphone for English; and one spelling for all scripts."""

import re
import unicodedata

import jellyfish
from anyascii import anyascii

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "ß": "ss"})
APOSTROPHES = re.compile(r"['’‘ʼ`´]")
DIGRAPHS = re.compile(r"(?<=[aou])e|(?<=a)a")
"""What is left away so that Müller, Mueller and Muller are one, and Aase and Åse, on both sides of every comparison."""


def latin(text: str) -> str:
    """`text` in small Latin letters, whatever script it came in; umlauts in their two letters."""
    small = unicodedata.normalize("NFC", text).casefold().translate(UMLAUTS)
    return anyascii(small).lower()


def words(text: str) -> list[str]:
    """The parts of a name, folded, in order and without repetition; O'Brien is one part and Müller-Lüdenscheidt two."""
    parts = re.split(r"[^a-z0-9]+", DIGRAPHS.sub("", latin(APOSTROPHES.sub("", text))))
    return list(dict.fromkeys(part for part in parts if part))


def codes(word: str) -> set[str]:
    """The codes of how a folded word sounds; none for what is too short to sound like anything in particular."""
    if len(word) < 3:
        return set()
    heard = {f"c{cologne(word)}", f"m{jellyfish.metaphone(word)}"}
    return {code for code in heard if len(code) > 2}


def cologne(word: str) -> str:
    """The Cologne phonetics of a word (H. J. Postel, 1969): equal for what sounds alike in German, a to z only."""
    letters = re.sub(r"[^a-z]", "", word)
    digits = [_digit(letters, place) for place in range(len(letters))]
    told = re.sub(r"(\d)\1+", r"\1", "".join(digits))
    return told[:1] + told[1:].replace("0", "")


def _digit(letters: str, place: int) -> str:
    letter = letters[place]
    before = letters[place - 1] if place else ""
    after = letters[place + 1] if place + 1 < len(letters) else ""
    if letter in "dt":
        return "8" if after and after in "csz" else "2"
    if letter == "p" and after == "h":
        return "3"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        return _c(before, after, first=not place)
    return PLAIN.get(letter, "")


def _c(before: str, after: str, *, first: bool) -> str:
    if first:
        return "4" if after and after in "ahkloqrux" else "8"
    if before in "sz":
        return "8"
    return "4" if after and after in "ahkoqux" else "8"


PLAIN = {
    **dict.fromkeys("aeijouy", "0"),
    **dict.fromkeys("bp", "1"),
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
}
"""The digit of a letter where its neighbours do not matter; `h` has none."""
