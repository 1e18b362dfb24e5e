"""The door for questions of other formats: which format a file is, and its questions as a package of items."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from zipfile import ZipFile, is_zipfile

from guildhall.qti.examining import examine
from guildhall.qti.findings import Finding, Findings, problem
from guildhall.qti.foreign import aiken, gift, moodle, older, tables
from guildhall.qti.foreign.drafts import Draft, Unusable, item_of
from guildhall.qti.item import Item
from guildhall.qti.metadata import as_metadata
from guildhall.qti.packages import Package, Packaged, opened
from guildhall.qti.parsing import MAX_BYTES, parse
from guildhall.qti.validating import IDENTIFIER
from guildhall.qti.writing import to_xml

Drafts = Iterator[tuple[int, Draft | Unusable]]
_ROOT = re.compile(rb"<(?:[\w-]+:)?(quiz|questestinterop)[\s>/]")


@dataclass(frozen=True)
class Format:
    """A format of other tools: its name for people, the endings of its files, and a file to begin with."""

    name: str
    endings: tuple[str, ...]
    drafts: Callable[[bytes, str], Drafts]
    template: Callable[[], bytes] | None = None


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise problem(name, f"The file holds {len(data):,} bytes; {MAX_BYTES:,} are allowed.", "Split it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise problem(name, "The file is not written in UTF-8.", "Save it as UTF-8.") from error


FORMATS: Mapping[str, Format] = {
    "gift": Format("GIFT", (".gift",), lambda data, name: gift.drafts(_text(data, name)), gift.TEMPLATE.encode),
    "aiken": Format("Aiken", (".aiken",), lambda data, name: aiken.drafts(_text(data, name)), aiken.TEMPLATE.encode),
    "moodle": Format(
        "Moodle XML", (".xml",), lambda data, name: moodle.drafts(parse(data, name)[0]), moodle.TEMPLATE.encode
    ),
    "csv": Format(
        "CSV",
        (".csv", ".tsv"),
        lambda data, name: tables.drafts(tables.csv_rows(_text(data, name), name)),
        tables.csv_template,
    ),
    "excel": Format(
        "Excel",
        (".xlsx",),
        lambda data, name: tables.drafts(tables.excel_rows(_opened(data, name, "Excel workbook"), name)),
        tables.excel_template,
    ),
    "word": Format(
        "Word",
        (".docx",),
        lambda data, name: tables.drafts(tables.word_rows(_archive(data, name, "Word document"), name)),
        tables.word_template,
    ),
    "qti12": Format("QTI 1.2", (".xml",), lambda data, name: older.drafts(parse(data, name)[0])),
}
"""Every format that is read beside QTI 2 and 3, by its name for programs."""


def _opened(data: bytes, name: str, kind: str) -> bytes:
    """The bytes of a zip that may be opened: no bomb, no paths that lead out of it."""
    _archive(data, name, kind)
    return data


def _archive(data: bytes, name: str, kind: str) -> ZipFile:
    if not is_zipfile(io.BytesIO(data)):
        ending = name.rpartition(".")[2]
        raise problem(name, f"The file is no {kind}, or it is damaged.", f"Save it again as .{ending}.")
    return opened(data, name)


def format_of(data: bytes, name: str) -> str:
    """The name of the format that a file is written in, by its content and its ending; nothing for QTI 2 and 3."""
    ending = f".{name.lower().rpartition('.')[2]}"
    if found := _ROOT.search(data[:8_000]):
        return "moodle" if found.group(1) == b"quiz" else "qti12"
    named = next((key for key, each in FORMATS.items() if ending in each.endings and ending != ".xml"), "")
    if named or ending != ".txt":
        return named
    return "aiken" if aiken.is_aiken(data.decode("utf-8", "replace")) else "gift"


def read_questions(data: bytes, *, name: str) -> Package:
    """The questions of a file as items: each an item that can be used, or every reason why not, with its place."""
    found = format_of(data, name)
    if not found:
        raise problem(name, "The format of the file is not known.", f"Use QTI, {_known()}.")
    findings = Findings(name)
    items = tuple(_once_each(_packaged(name, at, line, draft) for at, line, draft in _drafts(found, data, name)))
    if not items:
        findings.error(None, "The file holds no question.", "Compare it with the template.")
    return Package(name, items, tuple(findings.found))


def _drafts(found: str, data: bytes, name: str) -> Iterator[tuple[int, int, Draft | Unusable]]:
    for at, (line, draft) in enumerate(FORMATS[found].drafts(data, name), start=1):
        yield at, line, draft


def _known() -> str:
    return ", ".join(each.name for each in FORMATS.values())


def template(name: str) -> bytes:
    """A file of a format to begin with."""
    write = FORMATS[name].template
    if write is None:
        raise ValueError(f"There is no template for {FORMATS[name].name}.")
    return write()


def _packaged(name: str, at: int, line: int, draft: Draft | Unusable) -> Packaged:
    stem = re.sub(r"[^\w-]+", "-", name.rpartition(".")[0] or name).strip("-") or "question"
    if isinstance(draft, Unusable):
        return _refused(f"{stem}-{at}.xml", name, line, draft)
    given = draft.identifier if IDENTIFIER.fullmatch(draft.identifier) else f"q-{stem}-{at}"
    try:
        data = _written(item_of(replace(draft, identifier=given)))
    except Unusable as why:
        return _refused(f"{stem}-{at}.xml", name, line, why)
    item, findings = examine(data, name=name)
    told = tuple(replace(each, line=line) for each in findings)
    return Packaged(f"{given}.xml", item, told, data, metadata=as_metadata(draft.said))


def _written(item: Item) -> bytes:
    """The item as a file, from which it is read again: what is checked is what will be kept."""
    try:
        return to_xml(item)
    except ValueError:
        raise Unusable("The text holds characters that no file may hold.", "Write it anew.") from None


def _refused(file: str, name: str, line: int, why: Unusable) -> Packaged:
    return Packaged(file, None, (Finding("error", name, line, "", why.message, why.remedy),), b"")


def _once_each(items: Iterator[Packaged]) -> Iterator[Packaged]:
    """Of questions with the same identifier the first counts."""
    seen: set[str] = set()
    for each in items:
        if each.file in seen:
            line = each.findings[0].line if each.findings else 0
            twice = Finding("error", each.item.name if each.item else "", line, "", TWICE, "Give it another one.")
            yield replace(each, findings=(*each.findings, twice))
        else:
            seen.add(each.file)
            yield each


TWICE = "A question before it has the same identifier."
