"""Who is told that answers raised a question."""

from collections.abc import Iterator
from typing import Any

from guildhall.exams.models import Anomaly
from guildhall.exams.permissions import scope_id_of
from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank.queries import trained_scopes
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find


@tells("exams.anomaly.notice", text="exams/anomaly-noticed", mailed=False)
def managers_hear_of_a_question(*, entry: Any) -> Iterator[Told]:
    """Examination managers of the scheme who train nobody for it: something stood out, and results wait."""
    anomaly = find(entry.result)
    if isinstance(anomaly, Anomaly):
        scope_id = scope_id_of(anomaly)
        for person_id in sorted(grants.holders(EXAM_MANAGER, scope_id=scope_id)):
            if scope_id not in trained_scopes(person_id):
                words = {"sitting": anomaly.sitting.number}
                yield Told(person_id, anomaly.number, words, ("exams:anomaly", str(anomaly.pk)))
