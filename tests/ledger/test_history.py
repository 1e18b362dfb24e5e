"""Every record tells its history from the ledger, in sentences."""

import pytest

from guildhall.identity.acts import persons, scopes
from guildhall.kernel.actors import BOOTSTRAP
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import history, sequencer
from guildhall.ledger.models import Entry, Outcome
from guildhall.vault import keys
from tests import forge


def test_history_tells_what_was_done_the_newest_first(open_scopes):
    one, other = open_scopes(2)
    sequencer.run()

    lines = history.of(one)

    assert [(line.index, line.outcome, line.told) for line in lines] == [(0, Outcome.DONE, "opened the scope Scheme 0")]
    assert history.of(other)[0].index == 1


def test_history_puts_what_waits_for_its_number_first(open_scopes):
    open_scopes(2)
    sequencer.run()
    open_scopes(1, prefix="T")

    assert [line.index for line in history.newest()] == [None, 1, 0]


def test_history_shows_a_refused_attempt_with_its_rule_and_nothing_of_its_content(open_scopes):
    open_scopes(1)
    with pytest.raises(Refusal):
        scopes.open_scope(by=BOOTSTRAP, kind="scheme", number="S0000", name="Carla Zimmerer")

    (line,) = [line for line in history.newest() if line.outcome is Outcome.REFUSED]

    assert line.told == f"met a refusal: Open a scope ({line.entry.code})"
    assert "Zimmerer" not in str(vars(line.entry))


def test_history_of_an_erased_person_keeps_its_lines_without_their_words():
    person = persons.register(by=BOOTSTRAP, given_name="Carla", family_name="Zimmerer")
    (before,) = history.of(person)
    keys.destroy(person.data_key)

    (after,) = history.of(person)

    assert (before.words["family_name"], before.erased) == ("Zimmerer", False)
    assert (after.entry, after.erased, "family_name" in after.words) == (before.entry, True, False)


def test_history_of_an_act_that_the_house_no_longer_has_names_it(open_scopes):
    open_scopes(1)
    forge.alter_entry(Entry.objects.get().id, act="attic.thing.do")

    assert [line.told for line in history.newest()] == ["did attic.thing.do"]
