"""What the ledger records. No foreign keys: a log never interferes with the records that it speaks of.

Nothing here is ever updated or deleted; triggers refuse it on both databases (migration 0002), and the tree shows it
where somebody dropped the triggers.
"""

from typing import ClassVar

from django.db import models

from guildhall.kernel import clock, identifiers


class Outcome(models.TextChoices):
    """What came of an act."""

    DONE = "done"
    REFUSED = "refused"


class Entry(models.Model):
    """One act, done or refused: identifiers, states, dates, clauses; no personal data and no plain hash of it.

    `subject` is the record acted on and `line` the record in whose line it stands, both as ``room.model:id``. `mac` is
    an HMAC of arguments and changes under the data key of the line's owner; `sealed` holds them encrypted under the
    same key, is no part of the leaf, and becomes unreadable when the key is destroyed.
    """

    written_by: ClassVar[str] = "ledger"

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    at = models.DateTimeField()
    act = models.CharField(max_length=100)
    actor = models.CharField(max_length=100)
    subject = models.CharField(max_length=100, blank=True)
    line = models.CharField(max_length=100, blank=True)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    effective_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.DONE)
    code = models.CharField(max_length=100, blank=True)
    clauses = models.CharField(max_length=200, blank=True)
    cause = models.UUIDField(null=True)
    once = models.CharField(max_length=100, null=True, unique=True)
    result = models.CharField(max_length=100, blank=True)
    mac = models.BinaryField(default=b"")
    sealed = models.BinaryField(default=b"")

    class Meta:
        db_table = "ledger_entry"
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_by_subject"),
            models.Index(fields=["line", "id"], name="entry_by_line"),
            models.Index(fields=["act", "id"], name="entry_by_act"),
            models.Index(fields=["actor", "id"], name="entry_by_actor"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="entry_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.outcome} {self.subject}"


class Waiting(models.Model):
    """The outbox: an entry that its act has written and the sequencer has not yet numbered.

    `seal` binds the entry as the act wrote it under a key that no database holds: what somebody else put into the
    outbox, or changed while it waited, is never numbered, and verification names it.
    """

    written_by: ClassVar[str] = "ledger"

    entry = models.UUIDField(primary_key=True)
    seal = models.BinaryField()

    class Meta:
        db_table = "ledger_waiting"


class Leaf(models.Model):
    """The place of an entry in the tree: `index` counts from 0 without a gap, `hash` is RFC 6962's leaf hash.

    `seal` binds index and hash under a key that no database holds, so that a leaf which somebody else wrote is named
    exactly and not only somewhere between two checkpoints.
    """

    written_by: ClassVar[str] = "ledger"

    index = models.BigIntegerField(primary_key=True)
    entry = models.UUIDField(unique=True)
    hash = models.BinaryField()
    seal = models.BinaryField()

    class Meta:
        db_table = "ledger_leaf"


class Node(models.Model):
    """The hash of a full subtree of 256 to the power of `level` leaves: proofs read a few rows, not the whole log."""

    written_by: ClassVar[str] = "ledger"

    id = models.BigAutoField(primary_key=True)
    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_node"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="node_stands_once")]


class Checkpoint(models.Model):
    """A signed statement of the tree's size and root, in C2SP signed-note form; published, never taken back."""

    written_by: ClassVar[str] = "ledger"

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "ledger_checkpoint"


class Access(models.Model):
    """Somebody read what may only be read with a reason to: who, when, what, by which reading.

    Append-only, like the journal of answers; its digest goes into the ledger (`ledger.access.digest`).
    """

    written_by: ClassVar[str] = "ledger"

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    reading = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.DONE)

    class Meta:
        db_table = "ledger_access"
        indexes = [
            models.Index(fields=["subject", "id"], name="access_by_subject"),
            models.Index(fields=["actor", "id"], name="access_by_actor"),
            models.Index(fields=["at"], name="access_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="access_outcome_is_known"),
        ]


class Digest(models.Model):
    """The Merkle root over readings that no earlier digest covers, in the order of their ids; an act put it here.

    Lets anybody who verifies the ledger also see that no reading was altered, removed or added afterwards.
    """

    written_by: ClassVar[str] = "ledger"

    number = models.BigIntegerField(primary_key=True)
    count = models.PositiveIntegerField()
    root = models.BinaryField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "ledger_digest"


class Digested(models.Model):
    """Which digest covers a reading. Ids are not the order of commits, so a last id would not say it."""

    written_by: ClassVar[str] = "ledger"

    access = models.UUIDField(primary_key=True)
    digest = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "ledger_digested"


class Cursor(models.Model):
    """How far a follower has read: the number of leaves whose effects it has brought about.

    While it fails at the next leaf it is tried again, ever more slowly: `failures` in a row, the class of the last
    `problem` (never its text, which could hold a name), and `retry_at`, before which it rests.
    """

    written_by: ClassVar[str] = "follower"

    follower = models.CharField(max_length=100, primary_key=True)
    position = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=100, blank=True)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "ledger_cursor"
        constraints = [models.CheckConstraint(condition=models.Q(position__gte=0), name="cursor_is_not_negative")]


class Counter(models.Model):
    """The last number given to a kind of record in a year, for numbers such as ``A-2026-000123``."""

    id = models.BigAutoField(primary_key=True)
    prefix = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "ledger_counter"
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="counter_is_one_per_year")]
