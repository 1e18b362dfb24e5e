"""People judge where no program can tell: with a reason, with an end, and never against a finding."""

from datetime import date, timedelta

import pytest

from guildhall.conformity import matrix, work
from guildhall.conformity.acts import judgements
from guildhall.conformity.matrix import Standing
from guildhall.conformity.models import ControlRun, Judgement
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, acting
from tests.conftest import HouseClock

REASON = "The statutes of 2019 name the association; seen on paper."
CLAUSE = "2012:9.8.1"
"""A clause that no control looks at yet and of which nothing is asked of a person by a form."""


def _next_summer() -> date:
    return house_clock.today() + timedelta(days=180)


def _give(cast: Cast, clause: str = CLAUSE, verdict: str = "holds", reason: str = REASON) -> Judgement:
    return judgements.give(
        by=acting(cast.quinn), clause=clause, verdict=verdict, reason=reason, until_on=_next_summer(), answers={}
    )


def _finding_against(control: str) -> ControlRun:
    now = house_clock.now()
    finding = {"record": "identity.person:1", "number": "P-2026-000001", "sentence": "is wrong", "link": []}
    run: ControlRun = forge.make(
        ControlRun,
        control=control,
        state=ControlState.DOES_NOT_HOLD,
        findings=[finding],
        found=1,
        code="",
        first_at=now,
        computed_at=now,
        checked_at=now,
        position=1,
        checked_position=1,
    )
    return run


def test_a_judgement_is_recorded_and_counts(cast: Cast) -> None:
    given = _give(cast)
    row = matrix.row(CLAUSE)
    assert (row.judgement, row.standing) == (given, Standing.HOLDS)
    assert (given.number, given.given_by, given.reason) == ("J-2026-000001", f"person:{cast.quinn.pk}", REASON)
    assert Entry.objects.filter(act="conformity.judgement.give", subject=given.ref).count() == 1


def test_the_reason_is_not_in_plain_in_the_database(cast: Cast) -> None:
    given = _give(cast)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM conformity_judgement")
        (kept,) = cursor.fetchone()
    assert b"statutes" not in bytes(kept)
    assert given.reason == REASON


@pytest.mark.parametrize(
    ("clause", "verdict", "reason", "days", "code"),
    [
        ("2012:4", "holds", REASON, 30, "judgement-clause"),
        ("2012:annex-a", "holds", REASON, 30, "judgement-clause"),
        ("2012:99.9", "holds", REASON, 30, "judgement-clause"),
        (CLAUSE, "perhaps", REASON, 30, "judgement-verdict"),
        (CLAUSE, "holds", "  fine ", 30, "judgement-reason"),
        (CLAUSE, "holds", REASON, 0, "judgement-ends"),
        (CLAUSE, "holds", REASON, 367, "judgement-ends"),
    ],
)
def test_a_judgement_without_its_parts_is_refused(
    cast: Cast, clause: str, verdict: str, reason: str, days: int, code: str
) -> None:
    until = house_clock.today() + timedelta(days=days)
    with pytest.raises(Refusal) as refused:
        judgements.give(
            by=acting(cast.quinn), clause=clause, verdict=verdict, reason=reason, until_on=until, answers={}
        )
    assert refused.value.code == code
    assert not Judgement.objects.exists()


def test_only_the_quality_manager_judges(cast: Cast) -> None:
    for person in (cast.otto, cast.tom, cast.olive, cast.ada):
        with pytest.raises(Refusal) as refused:
            judgements.give(
                by=acting(person), clause=CLAUSE, verdict="holds", reason=REASON, until_on=_next_summer(), answers={}
            )
        assert refused.value.code == "R-46"


def test_a_finding_cannot_be_judged_away(cast: Cast) -> None:
    _finding_against("personnel.everybody_has_declared")
    for verdict in ("holds", "not applicable"):
        with pytest.raises(Refusal) as refused:
            _give(cast, clause="2012:6.1.7", verdict=verdict)
        assert refused.value.code == "judgement-finding"


def test_a_finding_outweighs_the_judgement_that_was_there_before(cast: Cast) -> None:
    _give(cast, clause="2012:6.1.7")
    _finding_against("personnel.everybody_has_declared")
    assert matrix.row("2012:6.1.7").standing is Standing.DOES_NOT_HOLD


def test_a_clause_is_judged_once_and_then_anew(cast: Cast) -> None:
    first = _give(cast)
    with pytest.raises(Refusal) as refused:
        _give(cast)
    assert refused.value.code == "judgement_in_force_is_one"
    second = judgements.revise(
        by=acting(cast.quinn),
        judgement=first,
        verdict="not applicable",
        reason="We are a government body by law.",
        until_on=_next_summer(),
        answers={},
    )
    assert list(Judgement.objects.order_by("given_at").values_list("pk", "state")) == [
        (first.pk, "replaced"),
        (second.pk, "in-force"),
    ]
    row = matrix.row(CLAUSE)
    assert (row.standing, row.not_applicable) == (Standing.NOT_APPLICABLE, "We are a government body by law.")


def test_a_replaced_judgement_is_not_replaced_again(cast: Cast) -> None:
    first = _give(cast)
    judgements.withdraw(by=acting(cast.quinn), judgement=first, reason="It was about another clause.")
    with pytest.raises(Refusal) as refused:
        judgements.revise(
            by=acting(cast.quinn), judgement=first, verdict="holds", reason=REASON, until_on=_next_summer(), answers={}
        )
    assert refused.value.code == "state"
    assert matrix.row(CLAUSE).standing is Standing.NO_CONTROL


def test_a_judgement_that_ran_out_asks_for_another(cast: Cast, clock: HouseClock) -> None:
    _give(cast)
    clock.move(days=181)
    assert matrix.row(CLAUSE).standing is Standing.NEEDS_JUDGEMENT


def test_the_quality_manager_is_told_before_a_judgement_ends(cast: Cast, clock: HouseClock) -> None:
    given = _give(cast)
    assert list(work.judgements_that_end.waiting_for(person_id=cast.quinn.pk)) == []
    clock.move(days=160)
    waiting = list(work.judgements_that_end.waiting_for(person_id=cast.quinn.pk))
    assert [(item.link, item.due_on) for item in waiting] == [
        (("conformity:judgement-revise", str(given.pk)), given.until_on)
    ]
    assert list(work.judgements_that_end.waiting_for(person_id=cast.olive.pk)) == []
