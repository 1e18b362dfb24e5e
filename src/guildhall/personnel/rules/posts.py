"""What holds of posts, of who holds them, and of the terms on which people work for the body."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import posts
from guildhall.personnel.models import Engagement, EngagementKind, Occupancy, Post, ReportingLine, Responsibility
from guildhall.personnel.models.posts import lasting
from guildhall.personnel.queries.engagements import overlapping

STRUCTURE = ("2012:5.1.1", "2012:5.1.2", "2026:5.1")
TERMS = ("2012:6.1.1", "2012:6.1.5", "2026:6.1")


@rule("post-described", kind=Kind.STATED, clauses=["2012:5.1.2", "2026:5.1"])
def a_post_is_described(*, title: str, duties: str, authority: str, criteria: str) -> Refusal | None:
    """Duties, authority and what is asked of its holder are written down for every post."""
    given = {"title": title, "duties": duties, "authority": authority, "criteria": criteria}
    missing = next((name for name, words in given.items() if not words.strip()), "")
    if not missing:
        return None
    return Refusal(
        _("A post has a title, duties, an authority, and says what it asks of its holder; one of these is missing."),
        mend=Mend(_("Write it in a sentence or two.")),
        field=missing,
    )


@rule("responsibility-known", kind=Kind.OURS, clauses=["2012:5.1.2", "2026:5.1"])
def responsibilities_are_known(*, responsibilities: Sequence[str]) -> Refusal | None:
    """What a post answers for is chosen from what somebody in the body must answer for."""
    unknown = sorted(set(responsibilities) - set(Responsibility.values))
    if not unknown:
        return None
    return Refusal(
        _("There is no responsibility called “%(name)s”.") % {"name": unknown[0]},
        mend=Mend(_("Choose from those that are listed.")),
        field="responsibilities",
    )


@rule("description-forward", kind=Kind.OURS, clauses=STRUCTURE)
def a_description_follows_the_one_before(*, post: Post, from_on: date) -> Refusal | None:
    """What was the organisation yesterday stays what it was: a new description begins after the one before."""
    latest = post.descriptions.order_by("-from_on").first()
    if latest is None or from_on > latest.from_on:
        return None
    return Refusal(
        _("The description of this post in hand begins on %(day)s; a new one begins later.")
        % {"day": date_format(latest.from_on, "j M Y")},
        mend=Mend(_("Give a later first day.")),
        field="from_on",
    )


@rule("post-there", kind=Kind.OURS, clauses=STRUCTURE)
def the_post_is_there_on_that_day(*, post: Post, from_on: date) -> Refusal | None:
    """What concerns a post begins while the post exists."""
    ended = post.closed_on is not None and from_on > post.closed_on
    if from_on >= post.opened_on and not ended:
        return None
    return Refusal(
        _("This post exists from %(day)s on, and not on the day that you give.")
        % {"day": date_format(post.opened_on, "j M Y")}
        if not ended
        else _("This post is closed."),
        mend=Mend(_("Give a day on which the post is there.")),
        field="from_on",
    )


@rule("line-circle", kind=Kind.OURS, clauses=STRUCTURE)
def nobody_reports_to_themselves(*, post: Post, superior: Post | None, from_on: date) -> Refusal | None:
    """A line of authority has a top: no post stands above itself, however long the way."""
    if superior is None:
        return None
    whole = posts.organisation(from_on)
    place = whole.places.get(superior.pk)
    above = {superior.pk, *(each.post.pk for each in whole.above(place))} if place else {superior.pk}
    if post.pk not in above:
        return None
    return Refusal(
        _("Seen from there, this post would stand above itself."),
        mend=Mend(_("Choose a post that does not report to this one, or let that one report elsewhere first.")),
        field="superior",
    )


@rule("line-forward", kind=Kind.OURS, clauses=STRUCTURE)
def a_line_follows_the_one_before(*, post: Post, from_on: date) -> Refusal | None:
    """The line of yesterday stays what it was: a new one begins after the one before."""
    latest = ReportingLine.objects.filter(post=post).order_by("-from_on").first()
    if latest is None or from_on > latest.from_on:
        return None
    return Refusal(
        _("The line of this post in hand begins on %(day)s; a new one begins later.")
        % {"day": date_format(latest.from_on, "j M Y")},
        mend=Mend(_("Give a later first day.")),
        field="from_on",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_puts_themselves_into_a_post(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody decides about their own authority."""
    if not by.is_person(person.pk):
        return None
    return Refusal(
        _("You cannot put yourself into a post."),
        mend=Mend(_("Somebody else of top management or the quality manager does it.")),
        field="person",
    )


@rule("R-46", clauses=TERMS)
def a_holder_is_engaged(*, person: Person, from_on: date) -> Refusal | None:
    """A post is held by somebody who works for the body on that day, on terms that are recorded."""
    if lasting(Engagement.objects.filter(person=person), from_on).exists():
        return None
    return Refusal(
        _("No engagement says on which terms this person works for the body on %(day)s.")
        % {"day": date_format(from_on, "j M Y")},
        mend=Mend(
            _("Record their engagement first: employed, under contract, on a committee, as a volunteer or for cases."),
            act="personnel.engagement.begin",
            link=("personnel:engagement-begin",),
        ),
        field="person",
    )


@rule("occupancy-once", kind=Kind.OURS, clauses=STRUCTURE)
def nobody_holds_a_post_twice(*, person: Person, post: Post, from_on: date) -> Refusal | None:
    """Somebody holds a post, or deputises in it, once at a time; nobody is their own deputy."""
    if not lasting(Occupancy.objects.filter(person=person, post=post), from_on).exists():
        return None
    return Refusal(
        _("This person has a place in this post on that day already."),
        mend=Mend(_("End the one that is there, or choose somebody else.")),
        field="person",
    )


@rule("occupancy-held", kind=Kind.OURS, clauses=STRUCTURE)
def the_occupancy_goes_on(*, occupancy: Occupancy, until_on: date) -> Refusal | None:
    """Somebody leaves a post once, and not before they hold it."""
    if occupancy.ended_at is None and until_on >= occupancy.from_on:
        return None
    return Refusal(
        _("This person left the post already, or would leave it before they hold it."),
        mend=Mend(_("Give a last day that is not before the first.")),
        field="until_on",
    )


@rule("post-empty", kind=Kind.OURS, clauses=STRUCTURE)
def nobody_is_left_in_a_closed_post(*, post: Post, closed_on: date) -> Refusal | None:
    """A post is closed when nobody holds it and no post reports to it any more."""
    held = Occupancy.objects.filter(post=post, until_on__isnull=True) | Occupancy.objects.filter(
        post=post, until_on__gt=closed_on
    )
    below = ReportingLine.objects.filter(superior=post, until_on__isnull=True, post__state="open")
    if not held.exists() and not below.exists():
        return None
    return Refusal(
        _("Somebody still holds this post, or another post still reports to it."),
        mend=Mend(_("End who holds it, and let the posts below report elsewhere first.")),
        field="closed_on",
    )


@rule("R-46", clauses=TERMS)
def who_is_engaged_belongs_to_the_personnel(*, person: Person) -> Refusal | None:
    """Terms are recorded for those who work for the body in whatever form."""
    if person.is_personnel:
        return None
    return Refusal(
        _("This person is not registered as one of the body's personnel."),
        mend=Mend(_("Let operations register them as personnel first.")),
        field="person",
    )


@rule("engagement-complete", kind=Kind.ACCREDITATION, clauses=TERMS)
def an_engagement_is_complete(*, kind: str, employer: str, cases: str, until_on: date | None) -> Refusal | None:
    """Who is engaged for single cases is engaged for named ones and until a day; a kind is one of those that exist."""
    if kind not in EngagementKind.values:
        return Refusal(
            _("There is no such form of engagement."), mend=Mend(_("Choose from those listed.")), field="kind"
        )
    if kind != EngagementKind.CASES or (cases.strip() and until_on):
        return None
    return Refusal(
        _("Somebody who is engaged for single cases is engaged for those cases alone, and until a day."),
        mend=Mend(_("Say for which cases, and until when at the latest.")),
        field="until_on" if cases.strip() else "cases",
    )


@rule("engagement-once", kind=Kind.OURS, clauses=TERMS)
def no_other_engagement_of_that_kind(
    *, person: Person, kind: str, from_on: date, until_on: date | None
) -> Refusal | None:
    """Somebody works for the body on one set of terms of a kind at a time."""
    other = overlapping(person.pk, kind, from_on, until_on)
    if other is None:
        return None
    return Refusal(
        _("The engagement %(number)s of the same kind covers those days already.") % {"number": other.number},
        mend=Mend(_("End that one first."), link=("personnel:engagement", str(other.pk))),
        field="from_on",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_sets_their_own_terms(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody engages themselves."""
    if not by.is_person(person.pk):
        return None
    return Refusal(
        _("You cannot record the terms of your own work."),
        mend=Mend(_("Somebody else of top management or operations does it.")),
        field="person",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_ends_their_own_terms(*, by: Actor, engagement: Engagement) -> Refusal | None:
    """Nobody changes the terms of their own work."""
    if not by.is_person(engagement.person_id):
        return None
    return Refusal(
        _("These are the terms of your own work."),
        mend=Mend(_("Somebody else of top management or operations does it.")),
    )


@rule("engagement-open", kind=Kind.OURS, clauses=TERMS)
def the_engagement_goes_on(*, engagement: Engagement, until_on: date) -> Refusal | None:
    """An engagement is ended once, on a day that is not before its first."""
    if engagement.ended_at is None and until_on >= engagement.from_on:
        return None
    return Refusal(
        _("This engagement was ended already, or would end before it began."),
        mend=Mend(_("Give a last day that is not before the first.")),
        field="until_on",
    )


@rule("end-explained", kind=Kind.OURS, clauses=TERMS)
def an_end_has_its_reason(*, reason: str) -> Refusal | None:
    """Whoever ends an engagement says why."""
    if reason.strip():
        return None
    return Refusal(
        _("An end without a reason would leave the personnel file unexplained."),
        mend=Mend(_("Say in a sentence why it ends.")),
        field="reason",
    )
