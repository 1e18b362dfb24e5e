"""The checklist of public information: computed where the records tell it, judged by somebody where they do not."""

from typing import Any

from django.test import Client
from django.urls import reverse

from guildhall.governance.models import InformationReview
from guildhall.governance.points import POINTS
from guildhall.identity.models import Person
from guildhall.web.information.standings import all_standings
from tests import forge
from tests.cast import Cast, sign_in
from tests.making import a_scheme, say_what_everybody_may_know


def standing() -> dict[str, str]:
    """How each point stands, in a word."""
    return {each.point.code: each.status.word for each in all_standings()}


def page(person: Person) -> tuple[int, str]:
    answer = sign_in(Client(), person).get(reverse("web:information"))
    return answer.status_code, answer.content.decode()


def send(person: Person, **answers: Any) -> Any:
    typed = {**{each.code: "right" for each in POINTS}, **answers}
    return sign_in(Client(), person).post(reverse("web:information-review"), typed)


def test_points_stand_as_the_records_say(cast: Cast) -> None:
    assert (standing()["impartiality"], standing()["scope"]) == ("not said", "nothing yet")
    made = a_scheme(cast)
    assert {code: standing()[code] for code in ("impartiality", "appeals", "scope", "prerequisites", "ai")} == {
        "impartiality": "public",
        "appeals": "public",
        "scope": "public",
        "prerequisites": "public",
        "ai": "not said",
    }

    forge.alter(made.version, scope_words=" ")

    assert standing()["scope"] == "not said"


def test_prerequisites_and_transition_that_are_not_said_are_seen(cast: Cast) -> None:
    made = a_scheme(cast)
    for each in made.requirements.values():
        forge.remove(each)
    assert (standing()["prerequisites"], standing()["transition"]) == ("not said", "nothing yet")

    forge.alter(made.version, ordinal=2, not_applicable={"prerequisites": "None is needed."})

    assert (standing()["prerequisites"], standing()["transition"]) == ("public", "not said")


def test_somebody_goes_through_the_points_on_the_page(cast: Cast) -> None:
    say_what_everybody_may_know(cast)
    assert page(cast.quinn)[0] == 200
    assert "nobody has looked yet" in page(cast.quinn)[1]
    assert send(cast.quinn, appeals="").status_code == 409
    assert send(cast.quinn, appeals="wrong").status_code == 409

    send(cast.quinn, appeals="wrong", ai="not-applicable", findings="Quinn rewrites it by Friday.")

    made = InformationReview.objects.get()
    assert (made.points["appeals"], made.points["ai"], made.reviewed_by) == ("wrong", "not-applicable", cast.quinn)
    text = page(cast.olive)[1]
    assert all(words in text for words in (made.number, "Quinn rewrites it by Friday.", "to be put right"))


def test_checklist_is_for_who_answers_for_it(cast: Cast) -> None:
    assert page(cast.otto)[0] == 403
    assert send(cast.olive).status_code == 403
    assert "This needs a role that you do not hold today" in page(cast.olive)[1]
