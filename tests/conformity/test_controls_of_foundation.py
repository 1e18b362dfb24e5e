"""The controls of ledger and identity: silent on true records, exact on forged ones."""

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from guildhall.identity import controls as identity
from guildhall.identity.acts import grants, persons
from guildhall.identity.models import Account, Condition, Grant
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, Control, ControlState
from guildhall.ledger import controls as ledger
from guildhall.ledger import sequencer
from guildhall.ledger.models import Entry, Waiting
from tests import forge
from tests.cast import Cast, acting
from tests.conftest import HouseClock

TRUE = [
    ledger.log_verifies,
    ledger.entries_are_numbered,
    identity.roles_are_held_when_exercised,
    identity.roles_were_given_by_acts,
    identity.roles_are_looked_at_each_year,
]


def _named(answer: Answer) -> list[tuple[str, str]]:
    return [(finding.number, str(finding.sentence)) for finding in answer.findings]


@pytest.mark.parametrize("control", TRUE, ids=lambda control: control.name)
def test_a_control_is_silent_on_true_records(cast: Cast, control: Control) -> None:
    sequencer.run()
    assert control.query().state is ControlState.HOLDS


def test_a_control_answers_the_same_wherever_its_reader_is(cast: Cast) -> None:
    sequencer.run()
    with timezone.override("Pacific/Pago_Pago"):
        assert _named(identity.roles_are_held_when_exercised.query()) == []


def test_an_altered_entry_is_named(cast: Cast) -> None:
    sequencer.run()
    entry = Entry.objects.filter(act="identity.person.register").order_by("id").first()
    assert entry is not None
    forge.alter_entry(entry.pk, actor=str(acting(cast.otto)))
    answer = ledger.log_verifies.query()
    assert (answer.state, {finding.record for finding in answer.findings}) == (
        ControlState.DOES_NOT_HOLD,
        {f"ledger.entry:{entry.pk}"},
    )


def test_an_entry_that_waits_too_long_is_named(cast: Cast, clock: HouseClock) -> None:
    clock.move(minutes=61)
    answer = ledger.entries_are_numbered.query()
    assert len(answer.findings) == Waiting.objects.count() == answer.looked_at > 0


def test_an_act_after_the_declaration_lapsed_is_named(cast: Cast, clock: HouseClock) -> None:
    condition = Condition.objects.get(grant__person=cast.olive)
    clock.move(days=400)
    done = house_clock.now()
    entry = forge.make(
        Entry, at=done, act="identity.person.register", actor=str(acting(cast.olive)), subject="identity.person:x"
    )
    assert entry.at > house_clock.now() - timedelta(days=1)
    assert condition.until_on < house_clock.today()
    assert _named(identity.roles_are_held_when_exercised.query()) == [
        (cast.olive.number, f"did “Register a person” on {done:%d %b %Y} without holding a role for it")
    ]


def test_an_act_of_somebody_who_never_held_a_role_is_named(cast: Cast) -> None:
    forge.make(Entry, at=house_clock.now(), act="identity.person.register", actor=str(acting(cast.otto)))
    assert [number for number, _ in _named(identity.roles_are_held_when_exercised.query())] == [cast.otto.number]


def test_an_act_done_while_the_role_was_held_is_not_named_after_it_ended(cast: Cast, clock: HouseClock) -> None:
    clock.move(hours=1)
    persons.register(by=acting(cast.olive), given_name="Nele", family_name="Neumann")
    clock.move(hours=1)
    grants.end(by=acting(cast.tom), grant=Grant.objects.get(person=cast.olive), reason="She moves to another office.")
    assert identity.roles_are_held_when_exercised.query().findings == []
    clock.move(hours=1)
    forge.make(Entry, at=house_clock.now(), act="identity.person.register", actor=str(acting(cast.olive)))
    assert [number for number, _ in _named(identity.roles_are_held_when_exercised.query())] == [cast.olive.number]


def test_a_role_that_no_act_gave_is_named(cast: Cast) -> None:
    forge.make(Grant, person=cast.otto, role="administrator", scope=cast.body, from_on=house_clock.today())
    answer = identity.roles_were_given_by_acts.query()
    assert _named(answer) == [(cast.otto.number, "holds a role that no act gave")]
    (finding,) = answer.findings
    assert reverse(finding.link[0], args=finding.link[1:]).endswith(f"/people/{cast.otto.pk}/")


def test_a_role_that_somebody_gave_to_themselves_is_named(cast: Cast) -> None:
    grant = forge.make(Grant, person=cast.otto, role="administrator", scope=cast.body, from_on=house_clock.today())
    forge.make(
        Entry, at=house_clock.now(), act="identity.grant.give", actor=str(acting(cast.otto)),
        subject=cast.otto.ref, line=grant.line, result=grant.ref,
    )  # fmt: skip
    assert _named(identity.roles_were_given_by_acts.query()) == [(cast.otto.number, "gave a role to themselves")]


def test_staff_without_a_second_factor_are_named(cast: Cast) -> None:
    for person in (cast.quinn, cast.tom, cast.carla):
        account = forge.make(Account, alias=f"{person.number}@alias.invalid")
        forge.alter(person, account=account)
    Authenticator.objects.create(
        user=Account.objects.get(person=cast.tom), type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    Authenticator.objects.create(
        user=Account.objects.get(person=cast.quinn), type=Authenticator.Type.RECOVERY_CODES, data={}
    )
    answer = identity.staff_have_a_second_factor.query()
    assert _named(answer) == [(cast.quinn.number, "signs in without a second factor")]
    assert answer.looked_at == 2


def test_the_second_factor_is_not_asked_of_a_demonstration(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUILDHALL", replace(settings.GUILDHALL, demo=True))
    assert identity.staff_have_a_second_factor.query().state is ControlState.NOT_APPLICABLE


def test_a_role_without_an_end_is_named_after_a_year(cast: Cast, clock: HouseClock) -> None:
    before = identity.roles_are_looked_at_each_year.query()
    assert (before.looked_at, before.changes_on) == (1, house_clock.today() + timedelta(days=367))
    clock.move(days=367)
    after = identity.roles_are_looked_at_each_year.query()
    assert [finding.number for finding in after.findings] == [cast.ada.number]
