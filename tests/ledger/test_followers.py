"""Followers bring about each effect once, in the transaction of their cursor, and show where they fail."""

from datetime import timedelta

import pytest

from guildhall.kernel import clock as house_clock
from guildhall.ledger import followers, sequencer
from guildhall.ledger.followers import Follower, Standing
from guildhall.ledger.models import Cursor


class Reader:
    """A follower's effect that remembers what it read, counts it in the database, and fails where it is told to."""

    def __init__(self, *, fails_at: int | None = None) -> None:
        self.read: list[int] = []
        self.fails_at = fails_at

    def __call__(self, *, entry, index) -> None:
        Cursor(follower=f"effect {index}").save(force_insert=True)
        if index == self.fails_at:
            raise ValueError(f"Carla Zimmerer at {index}")
        self.read.append(index)


@pytest.fixture
def house(monkeypatch):
    """The followers of the test instead of those of the house; rows that a follower may write are their effect."""
    registered: dict[str, Follower] = {}
    monkeypatch.setattr(followers, "_followers", registered)

    def follow(name: str, **about) -> Reader:
        reader = Reader(**about)
        registered[name] = Follower(name, reader)
        return reader

    return follow


def effects() -> list[str]:
    return sorted(Cursor.objects.filter(follower__startswith="effect").values_list("follower", flat=True))


def test_follower_reads_every_leaf_once_and_in_order(house, open_scopes):
    reader = house("test.reader")
    open_scopes(5)
    sequencer.run()

    assert followers.advance_all(limit=3) == 3
    assert followers.advance_all() == 2
    assert followers.advance_all() == 0
    assert reader.read == [0, 1, 2, 3, 4]
    assert effects() == [f"effect {index}" for index in range(5)]


def test_follower_does_not_read_what_is_not_numbered(house, open_scopes):
    reader = house("test.reader")
    open_scopes(2)

    assert followers.advance_all() == 0
    assert reader.read == []


def test_failing_follower_keeps_what_went_before_and_stops_before_the_failure(house, open_scopes):
    house("test.failing", fails_at=3)
    open_scopes(5)
    sequencer.run()

    assert followers.advance_all() == 3
    assert effects() == ["effect 0", "effect 1", "effect 2"]
    assert followers.standings() == [
        Standing("test.failing", 3, 2, 1, "ValueError", Cursor.objects.get(pk="test.failing").retry_at),
    ]


def test_failing_follower_rests_longer_each_time_and_goes_on_when_mended(house, open_scopes, clock):
    reader = house("test.failing", fails_at=1)
    open_scopes(2)
    sequencer.run()
    rests = []
    for _ in range(3):
        followers.advance_all()
        rests.append(Cursor.objects.get(pk="test.failing").retry_at - house_clock.now())
        assert followers.advance_all() == 0
        clock.move(hours=2)

    assert [round(rest / timedelta(seconds=1)) for rest in rests] == [2, 4, 8]
    reader.fails_at = None
    assert followers.advance_all() == 1
    assert followers.standings() == [Standing("test.failing", 2, 0, 0, "", None)]


def test_rest_ends_where_a_demonstrations_clock_goes_back(house, open_scopes, clock):
    clock.move(days=400)
    reader = house("test.reader", fails_at=0)
    open_scopes(1)
    sequencer.run()
    followers.advance_all()
    reader.fails_at = None

    clock.move(days=-400)

    assert (followers.advance_all(), reader.read) == (1, [0])


def test_failing_follower_does_not_stop_the_others(house, open_scopes):
    house("test.a_failing", fails_at=0)
    other = Reader()
    followers._followers["test.b_reader"] = Follower("test.b_reader", other)
    open_scopes(4)
    sequencer.run()

    assert followers.advance_all() == 4
    assert other.read == [0, 1, 2, 3]


def test_failing_follower_tells_nobodys_name(house, open_scopes, caplog):
    house("test.failing", fails_at=0)
    open_scopes(1)
    sequencer.run()
    followers.advance_all()

    assert caplog.messages == ["Follower test.failing fails at entry 0: ValueError."]
    assert "Zimmerer" not in str(vars(Cursor.objects.get(pk="test.failing")))
