"""Paper typed in by two people, and results of a provider: staged, reconciled, taken in whole or not at all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.exams import providers, typings
from guildhall.exams.acts import attempts, external, results, sittings
from guildhall.exams.lifecycles import AttemptState, BatchState
from guildhall.exams.models import Attempt, Candidacy, ResultBatch, Sitting, TypedScore
from guildhall.exams.queries import placements
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from guildhall.vault import keys
from guildhall.vault.files import Received, receive
from guildhall.vault.kinds import PDF
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.exams.making import (
    a_candidate,
    a_sitting,
    booked,
    checked_in,
    on_paper,
    opened,
)
from tests.making import Made
from tests.papers import SCAN

LATER = date(2027, 3, 1)


def fresh(attempt: Attempt) -> Attempt:
    found = Attempt.reloaded(attempt.pk)
    assert found is not None
    return found


@pytest.fixture
def paper(made: Made, carla: Candidacy) -> Attempt:
    """Carla's paper, handed in and not typed in yet."""
    seat = booked(carla, a_sitting(made, channel="paper"))
    opened(made, seat.sitting)
    return attempts.hand_in(by=acting(made.crew.ina), attempt=checked_in(made, seat))


def type_in(person: Any, attempt: Attempt, content: dict[str, Any]) -> TypedScore:
    return external.type_in(by=acting(person), attempt=attempt, content=content)


def test_two_people_type_the_same_before_it_is_scored(made: Made, cast: Cast, paper: Attempt) -> None:
    type_in(made.crew.ina, paper, on_paper(6, paper.form))
    refused("R-32", results.score, by=results.SCORING, attempt=paper)
    refused("typed-twice", type_in, person=made.crew.ina, attempt=paper, content=on_paper(6, paper.form))

    type_in(cast.olive, paper, on_paper(6, paper.form))
    refused("typed-twice", type_in, person=made.crew.max, attempt=paper, content=on_paper(6, paper.form))
    assert results.score(by=results.SCORING, attempt=paper).score == 6


def test_typings_that_differ_are_shown_and_set_aside(made: Made, cast: Cast, paper: Attempt) -> None:
    by = acting(made.crew.max)
    type_in(made.crew.ina, paper, on_paper(6, paper.form))
    refused("typed-twice", external.set_aside, by=by, attempt=paper, reason="Nothing to compare.")
    type_in(cast.olive, paper, on_paper(4, paper.form))

    assert typings.differences(paper) == ["5", "6"]
    assert "5, 6" in refused("R-32", results.score, by=results.SCORING, attempt=paper).sentence
    refused("R-60", external.set_aside, by=by, attempt=paper, reason=" ")
    external.set_aside(by=by, attempt=paper, reason="Olive slipped by a line.")

    assert (typings.typings(paper), TypedScore.objects.count()) == ([], 2)
    type_in(made.crew.ina, paper, on_paper(6, paper.form))


@pytest.mark.parametrize(
    "content", [{"1": "D"}, {"1": "A/B"}, {"9": "A"}, {"score": "7", "maximum": "6"}, {"score": "x", "maximum": "6"}]
)
def test_what_is_typed_is_possible(made: Made, paper: Attempt, content: dict[str, Any]) -> None:
    refused("typed-twice", type_in, person=made.crew.ina, attempt=paper, content=content)


def test_letters_stand_for_choices_in_the_order_of_the_paper(made: Made, paper: Attempt) -> None:
    placement = placements(paper.form).first()
    answers = typings.answer(placement, "b")
    ((name, chosen),) = answers.items()
    assert (name, len(chosen)) == ("RESPONSE", 1)
    assert typings.answer(placement, "") == {"RESPONSE": []}


def test_typed_score_is_taken_against_the_cut(made: Made, cast: Cast, paper: Attempt) -> None:
    for person in (made.crew.ina, cast.olive):
        type_in(person, paper, {"score": "3", "maximum": "6"})
    result = results.score(by=results.SCORING, attempt=paper)
    assert (result.score, result.cut, result.passed) == (3, 4, False)


def test_only_paper_that_was_handed_in_is_typed(made: Made, carla: Candidacy) -> None:
    seat = booked(carla, a_sitting(made))
    refused("typed-twice", type_in, person=made.crew.max, attempt=seat, content={"score": "1", "maximum": "6"})


@pytest.fixture
def sent(made: Made, cast: Cast, carla: Candidacy) -> Sitting:
    """A sitting at a provider's centre, to which Carla and Otto were sent."""
    planned = a_sitting(made, channel="provider", provider="Test House Ltd")
    booked(carla, planned)
    booked(a_candidate(made, cast, cast.otto), planned)
    return sittings.open(by=acting(made.crew.max), sitting=planned)


def numbers(sitting: Sitting) -> list[str]:
    return sorted(sitting.attempts.values_list("number", flat=True))


def staged(made: Made, sitting: Sitting, text: str) -> ResultBatch:
    read = providers.read(sitting, text.encode())
    return external.stage(by=acting(made.crew.max), sitting=sitting, name="results.csv", staged=read)


def report() -> Received:
    upload = SimpleUploadedFile("report.pdf", SCAN, "application/pdf")
    return receive(upload, key_id=keys.BODY, allowed=(PDF,))


def equivalent(made: Made) -> None:
    external.decide(
        by=acting(made.crew.sam),
        component=made.written,
        provider="Test House Ltd",
        reasons="The same blueprint and cut; 40 double results compared.",
        valid_until=LATER,
    )


def test_good_rows_are_taken_in_and_the_missing_are_named(made: Made, sent: Sitting) -> None:
    first, second = numbers(sent)
    batch = staged(made, sent, f"attempt;score;maximum\n{first};45,5;60\n")
    assert (batch.rows, batch.problems, batch.missing) == (
        [{"line": "2", "attempt": first, "score": "45.5", "maximum": "60"}],
        [],
        [second],
    )
    equivalent(made)

    taken = external.take(by=acting(made.crew.max), batch=batch, report=report())

    attempt = Attempt.objects.get(number=first)
    result = attempt.results.get()
    assert (taken.state, attempt.state, Attempt.objects.get(number=second).state) == (
        BatchState.TAKEN,
        AttemptState.SCORED,
        AttemptState.SCHEDULED,
    )
    assert (result.score, result.maximum, result.cut, result.passed) == (45.5, 60, 36, True)
    refused("R-32", results.verify, by=acting(made.crew.max), result=result)


def test_each_bad_row_has_its_reason_and_nothing_is_applied(made: Made, sent: Sitting) -> None:
    first, second = numbers(sent)
    text = (
        "attempt,score,maximum\n"
        f"{first},45,60\n{first},50,60\nAT-2026-999999,50,60\n{second},61,60\nnobody,1,2\n{second},x,60\n,,\n"
        f"{second},1,2,3\n"
    )
    batch = staged(made, sent, text)
    assert [(each["line"], each["reason"]) for each in batch.problems] == [
        (3, "This attempt stands in the file more than once."),
        (4, "Nobody with this number was sent to this sitting."),
        (5, "The score is higher than the maximum, or the maximum is nought."),
        (6, "Nobody with this number was sent to this sitting."),
        (7, "This attempt stands in the file more than once."),
        (8, "Nobody with this number was sent to this sitting."),
        (9, "The row has more fields than the file has columns."),
    ]
    assert {each.state for each in sent.attempts.all()} == {AttemptState.SCHEDULED}


@pytest.mark.parametrize(
    "content",
    [
        b"number,points\nAT-1,3\n",
        b"",
        b"\xff\xfe\x00",
        b"attempt,score,maximum\n" + b"x,1,2\n" * 5001,
        b"a" * 1_000_001,
    ],
    ids=["other columns", "empty", "no text", "too many rows", "too large"],
)
def test_file_that_is_no_list_of_results_is_refused(sent: Sitting, content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        providers.read(sent, content)
    assert (caught.value.code, bool(caught.value.mend.sentence)) == ("provider-file", True)


def test_file_without_rows_is_not_staged(made: Made, sent: Sitting) -> None:
    refused("provider-file", staged, made=made, sitting=sent, text="attempt,score,maximum\n")


def test_files_are_for_sittings_of_a_provider(made: Made) -> None:
    sitting = a_sitting(made)
    refused("provider-file", staged, made=made, sitting=sitting, text="attempt,score,maximum\nAT-1,1,2\n")


def test_provider_counts_with_equivalence_and_report_only(made: Made, sent: Sitting, clock: Any) -> None:
    batch = staged(made, sent, f"attempt,score,maximum\n{numbers(sent)[0]},45,60\n")
    by = acting(made.crew.max)
    refused("R-31", external.take, by=by, batch=batch, report=report())
    equivalent(made)
    refused("R-25", external.take, by=by, batch=batch)
    clock.set(house_clock.now() + timedelta(days=365))
    refused("R-31", external.take, by=by, batch=batch, report=report())


def test_nothing_is_half_applied(made: Made, sent: Sitting) -> None:
    """One of two seats was given up after the file was staged: neither row goes in."""
    first, second = numbers(sent)
    batch = staged(made, sent, f"attempt,score,maximum\n{first},45,60\n{second},50,60\n")
    equivalent(made)
    gone = Attempt.objects.select_related(*Attempt.reload_with).get(number=second)
    attempts.void(by=acting(made.crew.max), attempt=gone, reason="Double booking.")

    with pytest.raises(Refusal):
        external.take(by=acting(made.crew.max), batch=batch, report=report())

    assert Attempt.objects.get(number=first).state == AttemptState.SCHEDULED
    assert ResultBatch.objects.get(pk=batch.pk).state == BatchState.STAGED


def test_file_without_a_good_row_is_discarded(made: Made, sent: Sitting) -> None:
    batch, by = staged(made, sent, "attempt,score,maximum\nnobody,1,2\n"), acting(made.crew.max)
    equivalent(made)
    refused("provider-file", external.take, by=by, batch=batch, report=report())
    refused("R-60", external.discard, by=by, batch=batch, reason="")
    assert external.discard(by=by, batch=batch, reason="Another centre's file.").state == BatchState.DISCARDED


@pytest.mark.parametrize("wrong", [{"provider": " "}, {"reasons": ""}, {"valid_until": date(2026, 3, 2)}])
def test_equivalence_is_reasoned_and_ends(made: Made, wrong: dict[str, Any]) -> None:
    right = {"provider": "Test House Ltd", "reasons": "Compared.", "valid_until": LATER}
    refusal = refused("R-31", external.decide, by=acting(made.crew.ava), component=made.written, **{**right, **wrong})
    assert [refusal.field] == list(wrong)


def test_providers_score_is_not_scored_here(made: Made, sent: Sitting) -> None:
    batch = staged(made, sent, f"attempt,score,maximum\n{numbers(sent)[0]},45,60\n")
    equivalent(made)
    external.take(by=acting(made.crew.max), batch=batch, report=report())
    result = Attempt.objects.get(number=numbers(sent)[0]).results.select_related("attempt").get()
    refused("R-32", results.rescore, by=acting(made.crew.max), result=result, reason="Higher, please.")
    forced = fresh(Attempt.objects.get(number=numbers(sent)[1]))
    forced.state = AttemptState.COMPLETED
    rule = next(each for each in results.score.rules if each.name == "it_can_be_scored")
    assert rule.refusal(attempt=forced).code == "R-32"
