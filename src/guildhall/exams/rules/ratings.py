"""How the cut of a checklist arises: from how examiners judged whole performances, by a study (R-11, R-26, R-27)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from guildhall.exams import ratings
from guildhall.exams.models import Checklist
from guildhall.exams.queries import steps
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule
from guildhall.schemes.datasets import digest
from guildhall.schemes.freezing import FrozenData
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind

STANDARD = ("2012:9.3.1", "2012:9.2.4", "2026:9.3")
LEAST = 3
"""From this many judged attempts on a line can be laid through them; from how many it is sure, the study says."""


@rule("R-26", clauses=STANDARD)
def examiners_judged_the_whole(*, checklist: Checklist) -> Refusal | None:
    """A cut follows from judgements of the whole where examiners gave some, and not all of them the same."""
    given = [row.groups["rating"] for row in ratings.dataset_of(checklist).rows]
    if len(given) >= LEAST and len(set(given)) > 1:
        return None
    return Refusal(
        _("Examiners judged the whole of %(count)d attempts by %(number)s that have a result, and a line needs more.")
        % {"count": len(given), "number": checklist.number},
        mend=Mend(
            _("Let three attempts or more be examined by a checklist that asks for it, some judged better than others.")
        ),
    )


@rule("R-27", clauses=STANDARD)
def the_data_are_the_examiners(*, checklist: Checklist, dataset: FrozenData) -> Refusal | None:
    """What is frozen is what the examiners handed in, to the byte."""
    if dataset.data_hash == digest(ratings.dataset_of(checklist).canonical()):
        return None
    return Refusal(
        _("Something came in since these data were put together."),
        mend=Mend(_("Do it again; the data are then put together anew.")),
    )


@rule("R-26", clauses=STANDARD)
def the_study_rated_these_steps(*, checklist: Checklist, study: Study) -> Refusal | None:
    """A cut rests on an approved standard setting of attempts that were marked by the very same steps."""
    settled = study.kind == StudyKind.STANDARD_SETTING and study.state == StudyState.APPROVED
    rated = ratings.rated_of(study) if settled else None
    if rated is not None and ratings.same_steps(rated, checklist):
        return None
    return Refusal(
        _("%(study)s is not an approved standard setting of attempts that were marked by the steps of %(number)s.")
        % {"study": study, "number": checklist.number},
        mend=Mend(_("Have the study of these steps approved first; with other steps, let attempts be judged anew.")),
        field="study",
    )


@rule("R-26", clauses=STANDARD)
def the_cut_of_the_steps_can_be_reached(*, checklist: Checklist, cut: Decimal) -> Refusal | None:
    """A cut lies above nought and not above the points of all steps."""
    most = sum((each.points for each in steps(checklist)), Decimal(0))
    if 0 < cut <= most:
        return None
    return Refusal(
        _("A cut of %(cut)s is not between nought and the %(most)s points of this checklist.")
        % {"cut": cut, "most": most.normalize()},
        mend=Mend(_("Give the passing number of points.")),
        field="cut",
    )
