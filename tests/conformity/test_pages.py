"""The matrix, the gap list and the page of a clause, as people get them."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from guildhall.conformity import catalogue, runs
from guildhall.conformity.acts import judgements
from guildhall.conformity.models import ControlRun, Judgement
from guildhall.identity.models import Account, Grant, Person
from guildhall.kernel import clock as house_clock
from tests import forge
from tests.cast import Cast, acting

MATRIX = "/conformity/"
PAGES = [MATRIX, "/conformity/gaps/", "/conformity/clauses/2012:5.2.3%20e)/", "/conformity/clauses/2012:4.1/judge/"]


def signed_in(person: Person) -> Client:
    """A browser in which this person is signed in."""
    account = forge.make(Account, alias=f"{person.number}@alias.invalid".lower())
    forge.alter(person, account=account)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "none"})
    client = Client()
    client.force_login(account, backend="guildhall.identity.backend.Accounts")
    return client


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_is_sent_to_the_sign_in(cast: Cast, client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", PAGES)
def test_an_outsider_is_refused(cast: Cast, address: str) -> None:
    answer = signed_in(cast.otto).get(address)
    assert answer.status_code == 403
    assert "R-46" in answer.content.decode() or "17024" in answer.content.decode()


@pytest.mark.parametrize("edition", ["2012", "2026", "both", "nonsense"])
def test_the_matrix_shows_every_clause_within_ten_queries(
    cast: Cast, edition: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    runs.run_due()
    client = signed_in(cast.quinn)
    client.get(MATRIX)
    with django_assert_max_num_queries(10):
        shown = client.get(MATRIX, {"edition": edition}).content.decode()
    wanted = catalogue.clauses("2012" if edition in {"both", "nonsense"} else edition)
    for clause in wanted:
        assert (f'href="{reverse("conformity:clause", args=[clause.key])}"' in shown) is not clause.is_heading
    assert ">no control yet<" in shown
    assert f"as of ledger entry {runs.leaves()}" in shown


def test_the_matrix_is_narrowed_to_a_standing_and_a_chapter(cast: Cast) -> None:
    runs.run_due()
    client = signed_in(cast.quinn)
    shown = client.get(MATRIX, {"edition": "2012", "state": "no control yet", "chapter": "9"}).content.decode()
    assert "/clauses/2012:9.8.1/" in shown
    assert "/clauses/2012:9.4.4/" not in shown
    assert "/clauses/2012:4.4/" not in shown
    assert "/clauses/2012:6.1.7/" not in shown


def test_asking_for_a_run_computes_every_answer_and_a_double_click_does_it_once(cast: Cast) -> None:
    client = signed_in(cast.quinn)
    for _ in range(2):
        answer = client.post("/conformity/run/", {"once": "the-same", "edition": "2026"})
        assert (answer.status_code, answer["Location"]) == (302, "/conformity/?edition=2026")
    assert ControlRun.objects.filter(is_latest=True).count() == ControlRun.objects.count() > 0


def test_who_may_not_run_the_controls_has_no_button(cast: Cast) -> None:
    client = signed_in(cast.olive)
    assert "Run the controls again" not in client.get(MATRIX).content.decode()
    assert client.post("/conformity/run/").status_code == 403


def test_a_finding_leads_to_its_record(cast: Cast) -> None:
    forge.make(Grant, person=cast.otto, role="administrator", scope=cast.body, from_on=house_clock.today())
    runs.run_due()
    client = signed_in(cast.quinn)
    for address in (MATRIX, "/conformity/clauses/2012:6.1.3/"):
        shown = client.get(address).content.decode()
        assert f'href="{reverse("web:person", args=[cast.otto.pk])}">{cast.otto.number}</a>' in shown
        assert "holds a role that no act gave" in shown
        assert "Fremdling" not in shown


def test_every_clause_has_a_page(cast: Cast) -> None:
    client = signed_in(cast.quinn)
    for edition in ("2012", "2026"):
        for clause in catalogue.clauses(edition)[::6]:
            assert client.get(reverse("conformity:clause", args=[clause.key])).status_code == 200


def test_an_unknown_sub_number_leads_to_the_clause_above(cast: Cast) -> None:
    answer = signed_in(cast.quinn).get("/conformity/clauses/2026:8.4/")
    assert (answer.status_code, answer["Location"]) == (302, "/conformity/clauses/2026:8/")


def test_a_clause_is_judged_on_its_page(cast: Cast) -> None:
    client = signed_in(cast.quinn)
    until = (house_clock.today() + timedelta(days=90)).isoformat()
    typed = {"verdict": "holds", "reason": "Seen the register extract of May.", "until_on": until, "once": "n-1"}
    answer = client.post("/conformity/clauses/2012:9.8.1/judge/", typed)
    assert (answer.status_code, answer["Location"]) == (302, "/conformity/clauses/2012:9.8.1/")
    shown = client.get("/conformity/clauses/2012:9.8.1/").content.decode()
    assert "Seen the register extract of May." in shown
    assert f"Quinn Ostermann ({cast.quinn.number})" in shown
    judgement = Judgement.objects.get()
    page = client.get(f"/conformity/judgements/{judgement.pk}/").content.decode()
    assert judgement.number in page
    assert (
        client.get("/conformity/clauses/2012:9.8.1/judge/")["Location"]
        == f"/conformity/judgements/{judgement.pk}/revise/"
    )


def test_a_refused_judgement_keeps_what_was_typed(cast: Cast) -> None:
    client = signed_in(cast.quinn)
    until = (house_clock.today() + timedelta(days=900)).isoformat()
    typed = {"verdict": "holds", "reason": "Seen the register extract of May.", "until_on": until}
    answer = client.post("/conformity/clauses/2012:9.8.1/judge/", typed)
    assert answer.status_code == 409
    assert "Seen the register extract of May." in answer.content.decode()
    assert "at most a year" in answer.content.decode()


def test_a_judgement_is_replaced_and_withdrawn_on_its_pages(cast: Cast) -> None:
    until = house_clock.today() + timedelta(days=90)
    first = judgements.give(
        by=acting(cast.quinn),
        clause="2012:9.8.1",
        verdict="holds",
        reason="Seen the statutes.",
        until_on=until,
        answers={},
    )
    client = signed_in(cast.quinn)
    typed = {"verdict": "does not hold", "reason": "The statutes were changed.", "until_on": until.isoformat()}
    client.post(f"/conformity/judgements/{first.pk}/revise/", {**typed, "revision": first.revision})
    second = Judgement.objects.get(state="in-force")
    assert (second.verdict, Judgement.objects.get(pk=first.pk).state) == ("does not hold", "replaced")
    client.post(f"/conformity/judgements/{second.pk}/withdraw/", {"reason": "Judged the wrong clause."})
    assert Judgement.objects.get(pk=second.pk).state == "withdrawn"


def test_the_gap_list_shows_what_is_new(cast: Cast) -> None:
    shown = signed_in(cast.quinn).get("/conformity/gaps/").content.decode()
    assert "AI: human oversight" in shown
    assert "New in 2026." in shown
