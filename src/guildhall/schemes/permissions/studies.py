"""Who may do what with studies: they are prepared by who measures and approved by who answers for the scheme."""

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
from guildhall.schemes.models import Scheme, Study
from guildhall.schemes.permissions.schemes import in_scheme_of

STUDYING = (PSYCHOMETRICIAN, SCHEME_MANAGER, EXAM_MANAGER)
"""Who has studies made of a scheme, and concludes from them."""

APPROVING = (SCHEME_APPROVER, PSYCHOMETRICIAN)
"""Who approves what others concluded."""

may_read_studies = holds(*STUDYING, SCHEME_APPROVER, QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)
"""Whom the pages of studies let in; the reading of results asks for the scheme."""

may_study = holds(*STUDYING)
may_approve_studies = holds(*APPROVING)

studies_the_scheme = in_scheme_of("scheme", Scheme, *STUDYING)
studies_it = in_scheme_of("study", Study, *STUDYING)
approves_the_study = in_scheme_of("study", Study, *APPROVING)
checks_the_study = in_scheme_of("study", Study, *STUDYING, SCHEME_APPROVER)
reads_the_results = in_scheme_of("study", Study, *STUDYING, SCHEME_APPROVER) | holds(
    QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR
)
has_the_data = in_scheme_of("study", Study, PSYCHOMETRICIAN)
