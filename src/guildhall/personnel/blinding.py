"""Digests by which two records are found to share something that neither of them shows.

Each is a keyed hash of one spelling: case, accents, marks and the order of words do not matter. It is made where a
particular is written and compared afterwards; what was written is never opened to compare it.
"""

import re

from guildhall.vault import keys, search, sounds

LEGAL_FORMS = frozenset(
    word
    for line in ("ag ev gbr gmbh kg kgaa mbh ohg se ug", "bv co inc llc llp ltd plc pty sa sarl")
    for word in line.split()
)
"""What stands behind the name of a company and is left out as often as not."""

STREETS = (re.compile(r"(strasse|str)$"), re.compile(r"^(street|st)$"))
FEWEST = 2
"""An address or a name of fewer words says too little to be compared."""


def organisation(name: str) -> str:
    """The digest of an organisation's name; nothing for a name without a letter."""
    spoken = sounds.words(name)
    return _blind("organisation", [word for word in spoken if word not in LEGAL_FORMS] or spoken)


def name(text: str) -> str:
    """The digest of a person's full name, in whatever order its parts stand; nothing where there is only one."""
    spoken = sorted(sounds.words(text))
    return _blind("name", spoken) if len(spoken) >= FEWEST else ""


def address(text: str) -> str:
    """The digest of a postal address; nothing where it says too little."""
    spoken = sorted({_street(word) for word in sounds.words(text)})
    return _blind("address", spoken) if len(spoken) >= FEWEST else ""


def phone(text: str) -> str:
    """The digest of a telephone number."""
    digits = search.normal("phone", text)
    return _blind("phone", [digits]) if digits else ""


def _street(word: str) -> str:
    ending, whole = STREETS
    return whole.sub("st", ending.sub("str", word))


def _blind(purpose: str, spoken: list[str]) -> str:
    return keys.blind(f"personnel.{purpose}", " ".join(spoken)).hex() if spoken else ""
