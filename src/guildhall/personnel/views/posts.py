"""Pages of the organisation: the chart of a day, the register of posts, and each post with who holds it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import posts as organisation
from guildhall.personnel.acts import posts
from guildhall.personnel.chart import drawn
from guildhall.personnel.forms.posts import ClosePostForm, LastDayForm, OccupyForm, PostForm, ReportForm
from guildhall.personnel.lifecycles import POST, PostState
from guildhall.personnel.models import Description, Occupancy, Post
from guildhall.personnel.models.posts import lasting
from guildhall.personnel.permissions import may_keep_posts, works_for_the_body
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

DAY = "j M Y"
"""How a day is written in a sentence."""


@page(area="desk", permission=works_for_the_body)
def chart(request: PageRequest) -> HttpResponseBase:
    """The organisation of today, or of the day that is asked for, as a drawing and as a list."""
    day = _asked_day(request)
    whole = organisation.organisation(day)
    held = {each.person_id for place in whole.places.values() for each in (*place.holders, *place.deputies)}
    names = persons.names(held)
    context = {"day": day, "chart": drawn(whole, names), "names": names, "today": clock.today()}
    return render(request, "personnel/organisation.html", context)


def _asked_day(request: PageRequest) -> date:
    """The day in the address; today where it is none."""
    try:
        return parse_date(request.GET.get("on", "")) or clock.today()
    except ValueError:
        return clock.today()


def status_of(post: Post) -> Status:
    """Whether the post is there, in a word."""
    tone = Tone.HOLDS if post.state == PostState.OPEN else Tone.CLOSED
    return Status(translated(POST.words[PostState(post.state)]), tone)


def _list() -> ListPage[Post]:
    """The register, with what each post is called and who holds it today looked up once a page."""
    shown: dict[UUID, tuple[str, str]] = {}

    def look_up(rows: Sequence[Post]) -> None:
        shown.update(_called(rows))

    return ListPage[Post](
        name="personnel.posts",
        title=gettext_noop("Posts"),
        queryset=lambda request: Post.objects.all(),
        order="number",
        columns=(
            Column(
                gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:post", row.pk), "number", True
            ),
            Column(gettext_noop("Title"), lambda row: shown[row.pk][0]),
            Column(gettext_noop("Held by"), lambda row: shown[row.pk][1]),
            Column(gettext_noop("State"), status_of),
            Column(gettext_noop("Since"), lambda row: row.opened_on, order="opened_on"),
        ),
        filters=[
            Filter("state", gettext_noop("State"), _states, lambda rows, state: rows.filter(state=state)),
        ],
        before_showing=look_up,
        empty=gettext_noop(
            "Here stands every post of the body with its duties, its authority and who holds it. Open the one at the "
            "top first, then those that report to it; the organisation chart draws itself."
        ),
        new=(posts.open_post, ("personnel:post-open",)),
    )


def _states(request: PageRequest) -> list[tuple[str, str]]:
    return [(str(state), translated(word)) for state, word in POST.words.items()]


def _called(rows: Sequence[Post]) -> dict[UUID, tuple[str, str]]:
    """What each post was last called, and who holds it today."""
    described = Description.objects.filter(post__in=rows).order_by("from_on")
    titles = dict(described.values_list("post_id", "title"))
    held = lasting(Occupancy.objects.filter(post__in=rows, is_deputy=False), clock.today())
    holders: dict[UUID, list[UUID]] = {}
    for post_id, person_id in held.order_by("id").values_list("post_id", "person_id"):
        holders.setdefault(post_id, []).append(person_id)
    names = persons.names({one for each in holders.values() for one in each})
    return {
        row.pk: (titles.get(row.pk, row.number), ", ".join(names[one] for one in holders.get(row.pk, ())))
        for row in rows
    }


@page(area="desk", permission=works_for_the_body)
def register(request: PageRequest) -> HttpResponseBase:
    """Every post of the body, with who holds it today."""
    return _list().response(request)


@page(area="desk", permission=works_for_the_body)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One post: what it is for today, to whom it reports, who holds it and held it."""
    post = get_object_or_404(Post, pk=pk)
    described = organisation.description_on(post, clock.today()) or post.descriptions.order_by("from_on").first()
    return render_record(
        request,
        post,
        kind=_("Post"),
        title=described.title if described else post.number,
        status=status_of(post),
        facts=_facts(post, described),
        offers=_offers(post),
        related=[_holders(post), _descriptions(post)],
    )


def _facts(post: Post, described: Description | None) -> list[Fact]:
    line = organisation.line_on(post, clock.today())
    above = organisation.description_on(line.superior, clock.today()) if line and line.superior else None
    link = ("personnel:post", line.superior_id) if line and line.superior else ()
    said = [Fact(_("Number"), post.number), Fact(_("Since"), post.opened_on), Fact(_("Until"), post.closed_on)]
    if described:
        said += [
            Fact(_("Duties"), described.duties),
            Fact(_("Authority"), described.authority),
            Fact(_("What it asks for"), described.criteria),
            Fact(_("Answers for"), "\n".join(str(each.label) for each in described.answers_for)),
        ]
    at_the_top = _("Nobody: it is the top") if line else ""
    said.append(Fact(_("Reports to"), above.title if above else at_the_top, link=link))
    return [*said, Fact(_("Safeguard"), line.safeguard)] if line and line.safeguard else said


def _offers(post: Post) -> list[Offer]:
    known = {"post": post}
    if post.state == PostState.CLOSED:
        return []
    return [
        Offer(posts.occupy, ("personnel:post-occupy", post.pk), known, main=True),
        Offer(posts.report, ("personnel:post-report", post.pk), known),
        Offer(posts.describe, ("personnel:post-describe", post.pk), known),
        Offer(posts.close, ("personnel:post-close", post.pk), known),
    ]


def _holders(post: Post) -> Related:
    found = list(post.occupancies.select_related("person").order_by("-from_on", "-id"))
    names = persons.names({each.person_id for each in found})
    return Related(
        _("Who holds it"),
        [_holder(each, names[each.person_id]) for each in found],
        empty=_("Nobody holds this post yet. Top management or the quality manager puts somebody into it."),
    )


def _holder(occupancy: Occupancy, name: str) -> Row:
    today, until = clock.today(), occupancy.until_on
    over = until is not None and until < today
    word = _("Held it") if over else _("Will hold it") if occupancy.from_on > today else _("Holds it")
    ends = date_format(until, DAY) if until else _("until further notice")
    return Row(
        what=_("%(name)s, as deputy") % {"name": name} if occupancy.is_deputy else name,
        why=_("from %(begins)s, %(ends)s") % {"begins": date_format(occupancy.from_on, DAY), "ends": ends},
        link=() if occupancy.ended_at else ("personnel:occupancy-end", occupancy.pk),
        status=Status(word, Tone.CLOSED if over else Tone.HOLDS),
    )


def _descriptions(post: Post) -> Related:
    rows = [
        Row(each.title, _("from %(day)s") % {"day": date_format(each.from_on, DAY)})
        for each in post.descriptions.order_by("-from_on")
    ]
    return Related(_("Descriptions"), rows)


@page(area="desk", permission=may_keep_posts)
def open_one(request: PageRequest) -> HttpResponseBase:
    """Open a post."""
    form = PostForm(request.POST or None)
    return perform(request, posts.open_post, form, then=lambda made: ("personnel:post", made.pk))


@page(area="desk", permission=may_keep_posts)
def describe(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Describe a post anew, beginning with what stands there."""
    post = get_object_or_404(Post, pk=pk)
    current = post.descriptions.order_by("-from_on").first()
    said = ("title", "duties", "authority", "criteria")
    initial = {name: getattr(current, name) for name in said} if current else {}
    chosen = {"responsibilities": current.responsibilities.split() if current else []}
    form = PostForm(request.POST or None, record=post, initial={**initial, **chosen})
    return perform(request, posts.describe, form, record=post, then=("personnel:post", post.pk))


@page(area="desk", permission=may_keep_posts)
def report(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say to which post a post reports."""
    post = get_object_or_404(Post, pk=pk)
    form = ReportForm(request.POST or None, record=post)
    return perform(request, posts.report, form, record=post, then=("personnel:post", post.pk))


@page(area="desk", permission=may_keep_posts)
def occupy(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Put somebody into a post."""
    post = get_object_or_404(Post, pk=pk)
    form = OccupyForm(request.POST or None, record=post)
    return perform(request, posts.occupy, form, record=post, then=("personnel:post", post.pk))


@page(area="desk", permission=may_keep_posts)
def leave(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """End that somebody holds a post."""
    occupancy = get_object_or_404(Occupancy.objects.select_related("person", "post"), pk=pk)
    form = LastDayForm(request.POST or None, record=occupancy)
    return perform(request, posts.leave, form, record=occupancy, then=("personnel:post", occupancy.post_id))


@page(area="desk", permission=may_keep_posts)
def close(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Close a post."""
    post = get_object_or_404(Post, pk=pk)
    form = ClosePostForm(request.POST or None, record=post)
    return perform(request, posts.close, form, record=post, then=("personnel:post", post.pk))
