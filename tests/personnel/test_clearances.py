"""Conflicts in single matters: declared before the work, judged by somebody else."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.ledger.models import Access
from guildhall.personnel.acts import clearances, declarations, interests
from guildhall.personnel.impartiality import cleared, too_close, undeclared
from guildhall.personnel.lifecycles import ClearanceState
from guildhall.personnel.models import Clearance, DeclarationText, Interest
from tests.cast import Cast, acting, sign_in
from tests.personnel.test_declarations import refused


def test_nothing_declared_refuses_and_says_where_to_declare(cast: Cast) -> None:
    refusal = undeclared(acting(cast.olive), cast.carla)

    assert refusal is not None
    assert (refusal.code, refusal.mend.link) == ("R-07", ("personnel:clear", cast.carla.ref))
    assert cast.carla.number in refusal.sentence
    assert not cleared(cast.olive.id, cast.carla.ref)


def test_no_conflict_clears_for_this_matter_and_no_other(cast: Cast) -> None:
    made = clearances.declare(by=acting(cast.olive), person=cast.olive, about=cast.carla.ref)

    assert (made.state, made.about_number) == (ClearanceState.CLEAR, cast.carla.number)
    assert cleared(cast.olive.id, cast.carla.ref)
    assert undeclared(acting(cast.olive), cast.carla) is None
    assert undeclared(acting(cast.olive), cast.gero) is not None
    assert undeclared(acting(cast.quinn), cast.carla) is not None


def test_declaration_on_a_session_covers_what_stands_in_it(cast: Cast) -> None:
    clearances.declare(by=acting(cast.olive), person=cast.olive, about=cast.body.ref)

    assert undeclared(acting(cast.olive), cast.carla, cast.body) is None


def test_conflict_in_one_matter_blocks_although_the_session_is_clear(cast: Cast) -> None:
    by = acting(cast.olive)
    clearances.declare(by=by, person=cast.olive, about=cast.body.ref)
    clearances.declare(by=by, person=cast.olive, about=cast.carla.ref, conflict="She is my niece.")

    refusal = undeclared(by, cast.carla, cast.body)

    assert refusal is not None
    assert "has not been judged" in refusal.sentence
    assert "niece" not in str(refusal)


def test_conflict_blocks_until_it_is_treated_and_for_good_when_barred(cast: Cast) -> None:
    by, quinn = acting(cast.olive), acting(cast.quinn)
    named = clearances.declare(by=by, person=cast.olive, about=cast.carla.ref, conflict="She is my niece.")
    assert not cleared(cast.olive.id, cast.carla.ref)
    refused("R-07", clearances.treat, by=quinn, clearance=named, reasons=" ")

    treated = clearances.treat(by=quinn, clearance=named, reasons="Quinn reads every step again.")
    assert cleared(cast.olive.id, cast.carla.ref)

    clearances.bar(by=quinn, clearance=treated, reasons="They live together.")
    refusal = undeclared(by, cast.carla)
    assert refusal is not None
    assert "barred" in refusal.sentence


def test_judgement_is_put_right_by_judging_again(cast: Cast) -> None:
    named = clearances.declare(
        by=acting(cast.olive), person=cast.olive, about=cast.carla.ref, conflict="She is my niece."
    )
    barred = clearances.bar(by=acting(cast.quinn), clearance=named, reasons="Too close.")
    refused("R-60", clearances.reopen, by=acting(cast.quinn), clearance=barred, reason="")

    again = clearances.reopen(by=acting(cast.quinn), clearance=barred, reason="It was another person.")

    assert (again.state, again.judged_by, again.reasons) == (ClearanceState.CONFLICT, "", "")


def test_nobody_judges_their_own_conflict_and_no_administrator_any(cast: Cast) -> None:
    own = clearances.declare(by=acting(cast.quinn), person=cast.quinn, about=cast.carla.ref, conflict="A friend.")

    refused("R-08", clearances.treat, by=acting(cast.quinn), clearance=own, reasons="It is nothing.")
    refused("R-08", clearances.bar, by=acting(cast.quinn), clearance=own, reasons="It is much.")
    for other in (cast.ada, cast.olive, cast.otto):
        refused("R-46", clearances.treat, by=acting(other), clearance=own, reasons="So be it.")


def test_conflict_that_turns_up_later_is_named_in_the_same_declaration(cast: Cast) -> None:
    by = acting(cast.olive)
    made = clearances.declare(by=by, person=cast.olive, about=cast.carla.ref)
    refusal = refused("one-clearance", clearances.declare, by=by, person=cast.olive, about=cast.carla.ref)
    assert refusal.mend.link == ("personnel:clearance", str(made.pk))
    refused("R-07", clearances.disclose, by=by, clearance=made, conflict="  ")
    refused("permission", clearances.disclose, by=acting(cast.quinn), clearance=made, conflict="Hers, not mine.")

    clearances.disclose(by=by, clearance=made, conflict="She turned out to be my niece.")

    assert not cleared(cast.olive.id, cast.carla.ref)


@pytest.mark.parametrize("about", ["", "nonsense", "identity.person:7", f"identity.nothing:{UUID(int=7)}"])
def test_matter_that_is_not_there_is_refused_in_words(cast: Cast, about: str) -> None:
    refusal = refused("R-07", clearances.declare, by=acting(cast.olive), person=cast.olive, about=about)

    assert refusal.field == "about"


def test_nobody_declares_for_another_and_no_stranger_at_all(cast: Cast) -> None:
    refused("permission", clearances.declare, by=acting(cast.quinn), person=cast.olive, about=cast.carla.ref)
    refused("R-46", clearances.declare, by=acting(cast.carla), person=cast.carla, about=cast.gero.ref)


def test_one_click_clears_and_leads_back(cast: Cast) -> None:
    client = sign_in(Client(), cast.olive)
    came_from = reverse("web:person", args=[cast.carla.pk])
    url = reverse("personnel:clear", args=[cast.carla.ref])

    answer = client.post(url, {"next": came_from})

    assert (answer.status_code, answer["Location"]) == (302, came_from)
    assert cleared(cast.olive.id, cast.carla.ref)


def test_one_click_leads_to_no_other_house(cast: Cast) -> None:
    client = sign_in(Client(), cast.olive)
    url = reverse("personnel:clear", args=[cast.carla.ref])

    answer = client.post(url, {"next": "https://elsewhere.example/"})

    made = Clearance.objects.get()
    assert answer["Location"] == reverse("personnel:clearance", args=[made.pk])


def test_page_to_declare_knows_where_one_came_from(cast: Cast) -> None:
    client = sign_in(Client(), cast.olive)
    url = reverse("personnel:clear", args=[cast.carla.ref])

    page = client.get(url, headers={"referer": "http://testserver/people/?q=1"}).content.decode()

    assert 'value="/people/?q=1"' in page
    assert client.get(reverse("personnel:clear", args=["nonsense"])).status_code == 404


def test_conflict_is_read_by_its_owner_and_its_judges_and_every_look_is_logged(cast: Cast) -> None:
    named = clearances.declare(
        by=acting(cast.olive), person=cast.olive, about=cast.carla.ref, conflict="She is my niece."
    )
    url = reverse("personnel:clearance", args=[named.pk])

    pages = {
        person.given_name: sign_in(Client(), person).get(url).content.decode()
        for person in (cast.olive, cast.quinn, cast.ada, cast.otto)
    }

    assert [name for name, text in pages.items() if "She is my niece." in text] == ["Olive", "Quinn"]
    looks = Access.objects.filter(reading="personnel.clearance.read").values_list("outcome", flat=True)
    assert sorted(looks) == ["done", "done", "refused", "refused"]


def test_registers_show_ones_own_to_everybody_and_all_to_judges(cast: Cast) -> None:
    clearances.declare(by=acting(cast.olive), person=cast.olive, about=cast.carla.ref)

    mine = sign_in(Client(), cast.olive).get(reverse("personnel:my-clearances")).content.decode()
    others = sign_in(Client(), cast.tom).get(reverse("personnel:my-clearances")).content.decode()
    register = sign_in(Client(), cast.quinn).get(reverse("personnel:clearances")).content.decode()

    assert [cast.carla.number in text for text in (mine, others, register)] == [True, False, True]
    assert sign_in(Client(), cast.olive).get(reverse("personnel:clearances")).status_code == 403


def test_conflict_is_judged_on_its_page(cast: Cast) -> None:
    named = clearances.declare(
        by=acting(cast.olive), person=cast.olive, about=cast.carla.ref, conflict="She is my niece."
    )
    client = sign_in(Client(), cast.quinn)
    url = reverse("personnel:clearance-treat", args=[named.pk])
    assert "She is my niece." in client.get(url).content.decode()
    assert client.post(url, {"reasons": ""}).status_code == 409

    client.post(url, {"reasons": "Quinn reads along."})

    assert cleared(cast.olive.id, cast.carla.ref)


# Ties that a declaration names.


@pytest.fixture
def tie(cast: Cast, text: DeclarationText) -> Interest:
    by = acting(cast.olive)
    draft = declarations.make(by=by, person=cast.olive)
    tie = {"kind": "family", "party": "Carla Zimmerer", "description": "She is my sister."}
    declared = interests.declare(by=by, declaration=draft, concerned=cast.carla, **tie)
    declarations.sign(by=by, declaration=draft)
    return declared


def close(one: Person, other: Person) -> str:
    refusal = too_close(acting(one), other.id)
    return refusal.code if refusal else ""


def test_nobody_handles_a_file_about_themselves(cast: Cast) -> None:
    assert close(cast.ada, cast.ada) == "R-08"


def test_declared_tie_keeps_both_from_each_others_files(cast: Cast, tie: Interest) -> None:
    assert (close(cast.olive, cast.carla), close(cast.carla, cast.olive)) == ("R-08", "R-08")
    assert (close(cast.olive, cast.gero), close(cast.quinn, cast.carla)) == ("", "")


def test_tie_that_is_judged_harmless_keeps_nobody(cast: Cast, tie: Interest) -> None:
    treated = interests.treat(by=acting(cast.quinn), interest=tie, reasons="Somebody reads along.")
    assert close(cast.olive, cast.carla) == "R-08"

    again = interests.reopen(by=acting(cast.quinn), interest=treated, reason="Looked at it again.")
    interests.accept(by=acting(cast.quinn), interest=again, reasons="Another Carla.")

    assert close(cast.olive, cast.carla) == ""


def test_tie_of_a_declaration_that_was_renewed_without_it_keeps_nobody(cast: Cast, tie: Interest) -> None:
    by = acting(cast.olive)
    renewal = declarations.make(by=by, person=cast.olive)
    declarations.sign(by=by, declaration=renewal, nothing_to_declare=True)

    assert close(cast.olive, cast.carla) == ""


def test_tie_to_oneself_is_refused(cast: Cast, text: DeclarationText) -> None:
    by = acting(cast.olive)
    draft = declarations.make(by=by, person=cast.olive)

    refusal = refused(
        "R-07",
        interests.declare,
        by=by,
        declaration=draft,
        kind="family",
        party="Me",
        description="I am.",
        concerned=cast.olive,
    )

    assert refusal.field == "concerned"
