"""The sequencer numbers what acts wrote, and nothing else."""

import pytest

from guildhall.ledger import merkle, proofs, sequencer, signing
from guildhall.ledger.models import Checkpoint, Entry, Leaf, Node, Waiting
from tests import forge


def test_sequencer_numbers_all_that_waits(open_scopes):
    open_scopes(7)

    assert sequencer.run() == 7
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(7))
    assert set(Leaf.objects.values_list("entry", flat=True)) == set(Entry.objects.values_list("id", flat=True))
    assert Waiting.objects.count() == 0
    assert sequencer.run() == 0


def test_sequencer_signs_each_batch_with_the_root_of_its_leaves(open_scopes):
    open_scopes(12)
    while sequencer.run(limit=5):
        pass

    hashes = [bytes(each.hash) for each in Leaf.objects.order_by("index")]
    notes = [signing.signer().verifier.opened(each.note) for each in Checkpoint.objects.order_by("size")]
    assert [(note.size, note.root) for note in notes] == [(size, merkle.root(hashes[:size])) for size in (5, 10, 12)]


def test_sequencer_keeps_the_hash_of_each_full_subtree(open_scopes):
    open_scopes(260)
    while sequencer.run(limit=100):
        pass

    hashes = [bytes(each.hash) for each in Leaf.objects.order_by("index")]
    nodes = [(each.level, each.index, bytes(each.hash)) for each in Node.objects.all()]
    assert nodes == [(1, 0, merkle.root(hashes[:256]))]


def test_sequencer_does_not_number_an_entry_changed_while_it_waited(open_scopes):
    open_scopes(3)
    changed = Entry.objects.order_by("id")[1]
    forge.alter_entry(changed.id, actor="person:somebody-else")

    assert sequencer.run() == 2
    assert not Leaf.objects.filter(entry=changed.id).exists()
    assert [each.entry for each in Waiting.objects.all()] == [changed.id]


def test_sequencer_does_not_number_an_entry_that_no_act_wrote(open_scopes):
    open_scopes(2)
    real = Entry.objects.first()
    forged = forge.make(Entry, at=real.at, act=real.act, actor=real.actor, subject=real.subject, mac=real.mac)
    forge.make(Waiting, entry=forged.id, seal=Waiting.objects.get(entry=real.id).seal)

    assert sequencer.run() == 2
    assert not Leaf.objects.filter(entry=forged.id).exists()


def test_sequencer_signs_nothing_over_a_tree_that_was_altered(open_scopes):
    open_scopes(5)
    sequencer.run()
    with forge.behind_the_acts():
        Leaf.objects.filter(index=4).update(hash=bytes(32))
    open_scopes(1, prefix="T")

    with pytest.raises(proofs.LedgerBroken, match="at 5 entries"):
        sequencer.run()
    assert Checkpoint.objects.count() == 1
