"""Interests: declared by who has them, judged by somebody else."""

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity.acts import grants
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import history
from guildhall.ledger.models import Entry
from guildhall.personnel.acts import declarations, interests
from guildhall.personnel.lifecycles import InterestState
from guildhall.personnel.models import Declaration, DeclarationText, Interest
from tests.cast import Cast, acting, sign_in
from tests.personnel.test_declarations import refused


@pytest.fixture
def interest(cast: Cast, text: DeclarationText) -> Interest:
    by = acting(cast.quinn)
    draft = declarations.make(by=by, person=cast.quinn)
    declared = interests.declare(
        by=by, declaration=draft, kind="training", party="Windschule Nord", description="I taught there until May."
    )
    declarations.sign(by=by, declaration=draft)
    return declared


def test_nobody_judges_their_own_interest_whatever_their_role(cast: Cast, interest: Interest) -> None:
    refusal = refused("R-08", interests.accept, by=acting(cast.quinn), interest=interest, reasons="It is nothing.")

    assert refusal.clauses == ("2012:4.3.7", "2026:4.3")


@pytest.mark.parametrize("name", ["ada", "olive", "carla", "otto"])
def test_interest_is_judged_by_quality_or_top_management_only(cast: Cast, interest: Interest, name: str) -> None:
    by = acting(getattr(cast, name))

    for judge in (interests.accept, interests.treat, interests.bar):
        refused("R-46", judge, by=by, interest=interest, reasons="So be it.")


def test_judgement_is_recorded_with_who_and_why(cast: Cast, interest: Interest) -> None:
    refused("R-07", interests.treat, by=acting(cast.tom), interest=interest, reasons="")

    treated = interests.treat(by=acting(cast.tom), interest=interest, reasons="Marks no candidates of that school.")

    treated.refresh_from_db()
    assert (treated.state, treated.judged_by, treated.reasons) == (
        InterestState.TREATED,
        str(acting(cast.tom)),
        "Marks no candidates of that school.",
    )


def test_judgement_is_put_right_by_judging_again(cast: Cast, interest: Interest) -> None:
    by = acting(cast.tom)
    accepted = interests.accept(by=by, interest=interest, reasons="Long ago.")

    reopened = interests.reopen(by=by, interest=accepted, reason="It was this year.")
    interests.bar(by=by, interest=reopened, reasons="Taught candidates of this year.")

    acts = Entry.objects.filter(subject=interest.ref).order_by("id").values_list("act", flat=True)
    assert list(acts) == [
        "personnel.interest.declare",
        "personnel.relation.draw",
        "personnel.interest.accept",
        "personnel.interest.reopen",
        "personnel.interest.bar",
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"kind": "gossip"}, "kind"), ({"party": " "}, "party"), ({"description": ""}, "description")],
)
def test_interest_that_nobody_could_judge_is_refused(
    cast: Cast, text: DeclarationText, wrong: dict[str, str], field: str
) -> None:
    draft = declarations.make(by=acting(cast.quinn), person=cast.quinn)
    right = {"kind": "family", "party": "Ida", "description": "My sister applies."}

    with pytest.raises(Refusal) as caught:
        interests.declare(by=acting(cast.quinn), declaration=draft, **{**right, **wrong})

    assert (caught.value.code, caught.value.field) == ("R-07", field)
    assert not Interest.objects.exists()


def test_nothing_is_added_to_a_declaration_that_is_over(cast: Cast, text: DeclarationText) -> None:
    by = acting(cast.quinn)
    draft = declarations.make(by=by, person=cast.quinn)
    over: Declaration = declarations.discard(by=by, declaration=draft)

    refused("R-07", interests.declare, by=by, declaration=over, kind="family", party="Ida", description="Sister.")


def test_reasons_of_a_judgement_are_told_on_the_interest_and_not_on_the_person(cast: Cast, interest: Interest) -> None:
    interests.accept(by=acting(cast.tom), interest=interest, reasons="Gave it up in May.")

    person = sign_in(Client(), cast.ada).get(reverse("web:person", args=[cast.quinn.pk])).content.decode()
    page = sign_in(Client(), cast.tom).get(reverse("personnel:interest", args=[interest.pk])).content.decode()

    assert ("judged that an interest is no threat: …" in person, "Gave it up" in person) == (True, False)
    assert "judged that an interest is no threat: Gave it up in May." in page


def test_history_of_a_person_tells_their_roles_with_the_reasons(cast: Cast) -> None:
    grants.end(by=acting(cast.tom), grant=cast.olive.grants.get(), reason="Moved to another body.")

    told = [line.told for line in history.of(cast.olive)]

    assert told[0] == "ended the role Operations: Moved to another body."
    assert "gave the role operations" in told
