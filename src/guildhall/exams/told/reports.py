"""Who hears of technical reports."""

from collections.abc import Iterator
from typing import Any

from guildhall.exams.models import TechnicalReport
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find


@tells("exams.report.keep", text="exams/report-made", mailed=False)
def orderer_hears_of_the_report(*, entry: Any) -> Iterator[Told]:
    """Who ordered it."""
    report = find(entry.subject)
    if isinstance(report, TechnicalReport):
        yield Told(report.ordered_by_id, report.number, link=("exams:report", str(report.pk)))
