"""Checkpoints are signed notes, and a note that was touched is none."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.ledger.notes import BadNote, Signer, Statement, Verifier

ROOT = bytes(range(32))
SIGNER = Signer("cert.example.org/ledger", bytes(range(32)))


def test_note_is_spelled_as_c2sp_says():
    note = SIGNER.sign(7, ROOT)

    text, signature = note.split("\n\n")
    mark, name, encoded = signature.removesuffix("\n").split(" ")
    assert text == "cert.example.org/ledger\n7\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert (mark, name, note[-1]) == ("—", "cert.example.org/ledger", "\n")
    assert (base64.b64decode(encoded)[:4], len(base64.b64decode(encoded))) == (SIGNER.verifier.key_id, 68)


def test_published_key_reads_back():
    assert Verifier.read(str(SIGNER.verifier)) == SIGNER.verifier


def test_known_key_of_the_go_note_package_is_read():
    """The example in the documentation of golang.org/x/mod/sumdb/note."""
    published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert str(Verifier.read(published)) == published


def test_known_note_of_the_go_note_package_has_a_good_signature():
    """The same example: its text is no checkpoint, so only the reading of it fails."""
    note = (
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    verifier = Verifier.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    with pytest.raises(BadNote, match="no checkpoint"):
        verifier.opened(note)
    with pytest.raises(BadNote, match="does not fit"):
        verifier.opened(note.replace("answer", "ANSWER"))


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32))
def test_signed_note_opens_to_what_was_stated(size, root):
    assert SIGNER.verifier.opened(SIGNER.sign(size, root)) == Statement(SIGNER.name, size, root)


@given(st.data())
def test_touched_note_does_not_open(data):
    note = SIGNER.sign(123, ROOT)
    place = data.draw(st.integers(0, len(note) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda letter: letter != note[place]))
    touched = note[:place] + other + note[place + 1 :]

    with pytest.raises(BadNote):
        SIGNER.verifier.opened(touched)


def test_note_of_another_key_or_log_does_not_open():
    with pytest.raises(BadNote, match="no signature of this log"):
        SIGNER.verifier.opened(Signer(SIGNER.name, bytes(32)).sign(1, ROOT))
    with pytest.raises(BadNote, match="no signature of this log"):
        SIGNER.verifier.opened(Signer("other.example", SIGNER.seed).sign(1, ROOT))


def test_note_with_a_second_signature_opens():
    """A witness adds a line of its own."""
    note = SIGNER.sign(1, ROOT) + "— witness.example/w1 " + base64.b64encode(bytes(76)).decode() + "\n"
    assert SIGNER.verifier.opened(note).size == 1


@pytest.mark.parametrize(
    "text", ["", "\n", "a\n1\n", "x+00000000+AQ==", "a+zz+!!", "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq"]
)
def test_text_that_is_no_key_is_refused(text):
    with pytest.raises(BadNote):
        Verifier.read(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb"])
def test_log_whose_name_would_break_the_note_is_refused(name):
    with pytest.raises(BadNote, match="no spaces"):
        Signer(name, bytes(32))
