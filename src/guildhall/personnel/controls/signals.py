"""What conformity looks at in ties: that rules can read them, that undeclared ones are looked for and judged."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries, ties
from guildhall.personnel.lifecycles import ParticipationState, SignalState
from guildhall.personnel.models import ConflictSearch, ConflictSignal, Interest, Participation, Training
from guildhall.personnel.work.signals import JUDGE_SIGNAL_WITHIN

TIES = ["2012:4.3.7", "2026:4.3"]
SEARCHED_WITHIN = timedelta(days=7)
"""How long back the last search for undeclared conflicts may lie (our own choice)."""


@control(
    "personnel.interests_are_read",
    title=gettext_noop("Rules can read every declared interest"),
    clauses=["2012:4.3.6", *TIES],
    events=["personnel.interest.*", "personnel.relation.draw", "personnel.declaration.*"],
)
def interests_are_read() -> Answer:
    """Every interest that binds was turned into a tie to a person, an organisation or a name."""
    unread = ties.unread().select_related("declaration").order_by("declared_at")
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.declaration.number,
                gettext_noop("names an interest that no rule can read"),
                ("personnel:interest", str(each.pk)),
            )
            for each in unread
        ],
        looked_at=Interest.objects.filter(declaration__state__in=ties.STANDING).count(),
    )


@control(
    "personnel.conflicts_are_looked_for",
    title=gettext_noop("Conflicts that nobody declared are looked for"),
    clauses=["2012:4.3.7", "2012:6.2.2.3", "2026:4.3"],
    events=["personnel.conflict-search.record"],
)
def conflicts_are_looked_for() -> Answer:
    """The last search for undeclared conflicts lies a week back at most."""
    last = ConflictSearch.objects.order_by("-searched_at").first()
    if last is None:
        return Answer(judgement=gettext_noop("Nobody has looked for undeclared conflicts yet: does the worker run?"))
    late = last.searched_at < clock.now() - SEARCHED_WITHIN
    told = gettext_noop("was the last search for undeclared conflicts, more than a week ago")
    return Answer(
        findings=[Finding(last.ref, "", told, ("personnel:conflict-signals",))] if late else [],
        looked_at=last.people,
        changes_on=clock.day_of(last.searched_at + SEARCHED_WITHIN) + timedelta(days=1),
    )


@control(
    "personnel.signals_are_judged",
    title=gettext_noop("What was noticed and not declared is judged"),
    clauses=["2012:4.3.7", "2012:6.2.2.3", "2026:4.3"],
    events=["personnel.conflict-signal.*"],
)
def signals_are_judged() -> Answer:
    """No possible conflict has waited longer than two weeks for its judgement, and none was judged by who is in it."""
    since = clock.now() - JUDGE_SIGNAL_WITHIN
    waiting = queries.signals_unjudged()
    oldest = waiting.filter(found_at__gte=since).first()
    own = [each for each in queries.signals().exclude(state=SignalState.FOUND) if _judged_by_themselves(each)]
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("has waited too long for its judgement, or was judged by who is named in it"),
                ("personnel:conflict-signal", str(each.pk)),
            )
            for each in [*waiting.filter(found_at__lt=since), *own]
        ],
        looked_at=queries.signals().count(),
        changes_on=clock.day_of(oldest.found_at + JUDGE_SIGNAL_WITHIN) + timedelta(days=1) if oldest else None,
    )


@control(
    "personnel.inquiries_are_answered",
    title=gettext_noop("Who is asked whether interests changed answers"),
    clauses=["2012:6.1.7", "2012:4.3.7", "2026:6.1"],
    events=["personnel.inquiry.*"],
)
def inquiries_are_answered() -> Answer:
    """Nobody who was asked whether their interests changed has let the day pass."""
    today = clock.today()
    waiting = queries.inquiries_open()
    ahead = waiting.filter(due_on__gte=today).first()
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("has no answer although its day has passed"),
                ("personnel:inquiry", str(each.pk)),
            )
            for each in waiting.filter(due_on__lt=today)
        ],
        looked_at=queries.inquiries().count(),
        changes_on=ahead.due_on + timedelta(days=1) if ahead else None,
    )


@control(
    "personnel.participants_are_trained",
    title=gettext_noop("Who took part in a course of ours counts as trained by who gave it"),
    clauses=["2012:5.2.3 e)", "2012:9.4.4", "2026:5.2/two-years"],
    events=["personnel.participation.*", "personnel.training.*", "personnel.course.*"],
)
def participants_are_trained() -> Answer:
    """Every participant of a course that somebody of the body gave has a training by them that stands."""
    ours = Participation.objects.filter(state=ParticipationState.RECORDED, course__trainer__isnull=False)
    stands = Training.objects.filter(
        pk=OuterRef("training"), state="recorded", trainer=OuterRef("course__trainer"), person=OuterRef("person")
    )
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.course.number,
                gettext_noop("has a participant who does not count as trained"),
                ("personnel:course", str(each.course_id)),
            )
            for each in ours.exclude(Exists(stands)).select_related("course").order_by("told_at")
        ],
        looked_at=ours.count(),
    )


def _judged_by_themselves(signal: ConflictSignal) -> bool:
    people = {signal.person_id, signal.other_id}
    return signal.judged_by in {f"person:{each}" for each in people if each}
