"""What examiners judged of whole performances is frozen in a study; its cut is adopted by another act (R-26, R-27)."""

from guildhall.exams.models import Checklist, SettingMethod
from guildhall.exams.permissions.ratings import may_study_checklists
from guildhall.exams.rules.ratings import STANDARD, examiners_judged_the_whole, the_data_are_the_examiners
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.schemes.acts import studies
from guildhall.schemes.freezing import FrozenData
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries.studies import latest


@act(
    "exams.checklist.study",
    about="checklist",
    permission=may_study_checklists,
    rules=[examiners_judged_the_whole, the_data_are_the_examiners],
    clauses=STANDARD,
    sentence=gettext_noop("had the cut of {subject} studied by how examiners judged the whole"),
    label=gettext_noop("Study where the cut lies"),
)
def study(*, by: Actor, checklist: Checklist, dataset: FrozenData) -> Study:
    """Freeze points and judgements of the whole of every attempt, from which a borderline regression finds the cut.

    Attempts by earlier versions are taken as well where their steps are the same; the study says which.

    The cut reaches a checklist by an act of its own, when somebody else has approved the study.
    """
    return studies.freeze(
        by=by,
        scheme=checklist.component.version.scheme,
        kind=StudyKind.STANDARD_SETTING,
        title=f"Borderline regression, {checklist.number}",
        about=checklist.ref,
        about_words=checklist.number,
        options={"method": SettingMethod.REGRESSION.value, "checklist": checklist.number},
        dataset=dataset,
        supersedes=latest(checklist.ref, StudyKind.STANDARD_SETTING),
    )
