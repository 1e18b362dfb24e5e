"""Who examines was monitored in time, and is authorised for the part and the language of the examination (R-47, T-12).

It is asked when somebody is assigned and when a sitting begins, and of nothing that has begun: no expiry interrupts an
examination. The assignment that was planned as the monitoring itself passes.
"""

from guildhall.exams.models import Attempt, Channel, Duty, Sitting
from guildhall.exams.permissions import scope_id_of
from guildhall.exams.queries import on_duty
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAMINER
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import monitoring

MONITORED = ("2012:6.2.2.1", "2012:6.2.2.2", "2026:6.2")


@rule("R-47", clauses=MONITORED, kind=Kind.ACCREDITATION)
def who_examines_was_monitored(*, sitting: Sitting, person: Person, duty: str) -> Refusal | None:
    """Nobody goes on duty as an examiner whose monitoring is overdue, except at the sitting planned to monitor them."""
    if duty != Duty.EXAMINER:
        return None
    field = sitting.component.code
    return monitoring.refusal(person.pk, EXAMINER.code, scope_id_of(sitting), sitting, field=field)


@rule("R-47", clauses=MONITORED, kind=Kind.ACCREDITATION)
def the_examiner_was_monitored(*, attempt: Attempt, examiner: Person) -> Refusal | None:
    """Nobody marks whose monitoring is overdue, or who is not authorised for this part and the candidate's language."""
    return monitoring.refusal(
        examiner.pk,
        EXAMINER.code,
        scope_id_of(attempt),
        attempt.sitting,
        attempt,
        language=attempt.candidacy.application.language,
        field=attempt.component.code,
    )


@rule("R-47", clauses=MONITORED, kind=Kind.ACCREDITATION)
def somebody_monitored_examines(*, sitting: Sitting) -> Refusal | None:
    """A sitting before an examiner begins with one whose monitoring is not overdue; one that has begun goes on."""
    if sitting.channel != Channel.PERSON:
        return None
    examiners = [each for each in on_duty(sitting) if each.duty == Duty.EXAMINER]
    why = [monitoring.refusal(each.person_id, EXAMINER.code, scope_id_of(sitting), sitting) for each in examiners]
    return why[0] if why and all(why) else None
