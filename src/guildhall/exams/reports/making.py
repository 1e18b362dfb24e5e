"""Makes a report: sets and seals the PDF, and writes the same as JSON and CSV. No transaction is open meanwhile."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.translation import gettext as _

from guildhall.documents import addresses, rendering
from guildhall.documents.freezing import FONTS, sealed
from guildhall.documents.rendering import Approval, Content, Picture
from guildhall.exams.models import TechnicalReport
from guildhall.exams.reports.choosing import chosen
from guildhall.exams.reports.markdown import picture_at, text_of
from guildhall.exams.reports.telling import Report, day, told
from guildhall.kernel import clock
from guildhall.schemes.datasets import canonical, digest
from guildhall.schemes.models import Study
from guildhall.schemes.sheets import Table, drawing
from guildhall.shell.pictures import as_png
from guildhall.vault import files, keys
from guildhall.vault.files import Received
from guildhall.vault.kinds import CSV, JSON, Kind

DOTS, WIDE = 220.0, 300
"""How finely a picture is drawn for paper, in dots an inch, and how wide, in points."""


@dataclass(frozen=True)
class Made:
    """A report that was made: its three files, the fingerprint of the sealed one, and the studies it rests on."""

    document: Received
    data: Received
    tables: Received
    fingerprint: str
    studies: list[Mapping[str, str]]
    attempts: int


def made(report: TechnicalReport) -> Made:
    """Make the files of a report that was ordered."""
    with translation.override(report.language):
        studies = chosen(report.form, report.year)
        whole = told(report, studies)
        data = canonical(_as_data(report, whole, studies))
        pdf = rendering.sheet(_content(report, whole, digest(data)), fonts=FONTS)
        document = sealed(pdf, f"{report.number}.pdf")
        return Made(
            document=document.received,
            data=_received(data, f"{report.number}.json", JSON),
            tables=_received(_as_csv(whole), f"{report.number}.csv", CSV),
            fingerprint=document.fingerprint,
            studies=list(whole.studies),
            attempts=whole.attempts,
        )


def _content(report: TechnicalReport, whole: Report, data_hash: str) -> Content:
    pictures = {
        place: _drawn(name, spec)
        for at, section in enumerate(whole.sections)
        for name, spec in section.pictures.items()
        if (place := picture_at(at, name))
    }
    return Content(
        body=addresses.body().name,
        language=report.language,
        number=report.number,
        title=whole.title,
        edition=whole.period,
        footer=f"{report.number} · {whole.period}",
        text=text_of(whole),
        approval=Approval(
            heading=_("How this report came about"),
            opening=_(
                "It was put together from the studies that it names and sealed by the house; nobody typed a number."
            ),
            rows=[
                (_("Report"), report.number),
                (_("Ordered by"), report.ordered_by.name),
                (_("Ordered"), day(report.ordered_at)),
                (_("Made"), day(clock.now())),
                (
                    _("The same as data (SHA-256)"),
                    " ".join(data_hash[at : at + 8] for at in range(0, len(data_hash), 8)),
                ),
            ],
        ),
        made_at=clock.now(),
        pictures=pictures,
    )


def _drawn(name: str, spec: Mapping[str, Any]) -> Picture:
    return Picture(as_png(drawing.drawn(name, spec, WIDE).spec, DOTS))


def _as_data(report: TechnicalReport, whole: Report, studies: Sequence[Study]) -> dict[str, Any]:
    """The report for programs: the numbers of each table as they were kept."""
    return {
        "report": report.number,
        "form": report.form.number,
        "year": report.year,
        "language": report.language,
        "attempts": whole.attempts,
        "title": whole.title,
        "studies": list(whole.studies),
        "sections": [
            {
                "code": section.code,
                "heading": section.heading,
                "study": section.study,
                "words": list(section.words),
                "tables": [_table(each) for each in section.tables],
            }
            for section in whole.sections
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "code": table.code,
        "title": table.title,
        "heads": list(table.heads),
        "rows": [[str(value) if not _is_plain(value) else value for value in row] for row in table.rows],
    }


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, bool | int | float | str | list)


def _as_csv(whole: Report) -> bytes:
    """Every table under the heading of its section."""
    written = StringIO()
    rows = csv.writer(written)
    for section in whole.sections:
        for table in section.tables:
            rows.writerow([section.study, section.heading, table.title])
            rows.writerow(table.heads)
            rows.writerows([[_safe(value) for value in row] for row in table.rows])
            rows.writerow([])
    return written.getvalue().encode("utf-8-sig")


def _safe(value: Any) -> Any:
    """What a spreadsheet reads as what it is and never as a formula."""
    text = " ".join(map(str, value)) if isinstance(value, list | tuple) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(("=", "+", "-", "@")) else text


def _received(content: bytes, name: str, kind: Kind) -> Received:
    upload = SimpleUploadedFile(name, content, content_type=kind.media_type)
    return files.receive(upload, key_id=keys.BODY, allowed=(kind,))
