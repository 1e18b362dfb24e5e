"""GIFT: questions as plain text, as Moodle and others write it.

A question ends with an empty line. ``::Title:: Which? {=right ~wrong}`` is a single choice, ``{~%50%a ~%50%b ~c}`` a
multiple one, ``{=ohm =ohms}`` a word, ``{#3.14:0.01}`` a number with its tolerance, ``{T}`` or ``{F}`` true or false,
``{=left -> right =left -> right}`` a matching, and ``{}`` an essay. A line ``$CATEGORY: Safety/At height`` says to
which category the questions below it belong, and ``// [tag:ladder]`` puts a tag on the next one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from guildhall.qti.foreign.drafts import Content, Draft, Given, Unusable
from guildhall.qti.foreign.markup import content_of
from guildhall.qti.metadata import Said

TEMPLATE = """// One question after the other, with an empty line between them.
$CATEGORY: Electrics

// [tag:fuses]
::A fuse:: What does a fuse do when it has blown? {
  =It interrupts the circuit.
  ~It limits the voltage.
  ~It stores charge.
}

::Loads:: Which of these are inductive loads? {~%50%A motor ~%50%A transformer ~%-50%A heater ~%-50%A lamp}

::Unit:: Resistance is measured in {=ohm =ohms =%50%Ω} .

::Power:: How many watts are 230 V and 2 A? {#460:5}

::Fuses:: A fuse may be bridged for a test. {FALSE}

::Symbols:: Match the quantities to their units. {=Voltage -> volt =Current -> ampere =Power -> watt}

::Report:: Describe how you make sure that an installation is dead. {}
"""

_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_MARKS = {mark: chr(0xE100 + place) for place, mark in enumerate("~=#{}:\\n")}
_BACK = {mark: "\n" if each == "n" else each for each, mark in _MARKS.items()}
_CATEGORY = "$CATEGORY:"
_TAG = re.compile(r"\[tag:([^\]]{1,200})\]")
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|plain|markdown|moodle)\]")
_ANSWER = re.compile(r"([=~])\s*(?:%(-?[0-9.]{1,12})%)?([^=~]*)")
_RANGE = re.compile(r"\s*(-?[0-9.,eE+-]{1,30})\s*\.\.\s*(-?[0-9.,eE+-]{1,30})\s*")


def drafts(text: str) -> Iterator[tuple[int, Draft | Unusable]]:
    """Every question with the line that it begins in, or why it is none."""
    for line, block, said in _blocks(text):
        try:
            yield line, replace(_draft(block), said=said)
        except Unusable as why:
            yield line, why


def _blocks(text: str) -> Iterator[tuple[int, str, tuple[Said, ...]]]:
    """The lines of every question, with the number of the first and what stands about it in lines before."""
    held: list[str] = []
    tags: list[Said] = []
    within: list[Said] = []
    began = 1
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.lstrip().startswith(_CATEGORY):
            within = classes_of(line.partition(_CATEGORY)[2])
        elif line.lstrip().startswith("//"):
            tags += [("keyword", tag.strip()) for tag in _TAG.findall(line)]
        elif line.strip():
            began = began if held else number
            held.append(line)
        elif held:
            yield began, "\n".join(held), (*within, *tags)
            held, tags = [], []


def classes_of(path: str) -> list[Said]:
    """A category as Moodle writes it, without the course that it hangs in: as a whole, and its last part alone."""
    parts = [each.strip() for each in path.split("/") if each.strip() and each.strip() not in {"$course$", "top"}]
    return [("class", word) for word in dict.fromkeys(["/".join(parts), *parts[-1:]]) if word]


def _draft(block: str) -> Draft:
    rest = _ESCAPED.sub(lambda found: _MARKS[found.group(1)], block)
    title = _TITLE.match(rest)
    rest = rest[title.end() :] if title else rest
    markup = _FORMAT.match(rest)
    rest = rest[markup.end() :] if markup else rest
    before, brace, behind = rest.partition("{")
    inner, shut, after = behind.partition("}")
    if not brace:
        raise Unusable("The text asks nothing.", "Write its answers in braces.")
    if not shut:
        raise Unusable("The brace is not shut.", "Write } behind the answers.")
    if "{" in after:
        raise Unusable("The question asks in more than one place.", "Write a question for each.")
    is_html = markup is not None and markup.group(1) == "html"
    asked = _asked(
        inner.partition("####")[0].strip(), _content(before, is_html=is_html), _content(after, is_html=is_html)
    )
    return replace(asked, title=_plain(title.group(1)) if title else "")


def _plain(text: str) -> str:
    return " ".join("".join(_BACK.get(each, each) for each in text).split())


def _content(text: str, *, is_html: bool = False) -> Content:
    said = "".join(_BACK.get(each, each) for each in text).strip()
    return content_of(said) if is_html else (said,) if said else ()


def _asked(inner: str, stem: Content, after: Content) -> Draft:
    """What a question asks by its answers."""
    if not inner:
        return Draft("essay", (*stem, *((" ", *after) if after else ())))
    truth = inner.partition("#")[0].strip().upper()
    if truth in {"T", "TRUE", "F", "FALSE"}:
        right = truth.startswith("T")
        given = (Given(("True",), float(right)), Given(("False",), float(not right)))
        return Draft("single", _whole(stem, after), given, shuffle=False)
    if inner.startswith("#"):
        return Draft("number", stem, tuple(_numbers(inner[1:])), after=after)
    return _listed(inner, stem, after)


def _whole(stem: Content, after: Content) -> Content:
    return (*stem, " _____ ", *after) if after and after != (".",) else stem


def _listed(inner: str, stem: Content, after: Content) -> Draft:
    found = [(mark, part, said.partition("#")[0]) for mark, part, said in _ANSWER.findall(inner)]
    if not found or inner[0] not in "=~":
        raise Unusable("The answers cannot be read.", "Begin each with = or ~.")
    if any("->" in said for _, _, said in found):
        pairs = [said.partition("->") for _, _, said in found]
        told = tuple((_content(left), _content(right)) for left, _, right in pairs if left.strip())
        others = tuple(_content(right) for left, _, right in pairs if not left.strip())
        return Draft("match", stem, pairs=told, others=others)
    given = tuple(Given(_content(said), _part(mark, part)) for mark, part, said in found)
    if all(mark == "=" for mark, _, _ in found):
        return Draft("text", stem, given, after=after)
    several = all(mark == "~" for mark, _, _ in found)
    return Draft("multiple" if several else "single", _whole(stem, after), given)


def _part(mark: str, part: str) -> float:
    try:
        return float(part) / 100 if part else float(mark == "=")
    except ValueError:
        raise Unusable(f"'{part}' is no percentage.", "Write a number between the signs.") from None


def _numbers(inner: str) -> Iterator[Given]:
    listed = _ANSWER.findall(inner) if "=" in inner else [("=", "", inner)]
    for mark, part, said in listed:
        stated = _plain(said.partition("#")[0])
        span = _RANGE.fullmatch(stated)
        if span:
            low, high = (_float(each) for each in span.groups())
            yield Given((repr((low + high) / 2),), _part(mark, part), abs(high - low) / 2)
        else:
            number, _, tolerance = stated.partition(":")
            yield Given((number.strip(),), _part(mark, part), abs(_float(tolerance)) if tolerance else 0.0)


def _float(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise Unusable(f"'{text[:40]}' is no number.", "Write a number.") from None
