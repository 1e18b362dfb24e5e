"""Checklists of practical components: written, approved by another, replaced by new versions."""

from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams.acts import checklists
from guildhall.exams.lifecycles import ChecklistState
from guildhall.exams.models import Checklist, ChecklistStep
from guildhall.exams.queries import checklist_in_use, steps
from tests.cast import acting
from tests.exams.conftest import refused
from tests.exams.making import a_checklist, a_draft_checklist
from tests.making import Made

STEP = {"station": "Nacelle", "words": "Locks the rotor", "points": Decimal(3)}


def written(checklist: Checklist) -> list[tuple[int, str, Decimal, bool]]:
    return [(each.position, each.station, each.points, each.critical) for each in steps(checklist)]


def test_new_version_begins_as_a_copy_and_replaces_the_one_before(made: Made) -> None:
    first = a_checklist(made)
    by = acting(made.crew.erik)
    second = checklists.draft(by=by, component=made.practical, title="With the rotor lock")
    assert (second.ordinal, written(second)) == (2, written(first))

    second = checklists.add_step(by=by, checklist=second, **STEP, critical=True)
    second = checklists.approve(by=acting(made.crew.ava), checklist=second)

    assert (checklist_in_use(made.practical), Checklist.objects.get(pk=first.pk).state) == (
        second,
        ChecklistState.RETIRED,
    )
    assert written(second)[-1] == (4, "Nacelle", 3, True)


def test_steps_of_a_draft_change_and_close_up(made: Made) -> None:
    checklist, by = a_draft_checklist(made), acting(made.crew.max)
    first, second, _third = steps(checklist)
    checklists.change_step(by=by, step=second, **STEP, critical=True)
    checklists.remove_step(by=by, step=first)

    assert written(checklist) == [(1, "Nacelle", 3, True), (2, "Hub", 4, False)]
    assert ChecklistStep.objects.get(pk=first.pk).removed_at is not None


def test_checklists_are_for_components_that_persons_mark(made: Made) -> None:
    refused("R-26", checklists.draft, by=acting(made.crew.max), component=made.written, title="Steps")


def test_one_draft_is_written_at_a_time(made: Made) -> None:
    a_draft_checklist(made)
    refused("checklist-draft", checklists.draft, by=acting(made.crew.erik), component=made.practical, title="Steps")


def test_checklist_in_use_is_not_changed(made: Made) -> None:
    checklist, by = a_checklist(made), acting(made.crew.max)
    step = steps(checklist).first()
    refused("R-27", checklists.add_step, by=by, checklist=checklist, **STEP)
    refused("R-27", checklists.change_step, by=by, step=step, **STEP)
    refused("R-27", checklists.remove_step, by=by, step=step)


@pytest.mark.parametrize("missing", [{"station": " "}, {"words": ""}, {"points": Decimal(0)}])
def test_step_is_whole(made: Made, missing: dict[str, Any]) -> None:
    checklist = a_draft_checklist(made)
    refusal = refused("R-26", checklists.add_step, by=acting(made.crew.max), checklist=checklist, **{**STEP, **missing})
    assert [refusal.field] == list(missing)


def test_author_does_not_approve_their_own_checklist(made: Made) -> None:
    refused("R-11", checklists.approve, by=acting(made.crew.max), checklist=a_draft_checklist(made))


def test_checklist_without_steps_is_not_approved(made: Made) -> None:
    empty = checklists.draft(by=acting(made.crew.max), component=made.practical, title="Steps")
    refused("R-26", checklists.approve, by=acting(made.crew.ava), checklist=empty)


def test_retiring_says_why(made: Made) -> None:
    refused("R-60", checklists.retire, by=acting(made.crew.ava), checklist=a_checklist(made), reason="")
