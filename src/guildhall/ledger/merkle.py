"""The tree of RFC 6962: hashes, the growing root, inclusion and consistency proofs, and how to check them.

Pure functions over 32-byte SHA-256 hashes. A tree of n leaves splits at the largest power of two below n; a *perfect*
subtree of 2**bits leaves is named by ``(bits, index)`` and covers the leaves ``index << bits`` up to
``(index + 1) << bits``. Proofs are given as ranges of leaves, so that whoever stores the tree decides what is read.
Source: RFC 6962, section 2.1; verification as in RFC 9162, sections 2.1.3.2 and 2.1.4.2.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

Range = tuple[int, int]
"""Leaves from the first up to, but without, the second."""

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""

TILE_BITS = 8
"""Subtrees are kept where their height is a multiple of this: 256 hashes make one tile (C2SP tlog-tiles)."""


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of a zero byte and the leaf's content."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 of a one byte and both children."""
    return sha256(b"\x01" + left + right).digest()


@dataclass
class Tree:
    """The right edge of a growing tree: enough to append leaves and to know the root at any moment.

    `edge` holds the perfect subtrees that cover all leaves, the largest first. `full` gathers ``(level, index, hash)``
    of every subtree of 256**level leaves as it fills up; the caller takes them out.
    """

    size: int = 0
    edge: list[bytes] = field(default_factory=list)
    full: list[tuple[int, int, bytes]] = field(default_factory=list)

    def append(self, hashed: bytes) -> None:
        """Append a leaf by its hash."""
        bits, place, edge = 0, self.size, self.edge
        while place & 1:
            hashed = sha256(b"\x01" + edge.pop() + hashed).digest()
            bits, place = bits + 1, place >> 1
            if bits % TILE_BITS == 0:
                self.full.append((bits // TILE_BITS, place, hashed))
        edge.append(hashed)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The root over all leaves so far."""
        return joined(self.edge) if self.edge else EMPTY


def joined(hashes: Sequence[bytes]) -> bytes:
    """The root over perfect subtrees that stand side by side, the largest first."""
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of equally high subtrees."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[place], row[place + 1]) for place in range(0, len(row), 2)]
    return row[0]


def perfect_parts(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The perfect subtrees, as ``(bits, index)``, that make up the subtree of the leaves from `begin` to `end`."""
    while begin < end:
        bits = (end - begin).bit_length() - 1
        yield bits, begin >> bits
        begin += 1 << bits


def range_hash(leaves: Range, subtree: Callable[[int, int], bytes]) -> bytes:
    """The hash of the subtree over `leaves`; `subtree` knows the perfect ones by ``(bits, index)``."""
    return joined([subtree(bits, index) for bits, index in perfect_parts(*leaves)])


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """What proves that leaf `index` is in the tree of `size` leaves: the subtrees beside its path, lowest first."""
    if not 0 <= index < size:
        raise ValueError(f"There is no leaf {index} in a tree of {size}.")
    begin, end = 0, size
    beside: list[Range] = []
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((begin, middle))
            begin = middle
    return beside[::-1]


def consistency_ranges(old: int, size: int) -> list[Range]:
    """What proves that the tree of `size` leaves began as the tree of its first `old` leaves."""
    if not 0 <= old <= size:
        raise ValueError(f"A tree of {size} was never one of {old}.")
    if old in (0, size):
        return []
    begin, end, whole = 0, size, True
    beside: list[Range] = []
    while old != end:
        middle = begin + _split(end - begin)
        if old <= middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((begin, middle))
            begin, whole = middle, False
    return [*([] if whole else [(begin, end)]), *beside[::-1]]


def includes(hashed: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that the leaf with this hash is number `index` of the tree of `size` with this root."""
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    for beside in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            hashed = node_hash(beside, hashed)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = node_hash(hashed, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and hashed == root


def is_consistent(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree of `size` leaves is a continuation of the tree of `old` leaves."""
    if not 0 <= old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    if old == 0:
        return not proof and old_root == EMPTY
    return _grows(old, size, old_root, root, proof)


def _grows(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not path:
        return False
    before = after = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def root(hashes: Iterable[bytes]) -> bytes:
    """The root over leaves given by their hashes."""
    tree = Tree()
    for hashed in hashes:
        tree.append(hashed)
    return tree.root
