"""Who did what, when, on which record, with what effect: the act, its entry, the tree, and the log of readings.

Everything that changes a record of the house passes through `guildhall.ledger.acts.act`. Its entry is written in the
same transaction, numbered by the sequencer, and becomes a leaf of a Merkle tree whose signed checkpoints anybody can
check with software that we did not write (clauses 7.1, 7.4.1; rule R-55).
"""
