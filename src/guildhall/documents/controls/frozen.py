"""What conformity looks at in the sealed files of versions."""

from datetime import timedelta

from guildhall.documents import queries
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

WITHIN = timedelta(days=1)
"""How long the sealed file of a version may take; it takes seconds where the worker runs."""


@control(
    "documents.approved_versions_are_sealed",
    title=gettext_noop("Every approved version is kept as a sealed file"),
    clauses=["2012:10.2.3", "2012:10.2.4", "2026:10/documents-records"],
    events=["documents.version.approve", "documents.frozen.keep"],
)
def approved_versions_are_sealed() -> Answer:
    """Every version that was approved more than a day ago has its sealed file with the approval page."""
    approved = queries.versions().filter(approved_at__lt=clock.now() - WITHIN)
    return Answer(
        findings=[
            Finding(
                version.ref,
                version.number,
                gettext_noop("was approved and has no sealed file"),
                ("documents:version", str(version.pk)),
            )
            for version in approved.filter(frozen__isnull=True).order_by("approved_at")
        ],
        looked_at=approved.count(),
    )
