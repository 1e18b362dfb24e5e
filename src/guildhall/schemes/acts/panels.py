"""The panel of a job analysis: who joins and leaves it, and what each member rates."""

from collections.abc import Mapping

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.lifecycles import MEMBERSHIP, MembershipState
from guildhall.schemes.models import JobAnalysis, PanelMember, Rating
from guildhall.schemes.permissions import is_the_member, manages_the_analysis, manages_the_panel
from guildhall.schemes.rules.analyses import (
    analysis_is_worked_on,
    member_holds_the_panels_role,
    member_is_described,
    panel_of_the_member_still_works,
    ratings_are_open,
    ratings_are_whole,
)
from guildhall.schemes.rules.words import the_reason_is_said

EXPERTS = ("2012:8.4 a)", "2012:8.4 b)", "2026:8")


@act(
    "schemes.panel.join",
    about="analysis",
    move=MEMBERSHIP.join,
    permission=manages_the_analysis,
    rules=[analysis_is_worked_on, member_is_described, member_holds_the_panels_role],
    clauses=EXPERTS,
    sentence=gettext_noop("took somebody onto the panel, for {subject}"),
)
def join(*, by: Actor, analysis: JobAnalysis, person: Person, interest: str, qualification: str) -> PanelMember:
    """Take somebody onto the panel: whose view they bring, and what qualifies them, which is kept under their key."""
    return create(
        PanelMember, analysis=analysis, person=person, interest=interest.strip(), qualification=qualification.strip()
    )


@act(
    "schemes.panel.leave",
    about="member",
    move=MEMBERSHIP.leave,
    permission=manages_the_panel,
    rules=[panel_of_the_member_still_works, the_reason_is_said],
    clauses=EXPERTS,
    sentence=gettext_noop("let the member for {subject} leave the panel: {reason}"),
)
def leave(*, by: Actor, member: PanelMember, reason: str) -> PanelMember:
    """Let somebody leave the panel; what they rated stays in the record and counts no more."""
    return change(member, state=MembershipState.LEFT)


@act(
    "schemes.rating.rate",
    about="member",
    permission=is_the_member,
    rules=[ratings_are_open, ratings_are_whole],
    clauses=["2012:8.4 e)", "2026:8"],
    sentence=gettext_noop("rated tasks, for {subject}"),
    label=gettext_noop("Rate the tasks"),
)
def rate(*, by: Actor, member: PanelMember, ratings: Mapping[str, tuple[int, int]]) -> PanelMember:
    """Rate tasks by their numbers: importance and frequency of each, all at once; what was rated before is replaced."""
    tasks = {task.number: task for task in member.analysis.tasks.filter(number__in=ratings)}
    given = {rating.task_id: rating for rating in Rating.objects.filter(member=member)}
    now = clock.now()
    for number, (importance, frequency) in ratings.items():
        rated = {"importance": importance, "frequency": frequency, "rated_at": now}
        if (before := given.get(tasks[number].pk)) is None:
            create(Rating, member=member, task=tasks[number], **rated)
        elif (before.importance, before.frequency) != (importance, frequency):
            change(before, **rated)
    return member
