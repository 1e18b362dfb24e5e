"""Proofs from the stored tree: a few tiles of 256 hashes are read, never the whole log."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from guildhall.ledger import merkle
from guildhall.ledger.models import Checkpoint, Leaf, Node

TILE = 1 << merkle.TILE_BITS


class LedgerBroken(RuntimeError):
    """The stored tree does not hold together; nothing is numbered or proven until somebody looked at it."""


@dataclass
class StoredTree:
    """The tree as it stands in the database; each tile is read once."""

    _tiles: dict[tuple[int, int], Sequence[bytes]] = field(default_factory=dict)

    def tile(self, level: int, number: int) -> Sequence[bytes]:
        """The hashes of one tile: up to 256 subtrees of 256**level leaves each."""
        if (level, number) not in self._tiles:
            self._tiles[level, number] = _tile(level, number)
        return self._tiles[level, number]

    def subtree(self, bits: int, index: int) -> bytes:
        """The hash of the perfect subtree of 2**bits leaves."""
        level, height = divmod(bits, merkle.TILE_BITS)
        number, place = divmod(index << height, TILE)
        hashes = self.tile(level, number)[place : place + (1 << height)]
        if len(hashes) != 1 << height:
            raise LedgerBroken(f"The stored tree lacks hashes of tile {level}/{number}.")
        return merkle.perfect_root(hashes)

    def grown(self, size: int) -> merkle.Tree:
        """The right edge of the tree when it had `size` leaves, to go on from."""
        return merkle.Tree(size, [self.subtree(bits, index) for bits, index in merkle.perfect_parts(0, size)])

    def hashes(self, ranges: Sequence[merkle.Range]) -> list[bytes]:
        """The hash of each range of leaves."""
        return [merkle.range_hash(leaves, self.subtree) for leaves in ranges]


@dataclass(frozen=True)
class Inclusion:
    """That an entry is a leaf of a tree that a checkpoint signs: its place, its hash, the hashes beside its path."""

    index: int
    size: int
    leaf: bytes
    proof: Sequence[bytes]
    checkpoint: str


def latest() -> Checkpoint | None:
    """The newest checkpoint, or None while nothing has been numbered."""
    return Checkpoint.objects.order_by("-size").first()


def inclusion(entry_id: UUID) -> Inclusion | None:
    """The proof that an entry is in the log as it stands; None while it waits for its number or where none is."""
    leaf, checkpoint = Leaf.objects.filter(entry=entry_id).first(), latest()
    if leaf is None or checkpoint is None or leaf.index >= checkpoint.size:
        return None
    proof = StoredTree().hashes(merkle.inclusion_ranges(leaf.index, checkpoint.size))
    return Inclusion(leaf.index, checkpoint.size, bytes(leaf.hash), proof, checkpoint.note)


def consistency(old: int, size: int) -> list[bytes]:
    """The proof that the log of `size` entries began with the log of `old`; ValueError where these sizes never were."""
    newest = latest()
    if newest is None or size > newest.size:
        raise ValueError(f"The log has never had {size} entries.")
    return StoredTree().hashes(merkle.consistency_ranges(old, size))


def _tile(level: int, number: int) -> list[bytes]:
    within = {"index__gte": number * TILE, "index__lt": (number + 1) * TILE}
    rows = Node.objects.filter(level=level, **within) if level else Leaf.objects.filter(**within)
    return [bytes(hashed) for hashed in rows.order_by("index").values_list("hash", flat=True)]
