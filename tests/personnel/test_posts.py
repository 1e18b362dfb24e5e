"""Posts, lines and holders at any date; and the terms on which people work."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildhall.kernel import clock
from guildhall.personnel import posts as organisation
from guildhall.personnel.acts import engagements, posts
from guildhall.personnel.models import Engagement, Occupancy, Post, ReportingLine
from guildhall.personnel.queries import employs, engaged_on
from tests.cast import Cast, acting
from tests.personnel.making_posts import DESCRIBED, a_post, engaged, held, organised
from tests.personnel.test_declarations import refused

MONDAY = date(2026, 3, 2)


def titles(day: date) -> list[str]:
    return sorted(place.title for place in organisation.organisation(day).places.values())


def test_post_is_opened_with_what_it_is_for_and_what_it_answers_for(cast: Cast) -> None:
    post = a_post(cast, "Director", "policies", "finances")

    described = organisation.description_on(post, MONDAY)
    assert described is not None
    assert (described.title, [str(each) for each in described.answers_for]) == ("Director", ["policies", "finances"])
    assert (described.duties, described.authority, described.criteria) == tuple(DESCRIBED.values())
    assert described.described_by == cast.quinn


def test_post_without_words_or_with_an_unknown_responsibility_is_refused(cast: Cast) -> None:
    asked = {"by": acting(cast.quinn), "title": "Director", "from_on": MONDAY, **DESCRIBED}

    for name in ("title", "duties", "authority", "criteria"):
        assert refused("post-described", posts.open_post, **{**asked, name: " "}).field == name
    refused("responsibility-known", posts.open_post, **asked, responsibilities=["everything"])
    for other in (cast.ada, cast.olive, cast.otto):
        refused("R-46", posts.open_post, **{**asked, "by": acting(other)})
    assert not Post.objects.exists()


def test_chart_of_a_day_shows_what_was_then(cast: Cast, clock: Any) -> None:
    made = organised(cast)
    by = acting(cast.quinn)
    clock.move(days=40)
    posts.describe(by=by, post=made["office"], title="Head of office", from_on=MONDAY + timedelta(days=30), **DESCRIBED)
    posts.report(by=by, post=made["office"], superior=made["director"], from_on=MONDAY + timedelta(days=30))

    then = organisation.organisation(MONDAY + timedelta(days=29)).places[made["office"].pk]
    now = organisation.organisation(MONDAY + timedelta(days=30)).places[made["office"].pk]

    assert (then.title, then.superior_id) == ("Head of operations", made["quality"].pk)
    assert (now.title, now.superior_id) == ("Head of office", made["director"].pk)
    assert [one.person for one in now.holders] == [cast.olive]
    assert titles(MONDAY - timedelta(days=1)) == []


def test_past_is_not_described_or_drawn_anew(cast: Cast) -> None:
    post, by = a_post(cast, "Director"), acting(cast.quinn)
    asked = {"by": by, "post": post, "title": "Chief", **DESCRIBED}

    refused("description-forward", posts.describe, **asked, from_on=MONDAY)
    refused("post-there", posts.describe, **asked, from_on=MONDAY - timedelta(days=1))
    refused("line-forward", posts.report, by=by, post=post, superior=None, from_on=MONDAY)


def test_line_that_closes_a_circle_is_refused(cast: Cast) -> None:
    made, by, later = organised(cast), acting(cast.quinn), MONDAY + timedelta(days=1)

    refused("line-circle", posts.report, by=by, post=made["director"], superior=made["office"], from_on=later)
    refused("line-circle", posts.report, by=by, post=made["director"], superior=made["director"], from_on=later)

    assert ReportingLine.objects.filter(post=made["director"]).count() == 1


def test_holder_is_engaged_is_somebody_else_and_holds_the_post_once(cast: Cast) -> None:
    post = a_post(cast, "Head of operations")
    asked = {"post": post, "from_on": MONDAY}

    refusal = refused("R-46", posts.occupy, by=acting(cast.tom), person=cast.olive, **asked)
    assert refusal.mend.link == ("personnel:engagement-begin",)
    engaged(cast, cast.olive, until_on=MONDAY + timedelta(days=10))
    later = {**asked, "from_on": MONDAY + timedelta(days=11)}
    refused("R-46", posts.occupy, by=acting(cast.tom), person=cast.olive, **later)

    posts.occupy(by=acting(cast.tom), person=cast.olive, **asked)

    refused("occupancy-once", posts.occupy, by=acting(cast.tom), person=cast.olive, is_deputy=True, **asked)
    engaged(cast, cast.tom)
    refused("R-08", posts.occupy, by=acting(cast.tom), person=cast.tom, **asked)
    refused("R-46", posts.occupy, by=acting(cast.olive), person=cast.tom, **asked)


def test_who_left_is_gone_from_the_next_day_on(cast: Cast) -> None:
    made = organised(cast)
    occupancy, last = Occupancy.objects.get(person=cast.olive), MONDAY + timedelta(days=5)
    refused("occupancy-held", posts.leave, by=acting(cast.tom), occupancy=occupancy, until_on=date(2026, 3, 1))

    left = posts.leave(by=acting(cast.tom), occupancy=occupancy, until_on=last)

    held_on = [
        [each.person for each in organisation.organisation(day).places[made["office"].pk].holders]
        for day in (last, last + timedelta(days=1))
    ]
    assert held_on == [[cast.olive], []]
    refused("occupancy-held", posts.leave, by=acting(cast.tom), occupancy=left, until_on=last)


def test_post_is_closed_when_it_is_empty(cast: Cast) -> None:
    made, by = organised(cast), acting(cast.quinn)
    for name in ("director", "office"):
        refused("post-empty", posts.close, by=by, post=made[name], closed_on=MONDAY)
    posts.leave(by=acting(cast.tom), occupancy=Occupancy.objects.get(person=cast.olive), until_on=MONDAY)

    closed = posts.close(by=by, post=made["office"], closed_on=MONDAY)

    assert "Head of operations" in titles(MONDAY)
    assert "Head of operations" not in titles(MONDAY + timedelta(days=1))
    refused("post-there", posts.occupy, by=acting(cast.tom), post=closed, person=cast.quinn, from_on=date(2026, 4, 1))


def test_superiors_and_subordinates_are_one_step_away_on_that_day(cast: Cast) -> None:
    made = organised(cast)
    held(cast, made["director"], cast.ada, is_deputy=True)

    assert organisation.superiors(cast.quinn.pk, MONDAY) == {cast.tom.pk, cast.ada.pk}
    assert organisation.superiors(cast.olive.pk, MONDAY) == {cast.quinn.pk}
    assert organisation.subordinates(cast.tom.pk, MONDAY) == {cast.quinn.pk}
    assert organisation.subordinates(cast.olive.pk, MONDAY) == set()
    assert organisation.superiors(cast.quinn.pk, MONDAY - timedelta(days=1)) == set()
    assert organisation.superiors(cast.otto.pk, MONDAY) == set()


def test_over_a_vacant_post_the_next_above_leads(cast: Cast) -> None:
    organised(cast)
    posts.leave(by=acting(cast.tom), occupancy=Occupancy.objects.get(person=cast.quinn), until_on=MONDAY)
    tuesday = MONDAY + timedelta(days=1)

    assert organisation.superiors(cast.olive.pk, tuesday) == {cast.tom.pk}
    assert organisation.subordinates(cast.tom.pk, tuesday) == {cast.olive.pk}


def test_organisation_costs_the_same_for_three_posts_and_for_thirty(cast: Cast) -> None:
    top = organised(cast)["director"]
    with CaptureQueriesContext(connection) as few:
        organisation.organisation(clock.today())
    for count in range(27):
        a_post(cast, f"Desk {count}", under=top)

    with CaptureQueriesContext(connection) as many:
        whole = organisation.organisation(clock.today())

    assert (len(whole.places), len(many)) == (30, len(few))


def test_engagement_binds_from_its_first_to_its_last_day(cast: Cast) -> None:
    made = engaged(cast, cast.olive, "contracted", employer="Werkstatt Nord", until_on=MONDAY + timedelta(days=9))

    days = [MONDAY - timedelta(days=1), MONDAY, MONDAY + timedelta(days=9), MONDAY + timedelta(days=10)]
    assert [engaged_on(day).filter(pk=made.pk).exists() for day in days] == [False, True, True, False]
    assert (made.employer, employs(cast.olive.pk, MONDAY)) == ("Werkstatt Nord", False)
    engaged(cast, cast.olive, "employed", from_on=MONDAY)
    assert employs(cast.olive.pk, MONDAY)


def test_engagement_is_refused_for_strangers_for_oneself_twice_and_half_said(cast: Cast) -> None:
    asked = {"person": cast.olive, "kind": "employed", "from_on": MONDAY}

    refused("R-46", engagements.begin, by=acting(cast.tom), **{**asked, "person": cast.otto})
    refused("R-08", engagements.begin, by=acting(cast.olive), **asked)
    refused("R-46", engagements.begin, by=acting(cast.quinn), **asked)
    refused("engagement-complete", engagements.begin, by=acting(cast.tom), **{**asked, "kind": "lent"})
    for half in ({"cases": "Appeal of March"}, {"until_on": MONDAY}):
        refused("engagement-complete", engagements.begin, by=acting(cast.tom), **{**asked, "kind": "cases"}, **half)
    made = engagements.begin(by=acting(cast.tom), **asked)

    refusal = refused("engagement-once", engagements.begin, by=acting(cast.tom), **asked)
    assert refusal.mend.link == ("personnel:engagement", str(made.pk))
    engagements.begin(by=acting(cast.tom), **{**asked, "kind": "committee"})


def test_engagement_is_ended_once_by_somebody_else_with_a_reason(cast: Cast) -> None:
    made, last = engaged(cast, cast.olive), MONDAY + timedelta(days=3)
    asked = {"engagement": made, "until_on": last, "reason": "Moved away."}

    refused("R-08", engagements.end, by=acting(cast.olive), **asked)
    refused("end-explained", engagements.end, by=acting(cast.tom), **{**asked, "reason": " "})
    refused("engagement-open", engagements.end, by=acting(cast.tom), **{**asked, "until_on": date(2026, 3, 1)})
    ended = engagements.end(by=acting(cast.tom), **asked)

    assert (ended.until_on, ended.ended_by, ended.reasons) == (last, cast.tom, "Moved away.")
    refused("engagement-open", engagements.end, by=acting(cast.tom), **{**asked, "engagement": ended})
    assert Engagement.objects.count() == 1
