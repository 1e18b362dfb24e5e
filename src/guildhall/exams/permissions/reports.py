"""Who orders and reads technical reports; they name no key and no question."""

from guildhall.exams.models import Form, TechnicalReport
from guildhall.exams.permissions.examining import in_scheme
from guildhall.identity.permissions import holds
from guildhall.identity.roles import (
    ASSESSOR,
    EXAM_MANAGER,
    PSYCHOMETRICIAN,
    QUALITY_MANAGER,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.schemes.permissions import in_scheme_of

REPORTING = (PSYCHOMETRICIAN, SCHEME_MANAGER, SCHEME_APPROVER, EXAM_MANAGER)
OVERSEEING = (QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)

may_read_reports = holds(*REPORTING, *OVERSEEING)
may_report = holds(*REPORTING)
reports_on_the_form = in_scheme("form", Form, *REPORTING)
reads_the_report = in_scheme_of("report", TechnicalReport, *REPORTING) | holds(*OVERSEEING)
