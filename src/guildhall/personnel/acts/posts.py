"""Posts are opened, described, hung into the organisation, held and left; what was stays as it was."""

from collections.abc import Sequence
from datetime import date, timedelta

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import POST, PostState
from guildhall.personnel.models import Description, Occupancy, Post, ReportingLine
from guildhall.personnel.permissions.posts import may_keep_posts
from guildhall.personnel.rules.posts import (
    STRUCTURE,
    a_description_follows_the_one_before,
    a_holder_is_engaged,
    a_line_follows_the_one_before,
    a_post_is_described,
    nobody_holds_a_post_twice,
    nobody_is_left_in_a_closed_post,
    nobody_puts_themselves_into_a_post,
    nobody_reports_to_themselves,
    responsibilities_are_known,
    the_occupancy_goes_on,
    the_post_is_there_on_that_day,
)

LINES = "personnel.organisation"
"""Lines are drawn one after the other, so that two at once do not close a circle."""


@act(
    "personnel.post.open",
    move=POST.open,
    permission=may_keep_posts,
    rules=[a_post_is_described, responsibilities_are_known],
    clauses=STRUCTURE,
    sentence=gettext_noop("opened the post {subject}: {title}"),
)
def open_post(
    *,
    by: Actor,
    title: str,
    duties: str,
    authority: str,
    criteria: str,
    from_on: date,
    responsibilities: Sequence[str] = (),
) -> Post:
    """Open a post in the organisation, with its duties, its authority and what it asks of who holds it."""
    post = create(Post, number=next_number("PT"), opened_on=from_on)
    words = {"title": title, "duties": duties, "authority": authority, "criteria": criteria}
    _describe(by, post, from_on, responsibilities, words)
    return post


@act(
    "personnel.post.describe",
    about="post",
    permission=may_keep_posts,
    rules=[
        a_post_is_described,
        responsibilities_are_known,
        the_post_is_there_on_that_day,
        a_description_follows_the_one_before,
    ],
    clauses=STRUCTURE,
    effective="from_on",
    sentence=gettext_noop("described the post {subject} anew: {title}"),
    label=gettext_noop("Describe anew"),
)
def describe(
    *,
    by: Actor,
    post: Post,
    title: str,
    duties: str,
    authority: str,
    criteria: str,
    from_on: date,
    responsibilities: Sequence[str] = (),
) -> Description:
    """Describe a post anew from a day on; until then the description before it holds."""
    words = {"title": title, "duties": duties, "authority": authority, "criteria": criteria}
    return _describe(by, post, from_on, responsibilities, words)


@act(
    "personnel.post.report",
    about="post",
    also_locks=[LINES],
    permission=may_keep_posts,
    rules=[the_post_is_there_on_that_day, a_line_follows_the_one_before, nobody_reports_to_themselves],
    clauses=STRUCTURE,
    effective="from_on",
    sentence=gettext_noop("said to which post {subject} reports"),
    label=gettext_noop("Say to whom it reports"),
)
def report(*, by: Actor, post: Post, superior: Post | None, from_on: date, safeguard: str = "") -> ReportingLine:
    """Say to which post a post reports from a day on; to none where it stands at the top.

    `safeguard` says what keeps decisions impartial where the line leads to sales or to training that is offered.
    """
    for earlier in ReportingLine.objects.filter(post=post, until_on__isnull=True):
        change(earlier, until_on=from_on - timedelta(days=1))
    drawer = Person.objects.get(pk=by.name)
    return create(
        ReportingLine, post=post, superior=superior, from_on=from_on, safeguard=safeguard.strip(), drawn_by=drawer
    )


@act(
    "personnel.post.close",
    about="post",
    also_locks=[LINES],
    move=POST.close,
    permission=may_keep_posts,
    rules=[nobody_is_left_in_a_closed_post],
    clauses=STRUCTURE,
    effective="closed_on",
    sentence=gettext_noop("closed the post {subject}"),
)
def close(*, by: Actor, post: Post, closed_on: date) -> Post:
    """Close a post with a last day; the charts of earlier days show it as before."""
    for line in ReportingLine.objects.filter(post=post, until_on__isnull=True):
        change(line, until_on=max(closed_on, line.from_on))
    return change(post, state=PostState.CLOSED, closed_on=closed_on)


@act(
    "personnel.occupancy.begin",
    about=("post", "person"),
    permission=may_keep_posts,
    rules=[
        nobody_puts_themselves_into_a_post,
        the_post_is_there_on_that_day,
        a_holder_is_engaged,
        nobody_holds_a_post_twice,
    ],
    clauses=STRUCTURE,
    effective="from_on",
    sentence=gettext_noop("put somebody into a post"),
    label=gettext_noop("Put somebody into this post"),
)
def occupy(
    *, by: Actor, post: Post, person: Person, from_on: date, until_on: date | None = None, is_deputy: bool = False
) -> Occupancy:
    """Put somebody into a post, or name them its deputy, from a day on.

    A post gives no role in the house; roles are given, and authorisations made, for themselves.
    """
    return create(
        Occupancy,
        person=person,
        post=post,
        is_deputy=is_deputy,
        from_on=from_on,
        until_on=until_on,
        begun_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.occupancy.end",
    about="occupancy",
    permission=may_keep_posts,
    rules=[the_occupancy_goes_on],
    clauses=STRUCTURE,
    effective="until_on",
    sentence=gettext_noop("ended who holds the post {subject}"),
    label=gettext_noop("End"),
)
def leave(*, by: Actor, occupancy: Occupancy, until_on: date) -> Occupancy:
    """End that somebody holds a post, with a last day; the charts of earlier days show them."""
    return change(occupancy, until_on=until_on, ended_at=clock.now(), ended_by=Person.objects.get(pk=by.name))


def _describe(
    by: Actor, post: Post, from_on: date, responsibilities: Sequence[str], words: dict[str, str]
) -> Description:
    return create(
        Description,
        post=post,
        from_on=from_on,
        responsibilities=" ".join(responsibilities),
        described_by=Person.objects.get(pk=by.name),
        **{name: said.strip() for name, said in words.items()},
    )
