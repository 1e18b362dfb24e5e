"""What the body says to everybody: proposed, approved by somebody else, one of each kind in effect."""

from typing import Any

from guildhall.schemes import queries
from guildhall.schemes.acts import statements
from tests.cast import Cast, acting
from tests.schemes.conftest import refused


def proposed(cast: Cast, **more: Any) -> Any:
    told = {"by": acting(cast.quinn), "kind": "appeals", "words": "Write to us within 30 days.", **more}
    return statements.propose(**told)


def test_statement_takes_the_place_of_the_one_before_it(cast: Cast) -> None:
    by = acting(cast.tom)
    first = statements.approve(by=by, statement=proposed(cast), no_training_favoured=True)
    later = statements.approve(by=by, statement=proposed(cast, words="Within 60 days."), no_training_favoured=True)
    first.refresh_from_db()
    assert (first.state, queries.statement("appeals"), later.approved_by) == ("superseded", later, cast.tom)


def test_statements_of_other_kinds_stay(cast: Cast) -> None:
    by = acting(cast.tom)
    kept = statements.approve(by=by, statement=proposed(cast), no_training_favoured=True)
    other = statements.approve(by=by, statement=proposed(cast, kind="complaints"), no_training_favoured=True)
    assert queries.statements() == {"appeals": kept, "complaints": other}


def test_author_does_not_publish_their_own_statement(cast: Cast) -> None:
    own = proposed(cast, by=acting(cast.tom))
    refused("R-11", statements.approve, by=acting(cast.tom), statement=own, no_training_favoured=True)


def test_statement_is_published_only_once_the_question_on_training_is_answered(cast: Cast) -> None:
    refusal = refused("R-56", statements.approve, by=acting(cast.tom), statement=proposed(cast))
    assert refusal.clauses == ("2012:5.2.2", "2012:5.2.3", "2026:5.2")


def test_statement_says_something_on_what_everybody_may_know(cast: Cast) -> None:
    told = {"by": acting(cast.quinn), "kind": "appeals", "words": "Write to us."}
    assert refused("R-42", statements.propose, **{**told, "kind": "prices"}).field == "kind"
    assert refused("R-42", statements.propose, **{**told, "words": " "}).field == "words"


def test_statement_is_rejected_with_what_its_author_needs(cast: Cast) -> None:
    statement = proposed(cast)
    refused("said-why", statements.reject, by=acting(cast.tom), statement=statement, reason="")
    assert statements.reject(by=acting(cast.tom), statement=statement, reason="Say to whom.").state == "rejected"


def test_only_quality_and_top_management_speak_for_the_body(cast: Cast) -> None:
    for person in (cast.ada, cast.olive, cast.otto):
        refused("R-46", statements.propose, by=acting(person), kind="appeals", words="Write.")
    refused("R-46", statements.approve, by=acting(cast.quinn), statement=proposed(cast), no_training_favoured=True)
