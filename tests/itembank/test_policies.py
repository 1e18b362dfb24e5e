"""How the bank of a scheme is kept: set by who manages the scheme, and obeyed by every step of an item's review."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.identity.roles import ITEM_REVIEWER, ITEM_WRITER
from guildhall.itembank import queries
from guildhall.itembank.acts import items, policies, reviews
from guildhall.itembank.models import BankPolicy, ItemReview, ItemVersion
from guildhall.ledger import history
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import FAIR, RIGHT, a_draft, a_question, accepted, answered, in_review, refused, set_policy
from tests.itembank.test_pages import sent, words
from tests.making import Made


@pytest.fixture
def second(made: Made, cast: Cast) -> Person:
    """Quinn, who reviews items of the scheme as Rita does."""
    authorise(cast.quinn, ITEM_REVIEWER, made.scope)
    return cast.quinn


def test_a_bank_is_kept_by_the_houses_measure_until_somebody_sets_one(made: Made) -> None:
    kept = queries.policy(made.scheme)

    assert (kept.reviewers, kept.fairness_apart, kept.pilots, kept.set_by) == (1, False, False, None)


def test_who_manages_the_scheme_sets_the_policy_with_a_reason(made: Made) -> None:
    set_policy(made, reviewers=2, reason="Items decide on safety.")
    latest = set_policy(made, pilots=True, pilot_least=30, reason="There are candidates enough.")

    assert queries.policy(made.scheme) == latest
    assert [each.reason for each in queries.policies(made.scheme)] == [
        "There are candidates enough.",
        "Items decide on safety.",
    ]
    assert history.of(made.scheme)[0].told == (
        "set how the bank of Wind Turbine Technician is kept: There are candidates enough."
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"reviewers": 3}, "reviewers"), ({"pilot_least": 0}, "pilot_least"), ({"reason": " "}, "reason")],
)
def test_a_policy_makes_sense_and_has_a_reason(made: Made, wrong: dict[str, object], field: str) -> None:
    given = {"by": acting(made.crew.sam), "scheme": made.scheme, "reason": "So.", **wrong}

    assert (refused("bank-policy", policies.set_policy, **given).field, BankPolicy.objects.count()) == (field, 0)


@pytest.mark.parametrize("name", ["ivo", "rita", "max", "ava"])
def test_nobody_else_sets_the_policy(made: Made, cast: Cast, name: str) -> None:
    for person in (getattr(made.crew, name), cast.ada, cast.tom):
        refused("R-46", policies.set_policy, by=acting(person), scheme=made.scheme, reason="Mine.")


def test_two_people_accept_the_content_where_the_policy_says_so(made: Made, second: Person) -> None:
    set_policy(made, reviewers=2)
    version, by_rita = in_review(made, a_draft(made)), acting(made.crew.rita)

    alone = refused("R-11", reviews.accept, by=by_rita, version=version, **RIGHT)
    assert alone.mend.act == "itembank.item.endorse"
    first = reviews.endorse(by=by_rita, version=version, **RIGHT)
    assert first.state == "content"
    refused("R-11", reviews.endorse, by=acting(second), version=first, **RIGHT)
    again = refused("R-11", reviews.accept, by=by_rita, version=first, **RIGHT)
    assert again.sentence.startswith("You have accepted its content as the first of two reviewers")
    assert (again.mend.act, again.mend.sentence) == ("", "Free to be the second: Quinn Ostermann.")
    both = reviews.accept(by=acting(second), version=first, **RIGHT)

    assert both.state == "fairness"
    assert queries.accepted_by(both, "content") == {made.crew.rita.pk, second.pk}


def test_the_page_of_an_item_offers_what_is_left_to_do_of_two_acceptances(made: Made, second: Person) -> None:
    set_policy(made, reviewers=2)
    version = in_review(made, a_draft(made))
    address = reverse("itembank:version", args=[version.pk])

    def offered(person: Person) -> tuple[str, bool]:
        first = sign_in(Client(), person).get(address).context["offers"][0]
        return first.label, first.refusal is None

    assert offered(second) == ("Accept its content as the first of two", True)
    reviews.endorse(by=acting(made.crew.rita), version=version, **RIGHT)
    assert offered(second) == ("Accept its content", True)
    assert offered(made.crew.rita) == ("Accept its content", False)


def test_the_pages_of_an_item_say_whose_acceptance_is_awaited(made: Made, cast: Cast, second: Person) -> None:
    set_policy(made, reviewers=2)
    version = in_review(made, a_draft(made))
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)
    rita, quinn = (sign_in(Client(), each) for each in (made.crew.rita, second))
    reviewing, judging = (reverse(f"itembank:version-{part}", args=[version.pk]) for part in ("reviewing", "accept"))

    before = [words(rita.get(page)) for page in (reviewing, judging)]
    free = "as the first of two Free to do it: Quinn Ostermann, Rita Reviersen Awaited"
    assert [free in page for page in before] == [True, True]
    reviews.endorse(by=acting(made.crew.rita), version=version, **RIGHT)
    after = [words(quinn.get(page)) for page in (reviewing, judging)]
    told = (
        "Rita Reviersen accepted its content as the first of two Accepted Another person’s acceptance Free to do it: "
    )
    assert [f"{told}Quinn Ostermann Awaited" in page for page in after] == [True, True]
    record, bench = (rita.get(reverse(f"itembank:{page}", args=[version.pk])) for page in ("version", "version-key"))
    assert "Free to be the second: Quinn Ostermann." in words(record)
    assert [reviewing in page.content.decode() for page in (record, bench)] == [True, True]
    assert [_cost(rita, page) for page in (record.request["PATH_INFO"], reviewing) if _cost(rita, page) >= 10] == []


def _cost(browser: Client, page: str) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as caught:
        browser.get(page)
    return len(caught)


def test_the_first_of_two_is_told_where_nobody_else_could_be_the_second(made: Made) -> None:
    set_policy(made, reviewers=2)
    version = reviews.endorse(by=acting(made.crew.rita), version=in_review(made, a_draft(made)), **RIGHT)

    refusal = refused("R-11", reviews.accept, by=acting(made.crew.rita), version=version, **RIGHT)

    assert refusal.mend.sentence.startswith("Nobody else reviews items of this scheme today")


def test_nobody_is_the_first_of_two_where_one_is_enough(made: Made) -> None:
    version = in_review(made, a_draft(made))

    refusal = refused("R-11", reviews.endorse, by=acting(made.crew.rita), version=version, **RIGHT)

    assert refusal.mend.act == "itembank.item.accept"


def test_what_the_first_accepted_counts_for_nothing_once_it_was_changed(made: Made, second: Person) -> None:
    set_policy(made, reviewers=2)
    first = reviews.endorse(by=acting(made.crew.rita), version=in_review(made, a_draft(made)), **RIGHT)
    sent = reviews.send_back(by=acting(second), version=first, comment="Two are right.", key_is_right=False)
    mended = in_review(made, _edited(made, sent))

    refused("R-11", reviews.accept, by=acting(second), version=mended, **RIGHT)


def _edited(made: Made, version: ItemVersion) -> ItemVersion:
    return items.edit(by=acting(made.crew.ivo), version=version, question=a_question(key=("C",)))


def test_the_author_is_neither_of_the_two(made: Made, second: Person) -> None:
    set_policy(made, reviewers=2)
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)
    version = in_review(made, a_draft(made))

    refused("R-11", reviews.endorse, by=acting(made.crew.ivo), version=version, **RIGHT)


def test_fairness_is_looked_at_by_another_where_the_policy_says_so(made: Made, second: Person) -> None:
    set_policy(made, fairness_apart=True)
    version = accepted(made, a_draft(made))

    refusal = refused("R-11", reviews.assess, by=acting(made.crew.rita), version=version, **FAIR)
    assert refusal.mend.sentence == "Another reviewer of this scheme does it."

    assert reviews.assess(by=acting(second), version=version, **FAIR).state == "keying"


def test_a_policy_that_asks_for_more_holds_what_was_reviewed_with_less(made: Made, second: Person) -> None:
    version = reviews.assess(by=acting(made.crew.rita), version=accepted(made, a_draft(made)), **FAIR)
    waiting = answered(made.crew.max, version, {"RESPONSE": ["B"]})

    set_policy(made, reviewers=2)

    refusal = refused("R-26", reviews.approve, by=acting(made.crew.max), version=waiting)
    assert refusal.mend.act == "itembank.item.send-back"
    assert ItemReview.objects.filter(step="content").count() == 1


def test_writers_role_does_not_review(made: Made, cast: Cast) -> None:
    authorise(cast.quinn, ITEM_WRITER, made.scope)

    refused("R-46", reviews.assess, by=acting(cast.quinn), version=accepted(made, a_draft(made)), **FAIR)


@pytest.mark.parametrize("lacking", ["language_is_clear", "language_is_fair"])
def test_words_are_accepted_in_every_respect_or_not_at_all(made: Made, lacking: str) -> None:
    version = accepted(made, a_draft(made))

    refusal = refused("R-26", reviews.assess, by=acting(made.crew.rita), version=version, **{**FAIR, lacking: False})

    assert (refusal.field, ItemReview.objects.filter(step="fairness").count()) == (lacking, 0)


def test_the_policy_is_read_by_who_works_on_items_and_set_by_who_manages_the_scheme(made: Made) -> None:
    register, change = reverse("itembank:policies"), reverse("itembank:policy-set", args=[made.scheme.pk])
    sam, rita = (sign_in(Client(), person) for person in (made.crew.sam, made.crew.rita))
    assert "Nobody has set anything for this scheme" in words(rita.get(register))

    typed = {
        "reviewers": "2",
        "pilots": "on",
        "pilot_least": "40",
        "rest_after": "300",
        "rest_months": "6",
        "rest_within": "24",
    }
    assert sent(sam, change, **typed, reason="Two see more.").status_code == 302

    told = words(rita.get(register))
    assert "Reviewers of the content 2" in told
    assert "an item is tried first, and judged from 40 answers on" in told
    assert "after 300 candidates within 24 months, for 6 months" in told
    assert "Two see more. Sam Schierholz" in told
    assert ("Set the policy" in told, "Set the policy" in words(sam.get(register))) == (False, True)
    assert rita.get(change).status_code == 403


def test_the_page_of_a_review_makes_the_first_of_two_and_then_the_second(made: Made, second: Person) -> None:
    set_policy(made, reviewers=2)
    version = in_review(made, a_draft(made))
    page = reverse("itembank:version-accept", args=[version.pk])
    rita, quinn = (sign_in(Client(), person) for person in (made.crew.rita, second))
    right = dict.fromkeys(RIGHT, "on")

    assert "Accept its content as the first of two" in words(rita.get(page))
    assert sent(rita, page, **right).status_code == 302
    assert "Accept its content as the first of two" not in words(quinn.get(page))
    assert sent(quinn, page, **right).status_code == 302

    version.refresh_from_db()
    assert version.state == "fairness"
