"""The act keeps its promises: order of checks, one transaction, nesting, repeats, refusals that are recorded.

The acts of these tests are declared for the test alone, on the simplest record of the house.
"""

from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, OperationalError
from django.db.models import F

from guildhall.identity.models import Scope
from guildhall.kernel import actors, clock, rules
from guildhall.kernel.actors import BOOTSTRAP, Actor
from guildhall.kernel.identifiers import new_id
from guildhall.kernel.permissions import Permission, permission
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.rules import Kind, Rule, RuleDoesNotFit, rule
from guildhall.ledger import acts, entries, history
from guildhall.ledger.acts import BadAct, Verdict, act
from guildhall.ledger.guard import WriteOutsideAct
from guildhall.ledger.models import Entry, Outcome
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import TEXT
from guildhall.personnel.models import DeclarationText
from tests import forge
from tests.cast import Cast, acting

PERSON = actors.person(new_id())
MALLORY = actors.person(new_id())


@permission("is not Mallory")
def is_not_mallory(*, by: Actor) -> Refusal | None:
    """Anybody but Mallory."""
    return Refusal("You may not.") if by == MALLORY else None


@pytest.fixture(autouse=True)
def _for_this_test_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "_acts", dict(acts._acts))
    monkeypatch.setattr(rules, "_rules", list(rules._rules))


@pytest.fixture
def house() -> SimpleNamespace:
    """Acts on scopes: open, rename, rename two at once through nested acts, and more."""

    @rule("T-1")
    def name_is_given(*, name: str) -> Refusal | None:
        """A scope has a name."""
        return None if name else Refusal("A scope needs a name.", mend="Give one.")

    @rule("T-2", clauses=["2012:9.4.4"])
    def name_is_kind(*, scope: Scope, name: str) -> Refusal | None:
        """A name says nothing bad of the scope."""
        return Refusal(f"“{name}” is not kind to {scope.name}.") if "bad" in name else None

    @act("test.scope.open", permission=is_not_mallory, sentence="opened {subject}", machines=["robot"], doors=["gate"])
    def open_scope(*, by: Actor, number: str, name: str) -> Scope:
        """Open a scope."""
        return create(Scope, kind="scheme", number=number, name=name)

    @act(
        "test.scope.rename",
        about="scope",
        permission=is_not_mallory,
        rules=[name_is_given, name_is_kind],
        sentence="renamed {subject}",
        doors=["gate"],
    )
    def rename(*, by: Actor, scope: Scope, name: str) -> Scope:
        """Rename a scope."""
        return change(scope, name=name)

    @act("test.scope.renameboth", about=("one", "other"), permission=is_not_mallory, sentence="renamed both")
    def rename_both(*, by: Actor, one: Scope, other: Scope, name: str, swallow: bool) -> None:
        """Rename two scopes, each by its own act."""
        rename(by=by, scope=one, name="first")
        try:
            rename(by=by, scope=other, name=name)
        except Refusal:
            if not swallow:
                raise

    return SimpleNamespace(open=open_scope, rename=rename, rename_both=rename_both)


@pytest.fixture
def scope(house: SimpleNamespace) -> Scope:
    opened: Scope = house.open(by=PERSON, number="S1", name="One")
    return opened


def told() -> list[tuple[str, str, str]]:
    """Act, outcome and code of every entry, in the order in which they were written."""
    return [(each.act, each.outcome, each.code) for each in Entry.objects.order_by("at")]


def refused(attempt) -> Refusal:
    with pytest.raises(Refusal) as caught:
        attempt()
    return caught.value


def test_act_writes_its_entry_with_its_effect(house, scope):
    house.rename(by=PERSON, scope=scope, name="Two")

    assert Scope.objects.get().name == "Two"
    entry = Entry.objects.get(act="test.scope.rename")
    assert (entry.actor, entry.subject, entry.line, entry.result) == (str(PERSON), scope.ref, scope.ref, scope.ref)
    assert entries.read_payload(entry) == {
        "arguments": {"scope": scope.ref, "name": "Two"},
        "changes": [["change", scope.ref, {"name": "Two"}]],
    }


def test_act_leaves_the_callers_object_untouched(house, scope):
    changed = house.rename(by=PERSON, scope=scope, name="Two")

    assert (scope.name, scope.revision) == ("One", 0)
    assert (changed.name, changed.revision) == ("Two", 1)


def test_checks_come_in_their_order(house, scope):
    """Each attempt breaks one check less, and is refused by the first that it breaks."""
    attempts = [
        (actors.machine("nobody"), "", "actor"),
        (MALLORY, "", "permission"),
        (PERSON, "", "T-1"),
        (PERSON, "bad", "T-2"),
    ]
    codes = [
        refused(lambda by=by, name=name: house.rename(by=by, scope=scope, name=name)).code for by, name, _ in attempts
    ]

    assert codes == [code for _, _, code in attempts]
    assert Scope.objects.get().name == "One"


def test_act_without_an_actor_is_refused(house, scope):
    assert refused(lambda: house.rename(by=None, scope=scope, name="Two")).code == "actor"
    assert told() == [("test.scope.open", "done", "")]


@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        (actors.machine("robot"), True),
        (actors.machine("other"), False),
        (actors.public("gate"), True),
        (actors.public("window"), False),
        (BOOTSTRAP, False),
        (PERSON, True),
    ],
)
def test_act_is_open_to_the_machines_and_doors_that_it_names(house, by, allowed):
    if allowed:
        assert house.open(by=by, number="S1", name="One").name == "One"
    else:
        assert refused(lambda: house.open(by=by, number="S1", name="One")).code == "actor"
    assert Scope.objects.exists() is allowed


def test_refused_attempt_is_recorded_without_its_content(house, scope):
    refusal = refused(lambda: house.rename(by=PERSON, scope=scope, name="bad Carla Zimmerer"))

    entry = Entry.objects.get(outcome=Outcome.REFUSED)
    assert "Zimmerer" in refusal.sentence
    assert (entry.act, entry.actor, entry.subject, entry.code, entry.clauses) == (
        "test.scope.rename",
        str(PERSON),
        scope.ref,
        "T-2",
        "2012:9.4.4",
    )
    assert "Zimmerer" not in str(vars(entry))
    assert (bytes(entry.sealed), bytes(entry.mac), entry.result) == (b"", b"", "")


def test_refused_attempt_of_an_unknown_caller_goes_to_the_log_alone(house, scope, caplog):
    caplog.set_level("INFO", "guildhall.ledger.acts")
    refused(lambda: house.rename(by=actors.public("gate"), scope=scope, name="bad Carla Zimmerer"))

    assert told() == [("test.scope.open", "done", "")]
    assert caplog.messages == ["test.scope.rename was refused to nobody known: T-2"]


def test_stale_revision_is_refused_and_overwrites_nothing(house, scope):
    house.rename(by=PERSON, scope=scope, name="Two")

    assert refused(lambda: house.rename(by=PERSON, scope=scope, name="Three")).code == "stale"
    assert Scope.objects.get().name == "Two"


def test_record_that_is_gone_is_refused(house, scope):
    forge.remove(scope)

    assert refused(lambda: house.rename(by=PERSON, scope=scope, name="Two")).code == "gone"


def test_nested_acts_join_the_transaction_and_name_their_cause(house, scope):
    other = house.open(by=PERSON, number="S2", name="Other")
    house.rename_both(by=PERSON, one=scope, other=other, name="second", swallow=False)

    assert sorted(Scope.objects.values_list("name", flat=True)) == ["first", "second"]
    outer = Entry.objects.get(act="test.scope.renameboth")
    assert [each.cause for each in Entry.objects.filter(act="test.scope.rename")] == [outer.id, outer.id]


@pytest.mark.parametrize("swallow", [False, True])
def test_refused_nested_act_undoes_the_whole_even_where_the_refusal_was_swallowed(house, scope, swallow):
    other = house.open(by=PERSON, number="S2", name="Other")

    refusal = refused(lambda: house.rename_both(by=PERSON, one=scope, other=other, name="bad", swallow=swallow))

    assert refusal.code == "T-2"
    assert sorted(Scope.objects.values_list("name", flat=True)) == ["One", "Other"]
    assert told()[2:] == [("test.scope.renameboth", "refused", "T-2")]


def test_broken_constraint_in_a_nested_act_undoes_the_whole_even_where_it_was_swallowed(house, scope):
    @act("test.scope.openanyway", permission=is_not_mallory, sentence="opened anyway")
    def open_anyway(*, by: Actor) -> Scope:
        """Open a scope whatever happens."""
        try:
            return house.open(by=by, number="S1", name="Double")
        except IntegrityError:
            return create(Scope, kind="scheme", number="S3", name="Three")

    assert refused(lambda: open_anyway(by=PERSON)).code == "constraint"
    assert [each.number for each in Scope.objects.all()] == ["S1"]
    assert told()[1:] == [("test.scope.openanyway", "refused", "constraint")]


def test_broken_nested_act_undoes_the_whole_even_where_its_failure_was_swallowed(house, scope):
    @act("test.scope.breakdown", permission=is_not_mallory, sentence="broke down")
    def break_down(*, by: Actor) -> Scope:
        """Open a scope and break down."""
        create(Scope, kind="scheme", number="S2", name="Half")
        raise LookupError("S2")

    @act("test.scope.openanyway", permission=is_not_mallory, sentence="opened anyway")
    def open_anyway(*, by: Actor) -> None:
        """Open a scope whatever happens."""
        with suppress(LookupError):
            break_down(by=by)

    with pytest.raises(LookupError):
        open_anyway(by=PERSON)
    assert [each.number for each in Scope.objects.all()] == ["S1"]


def test_nested_act_lends_no_authority(house, scope):
    @act("test.scope.renamefor", about="scope", permission=is_not_mallory, machines=["robot"], sentence="renamed")
    def rename_for(*, by: Actor, scope: Scope) -> Scope:
        """Rename a scope by way of another act."""
        renamed: Scope = house.rename(by=by, scope=scope, name="Two")
        return renamed

    assert refused(lambda: rename_for(by=actors.machine("robot"), scope=scope)).code == "actor"


def test_once_gives_a_repeat_the_first_result(house):
    first = house.open.once("form-1")(by=PERSON, number="S1", name="One")
    again = house.open.once("form-1")(by=PERSON, number="S1", name="One")

    assert again == first
    assert (Scope.objects.count(), told()) == (1, [("test.scope.open", "done", "")])


def test_once_number_that_served_for_something_else_is_refused(house, scope):
    house.rename.once("form-1")(by=PERSON, scope=scope, name="Two")

    assert refused(lambda: house.open.once("form-1")(by=PERSON, number="S2", name="Two")).code == "once"
    assert refused(lambda: house.rename.once("form-1")(by=BOOTSTRAP, scope=scope, name="Two")).code == "once"


@pytest.mark.parametrize("number", ["", "carla@nordlicht.example", "Carla Zimmerer", "1" * 101, "1\n", "\0"])
def test_what_cannot_be_a_once_number_is_refused_and_kept_nowhere(house, number):
    assert refused(lambda: house.open.once(number)(by=PERSON, number="S1", name="One")).code == "once"
    assert told() == []


def test_refused_attempt_does_not_use_up_its_once_number(house, scope):
    refused(lambda: house.rename.once("form-1")(by=PERSON, scope=scope, name="bad"))

    assert house.rename.once("form-1")(by=PERSON, scope=scope, name="Two").name == "Two"


def test_constraint_becomes_the_refusal_that_explains_it(cast: Cast):
    """On SQLite too, which tells the columns and not the name."""
    from guildhall.identity.acts import grants

    again = {"person": cast.quinn, "role": "quality-manager", "scope": cast.body}
    refusal = refused(lambda: grants.give(by=acting(cast.tom), **again, from_on=clock.today()))

    assert (refusal.code, refusal.sentence) == (
        "grant_is_held_once",
        "This person already holds this role for this scope.",
    )


def test_constraint_that_nobody_explained_is_a_refusal_all_the_same(house, scope):
    assert refused(lambda: house.open(by=PERSON, number="S1", name="Double")).code == "constraint"
    assert told()[-1] == ("test.scope.open", "refused", "constraint")


def test_against_says_of_each_check_what_it_would_say(house, scope):
    forecasts = {each.check: each.verdict for each in house.rename.against(by=MALLORY, scope=scope)}

    assert forecasts == {
        "actor": Verdict.HOLDS,
        "permission": Verdict.REFUSED,
        "name_is_given": Verdict.UNKNOWN,
        "name_is_kind": Verdict.UNKNOWN,
    }
    assert house.rename.refusal(by=PERSON, scope=scope, name="bad").code == "T-2"
    assert told() == [("test.scope.open", "done", "")]


def test_against_refuses_arguments_that_the_act_does_not_have(house):
    with pytest.raises(TypeError, match="does not take colour"):
        house.rename.against(by=PERSON, colour="red")


def test_move_from_a_state_that_does_not_allow_it_is_refused(cast: Cast):
    @act("test.text.approve", about="text", move=TEXT.approve, permission=is_not_mallory, sentence="approved {subject}")
    def approve(*, by: Actor, text: DeclarationText) -> DeclarationText:
        """Approve a text."""
        return change(text, state=TEXT.approve.target)

    text = forge.make(DeclarationText, number="T1", words="I am impartial.", state="rejected", proposed_by=cast.quinn)
    proposed = forge.make(DeclarationText, number="T2", words="I am impartial.", proposed_by=cast.quinn)

    assert refused(lambda: approve(by=PERSON, text=text)).code == "state"
    approve(by=PERSON, text=proposed)
    entry = Entry.objects.get(act="test.text.approve", outcome=Outcome.DONE)
    assert (entry.before, entry.after) == ("proposed", "effective")


def test_act_that_the_database_ended_for_a_deadlock_is_tried_again(house, scope):
    endings = iter(["40P01", "40001"])

    @act("test.scope.struggle", about="scope", permission=is_not_mallory, sentence="struggled")
    def struggle(*, by: Actor, scope: Scope) -> Scope:
        """Rename a scope, at the third attempt."""
        renamed = change(scope, name="Two")
        for state in endings:
            raise OperationalError("deadlock detected") from _Ended(state)
        return renamed

    assert struggle(by=PERSON, scope=scope).name == "Two"
    assert (Scope.objects.get().revision, told()[1:]) == (1, [("test.scope.struggle", "done", "")])


def test_act_that_never_gets_through_is_refused(house, scope):
    @act("test.scope.struggle", about="scope", permission=is_not_mallory, sentence="struggled")
    def struggle(*, by: Actor, scope: Scope) -> Scope:
        """Never get through."""
        raise OperationalError("deadlock detected") from _Ended("40P01")

    assert refused(lambda: struggle(by=PERSON, scope=scope)).code == "busy"


class _Ended(Exception):
    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


def test_nobody_writes_a_record_outside_an_act(scope):
    with pytest.raises(WriteOutsideAct):
        create(Scope, kind="scheme", number="S9", name="Nine")
    with pytest.raises(WriteOutsideAct):
        Scope.objects.update(revision=F("revision") + 1)


def declared(**more):
    """Declare an act on a scope, with something about it that is wrong."""

    def body(*, by: Actor, scope: Scope) -> Scope:
        """Do something."""
        return scope

    told = {"name": "test.scope.do", "permission": is_not_mallory, "sentence": "did", "body": body, **more}
    return act(told.pop("name"), **{key: value for key, value in told.items() if key != "body"})(told["body"])


def _without_by(*, scope: Scope) -> None:
    """Do something."""


def _positional(by: Actor) -> None:
    """Do something."""


def _silent(*, by: Actor) -> None:
    pass


def _asks_too_much(*, colour: str) -> Refusal | None:
    """Asks what no act has."""
    return None


def _asks_otherwise(*, scope: str) -> Refusal | None:
    """Takes a scope for a text."""
    return None


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"body": _without_by}, BadAct),
        ({"body": _positional}, BadAct),
        ({"body": _silent}, BadAct),
        ({"name": "test.do"}, BadAct),
        ({"about": "nothing"}, BadAct),
        ({"effective": "nothing"}, BadAct),
        ({"rules": [Rule("T-9", (), Kind.OURS, _asks_too_much)]}, RuleDoesNotFit),
        ({"rules": [Rule("T-9", (), Kind.OURS, _asks_otherwise)]}, RuleDoesNotFit),
        ({"permission": Permission("is it", lambda *, colour: None)}, RuleDoesNotFit),
    ],
)
def test_act_that_could_not_be_trusted_fails_when_it_is_declared(wrong, error):
    with pytest.raises(error):
        declared(**wrong)


def test_two_acts_of_one_name_fail_when_they_are_declared():
    declared()
    with pytest.raises(BadAct, match="two acts named"):
        declared()


def test_history_tells_a_nested_act_in_its_own_words(house, scope):
    house.rename(by=PERSON, scope=scope, name="Two")
    scope.refresh_from_db()

    assert [line.told for line in history.of(scope)] == ["renamed Two", "opened Two"]
