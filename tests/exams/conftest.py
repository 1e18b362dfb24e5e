"""A scheme in effect, and a candidate who was admitted."""

from copy import deepcopy
from typing import Any

import pytest

from guildhall.exams.models import Candidacy
from guildhall.kernel.refusals import Refusal
from tests.cast import Cast
from tests.exams.making import a_candidate
from tests.making import Made, a_scheme
from tests.staging import plays_in_all


@pytest.fixture(scope="module")
def made_once(request: pytest.FixtureRequest, cast_once: Cast | None) -> Made | None:
    return a_scheme(cast_once) if cast_once and plays_in_all("made", request) else None


@pytest.fixture
def made(made_once: Made | None, cast: Cast) -> Made:
    return deepcopy(made_once) or a_scheme(cast)


@pytest.fixture
def carla(made: Made, cast: Cast) -> Candidacy:
    """Carla's candidacy."""
    return a_candidate(made, cast)


def refused(code: str, what: Any, **arguments: Any) -> Refusal:
    """`what` is refused by the rule `code`, and says what would mend it."""
    with pytest.raises(Refusal) as caught:
        what(**arguments)
    assert caught.value.code == code, caught.value
    assert caught.value.mend.sentence
    return caught.value
