"""Acts through the interface for programs: the same functions, the same rules, the same ledger."""

from collections.abc import Callable
from typing import Any

import pytest

from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.ledger.models import Entry
from guildhall.personnel.acts import declarations, texts
from guildhall.personnel.models import Declaration
from tests.api.conftest import Program, with_account
from tests.cast import Cast, acting

Programs = Callable[[Person | None], Program]

NELE = {"given_name": "Nele", "family_name": "Neumann", "birth_date": "1990-02-03", "is_personnel": False}


def test_act_is_done_in_the_name_of_whose_token_it_is(cast: Cast, program: Programs) -> None:
    answer = program(cast.olive).does("identity.person.register", NELE)

    made = Person.objects.latest("registered_at")
    assert (answer.status_code, answer.json()) == (
        200,
        {"act": "identity.person.register", "result": made.ref, "number": made.number},
    )
    assert (made.family_name, made.birth_date.isoformat()) == ("Neumann", "1990-02-03")
    assert Entry.objects.get(result=made.ref).actor == str(acting(cast.olive))


@pytest.mark.parametrize("how", ["number", "ref", "id"])
def test_record_is_given_by_number_reference_or_identifier(cast: Cast, program: Programs, how: str) -> None:
    given = {"number": cast.carla.number, "ref": cast.carla.ref, "id": str(cast.carla.pk)}[how]

    answer = program(cast.carla).does(
        "identity.person.reach", {"person": given, "phone": "+49 40 1", "address": "", "language": "de"}
    )

    assert answer.json()["result"] == cast.carla.ref
    cast.carla.refresh_from_db()
    assert cast.carla.phone == "+49 40 1"


def test_refusal_of_a_rule_is_the_one_of_the_page(cast: Cast, program: Programs) -> None:
    proposed = texts.propose(by=acting(cast.tom), words="I am impartial.")

    answer = program(cast.tom).does("personnel.declaration-text.approve", {"text": proposed.number})

    refusal = texts.approve.refusal(by=acting(cast.tom), text=proposed)
    assert refusal is not None
    assert (answer.status_code, answer.json()) == (
        409,
        {
            "code": "R-11",
            "sentence": refusal.sentence,
            "mend": refusal.mend.sentence,
            "clauses": ["2012:10.2.3", "2026:10"],
        },
    )
    attempt = Entry.objects.get(outcome="refused")
    assert (attempt.act, attempt.code, attempt.actor) == (
        "personnel.declaration-text.approve",
        "R-11",
        str(acting(cast.tom)),
    )


def test_administrators_token_is_refused_like_the_administrator(cast: Cast, program: Programs) -> None:
    """What is not theirs is refused with the sentence of the page, whatever their token, and nothing is written."""
    proposed = texts.propose(by=acting(cast.quinn), words="I am impartial.")
    texts.approve(by=acting(cast.tom), text=proposed)
    draft = declarations.make(by=acting(cast.quinn), person=cast.quinn)
    administrator = program(cast.ada)

    for name, given, expected in (
        ("personnel.declaration.sign", {"declaration": draft.number, "nothing_to_declare": True}, "permission"),
        ("personnel.declaration-text.propose", {"words": "Mine."}, "R-46"),
        ("identity.grant.give", _own_role(cast), "R-08"),
    ):
        answer = administrator.does(name, given)
        assert (answer.status_code, answer.json()["code"]) == (409 if expected == "R-08" else 403, expected)
        assert answer.json()["sentence"]
    assert Declaration.objects.get().signed_at is None


def _own_role(cast: Cast) -> dict[str, Any]:
    return {"person": cast.ada.number, "role": "top-management", "scope": cast.body.number, "from_on": "2026-03-02"}


def test_repeat_with_the_same_key_is_answered_with_the_first_result(cast: Cast, program: Programs) -> None:
    olive = program(cast.olive)
    before = Person.objects.count()

    first = olive.does("identity.person.register", NELE, idempotency_key="nele-1")
    second = olive.does("identity.person.register", NELE, idempotency_key="nele-1")

    assert first.json() == second.json()
    assert Person.objects.count() == before + 1


def test_key_of_somebody_else_or_that_cannot_be_one_is_refused(cast: Cast, program: Programs) -> None:
    program(cast.olive).does("identity.person.register", NELE, idempotency_key="nele-1")

    for key in ("nele-1", "a key with spaces"):
        answer = program(cast.tom).does("identity.person.register", NELE, idempotency_key=key)
        assert (answer.status_code, answer.json()["code"]) == (409, "once")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"family_name": "Neumann"}, "identity.person.register: give given_name."),
        ({**NELE, "colour": "red"}, "identity.person.register: it does not take colour."),
        ({**NELE, "birth_date": "3.2.1990"}, "birth_date: '3.2.1990' is not 2026-12-31."),
        ({**NELE, "is_personnel": "perhaps"}, "is_personnel: 'perhaps' is not yes|no."),
        ({**NELE, "is_personnel": 1}, "is_personnel: 1 is not yes|no."),
        ({**NELE, "given_name": {"first": "Nele"}}, "given_name: an object is not TEXT."),
        ({**NELE, "given_name": None}, "given_name: nothing is not TEXT."),
    ],
)
def test_arguments_that_cannot_be_read_are_told_and_nothing_is_written(
    cast: Cast, program: Programs, given: dict[str, Any], said: str
) -> None:
    before = Person.objects.count()

    answer = program(cast.olive).does("identity.person.register", given)

    assert (answer.status_code, answer.json()["code"]) == (422, "arguments")
    assert answer.json()["sentence"].startswith(said)
    assert Person.objects.count() == before


@pytest.mark.parametrize(("content", "status"), [("{", 400), ("[1]", 422), ("null", 422), ("", 422)])
def test_body_that_is_no_object_is_told(cast: Cast, program: Programs, content: str, status: int) -> None:
    speaking = program(cast.olive)
    answer = speaking.client.post(
        "/api/v1/acts/identity.person.register",
        content,
        content_type="application/json",
        headers={"Authorization": f"Bearer {speaking.secret}"},
    )

    assert (answer.status_code, sorted(answer.json())) == (status, ["clauses", "code", "mend", "sentence"])


def test_record_or_act_that_is_not_there_is_not_found(cast: Cast, program: Programs) -> None:
    olive = program(cast.olive)
    given = {"person": "P-1999-000001", "phone": "", "address": "", "language": "de"}

    for name in ("identity.person.reach", "identity.person.dance", "identity.grant.condition"):
        assert olive.does(name, given).status_code == 404
    assert olive.asks("acts/identity.grant.condition").status_code == 404


def test_sentences_are_told_in_the_language_that_is_asked_for(cast: Cast, program: Programs) -> None:
    answer = program(cast.carla).does(
        "identity.person.reach",
        {"person": cast.otto.number, "phone": "", "address": "", "language": "de"},
        accept_language="de",
    )

    english = program(cast.carla).does(
        "identity.person.reach", {"person": cast.otto.number, "phone": "", "address": "", "language": "de"}
    )
    assert answer.status_code == english.status_code == 403
    assert answer.headers["Content-Language"] == "de"
    assert "Only the person themselves" in english.json()["sentence"]


def test_list_says_of_each_act_what_it_takes_and_by_which_clauses(cast: Cast, program: Programs) -> None:
    olive = program(cast.olive)

    listed = {each["name"]: each for each in olive.asks("acts").json()}

    assert "identity.grant.condition" not in listed
    assert listed["identity.token.make"]["possible"] is False
    assert (
        listed["identity.person.reach"]
        == olive.asks("acts/identity.person.reach").json()
        == {
            "name": "identity.person.reach",
            "label": "Change how I can be reached",
            "meaning": persons.reach.meaning,
            "sentence": "changed how {subject} can be reached",
            "may": "is that person",
            "arguments": [
                {"name": "person", "give": "PERSON", "required": True},
                {"name": "phone", "give": "TEXT", "required": True},
                {"name": "address", "give": "TEXT", "required": True},
                {"name": "language", "give": "TEXT", "required": True},
            ],
            "rules": ["person-there"],
            "clauses": ["2012:7.1.1", "2026:7.1"],
            "possible": True,
        }
    )


def test_program_makes_no_token_of_its_own(cast: Cast, program: Programs) -> None:
    carla = with_account(cast.carla)
    given = {"person": carla.number, "label": "Another", "until_on": "2026-04-01", "fingerprint": "0" * 64}

    answer = program(carla).does("identity.token.make", given)

    assert (answer.status_code, carla.tokens.count()) == (422, 1)
    assert answer.json()["sentence"] == "fingerprint: it cannot be given here; do this on the page."
