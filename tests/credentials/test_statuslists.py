"""A bit for each credential, most significant first, packed as others pack it."""

import base64
import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.credentials import BITS, BadList, no_bits, read_bit, set_bit, status_list, with_bits
from guildhall.credentials.statuslists import MOST_BYTES, packed, unpacked
from tests.credentials.conftest import NOW


def test_list_hides_each_among_131072():
    assert BITS == 131_072
    assert no_bits() == bytes(16_384)


@pytest.mark.parametrize("length", [0, 8, BITS - 8, BITS + 1])
def test_list_that_is_too_short_or_no_whole_bytes_is_refused(length):
    with pytest.raises(BadList, match="at least 131072"):
        no_bits(length)


def test_first_place_is_the_most_significant_bit():
    assert with_bits([0, 7, 9])[:3] == bytes([0b10000001, 0b01000000, 0])
    assert set_bit(no_bits(), BITS - 1)[-1] == 1


@given(st.sets(st.integers(0, BITS - 1), max_size=20), st.integers(0, BITS - 1))
def test_places_are_set_and_cleared_one_by_one(indexes, other):
    bits = with_bits(indexes)
    assert [read_bit(bits, index) for index in indexes] == [True] * len(indexes)
    assert read_bit(bits, other) == (other in indexes)
    assert set_bit(bits, other) == with_bits(indexes | {other})
    assert set_bit(bits, other, to=False) == with_bits(indexes - {other})
    assert unpacked(packed(bits)) == bits


@pytest.mark.parametrize("index", [-1, BITS])
def test_places_beyond_the_list_are_refused(index):
    for reached in (lambda: read_bit(no_bits(), index), lambda: set_bit(no_bits(), index), lambda: with_bits([index])):
        with pytest.raises(BadList, match=f"no place {index}"):
            reached()


def test_list_is_packed_with_gzip_the_same_each_time():
    bits = with_bits(range(0, BITS, 131))
    assert packed(bits) == packed(bits)
    assert gzip.decompress(base64.urlsafe_b64decode(packed(bits)[1:] + "==")) == bits


def test_list_of_a_thousand_is_small():
    assert len(packed(with_bits(range(0, BITS, 131)))) < 4096


@pytest.mark.parametrize(
    "text",
    [
        "",
        "uAAAA",
        "z" + packed(no_bits())[1:],
        packed(no_bits())[:-8],
        packed(bytes(100)),
        packed(bytes(MOST_BYTES + 1)),
    ],
)
def test_what_is_no_list_is_refused(text):
    with pytest.raises(BadList):
        unpacked(text)


def test_list_that_would_fill_the_memory_is_refused_before_it_does():
    huge = packed(bytes(MOST_BYTES * 12))
    tracemalloc.start()
    with pytest.raises(BadList):
        unpacked(huge)
    assert tracemalloc.get_traced_memory()[1] < MOST_BYTES * 3
    tracemalloc.stop()


def test_list_is_a_credential_of_the_body():
    assert status_list(
        "https://nordwind.example/status/1", "did:web:nordwind.example", no_bits(), valid_from=NOW, valid_until=NOW
    ) == {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "https://nordwind.example/status/1",
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": "did:web:nordwind.example",
        "validFrom": "2026-11-25T12:00:00Z",
        "validUntil": "2026-11-25T12:00:00Z",
        "credentialSubject": {
            "id": "https://nordwind.example/status/1#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": packed(no_bits()),
        },
    }
