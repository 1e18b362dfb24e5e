"""What conformity looks at across rooms: whether there are people, seats and independent hands for what is ahead."""

from datetime import timedelta

from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.web.capacity import forecast, hands


@control(
    "web.work_ahead_has_its_people",
    title=gettext_noop("There are people and seats for the work of the coming months"),
    clauses=["2012:6.1.2", "2012:6.4", "2026:6.1"],
    events=[
        "exams.sitting.*",
        "exams.attempt.*",
        "applications.application.*",
        "certification.decision.*",
        "identity.grant.*",
        "personnel.pace.set",
    ],
)
def work_ahead_has_its_people() -> Answer:
    """In none of the next six months is there more work in a scheme than its people and seats can do."""
    lines = forecast.lines()
    short = {each.scope.pk: each.scope for each in lines if each.short}
    sentence = gettext_noop("has more work ahead than its people or seats can do")
    return Answer(
        findings=[Finding(each.ref, each.number, sentence, ("web:capacity",)) for each in short.values()],
        looked_at=len(lines),
        changes_on=forecast.last_day(clock.today().replace(day=1)) + timedelta(days=1),
    )


@control(
    "web.files_have_independent_hands",
    title=gettext_noop("Every open file will have somebody who had no part in it"),
    clauses=["2012:6.1.2", "2012:9.4.4", "2012:4.3.7", "2026:6.1", "2026:9.4"],
    events=[
        "exams.sitting.*",
        "exams.attempt.*",
        "exams.marking.*",
        "applications.application.*",
        "certification.decision.*",
        "identity.grant.*",
        "personnel.training.*",
        "personnel.interest.*",
    ],
)
def files_have_independent_hands() -> Answer:
    """No file, on the day on which it is needed, lacks a reviewer, examiner or decider who is free to take it."""
    found = hands.outlooks()
    sentence = gettext_noop("will have nobody who may take it: everybody has a part in it, a tie, or a role that ends")
    lacking = [each.case for each in found if each.nobody]
    return Answer(
        findings=[Finding(each.record, each.number, sentence, each.link) for each in lacking],
        looked_at=len(found),
        changes_on=min((each.case.needed_on for each in found if each.case.needed_on > clock.today()), default=None),
    )
