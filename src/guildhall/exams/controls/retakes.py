"""What conformity looks at where candidates repeat, and where a checklist has a cut of its own."""

from django.db.models import F, Q

from guildhall.exams import retakes
from guildhall.exams.lifecycles import ChecklistState
from guildhall.exams.models import Checklist
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.lifecycles import StudyState

NO_LIMIT = gettext_noop("No scheme limits how many items of a repeat were met before, or nobody has repeated one.")
OF_STUDIES = gettext_noop("No checklist has a cut of its own; all take the share of the points that the scheme says.")


@control(
    "exams.retakes_met_few_items",
    title=gettext_noop("Nobody who repeated had met more items of the form than the scheme allows"),
    clauses=["2012:7.4.2", "2026:7.4"],
    events=["exams.attempt.*", "exams.form.*", "schemes.version.*"],
)
def retakes_met_few_items() -> Answer:
    """Of the items of a repeat no more were in forms seen before than the limit of the candidate's version says."""
    wrong, looked_at = retakes.over_the_limit()
    sentence = gettext_noop("gave a form with more items met before than the scheme allows")
    findings = [Finding(each.ref, each.number, sentence, ("exams:attempt", str(each.pk))) for each in wrong]
    return Answer(findings=findings, looked_at=looked_at, not_applicable="" if looked_at else NO_LIMIT)


@control(
    "exams.checklist_cuts_rest_on_studies",
    title=gettext_noop(
        "Every cut of a checklist rests on an approved study and was adopted by another than its author"
    ),
    clauses=["2012:9.3.1", "2012:9.2.4", "2026:9.3"],
    events=["exams.checklist.*", "schemes.study.*"],
)
def checklist_cuts_rest_on_studies() -> Answer:
    """Who wrote a checklist does not adopt its cut, and its study was approved, though another may follow it since."""
    own = Checklist.objects.filter(cut__isnull=False).exclude(state=ChecklistState.RETIRED)
    settled = Q(standard__state__in=[StudyState.APPROVED, StudyState.SUPERSEDED], standard__approved_at__isnull=False)
    wrong = own.filter(~settled | Q(standard_by=F("authored_by"))).order_by("number")
    sentence = gettext_noop("has a cut without an approved study, or one that its author adopted")
    findings = [Finding(each.ref, each.number, sentence, ("exams:checklist", str(each.pk))) for each in wrong]
    looked_at = own.count()
    return Answer(findings=findings, looked_at=looked_at, not_applicable="" if looked_at else OF_STUDIES)
