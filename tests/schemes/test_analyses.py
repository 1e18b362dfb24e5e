"""A job analysis from its list of tasks to its approval, and what each step refuses."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from guildhall.identity.roles import PANELLIST, SCHEME_APPROVER
from guildhall.ledger.models import Entry
from guildhall.schemes import results
from guildhall.schemes.acts import analyses, lists, panels, schemes, tasks
from guildhall.schemes.models import JobAnalysis, PanelMember, Rating, Task, TaskImport
from guildhall.schemes.tasklists import MOST_TASKS
from guildhall.vault import keys
from tests.cast import Cast, acting, authorise
from tests.making import a_crew
from tests.schemes.conftest import Begun, refused

DATA = Path(__file__).parent / "data"
TOLD = {"title": "Turbines", "method": "Interviews", "source": "", "importance_share": 50}


@pytest.fixture
def analysis(begun: Begun) -> JobAnalysis:
    return analyses.begin(by=acting(begun.crew.sam), scheme=begun.scheme, title="Turbines", method="Interviews")


def staged(begun: Begun, analysis: JobAnalysis, name: str = "ours.csv") -> TaskImport:
    content = (DATA / name).read_bytes()
    return lists.stage(by=acting(begun.crew.sam), analysis=analysis, name=name, content=content)


def joined(begun: Begun, analysis: JobAnalysis, who: str, interest: str) -> PanelMember:
    person = getattr(begun.crew, who)
    return panels.join(
        by=acting(begun.crew.sam), analysis=analysis, person=person, interest=interest, qualification="Ten years"
    )


@pytest.fixture
def rating(begun: Begun, analysis: JobAnalysis) -> tuple[JobAnalysis, dict[str, PanelMember]]:
    """An analysis of three tasks whose panel of two rates."""
    lists.take(by=acting(begun.crew.sam), task_import=staged(begun, analysis))
    members = {"pia": joined(begun, analysis, "pia", "Operators"), "pit": joined(begun, analysis, "pit", "Technicians")}
    return analyses.open_rating(by=acting(begun.crew.sam), analysis=analysis), members


def rate(member: PanelMember, **ratings: tuple[int, int]) -> PanelMember:
    numbered = {name.removeprefix("t"): pair for name, pair in ratings.items()}
    return panels.rate(by=acting(member.person), member=member, ratings=numbered)


def closed(begun: Begun, rating: Any) -> JobAnalysis:
    analysis, members = rating
    for member in members.values():
        rate(member, t1=(5, 3), t2=(4, 2), t3=(2, 2))
    return analyses.close(by=acting(begun.crew.sam), analysis=analysis)


def test_staged_list_brings_nothing_in_before_it_is_taken(begun: Begun, analysis: JobAnalysis) -> None:
    staged_list = staged(begun, analysis, "rows.csv")
    assert (len(staged_list.rows), len(staged_list.problems), Task.objects.count()) == (2, 6, 0)

    taken = lists.take(by=acting(begun.crew.sam), task_import=staged_list)

    found = analysis.tasks.order_by("position").values_list("number", "words", "domain", "source", "taken_from")
    assert list(found) == [
        ("1", "Isolate energy.", "Safety", "Panel", taken.pk),
        ("8", "Read the log.", "Control", "Panel", taken.pk),
    ]


def test_list_in_the_onet_form_keeps_its_attribution(begun: Begun, analysis: JobAnalysis) -> None:
    assert "CC BY 4.0" in staged(begun, analysis, "onet_form.csv").attribution


def test_list_that_cannot_be_read_is_refused_and_nothing_is_kept(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    refusal = refused("task-list", lists.stage, by=by, analysis=analysis, name="x.csv", content=b"no,activity\n1,x")
    assert (refusal.field, TaskImport.objects.exists()) == ("file", False)


def test_list_is_taken_whole_or_not_at_all(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    late = staged(begun, analysis)
    tasks.add(by=by, analysis=analysis, number="3", words="Something else.")

    refusal = refused("task-list", lists.take, by=by, task_import=late)

    assert "3" in refusal.sentence
    assert list(analysis.tasks.values_list("number", flat=True)) == ["3"]


def test_list_without_a_good_row_is_discarded_and_not_taken(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    bad = lists.stage(by=by, analysis=analysis, name="x.csv", content=b"number,task\n,No number")
    refused("task-list", lists.take, by=by, task_import=bad)
    assert lists.discard(by=by, task_import=bad).state == "discarded"
    refused("state", lists.take, by=by, task_import=TaskImport.objects.get(pk=bad.pk))


def test_tasks_are_written_changed_and_struck_by_hand(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    tasks.add(by=by, analysis=analysis, number="1", words="Isolate.", domain="Safety")
    tasks.add(by=by, analysis=analysis, number="2", words="Rescue.", domain="Safety")
    told = {"words": "Isolate energy.", "domain": "Energy", "source": "Panel"}
    tasks.edit(by=by, analysis=analysis, number="1", seen=0, **told)

    refused("stale", tasks.edit, by=by, analysis=analysis, number="1", seen=0, **told)
    tasks.strike(by=by, analysis=analysis, number="2")

    refused("gone", tasks.strike, by=by, analysis=analysis, number="2")
    assert list(analysis.tasks.values_list("number", "words", "domain")) == [("1", "Isolate energy.", "Energy")]


def test_number_of_a_task_stands_once(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    tasks.add(by=by, analysis=analysis, number="1", words="Isolate.")
    refused("task_number_is_one", tasks.add, by=by, analysis=analysis, number="1", words="Rescue.")


def test_task_that_nobody_could_rate_is_refused(begun: Begun, analysis: JobAnalysis) -> None:
    told = {"by": acting(begun.crew.sam), "analysis": analysis, "number": "1", "words": "Isolate."}
    for field, value in (("number", " "), ("words", ""), ("words", "x" * 1001), ("domain", "x" * 101)):
        assert refused("task-whole", tasks.add, **{**told, field: value}).field == field


def test_analysis_takes_no_more_tasks_than_a_panel_can_rate(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    late = staged(begun, analysis, "onet_form.csv")
    many = "number,task\n" + "".join(f"{n},Task number {n}\n" for n in range(1000, 1000 + MOST_TASKS))
    lists.take(by=by, task_import=lists.stage(by=by, analysis=analysis, name="many.csv", content=many.encode()))

    refused("task-list", tasks.add, by=by, analysis=analysis, number="9", words="One too many.")
    refused("task-list", lists.take, by=by, task_import=late)


def test_analysis_that_says_not_how_is_refused(begun: Begun, analysis: JobAnalysis) -> None:
    told = {"by": acting(begun.crew.sam), "analysis": analysis, **TOLD}
    wrong = {"title": "x" * 201, "method": " ", "importance_share": 101, "source": "x" * 301}
    for field, value in wrong.items():
        assert refused("analysis-told", analyses.describe, **{**told, field: value}).field == field


def test_domains_are_given_on_one_page(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    lists.take(by=by, task_import=staged(begun, analysis, "onet_form.csv"))
    analyses.place(by=by, analysis=analysis, domains={"101": "Customers ", "103": "Customers"})
    assert dict(analysis.tasks.values_list("number", "domain")) == {"101": "Customers", "102": "", "103": "Customers"}
    refused("task-domains", analyses.place, by=by, analysis=analysis, domains={"999": "Customers"})
    refused("task-domains", analyses.place, by=by, analysis=analysis, domains={"101": "x" * 101})


def test_panel_begins_only_with_tasks_in_domains_and_two_members(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    refusal = refused("rating-ready", analyses.open_rating, by=by, analysis=analysis)
    assert refusal.sentence == "The panel cannot begin: it has no tasks; its panel has fewer than 2 members."

    lists.take(by=by, task_import=staged(begun, analysis, "onet_form.csv"))
    joined(begun, analysis, "pia", "Operators")
    joined(begun, analysis, "pit", "Technicians")
    refusal = refused("rating-ready", analyses.open_rating, by=by, analysis=analysis)
    assert refusal.sentence == "The panel cannot begin: 3 tasks have no domain."


def test_list_stands_once_the_panel_rates(begun: Begun, rating: Any) -> None:
    analysis, _members = rating
    by = acting(begun.crew.sam)
    late = {"by": by, "analysis": analysis}
    refused("tasks-open", tasks.add, **late, number="9", words="Late.")
    refused("tasks-open", tasks.strike, **late, number="1")
    refused("tasks-open", lists.stage, **late, name="x.csv", content=(DATA / "ours.csv").read_bytes())


def test_list_that_was_staged_before_is_not_taken_while_the_panel_rates(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    lists.take(by=by, task_import=staged(begun, analysis))
    waiting = staged(begun, analysis, "onet_form.csv")
    joined(begun, analysis, "pia", "Operators")
    joined(begun, analysis, "pit", "Technicians")
    analyses.open_rating(by=by, analysis=analysis)
    refused("tasks-open", lists.take, by=by, task_import=waiting)


def test_member_holds_the_panels_role_in_this_scheme(begun: Begun, analysis: JobAnalysis, cast: Cast) -> None:
    told = {"interest": "Operators", "qualification": "Ten years"}
    by = acting(begun.crew.sam)
    refused("R-46", panels.join, by=by, analysis=analysis, person=begun.crew.ivo, **told)
    refused("panel_member_is_one", joined_twice, begun=begun, analysis=analysis)


def joined_twice(*, begun: Begun, analysis: JobAnalysis) -> None:
    joined(begun, analysis, "pia", "Operators")
    joined(begun, analysis, "pia", "Employers")


def test_member_without_interest_or_qualification_is_refused(begun: Begun, analysis: JobAnalysis) -> None:
    told = {"by": acting(begun.crew.sam), "analysis": analysis, "person": begun.crew.pia}
    right = {"interest": "Operators", "qualification": "Ten years"}
    for field, value in (("interest", ""), ("qualification", " "), ("interest", "x" * 101)):
        assert refused("experts-described", panels.join, **told, **{**right, field: value}).field == field


def test_qualification_is_kept_under_the_members_key_alone(begun: Begun, analysis: JobAnalysis) -> None:
    member = joined(begun, analysis, "pia", "Operators")
    kept = PanelMember._base_manager.filter(pk=member.pk).values_list("qualification", flat=True).get()
    entry = Entry.objects.get(subject=member.ref, act="schemes.panel.join")
    assert b"Ten years" not in (kept if isinstance(kept, bytes) else str(kept).encode())
    assert keys.key_of(entry.sealed) == begun.crew.pia.data_key


def test_ratings_are_saved_all_at_once_and_replaced_when_they_change(rating: Any) -> None:
    _analysis, members = rating
    rate(members["pia"], t1=(5, 3), t2=(4, 2))
    rate(members["pia"], t2=(1, 2), t3=(3, 3))
    kept = Rating.objects.order_by("task__position").values_list("task__number", "importance", "frequency")
    assert list(kept) == [("1", 5, 3), ("2", 1, 2), ("3", 3, 3)]


def test_rating_off_the_scale_or_of_no_task_is_refused_whole(rating: Any) -> None:
    pia = rating[1]["pia"]
    for bad in ({"1": (0, 3)}, {"1": (6, 3)}, {"1": (3, 6)}, {"9": (3, 3)}):
        refused("rating-scale", panels.rate, by=acting(pia.person), member=pia, ratings={"2": (3, 3), **bad})
    refused("rating-scale", panels.rate, by=acting(pia.person), member=pia, ratings={})
    assert not Rating.objects.exists()


def test_nobody_rates_for_another_nor_without_the_role(begun: Begun, rating: Any, clock: Any) -> None:
    pia = rating[1]["pia"]
    refused("permission", panels.rate, by=acting(begun.crew.pit), member=pia, ratings={"1": (3, 3)})
    clock.move(days=366)
    refused("R-46", panels.rate, by=acting(begun.crew.pia), member=pia, ratings={"1": (3, 3)})


def test_who_left_the_panel_rates_no_more_and_is_not_counted(begun: Begun, rating: Any) -> None:
    analysis, members = rating
    for member in members.values():
        rate(member, t1=(5, 5), t2=(1, 1), t3=(1, 1))
    by = acting(begun.crew.sam)
    refused("said-why", panels.leave, by=by, member=members["pit"], reason=" ")
    left = panels.leave(by=by, member=members["pit"], reason="Trains for a provider that lists our course.")

    refused("rating-open", panels.rate, by=acting(begun.crew.pit), member=left, ratings={"1": (1, 1)})
    assert results.of(analysis).raters == 1
    refusal = refused("rating-enough", analyses.close, by=by, analysis=analysis)
    assert refusal.sentence == "3 tasks were rated by fewer than 2 members, the first of them 1."


def test_results_are_means_spreads_and_weights_of_domains(begun: Begun, rating: Any) -> None:
    analysis, members = rating
    rate(members["pia"], t1=(5, 3), t2=(4, 2), t3=(5, 1))
    rate(members["pit"], t1=(3, 3), t2=(4, 2), t3=(1, 1))

    found = results.of(analysis)

    first, _second, third = (weighed for _task, weighed in found.tasks)
    assert (first.importance, first.importance_spread, first.frequency) == (Decimal(4), Decimal("1.41"), Decimal(3))
    assert [task.number for task in found.divided] == ["1", "3"]
    assert third.shown_weight == Decimal(2)
    assert found.domains == {"Safety": Decimal("76.47"), "Hydraulics": Decimal("23.53")}


def test_ratings_are_closed_by_who_manages_and_approved_by_somebody_else(begun: Begun, rating: Any) -> None:
    analysis = closed(begun, rating)
    refused("R-46", analyses.approve, by=acting(begun.crew.sam), analysis=analysis)
    approved = analyses.approve(by=acting(begun.crew.ava), analysis=analysis)
    assert (approved.state, approved.approved_by) == ("approved", begun.crew.ava)
    refused("analysis-open", analyses.describe, by=acting(begun.crew.sam), analysis=approved, **TOLD)


def test_who_led_an_analysis_does_not_approve_it(begun: Begun, rating: Any) -> None:
    analysis = closed(begun, rating)
    authorise(begun.crew.sam, SCHEME_APPROVER, begun.scheme.scope)
    refused("R-11", analyses.approve, by=acting(begun.crew.sam), analysis=analysis)


def test_interest_with_the_majority_keeps_an_analysis_from_approval(begun: Begun, rating: Any) -> None:
    analysis = closed(begun, rating)
    by = acting(begun.crew.sam)
    again = analyses.reopen(by=by, analysis=analysis, reason="One member came late.")
    authorise(begun.crew.erik, PANELLIST, begun.scheme.scope)
    third = joined(begun, again, "erik", "Operators")
    rate(third, t1=(4, 4), t2=(4, 4), t3=(4, 4))
    analysis = analyses.close(by=by, analysis=again)

    refusal = refused("R-51", analyses.approve, by=acting(begun.crew.ava), analysis=analysis)

    assert refusal.sentence == "The interest “Operators” has the majority on this panel: 2 of 3."
    assert refusal.clauses == ("2012:8.4 b)", "2026:8")


def test_member_of_a_closed_panel_stays_in_the_record(begun: Begun, rating: Any) -> None:
    closed(begun, rating)
    member = PanelMember.objects.select_related("analysis__scheme").get(pk=rating[1]["pia"].pk)
    refused("panel-open", panels.leave, by=acting(begun.crew.sam), member=member, reason="Late.")


def test_analysis_is_given_up_with_a_reason(begun: Begun, analysis: JobAnalysis) -> None:
    by = acting(begun.crew.sam)
    refused("said-why", analyses.abandon, by=by, analysis=analysis, reason="")
    assert analyses.abandon(by=by, analysis=analysis, reason="The trade changed its name.").state == "abandoned"


def test_role_in_another_scheme_does_not_count(begun: Begun, analysis: JobAnalysis, cast: Cast) -> None:
    other = schemes.open_scheme(by=acting(cast.tom), code="BRT", name="Blades")
    strangers = a_crew(cast, other.scope)
    told = {"analysis": analysis, "number": "1", "words": "Isolate."}
    refusal = refused("R-46", tasks.add, by=acting(strangers.sam), **told)
    assert refusal.clauses == ("2012:6.1.3", "2026:6.1")


def test_nobody_without_the_role_works_on_an_analysis(begun: Begun, analysis: JobAnalysis, cast: Cast) -> None:
    for person in (cast.tom, cast.quinn, cast.ada, cast.otto, begun.crew.pia):
        refused("R-46", analyses.abandon, by=acting(person), analysis=analysis, reason="So.")
