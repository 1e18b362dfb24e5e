"""How a test says that an act is refused, and why."""

from typing import Any

import pytest

from guildhall.kernel.refusals import Refusal


def refused(code: str, act: Any, **given: Any) -> Refusal:
    """The refusal of an act, which is told under that code."""
    with pytest.raises(Refusal) as caught:
        act(**given)
    assert caught.value.code == code
    assert caught.value.mend.sentence
    return caught.value
