"""What conformity looks at in documents, one module a noun; each is imported here."""

from guildhall.documents.controls.frozen import approved_versions_are_sealed
from guildhall.documents.controls.keeping import (
    acknowledged_before_work,
    approved_by_others,
    effect_on_its_day,
    external_are_current,
    languages_agree,
    public_texts_are_right,
    reviewed_in_time,
    roles_have_their_documents,
)
from guildhall.documents.controls.procedures import procedures_are_in_effect, procedures_stand_while_records_are_open
from guildhall.documents.controls.references import references_lead_somewhere

__all__ = [
    "acknowledged_before_work",
    "approved_by_others",
    "approved_versions_are_sealed",
    "effect_on_its_day",
    "external_are_current",
    "languages_agree",
    "procedures_are_in_effect",
    "procedures_stand_while_records_are_open",
    "public_texts_are_right",
    "references_lead_somewhere",
    "reviewed_in_time",
    "roles_have_their_documents",
]
