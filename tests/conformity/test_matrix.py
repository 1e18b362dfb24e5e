"""The matrix as a reading, and as the command prints it."""

import json

import pytest
from pytest_django import DjangoAssertNumQueries

from guildhall.conformity import catalogue, matrix, runs, summaries
from guildhall.conformity.catalogue import NoSuchClause
from guildhall.conformity.matrix import Standing
from guildhall.identity.models import Condition, Grant
from guildhall.kernel import clock
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast


def _clause(report: dict[str, object], number: str) -> dict[str, object]:
    (found,) = [each for each in report["clauses"] if each["number"] == number]  # type: ignore[attr-defined]
    return dict(found)


def test_a_clause_without_control_and_judgement_says_so(cast: Cast) -> None:
    row = matrix.row("2012:9.8.1")
    assert (row.standing, row.codes, row.controls, row.judgement) == (Standing.NO_CONTROL, [], (), None)


def test_headings_and_annexes_stand_nowhere(cast: Cast) -> None:
    assert [matrix.row(each).standing for each in ("2012:4.3", "2026:6.5", "2012:annex-a", "2026:transition")] == [
        None
    ] * 4


def test_before_the_first_run_nobody_has_looked(cast: Cast) -> None:
    assert matrix.row("2012:6.1.7").standing is Standing.NOT_RUN
    assert matrix.matrix("2012").position is None


def test_the_report_has_exactly_the_promised_form(cast: Cast) -> None:
    runs.run_due()
    for edition in ("2012", "2026"):
        report = json.loads(json.dumps(matrix.report(edition)))
        assert set(report) == {"edition", "clauses"}
        assert report["edition"] == edition
        assert len(report["clauses"]) == len(catalogue.clauses(edition))
        assert len({each["number"] for each in report["clauses"]}) == len(report["clauses"])
        for each in report["clauses"]:
            assert list(each) == ["number", "title", "rules", "controls", "judgement", "not_applicable"]
            assert all(isinstance(code, str) for code in each["rules"])
            assert all(set(one) == {"name", "state", "findings"} for one in each["controls"])


def test_the_report_turns_when_a_declaration_lapses_and_back(cast: Cast) -> None:
    # The cast's declarations are conditions alone; a body's own are made by personnel's acts.
    runs.run_due()
    name = "identity.roles_are_held_when_exercised"

    def control(edition: str, number: str) -> dict[str, object]:
        controls = _clause(matrix.report(edition), number)["controls"]
        (found,) = [each for each in controls if each["name"] == name]  # type: ignore[attr-defined]
        return dict(found)

    def state(edition: str, number: str) -> object:
        return control(edition, number)["state"]

    assert (state("2012", "6.1.3"), state("2026", "6.1")) == ("holds", "holds")
    condition = Condition.objects.get(grant__person=cast.olive)
    forge.alter(condition, until_on=condition.until_on.replace(year=2020))
    changed = Entry.objects.filter(act="identity.grant.condition")
    with forge.behind_the_acts():
        changed.update(at=changed.first().at.replace(year=2020))
    runs.rerun([name])
    assert (state("2012", "6.1.3"), state("2026", "6.1")) == ("does not hold", "does not hold")
    told = control("2012", "6.1.3")["findings"]
    assert {finding["number"] for finding in told} == {cast.olive.number}  # type: ignore[attr-defined]
    assert "Brandauer" not in json.dumps(matrix.report("2012"))


def test_an_edition_that_does_not_exist_is_refused(cast: Cast) -> None:
    with pytest.raises(NoSuchClause):
        matrix.report("2003")


def test_both_editions_show_2012_and_what_2026_adds(cast: Cast) -> None:
    shown = [row.clause for row in matrix.matrix("both").rows]
    assert {each.key for each in shown} >= {each.key for each in catalogue.clauses("2012")}
    newer = [each for each in shown if each.edition == "2026" and each.asks]
    assert all(each.kind in {"new", "changed"} or each.checks for each in newer)
    assert "2026:6.5/disclosure" in {each.key for each in newer}
    assert "2026:4.4" not in {each.key for each in newer}
    digits = [each.chapter for each in shown if each.chapter.isdigit()]
    assert digits == sorted(digits, key=int)


def test_the_gap_list_holds_what_2012_did_not_ask(cast: Cast) -> None:
    gaps = [row.clause.key for row in matrix.gaps()]
    assert {each.key for each in catalogue.children(catalogue.clause("2026:6.5"))} <= set(gaps)
    assert "2026:7.3" in gaps or not catalogue.clause("2026:7.3").checks
    assert "2026:8" not in gaps


def test_what_held_for_2012_says_nothing_of_what_2026_added(cast: Cast) -> None:
    runs.run_due()
    row = matrix.row("2026:7.1")
    (gap,) = [each for each in matrix.gaps() if each.clause == row.clause]
    assert (row.standing, gap.standing) == (Standing.HOLDS, Standing.NO_CONTROL)


def test_the_summary_counts_every_clause_that_asks(cast: Cast) -> None:
    runs.run_due()
    summary = summaries.now("2012")
    assert summary.asked == sum(each.asks for each in catalogue.clauses("2012"))
    assert summary.position == runs.leaves()
    assert summary.counts[Standing.DOES_NOT_HOLD] + summary.counts[Standing.HOLDS] > 0


def test_the_text_tells_each_clause_with_its_findings(cast: Cast) -> None:
    forge.make(Grant, person=cast.otto, role="administrator", scope=cast.body, from_on=clock.today())
    runs.run_due()
    text = summaries.text("2012")
    assert "as of ledger entry" in text
    assert next(line for line in text.splitlines() if line.startswith("4.3.5 ")).split()[:3] == ["4.3.5", "does", "not"]
    assert f"{cast.otto.number}: holds a role that no act gave" in text
    assert "Fremdling" not in text


def test_the_matrix_reads_the_database_three_times_at_most(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    runs.run_due()
    with django_assert_max_num_queries(3):
        for row in matrix.matrix("both").rows:
            assert row.standing or not row.clause.asks
