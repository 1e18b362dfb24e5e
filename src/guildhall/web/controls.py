"""What conformity looks at across rooms: whether there are people, seats and independent hands for what is ahead."""

from datetime import timedelta

from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.lifecycles import VersionState
from guildhall.schemes.models import SchemeVersion
from guildhall.web.capacity import forecast, hands, staffing


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


@control(
    "web.schemes_have_their_people",
    title=gettext_noop(
        "Every scheme in effect has people for its work, and a second one where the first may be barred"
    ),
    clauses=["2012:6.1.2", "2012:9.4.4", "2026:6.1"],
    events=["identity.grant.*", "schemes.version.*"],
)
def schemes_have_their_people() -> Answer:
    """Each scheme in effect has a reviewer, two deciders, and an invigilator and two examiners where it needs them.

    Of two, one may have had a part in the file.
    """
    versions = SchemeVersion.objects.filter(state=VersionState.EFFECTIVE).select_related("scheme__scope")
    loaded = list(versions.prefetch_related("components"))
    held = staffing.holders({each.scheme.scope_id for each in loaded})
    lacking = [each.scheme for each in loaded if staffing.lacks(each, held)]
    sentence = gettext_noop("has fewer people than its work needs: see the roles of the scheme")
    return Answer(
        findings=[
            Finding(each.ref, each.code, sentence, ("schemes:scheme", str(each.pk)))
            for each in sorted(lacking, key=lambda scheme: scheme.code)
        ],
        looked_at=len(loaded),
        changes_on=staffing.next_end(held),
    )
