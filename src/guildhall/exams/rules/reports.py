"""Rules of technical reports."""

from django.utils.translation import gettext as _

from guildhall.exams.models import Form, TechnicalReport
from guildhall.exams.reports.choosing import chosen
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import StudyKind

LANGUAGES = ("en", "de")
"""In which a report is written."""


@rule("report-rests", clauses=["2012:9.3.5", "2012:7.1.1", "2026:9.3"], kind=Kind.OURS)
def there_are_numbers_to_report(*, form: Form, year: int | None) -> Refusal | None:
    """A technical report rests on an item analysis of the attempts that it is about."""
    if any(study.kind == StudyKind.ITEM_ANALYSIS for study in chosen(form, year)):
        return None
    return Refusal(
        _("No item analysis of these attempts has been computed, and a report holds nothing but what studies say."),
        mend=Mend(_("Open the statistics of the form and have them computed, for the year if it is about one.")),
        field="year",
    )


@rule("report-language", clauses=["2012:7.1.1", "2026:7.1"], kind=Kind.OURS)
def language_is_known(*, language: str) -> Refusal | None:
    """A report is written in a language of the house."""
    if language in LANGUAGES:
        return None
    return Refusal(
        _("Reports are written in English or German."), mend=Mend(_("Choose one of them.")), field="language"
    )


@rule("report-made", clauses=["2012:7.1.1", "2026:7.1"], kind=Kind.OURS)
def it_is_not_made_yet(*, report: TechnicalReport) -> Refusal | None:
    """A report is made once and never changes; another look is another report."""
    if report.made_at is None:
        return None
    return Refusal(_("This report was made already."), mend=Mend(_("Order another one.")))
