"""The data of a study: what attempts answered, by number and in letters, never by person and never in their words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildhall.exams.acts import results
from guildhall.exams.datasets import Taken, collected, results_of
from guildhall.exams.delivery import journal, tokens
from guildhall.exams.delivery.answers import Given, Message
from guildhall.exams.models import Attempt, Form, Sitting
from guildhall.exams.sheets import Sheet, asked_of, sheets
from guildhall.vault import keys
from tests import forge
from tests.cast import Cast, engage
from tests.exams.administering import administered, answers, handed_in
from tests.exams.delivery.forging import a_form, a_sitting, an_attempt
from tests.making import Made, a_scheme
from tests.staging import set_once

PERSONS = 7


@dataclass(frozen=True)
class Stage:
    """A form taken at two sittings."""

    cast: Cast
    made: Made
    form: Form
    first: Sitting
    second: Sitting


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        form = a_form(made)
        yield Stage(cast, made, form, *(administered(made, cast, form, PERSONS, seed) for seed in (5, 6)))


def test_every_attempt_is_a_row_with_points_and_letters(stage: Stage) -> None:
    data = collected(Taken(stage.form, stage.first))
    said = answers(PERSONS)
    assert [each.attempt for each in data.rows] == sorted(each.number for each in stage.first.attempts.all())
    assert {each.sitting for each in data.rows} == {stage.first.number}
    assert [each.answers for each in data.rows] == [
        (row["1"], row["2"], row["3"], None, row["5"], row["6"]) for row in said
    ]
    assert [each.scores for each in data.rows] == [
        tuple(float(row[str(at + 1)] == key) for at, key in enumerate(("B", "AC", "A", "4", "B", "AC"))) for row in said
    ]
    assert (data.cut, data.extra) == (3.6, {"form": stage.form.number, "without_items": 0})


def test_items_stand_in_the_order_of_the_form_with_keys_and_options_in_letters(stage: Stage) -> None:
    data = collected(Taken(stage.form))
    placed = [each.item_version for each in stage.form.items.order_by("position")]
    assert [(each.name, each.version_id, each.domain) for each in data.items] == [
        (str(each), str(each.pk), each.item.domain_code) for each in placed
    ]
    assert [(each.key, each.options) for each in data.items] == [
        (("B",), ("A", "B", "C")),
        ((), ()),
        (("A",), ("A", "B")),
        ((), ()),
        (("B",), ("A", "B", "C")),
        ((), ()),
    ]
    assert [(each.maximum, each.pretest) for each in data.items] == [(1.0, False)] * 6


def test_a_sitting_is_a_part_of_the_whole(stage: Stage) -> None:
    whole, parts = collected(Taken(stage.form)), [collected(Taken(stage.form, s)) for s in (stage.first, stage.second)]
    assert sorted(row.attempt for row in whole.rows) == sorted(row.attempt for part in parts for row in part.rows)
    assert [len(part.rows) for part in parts] == [PERSONS, PERSONS]
    year = stage.first.begins_at.year
    assert (len(collected(Taken(stage.form, year=year)).rows), len(collected(Taken(stage.form, year=1999)).rows)) == (
        2 * PERSONS,
        0,
    )


def test_the_same_attempts_give_the_same_data_to_the_byte(stage: Stage) -> None:
    assert collected(Taken(stage.form)).canonical() == collected(Taken(stage.form)).canonical()


def test_what_is_looked_into_or_replaced_does_not_count(stage: Stage) -> None:
    found = list(results_of(Taken(stage.form, stage.first)))
    forge.alter(found[0].attempt, state="investigated")
    forge.alter(found[1], state="rescored")
    assert [each.attempt for each in collected(Taken(stage.form, stage.first)).rows] == [
        each.attempt.number for each in found[2:]
    ]


def test_an_attempt_of_which_only_the_score_is_known_is_counted_and_left_out(stage: Stage) -> None:
    first = results_of(Taken(stage.form, stage.first)).first()
    forge.alter(first, by_item=[])
    data = collected(Taken(stage.form, stage.first))
    assert (len(data.rows), data.extra["without_items"]) == (PERSONS - 1, 1)


def test_groups_tell_repeats_and_arrangements_apart(stage: Stage) -> None:
    attempts = list(Attempt.objects.filter(sitting=stage.first).order_by("number"))
    forge.alter(attempts[0], extra_minutes=10)
    groups = [each.groups for each in collected(Taken(stage.form, stage.first)).rows]
    assert groups[0] == {"language": "en", "place": "provider", "attempt": "first", "arrangement": "granted"}
    assert [each["attempt"] for each in groups] == ["first"] * 3 + ["repeat"] * 4
    assert {each["arrangement"] for each in groups[1:]} == {"none"}


def test_neither_persons_nor_free_text_stand_in_the_data(stage: Stage) -> None:
    """Text that somebody typed as an answer may tell anything about them: it counts by its points alone."""
    said = {**answers(1)[0], "4": "I am Carla Candida, born 1990"}
    written = handed_in(stage.made, stage.cast, stage.first, stage.cast.carla, said)
    results.score(by=results.SCORING, attempt=written)
    spelled = collected(Taken(stage.form)).canonical().decode()
    people = {stage.cast.carla, stage.cast.gero, stage.cast.otto}
    assert not [each for each in people if str(each.pk) in spelled or each.number in spelled or each.name in spelled]
    assert ("Candida" in spelled, "born" in spelled, written.number in spelled) == (False, False, True)
    assert [row["answers"][3] for row in json.loads(spelled)["rows"]] == [None] * (2 * PERSONS + 1)


def test_of_an_erased_candidate_the_points_stay_and_the_answers_are_gone(stage: Stage) -> None:
    before = collected(Taken(stage.form, stage.first)).rows
    mine = {each.number for each in stage.first.attempts.filter(person=stage.cast.otto)}
    keys.destroy(stage.cast.otto.data_key)
    after = collected(Taken(stage.form, stage.first)).rows
    assert [each.scores for each in after] == [each.scores for each in before]
    gone = [(None,) * 6 if each.attempt in mine else each.answers for each in before]
    assert [each.answers for each in after] == gone
    assert len(mine) == 2


def test_reading_costs_the_same_queries_for_few_and_many(stage: Stage) -> None:
    with CaptureQueriesContext(connection) as few:
        part = collected(Taken(stage.form, stage.first))
    with CaptureQueriesContext(connection) as many:
        whole = collected(Taken(stage.form))
    assert (len(part.rows), len(whole.rows), len(few)) == (PERSONS, 2 * PERSONS, len(many))


def saved(attempt: Attempt, *given: tuple[int, str, int]) -> None:
    """Answers that a browser sent: position, choice, and its own count of milliseconds."""
    token = tokens.read(tokens.mint(attempt))
    sent = tuple(Given(seq, at, {"RESPONSE": [text]}, at=spent) for seq, (at, text, spent) in enumerate(given, start=1))
    journal.save(token, Message(attempt.epoch, sent))


def test_a_journal_tells_letters_seconds_and_what_was_turned_right(stage: Stage) -> None:
    attempt = an_attempt(stage.made, a_sitting(stage.made, stage.form), stage.cast.carla)
    saved(attempt, (1, "wrong", 4000), (3, "first", 9000), (1, "right", 10500), (5, "right", 12500), (5, "no", 13000))
    ((_, sheet),) = sheets(asked_of(stage.form), [Attempt.objects.select_related("person").get(pk=attempt.pk)])
    assert sheet == Sheet({1: "B", 3: "A", 5: "C"}, {1: 5.5, 3: 5.0, 5: 2.5}, 1)


def test_what_came_late_is_in_no_sheet(stage: Stage, clock: Any) -> None:
    attempt = an_attempt(stage.made, a_sitting(stage.made, stage.form), stage.cast.carla)
    token = tokens.read(tokens.mint(attempt))
    clock.move(minutes=31)
    journal.save(token, Message(1, (Given(1, 1, {"RESPONSE": ["right"]}, at=5),)))
    ((_, sheet),) = sheets(asked_of(stage.form), [Attempt.objects.select_related("person").get(pk=attempt.pk)])
    assert sheet == Sheet()


def test_a_paper_typed_by_one_person_alone_is_no_sheet_yet(stage: Stage) -> None:
    attempt = handed_in(stage.made, stage.cast, stage.first, stage.cast.carla, answers(1)[0])
    forge.alter(attempt.typed.first(), set_aside_at=attempt.completed_at)
    ((_, sheet),) = sheets(asked_of(stage.form), [Attempt.objects.select_related("person").get(pk=attempt.pk)])
    assert sheet == Sheet()
