"""What every test of governance may ask for."""

import pytest

from tests.cast import Cast
from tests.governance.making_body import House, a_house


@pytest.fixture
def house(cast: Cast) -> House:
    """The body with whoever keeps its entity, money and impartiality."""
    return a_house(cast)
