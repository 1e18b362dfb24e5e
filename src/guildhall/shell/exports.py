"""A list as a file: CSV, or a workbook (Office Open XML, ECMA-376) made of plain texts.

What somebody typed can never become a formula in the reader's spreadsheet: CSV cells that begin like one are quoted,
the cells of the workbook are typed as text.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from guildhall.identity.permissions import ANYBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.ledger.readings import reading
from guildhall.shell.records import Status

LARGEST = 50_000
"""Rows that one file holds."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would calculate."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True)
class Exported:
    """Which list is taken out of the house."""

    name: str

    @property
    def ref(self) -> str:
        """The list in the words of the access log."""
        return f"shell.list:{self.name}"


@reading("shell.list.export", about="exported", permission=ANYBODY)
def take_out(*, by: Actor, exported: Exported) -> None:
    """Somebody takes a list out of the house as a file; that they did is kept. The page has asked whether they may."""


def refuse_too_large(count: int) -> None:
    """Refuse a file that nobody could work with."""
    if count > LARGEST:
        raise Refusal(
            _("This list has more than %(most)s rows, which is more than one file holds.") % {"most": f"{LARGEST:,}"},
            mend=Mend(_("Narrow the list with the search or a filter, and export it in parts.")),
            code="export",
        )


def answer(kind: str, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The file of `kind` (``csv`` or ``xlsx``) for download."""
    texts = [list(heads), *([text(value) for value in row] for row in rows)]
    made, media = (_xlsx(texts), XLSX) if kind == "xlsx" else (_csv(texts), "text/csv; charset=utf-8")
    file = f"{name.replace('.', '-')}-{clock.today().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type=media, headers=headers)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def text(value: Any) -> str:
    """A value as the file shows it: dates as 2026-11-22, moments with their offset, states in their word."""
    if isinstance(value, Status):
        return value.word
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([[_harmless(cell) for cell in row] for row in rows])
    return file.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in (*_frame(), ("xl/worksheets/sheet1.xml", _sheet(rows))):
            package.writestr(path, HEAD + content)
    return file.getvalue()


def _sheet(rows: Iterable[Sequence[str]]) -> str:
    lines = ("<row>" + "".join(_cell(cell) for cell in row) + "</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(cell: str) -> str:
    allowed = "".join(sign for sign in cell if sign >= " " or sign in "\t\n")
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(allowed)}</t></is></c>'


def _frame() -> Iterable[tuple[str, str]]:
    """What stands around the one sheet of a workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
        ),
    )
    yield "_rels/.rels", _relation("officeDocument", "xl/workbook.xml")
    yield "xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml")
    sheet = '<sheet name="List" sheetId="1" r:id="rId1"/>'
    yield "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheet}</sheets></workbook>'


def _relation(kind: str, target: str) -> str:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'
