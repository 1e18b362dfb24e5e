"""What conformity looks at in documents, one module a noun; each is imported here."""

from guildhall.documents.controls.frozen import approved_versions_are_sealed
from guildhall.documents.controls.procedures import procedures_are_in_effect, procedures_stand_while_records_are_open
from guildhall.documents.controls.references import references_lead_somewhere

__all__ = [
    "approved_versions_are_sealed",
    "procedures_are_in_effect",
    "procedures_stand_while_records_are_open",
    "references_lead_somewhere",
]
