"""Sets nodes as PDF with typst, so that whatever an author writes comes out as something that can be kept.

A sign that none of our fonts has is shown by its number, as in ``[U+1F600]``: nothing vanishes, and nothing stops the
sheet. A picture or a PDF that cannot be drawn is found out beforehand (`drawable`, `embeddable`).
"""

import json
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

HERE = Path(__file__).parent
Standards = Sequence[Literal["a-3a", "ua-1"]]
ARCHIVAL: Standards = ("a-3a", "ua-1")
"""PDF/A-3a and PDF/UA-1: to be kept, and to be read aloud."""

FORMATS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}


class Unprintable(ValueError):
    """This cannot be set at all; a defect of the program, since whatever an author writes can be."""


@dataclass(frozen=True)
class Picture:
    """A picture that the text shows, as PNG or JPEG."""

    content: bytes

    @property
    def format(self) -> str:
        """What kind of picture this is, by its first bytes; nothing where it is none that is set."""
        return next((name for mark, name in FORMATS.items() if self.content.startswith(mark)), "")


@dataclass(frozen=True)
class Sheets:
    """What is set: the template, what it is told, and the files that it shows, by the names under which it does."""

    template: str
    told: Mapping[str, Any]
    files: Mapping[str, bytes]
    fonts: Sequence[Path]
    made_at: datetime
    archival: bool = True

    def pdf(self) -> bytes:
        """The PDF; the same bytes for the same words, files and moment."""
        try:
            return self._set(_shown)
        except typst.TypstError:  # two signs that each font has only one of: the odd one is shown by its number
            return self._final()

    def _final(self) -> bytes:
        try:
            return self._set(_shown_alone)
        except typst.TypstError as problem:
            raise Unprintable(problem.message) from problem

    def _set(self, shown: Callable[[str, tuple[Path, ...]], str]) -> bytes:
        fonts = tuple(self.fonts)
        told = {"made_on": self.made_at.astimezone(UTC).date().isoformat(), **self.told}
        clean = _mapped(told, lambda words: shown(words, fonts))
        standards = ARCHIVAL if self.archival else ()
        return compiled(self.template, clean, self.files, fonts, int(self.made_at.timestamp()), standards)


def compiled(
    template: str,
    told: Any,
    files: Mapping[str, bytes],
    fonts: Sequence[Path],
    timestamp: int = 0,
    standards: Standards = ARCHIVAL,
) -> bytes:
    """A template of this folder, told something and given files, as PDF."""
    with tempfile.TemporaryDirectory(prefix="sheet-") as folder:
        for name, content in {**files, "told.json": json.dumps(told).encode()}.items():
            (Path(folder) / name).write_bytes(content)
        for each in HERE.glob("*.typ"):
            shutil.copy(each, folder)
        made: bytes = typst.compile(
            str(Path(folder) / template),
            root=folder,
            font_paths=[str(path) for path in fonts],
            ignore_system_fonts=True,
            pdf_standards=list(standards),
            timestamp=timestamp,
        )
    return made


def drawable(picture: Picture, fonts: Sequence[Path]) -> bool:
    """Whether a picture can be shown on a sheet: PNG or JPEG, and whole."""
    return bool(picture.format) and _goes({"file": "shown", "format": picture.format}, picture.content, fonts)


def embeddable(pdf: bytes, pages: int, fonts: Sequence[Path]) -> bool:
    """Whether the pages of a PDF can be shown within another: it is whole, and not locked."""
    return _goes({"file": "shown", "pages": pages}, pdf, fonts, standards=())


def _goes(told: Any, content: bytes, fonts: Sequence[Path], standards: Standards = ARCHIVAL) -> bool:
    try:
        compiled("probe.typ", told, {"shown": content}, fonts, standards=standards)
    except typst.TypstError:
        return False
    return True


def _mapped(told: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(told, str):
        return shown(told)
    if isinstance(told, Mapping):
        return {name: _mapped(value, shown) for name, value in told.items()}
    return [_mapped(each, shown) for each in told] if isinstance(told, list | tuple) else told


def _shown(words: str, fonts: tuple[Path, ...]) -> str:
    """The words, each sign that no font has by its number."""
    if words.isascii():
        return words
    unknown = frozenset(sign for sign in words if not sign.isascii())
    missing = _missing(unknown, fonts)
    return "".join(_numbered(sign) if sign in missing else sign for sign in words)


def _shown_alone(words: str, fonts: tuple[Path, ...]) -> str:
    """The words, of signs that stand alone: what joins others, or is invisible, is shown by its number."""
    return "".join(_numbered(sign) if _joins(sign) else sign for sign in _shown(words, fonts))


def _joins(sign: str) -> bool:
    return not sign.isascii() and (unicodedata.category(sign)[0] in "MCSZ" or unicodedata.bidirectional(sign) != "L")


def _numbered(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


@lru_cache(maxsize=2048)
def _missing(signs: frozenset[str], fonts: tuple[Path, ...]) -> frozenset[str]:
    """Those of `signs` that cannot be set: asked all at once, and by halves where one of them cannot."""
    if not signs or _settable(signs, fonts):
        return frozenset()
    if len(signs) == 1:
        return signs
    ordered = sorted(signs)
    halves = ordered[: len(ordered) // 2], ordered[len(ordered) // 2 :]
    return frozenset().union(*(_missing(frozenset(half), fonts) for half in halves))


def _settable(signs: Iterable[str], fonts: tuple[Path, ...]) -> bool:
    try:
        compiled("probe.typ", {"signs": sorted(signs)}, {}, fonts)
    except typst.TypstError:
        return False
    return True
