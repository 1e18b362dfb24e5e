"""The controls of examining hold over a candidate's true way, which is made once."""

from collections.abc import Iterator
from typing import Any

import pytest

from guildhall.exams import controls
from guildhall.kernel.declarations import Answer, Control, ControlState
from tests.cast import engage
from tests.exams.making import a_complete_file
from tests.making import a_scheme
from tests.staging import set_once

ALL = [
    controls.identities_were_checked,
    controls.secrecy_was_pledged,
    controls.sittings_were_watched,
    controls.conditions_were_looked_at,
    controls.logs_are_complete,
    controls.released_results_are_settled,
    controls.forms_in_use_are_verified,
    controls.forms_had_four_eyes,
    controls.retakes_gave_another_form,
    controls.examiners_had_not_trained,
    controls.raters_are_compared,
    controls.results_come_in_time,
    controls.verifiers_had_no_part,
    controls.arrangements_were_given,
    controls.sanctions_followed_a_hearing,
]
ALWAYS = {controls.logs_are_complete, controls.raters_are_compared, controls.results_come_in_time}
ALWAYS |= {controls.sanctions_followed_a_hearing, controls.arrangements_were_given}
"""Controls over what a whole and quick way does not leave behind: logs, waiting results, sanctions."""


@pytest.fixture(scope="module")
def _true_way(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with set_once(django_db_blocker):
        cast = engage()
        a_complete_file(a_scheme(cast), cast)
        yield


@pytest.mark.usefixtures("_true_way")
@pytest.mark.parametrize("control", ALL, ids=lambda each: each.name)
def test_control_holds_over_a_true_way(control: Control) -> None:
    answer: Answer = control.query()
    assert (answer.state, list(answer.findings)) == (ControlState.HOLDS, [])
    assert answer.looked_at > 0 or control in ALWAYS
