"""Many at once: the log has no gap, what excludes each other never both happens, and a repeat is no second act."""

import time
from types import SimpleNamespace

import pytest

from guildhall.identity.acts import scopes
from guildhall.identity.models import Scope
from guildhall.identity.permissions import ANYBODY
from guildhall.kernel import actors, rules
from guildhall.kernel.actors import BOOTSTRAP, Actor
from guildhall.kernel.identifiers import new_id
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.rules import rule
from guildhall.ledger import acts, digests, sequencer
from guildhall.ledger.acts import act
from guildhall.ledger.models import Entry, Leaf, Waiting
from guildhall.ledger.records import create
from guildhall.ledger.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, ACTS_EACH = 50, 4


def test_fifty_writers_leave_a_gapless_log_that_verifies(in_threads):
    def writer(who: int):
        def write() -> None:
            for place in range(ACTS_EACH):
                number = f"W{who}-{place}"
                scopes.open_scope(by=BOOTSTRAP, kind="scheme", number=number, name=number)

        return write

    def number() -> None:
        for _ in range(20):
            sequencer.run(limit=30)
            time.sleep(0.02)

    outcomes = in_threads([*(writer(who) for who in range(WRITERS)), number, number])
    while sequencer.run(limit=30):
        pass

    assert [each for each in outcomes if each is not None] == []
    written = WRITERS * ACTS_EACH
    assert (Scope.objects.count(), Entry.objects.count(), Waiting.objects.count()) == (written, written, 0)
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(written))
    assert (verify().ok, verify().size) == (True, written)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Two acts on one record that exclude each other: who examined does not decide, who decided does not examine."""
    monkeypatch.setattr(acts, "_acts", dict(acts._acts))
    monkeypatch.setattr(rules, "_rules", list(rules._rules))

    def did(by: Actor, part: str, scope: Scope) -> bool:
        return Scope.objects.filter(number__startswith=f"{scope.number}/{part}", name=by.name).exists()

    @rule("T-1")
    def decider_did_not_examine(*, by: Actor, scope: Scope) -> Refusal | None:
        """Who examined does not decide."""
        return Refusal("You examined.") if did(by, "examined", scope) else None

    @rule("T-2")
    def examiner_did_not_decide(*, by: Actor, scope: Scope) -> Refusal | None:
        """Who decided does not examine."""
        return Refusal("You decided.") if did(by, "decided", scope) else None

    @act("test.file.decide", about="scope", permission=ANYBODY, rules=[decider_did_not_examine], sentence="decided")
    def decide(*, by: Actor, scope: Scope) -> Scope:
        """Decide on the file."""
        time.sleep(0.01)
        return create(Scope, kind="scheme", number=f"{scope.number}/decided", name=by.name)

    @act("test.file.examine", about="scope", permission=ANYBODY, rules=[examiner_did_not_decide], sentence="examined")
    def examine(*, by: Actor, scope: Scope) -> Scope:
        """Examine the file."""
        time.sleep(0.01)
        return create(Scope, kind="scheme", number=f"{scope.number}/examined", name=by.name)

    return SimpleNamespace(decide=decide, examine=examine)


def test_acts_that_exclude_each_other_never_both_succeed(house, open_scopes, in_threads):
    by = actors.person(new_id())
    for file in open_scopes(12):
        outcomes = in_threads(
            [lambda each=each, file=file: each(by=by, scope=file) for each in (house.decide, house.examine)]
        )

        refused = [each for each in outcomes if isinstance(each, Refusal)]
        assert (len(refused), {each.code for each in refused} <= {"T-1", "T-2"}) == (1, True)
        assert Scope.objects.filter(number__startswith=f"{file.number}/").count() == 1


def test_double_click_does_the_act_once(in_threads):
    once = scopes.open_scope.once("form-1")
    arguments = {"by": BOOTSTRAP, "kind": "scheme", "number": "S1", "name": "One"}

    outcomes = in_threads([lambda: once(**arguments)] * 8)

    assert outcomes == [Scope.objects.get()] * 8
    assert Entry.objects.count() == 1


def test_readings_are_digested_once_however_many_try(in_threads):
    from guildhall.ledger.models import Access
    from tests import forge

    for place in range(5):
        forge.make(Access, at=f"2026-03-02T09:00:0{place}Z", actor="machine:test", reading="test.do", subject="x")

    outcomes = in_threads([digests.run] * 4)
    sequencer.run()

    assert sum(each for each in outcomes if isinstance(each, int)) == 5
    assert verify().ok
