"""The tree against its own definition, written down naively, and against vectors that everybody knows."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.ledger import merkle

VECTORS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The leaves of the test log of Certificate Transparency."""

ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The roots of its first 0 to 8 leaves."""


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962, section 2.1, defines it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def naive_path(place: int, leaves: list[bytes]) -> list[bytes]:
    """PATH as RFC 6962, section 2.1.1, defines it."""
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if place < split:
        return [*naive_path(place, leaves[:split]), naive_root(leaves[split:])]
    return [*naive_path(place - split, leaves[split:]), naive_root(leaves[:split])]


def naive_subproof(old: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF as RFC 6962, section 2.1.2, defines it."""
    if old == len(leaves):
        return [] if whole else [naive_root(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if old <= split:
        return [*naive_subproof(old, leaves[:split], whole), naive_root(leaves[split:])]
    return [*naive_subproof(old - split, leaves[split:], False), naive_root(leaves[:split])]


def numbered(count: int) -> list[bytes]:
    return [place.to_bytes(2) for place in range(count)]


def hashes(ranges: list[merkle.Range], leaves: list[bytes]) -> list[bytes]:
    """What a proof of these ranges holds, each computed from perfect subtrees."""
    return [
        merkle.range_hash(each, lambda bits, index: naive_root(leaves[index << bits : (index + 1) << bits]))
        for each in ranges
    ]


@pytest.mark.parametrize("size", range(9))
def test_root_is_the_known_one(size):
    leaves = [merkle.leaf_hash(leaf) for leaf in VECTORS[:size]]

    assert merkle.root(leaves).hex() == ROOTS[size] == naive_root(VECTORS[:size]).hex()


@given(st.lists(st.binary(max_size=3), max_size=70))
def test_growing_tree_has_the_root_of_the_definition(leaves):
    tree = merkle.Tree()
    for count, leaf in enumerate(leaves, 1):
        tree.append(merkle.leaf_hash(leaf))
        assert tree.root == naive_root(leaves[:count])


@given(st.integers(0, 1100))
def test_growing_tree_gives_out_every_full_subtree_of_256(size):
    leaves = numbered(size)
    tree = merkle.Tree()
    for leaf in leaves:
        tree.append(merkle.leaf_hash(leaf))

    assert tree.full == [
        (1, index, naive_root(leaves[256 * index : 256 * (index + 1)])) for index in range(size // 256)
    ]


def test_growing_tree_gives_out_subtrees_of_the_second_level():
    tree = merkle.Tree()
    for place in range(65536):
        tree.append(merkle.leaf_hash(place.to_bytes(2)))

    assert [(level, index) for level, index, _ in tree.full][-2:] == [(1, 255), (2, 0)]
    assert tree.full[-1][2] == tree.root


@given(st.integers(1, 300).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_inclusion_proof_is_the_definitions_and_holds_for_its_leaf_alone(place_and_size):
    place, size = place_and_size
    leaves = numbered(size)
    proof = hashes(merkle.inclusion_ranges(place, size), leaves)
    root = naive_root(leaves)
    leaf = merkle.leaf_hash(leaves[place])

    assert proof == naive_path(place, leaves)
    assert merkle.includes(leaf, place, size, proof, root)
    assert not merkle.includes(merkle.leaf_hash(b"other"), place, size, proof, root)
    assert not merkle.includes(leaf, place, size, [*proof, root], root)
    assert not merkle.includes(leaf, place, size, proof, bytes(32))
    assert size == 1 or not merkle.includes(leaf, (place + 1) % size, size, proof, root)
    assert size == 1 or not merkle.includes(leaf, place, size, proof[:-1], root)


@given(st.integers(0, 300).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))))
def test_consistency_proof_is_the_definitions_and_holds_for_its_trees_alone(sizes):
    old, size = sizes
    leaves = numbered(size)
    proof = hashes(merkle.consistency_ranges(old, size), leaves)
    old_root, root = naive_root(leaves[:old]), naive_root(leaves)

    assert proof == (naive_subproof(old, leaves, True) if old else [])
    assert merkle.is_consistent(old, size, old_root, root, proof)
    assert not merkle.is_consistent(old, size, bytes(32), root, proof)
    assert not merkle.is_consistent(old, size, old_root, root, [*proof, root])
    if 0 < old < size:
        assert not merkle.is_consistent(old, size, old_root, bytes(32), proof)
        assert not merkle.is_consistent(old, size, old_root, root, proof[:-1])


@pytest.mark.parametrize(("place", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_proof_of_a_leaf_that_is_not_there_is_an_error(place, size):
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_ranges(place, size)
    assert not merkle.includes(bytes(32), place, size, [], bytes(32))


def test_tree_never_shrinks():
    with pytest.raises(ValueError, match="never"):
        merkle.consistency_ranges(4, 3)
    assert not merkle.is_consistent(4, 3, bytes(32), bytes(32), [])
