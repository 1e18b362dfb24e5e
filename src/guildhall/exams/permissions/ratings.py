"""Who may find and adopt the cut of a checklist: it is studied by who measures, and adopted by who answers for it."""

from guildhall.exams.models import Checklist
from guildhall.exams.permissions.examining import VERIFIERS, in_scheme
from guildhall.exams.permissions.standards import CONVENORS

may_study_checklists = in_scheme("checklist", Checklist, *CONVENORS)
may_adopt_for_checklists = in_scheme("checklist", Checklist, *VERIFIERS)
