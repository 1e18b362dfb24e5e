"""Tables of questions: CSV, Excel, and Word with a table for every question, or one with a row for every question.

The columns have the names of `COLUMNS`, in any order; in a table for one question they stand one below the other.
``key`` names the letters of what is right (``B``, or ``A C``); without answers ``a`` to ``f`` it is the word or the
number that is accepted, and ``|`` parts several. ``domain``, ``level`` and ``keywords`` (several parted by ``|``) say
where the question belongs.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from zipfile import ZipFile

from lxml import etree
from openpyxl import Workbook, load_workbook

from guildhall.qti.findings import problem
from guildhall.qti.foreign.drafts import Draft, Given, Unusable
from guildhall.qti.metadata import Said
from guildhall.qti.packages import DAMAGED

ANSWERS = "abcdef"
COLUMNS = ("id", "title", "question", *ANSWERS, "key", "points", "tolerance", "language")
COLUMNS += ("domain", "level", "keywords")
SAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "id": "fuse-1",
        "title": "A fuse",
        "question": "What does a fuse do when it has blown?",
        "a": "It interrupts the circuit.",
        "b": "It limits the voltage.",
        "c": "It stores charge.",
        "key": "A",
        "points": "1",
        "language": "en",
        "domain": "A",
        "level": "recall",
        "keywords": "fuses|protection",
    },
    {
        "id": "loads-1",
        "title": "Loads",
        "question": "Which of these are inductive loads?",
        "a": "A motor",
        "b": "A heater",
        "c": "A transformer",
        "d": "A lamp",
        "key": "A C",
        "points": "2",
        "language": "en",
    },
    {
        "id": "power-1",
        "title": "Power",
        "question": "How many watts are 230 V and 2 A?",
        "key": "460",
        "tolerance": "5",
    },
    {"id": "unit-1", "title": "Unit", "question": "In what is resistance measured?", "key": "ohm|ohms|Ω"},
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_ROWS = 20_000
MOST_COLUMNS = 100
"""Columns of a table that are looked at: far beyond those that have a name."""

Rows = Iterator[tuple[int, Mapping[str, str]]]


def drafts(rows: Rows) -> Iterator[tuple[int, Draft | Unusable]]:
    """Every row as a question with its number, or why it is none."""
    for number, row in rows:
        if any(row.values()):
            try:
                yield number, _draft(row)
            except Unusable as why:
                yield number, why


def _draft(row: Mapping[str, str]) -> Draft:
    if not row.get("question"):
        raise Unusable("The question has no text.", "Write it into the column 'question'.")
    given = [(name.upper(), row[name]) for name in ANSWERS if row.get(name)]
    return replace(
        _chosen(row, given) if given else _written(row),
        title=row.get("title", ""),
        identifier=row.get("id", ""),
        language=row.get("language", ""),
        points=_number(row.get("points") or "1"),
        said=tuple(_about(row)),
    )


def _about(row: Mapping[str, str]) -> Iterator[Said]:
    for column, aspect in (("domain", "class"), ("level", "level"), ("keywords", "keyword")):
        yield from ((aspect, word.strip()) for word in row.get(column, "").split("|") if word.strip())


def _chosen(row: Mapping[str, str], given: Sequence[tuple[str, str]]) -> Draft:
    key = row.get("key", "").upper().replace(",", " ").replace(";", " ").split()
    unknown = sorted(set(key) - {name for name, _ in given})
    if unknown or not key:
        raise Unusable(f"The key '{' '.join(unknown)}' is none of the answers.", "Name the letters of what is right.")
    answers = tuple(Given((said,), (name in key) / len(set(key))) for name, said in given)
    return Draft("single" if len(set(key)) == 1 else "multiple", (row["question"],), answers)


def _written(row: Mapping[str, str]) -> Draft:
    accepted = [each.strip() for each in row.get("key", "").split("|") if each.strip()]
    if not accepted:
        return Draft("essay", (row["question"],))
    numbers = bool(row.get("tolerance")) or all(_is_number(each) for each in accepted)
    tolerance = _number(row.get("tolerance") or "0")
    given = tuple(Given((each,), 1.0, tolerance) for each in accepted)
    return Draft("number" if numbers else "text", (row["question"],), given)


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ".", 1))
    except ValueError:
        return False
    return True


def _number(text: str) -> float:
    if not _is_number(text):
        raise Unusable(f"'{text[:40]}' is no number.", "Write a number.")
    return float(text.replace(",", ".", 1))


def _headed(lines: Iterator[Sequence[str]], name: str) -> Rows:
    """Rows under the names of their columns; the first line has them."""
    heads = [each.strip().lower() for each in next(lines, ())]
    if "question" not in heads:
        raise problem(name, "No column is called 'question'.", f"Name the columns {', '.join(COLUMNS)}.", line=1)
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise problem(name, f"The table has more than {MOST_ROWS:,} rows.", "Split it.", line=number)
        yield number, {head: said.strip() for head, said in zip(heads, line, strict=False) if head}


def csv_rows(text: str, name: str) -> Rows:
    """The rows of a CSV, with commas, semicolons or tabs between its columns."""
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        yield from _headed(reader, name)
    except csv.Error as error:
        remedy = "Look for a quotation mark that is not shut, or save the table again as CSV in UTF-8."
        raise problem(name, f"The file is no CSV: {error}.", remedy, line=reader.line_num) from error


def excel_rows(data: bytes, name: str) -> Rows:
    """The rows of the first sheet of a workbook; formulas count by what they showed when it was saved."""
    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        lines = [[_cell(each) for each in row] for row in rows]
    except (KeyError, TypeError, IndexError, AttributeError, *DAMAGED, SyntaxError) as error:
        raise problem(name, "The file is no Excel workbook.", "Save it again as .xlsx.") from error
    yield from _headed(iter(lines), name)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def word_rows(archive: ZipFile, name: str) -> Rows:
    """The tables of a document: one with a row for each question, or one with two columns for each."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(archive.read("word/document.xml"), parser)
    except (KeyError, *DAMAGED, etree.XMLSyntaxError) as error:
        raise problem(name, "The file is no Word document.", "Save it again as .docx.") from error
    number = 0
    for table in root.iter(f"{W}tbl"):
        lines = [[_words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        if lines and "question" in [each.lower() for each in lines[0]]:
            for at, row in _headed(iter(lines), name):
                yield number + at, row
            number += len(lines)
        else:
            number += 1
            yield number, {line[0].strip().rstrip(":").lower(): line[1].strip() for line in lines if len(line) > 1}


def _words(cell: etree._Element) -> str:
    lines = ("".join(str(each.text or "") for each in line.iter(f"{W}t")) for line in cell.iter(f"{W}p"))
    return " ".join(line for line in lines if line)


def csv_template() -> bytes:
    """A table to begin with, as CSV."""
    held = io.StringIO()
    writer = csv.DictWriter(held, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(SAMPLES)
    return held.getvalue().encode()


def excel_template() -> bytes:
    """A table to begin with, as a workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (COLUMNS, *([row.get(each, "") for each in COLUMNS] for row in SAMPLES)):
        sheet.append(list(line))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def word_template() -> bytes:
    """A document to begin with: a table for every question."""
    tables = "".join(f"{_table(row)}<w:p/>" for row in SAMPLES)
    document = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{tables}</w:body></w:document>'
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document)):
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return held.getvalue()


def _table(row: Mapping[str, str]) -> str:
    lines = "".join(f"<w:tr>{_column(name)}{_column(row.get(name, ''))}</w:tr>" for name in COLUMNS if name in row)
    width = '<w:gridCol w:w="2000"/><w:gridCol w:w="7000"/>'
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>{width}</w:tblGrid>{lines}</w:tbl>'


def _column(text: str) -> str:
    return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{OFFICE}"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
