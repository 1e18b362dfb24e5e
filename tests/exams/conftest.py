"""A candidate who was admitted."""

from typing import Any

import pytest

from guildhall.exams.models import Candidacy
from guildhall.kernel.refusals import Refusal
from tests.cast import Cast
from tests.exams.making import a_candidate
from tests.making import Made


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
