"""Which questions about answers wait for whom."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import UNANSWERED, AnomalyState
from guildhall.exams.models import Anomaly
from guildhall.exams.work.examining import MOST
from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank.queries import trained_scopes
from guildhall.kernel.declarations import WorkItem, work


@work("exams.anomalies")
def questions_about_answers(*, person_id: UUID) -> Iterator[WorkItem]:
    """Questions that the answers of a sitting raised; results wait for them."""
    mine = grants.scopes_of(person_id, EXAM_MANAGER) - trained_scopes(person_id)
    waiting = Anomaly.objects.filter(
        state__in=UNANSWERED, sitting__component__version__scheme__scope_id__in=mine
    ).select_related("sitting")
    for each in waiting.order_by("noticed_at")[:MOST]:
        action = _("Judge") if each.state == AnomalyState.OPEN else _("Say what was found")
        what = _("%(number)s, sitting %(sitting)s: answer what its answers raised")
        yield WorkItem(
            what % {"number": each.number, "sitting": each.sitting.number},
            _("The results of the attempts concerned wait for it."),
            action,
            ("exams:anomaly", str(each.pk)),
        )
