"""My work: what waits, why, until when; one's own and that of those who are away."""

from datetime import timedelta

import pytest
from django.test import Client

from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.kernel import clock as house_clock
from guildhall.personnel.acts import texts
from guildhall.shell.records import Status, Tone
from guildhall.web.work.queries import count, due, tasks
from tests.cast import Cast, acting, sign_in


def newcomer(cast: Cast) -> Person:
    """Somebody who works here since today and holds no role yet."""
    return persons.register(by=acting(cast.olive), given_name="Ilse", family_name="Neu", is_personnel=True)


@pytest.mark.parametrize(
    ("days", "status"),
    [
        (None, Status("When you can", Tone.CLOSED)),
        (-12, Status("12 days over", Tone.FAILS)),
        (-2, Status("Two days over", Tone.FAILS)),
        (-1, Status("One day over", Tone.FAILS)),
        (0, Status("Today", Tone.SOON)),
        (1, Status("Tomorrow", Tone.SOON)),
        (7, Status("Within seven days", Tone.OPEN)),
        (8, Status("10 Mar 2026", Tone.OPEN)),
    ],
)
def test_a_due_day_is_told_in_words_and_with_its_sign(days: int | None, status: Status):
    assert due(None if days is None else house_clock.today() + timedelta(days=days)) == status


def test_an_empty_queue_teaches(cast: Cast):
    assert "Nothing waits for you." in sign_in(Client(), newcomer(cast)).get("/work/").content.decode()


def test_who_does_not_work_here_has_no_desk(cast: Cast):
    answer = sign_in(Client(), cast.otto).get("/work/")
    assert (answer.status_code, answer["Location"]) == (302, "/portal/")
    assert 'class="side"' not in sign_in(Client(), cast.otto).get("/portal/").content.decode()


def test_who_may_not_see_conformity_sees_no_card(cast: Cast):
    assert "Conformity now" in sign_in(Client(), cast.quinn).get("/work/").content.decode()
    assert "Conformity now" not in sign_in(Client(), newcomer(cast)).get("/work/").content.decode()


def test_the_side_bar_shows_the_places_that_the_person_may_open(cast: Cast):
    def places(client: Client) -> list[str]:
        page = client.get("/work/").content.decode()
        labels = ("All persons", "Declarations", "Conformity", "Inbox")
        return [label for label in labels if f"</svg>{label}</a>" in page]

    assert places(sign_in(Client(), cast.olive)) == ["All persons", "Declarations", "Conformity", "Inbox"]
    assert places(sign_in(Client(), cast.quinn)) == ["Declarations", "Conformity", "Inbox"]
    assert places(sign_in(Client(), newcomer(cast))) == ["Inbox"]


def test_the_place_where_one_is_is_marked(cast: Cast):
    page = sign_in(Client(), cast.quinn).get("/conformity/gaps/").content.decode()
    assert page.count('aria-current="page"') >= 1
    assert '<a href="/conformity/gaps/" aria-current="page">' in page


def test_how_pages_are_shown_is_kept_in_the_browser(client: Client):
    answer = client.post("/display/", {"language": "de", "scheme": "dark", "next": "/"})
    assert {name: cookie.value for name, cookie in answer.cookies.items() if name != "csrftoken"} == {
        "django_language": "de",
        "scheme": "dark",
    }
    page = client.get("/").content.decode()
    assert '<html lang="de" data-scheme="dark">' in page


def test_moments_are_shown_in_the_zone_that_was_chosen(client: Client):
    assert "2 Mar 2026, 10:00 CET" in client.get("/").content.decode()
    client.post("/display/", {"set": "zone", "zone": "Asia/Tokyo"})
    assert "2 Mar 2026, 18:00 JST" in client.get("/").content.decode()


def test_display_leads_back_to_this_house_only(client: Client):
    assert client.post("/display/", {"scheme": "dark", "next": "https://elsewhere.example/"})["Location"] == "/"
    assert client.post("/display/", {"scheme": "dark", "next": "/portal/"})["Location"] == "/portal/"


def test_the_start_leads_everybody_to_their_own(cast: Cast, client: Client):
    assert client.get("/").status_code == 200
    assert sign_in(Client(), cast.olive).get("/")["Location"] == "/work/"
    assert sign_in(Client(), cast.carla).get("/")["Location"] == "/portal/"


def test_count_is_asked_of_every_room_only_when_something_was_done(cast: Cast, django_assert_max_num_queries):
    before = count(cast.tom.id)
    with django_assert_max_num_queries(3):
        assert count(cast.tom.id) == before
    texts.propose(by=acting(cast.quinn), words="I judge without favour.")
    assert count(cast.tom.id) == before + 1


def test_count_of_a_new_day_is_a_new_count(cast: Cast, clock):
    count(cast.quinn.id)
    clock.move(days=400)
    assert count(cast.quinn.id) == len(tasks(cast.quinn.id))
