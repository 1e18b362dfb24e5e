"""The step of the set-up in this room: the body writes down how it works."""

from django.utils.translation import gettext as _

from guildhall.documents.models import DocumentKind, DocumentVersion
from guildhall.identity.roles import DOCUMENT_CONTROLLER, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop

NEEDED = (DocumentKind.POLICY, DocumentKind.PROCEDURE)


@setup_step(
    "documents.documents",
    place=55,
    title=gettext_noop("Put the first policies and procedures into effect"),
    why=gettext_noop("The body works by what it has written down; one writes, somebody else approves."),
    clauses=["2012:10.2.2", "2012:10.2.3", "2026:10"],
    who=[DOCUMENT_CONTROLLER.code, QUALITY_MANAGER.code, TOP_MANAGEMENT.code],
    link=("documents:starter",),
    needs=["identity.top-management", "identity.quality-manager"],
)
def documents_are_in_effect() -> Standing:
    """A policy and a procedure were approved."""
    approved = DocumentVersion.objects.filter(approved_at__isnull=False)
    there = set(approved.values_list("document__kind", flat=True))
    missing = [str(kind.label) for kind in NEEDED if kind not in there]
    return Standing(not missing, _("Missing: %(roles)s") % {"roles": ", ".join(missing)} if missing else "")
