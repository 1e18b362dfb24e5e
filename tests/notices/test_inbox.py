"""The inbox: one's own notices, read by oneself."""

import pytest

from guildhall.identity.acts import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import PERSONNEL
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from guildhall.notices import queries
from guildhall.notices.acts import inbox
from guildhall.notices.models import Notice, Seen
from tests.cast import Cast, acting
from tests.notices.conftest import follow


@pytest.fixture
def otto(cast: Cast) -> Person:
    """Otto, who was told twice: that he has a role, and that it ended."""
    grant = grants.give(
        by=acting(cast.tom), person=cast.otto, role=PERSONNEL.code, scope=cast.body, from_on=house_clock.today()
    )
    grants.end(by=acting(cast.tom), grant=grant, reason="left")
    follow()
    return cast.otto


def test_inbox_holds_ones_own_the_newest_first(cast: Cast, otto: Person) -> None:
    assert [each.text for each in queries.inbox(otto.id)] == ["notices/role-ended", "notices/role-given"]
    assert queries.unread(otto.id) == 2
    assert queries.unread(cast.carla.id) == 0


def test_notice_is_read_once_by_whom_it_was_written_to(cast: Cast, otto: Person) -> None:
    notice = Notice.objects.filter(person=otto).earliest("id")
    inbox.read(by=acting(otto), notice=notice)
    inbox.read(by=acting(otto), notice=notice)
    assert queries.unread(otto.id) == 1
    assert Seen.objects.count() == 1


def test_notice_of_somebody_else_is_not_marked_as_read(cast: Cast, otto: Person) -> None:
    notice = Notice.objects.filter(person=otto).earliest("id")
    with pytest.raises(Refusal, match="written to somebody else"):
        inbox.read(by=acting(cast.tom), notice=notice)
    with pytest.raises(Refusal, match="written to somebody else"):
        inbox.read_all(by=acting(cast.tom), person=otto)
    assert queries.unread(otto.id) == 2


def test_all_is_marked_as_read_at_once(cast: Cast, otto: Person) -> None:
    others = queries.unread(cast.tom.id)
    inbox.read_all(by=acting(otto), person=otto)
    assert (queries.unread(otto.id), queries.unread(cast.tom.id)) == (0, others)
