"""What conformity looks at in trainings and the exemptions from the separation."""

from django.db.models import F, Q

from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import TrainingState
from guildhall.personnel.models import Exemption


@control(
    "personnel.exemptions_are_independent",
    title=gettext_noop("Trainers examine their trainees early only by an exemption of somebody else, with an end"),
    clauses=["2012:5.2.3 e)", "2026:5.2/two-years"],
    events=["personnel.exemption.*", "personnel.training.*"],
)
def exemptions_are_independent() -> Answer:
    """No exemption was approved by the trainer or the trainee, for a void training, or beyond the 24 months."""
    exemptions = Exemption.objects.select_related("training")
    own = Q(approved_by=F("training__trainer")) | Q(approved_by=F("training__person"))
    void = Q(training__state=TrainingState.VOID, ended_at__isnull=True)
    named = {each.pk: each for each in exemptions.filter(own | void)}
    named |= {each.pk: each for each in exemptions if each.until_on > queries.separated_until(each.training)}
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.training.number,
                gettext_noop("has an exemption that is not independent, not needed, or too long"),
                ("personnel:training", str(each.training_id)),
            )
            for each in named.values()
        ],
        looked_at=exemptions.count(),
    )
