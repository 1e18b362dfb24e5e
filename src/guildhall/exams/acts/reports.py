"""Technical reports: ordered by somebody, made and sealed by the house."""

from collections.abc import Mapping

from guildhall.documents.issuers import ISSUER
from guildhall.exams.models import Form, TechnicalReport
from guildhall.exams.permissions.reports import reports_on_the_form
from guildhall.exams.rules.reports import it_is_not_made_yet, language_is_known, there_are_numbers_to_report
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received
from guildhall.vault.files import keep as keep_file

REPORTED = ("2012:9.3.5", "2012:7.1.1", "2026:9.3")


@act(
    "exams.report.order",
    about="form",
    permission=reports_on_the_form,
    rules=[language_is_known, there_are_numbers_to_report],
    clauses=REPORTED,
    sentence=gettext_noop("ordered a technical report on {subject}"),
    label=gettext_noop("Technical report"),
)
def order(*, by: Actor, form: Form, year: int | None = None, language: str = "en") -> TechnicalReport:
    """Have the technical report of a form made, over all attempts or those of one year."""
    return create(
        TechnicalReport,
        number=next_number("TRP"),
        form=form,
        year=year,
        language=language,
        ordered_by=Person.objects.get(pk=by.name),
    )


@act(
    "exams.report.keep",
    about="report",
    permission=NOBODY,
    machines=[ISSUER.name],
    rules=[it_is_not_made_yet],
    clauses=REPORTED,
    sentence=gettext_noop("made and sealed the technical report {subject}: {fingerprint}"),
)
def keep(
    *,
    by: Actor,
    report: TechnicalReport,
    document: Received,
    data: Received,
    tables: Received,
    fingerprint: str,
    studies: list[Mapping[str, str]],
    attempts: int,
) -> TechnicalReport:
    """Keep a report as a sealed file and as data, with the studies that it rests on; it never changes."""
    return change(
        report,
        document=keep_file(document),
        data=keep_file(data),
        tables=keep_file(tables),
        fingerprint=fingerprint,
        studies=studies,
        attempts=attempts,
        made_at=clock.now(),
    )
