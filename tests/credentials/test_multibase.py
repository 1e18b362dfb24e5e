"""Bytes as text, as other software writes and reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.credentials.multibase import BadText, base58, base64url, from_base58, from_base64url


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", "z"),
        (b"\0", "z1"),
        (b"\0\0\1", "z112"),
        (b"Hello World!", "z2NEpo7TZRRrLZSi2U"),
        (bytes.fromhex("0000287fb4cd"), "z11233QC4"),
    ],
)
def test_base58_counts_as_others_do(raw, text):
    """Examples of the Internet draft on base58."""
    assert (base58(raw), from_base58(text)) == (text, raw)


@given(st.binary(max_size=80))
def test_texts_give_back_the_bytes(raw):
    assert (from_base58(base58(raw)), from_base64url(base64url(raw))) == (raw, raw)


@pytest.mark.parametrize("text", ["", "2NEpo7TZRRrLZSi2U", "z0", "zOl", "z é", "uAAAA"])
def test_from_base58_refuses_other_text(text):
    with pytest.raises(BadText):
        from_base58(text)


@pytest.mark.parametrize("text", ["", "AAAA", "uA", "uA+/A", "uAAA=A", "zAAAA", "u\N{SNOWMAN}"])
def test_from_base64url_refuses_other_text(text):
    with pytest.raises(BadText):
        from_base64url(text)
