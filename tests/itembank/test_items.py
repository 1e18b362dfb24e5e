from tests.itembank.making import items_in_use
from tests.making import a_scheme
import time


def test_x(cast):
    t = time.time()
    made = a_scheme(cast)
    print("scheme", time.time() - t)
    t = time.time()
    vs = items_in_use(made, {"A": 3, "B": 2, "C": 1})
    print("items", time.time() - t)
    assert [v.state for v in vs] == ["operational"] * 6
