"""The ledger's public addresses give checkpoints, hashes and proofs to everybody; its pages open to the staff only."""

import base64
import hashlib
import html

import pytest
from django.test import Client

from guildhall.jobs.declared import all_schedules
from guildhall.kernel import clock
from guildhall.kernel.identifiers import new_id
from guildhall.ledger import merkle, notes, sequencer
from guildhall.ledger.models import Access, Digest, Entry, Leaf
from guildhall.web import jobs
from tests import forge
from tests.cast import Cast, sign_in


@pytest.fixture
def numbered(cast: Cast) -> int:
    """A ledger with all of the cast's entries numbered; how many there are."""
    return sequencer.run()


def test_checkpoint_is_public_and_its_key_checks_it(numbered: int, client: Client) -> None:
    answer = client.get("/ledger/checkpoint")
    verifier = notes.Verifier.read(client.get("/ledger/key").content.decode())

    stated = verifier.opened(answer.content.decode())
    assert (stated.size, answer["Content-Type"]) == (numbered, "text/plain; charset=utf-8")
    assert (answer["Access-Control-Allow-Origin"], answer.has_header("Set-Cookie")) == ("*", False)
    assert client.get("/ledger/checkpoint", headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_tile_holds_the_hashes_of_the_leaves(numbered: int, client: Client) -> None:
    answer = client.get(f"/ledger/tile/0/000.p/{numbered}")

    hashes = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("index")]
    assert (answer.status_code, answer.content) == (200, b"".join(hashes))
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["0/000", "0/001.p/1", "0/000.p/200", "1/000.p/1", "9/000.p/1", "0/x000/000", "0/00.p/1"]
)
def test_tile_that_the_log_does_not_reach_is_not_found(numbered: int, client: Client, path: str) -> None:
    assert client.get(f"/ledger/tile/{path}").status_code == 404


def test_proof_shows_one_entry_to_who_knows_its_identifier(numbered: int, client: Client) -> None:
    leaf = Leaf.objects.get(index=3)
    told = client.get(f"/ledger/proof/{leaf.entry}").json()

    stated = notes.Verifier.read(told["key"]).opened(told["checkpoint"])
    hashed = hashlib.sha256(b"\x00" + told["leaf"].encode()).digest()
    proof = [base64.b64decode(text) for text in told["proof"]]
    assert merkle.includes(hashed, told["index"], told["size"], proof, stated.root)
    assert client.get(f"/ledger/proof/{new_id()}").status_code == 404


def test_proof_of_an_entry_that_waits_is_not_there_yet(cast: Cast, client: Client) -> None:
    pages = (f"/ledger/proof/{Entry.objects.order_by('id')[0].id}", "/ledger/checkpoint")
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_consistency_shows_that_the_log_only_grew(cast: Cast, client: Client) -> None:
    first = sequencer.run(limit=7)
    whole = first + sequencer.run()
    told = client.get("/ledger/consistency", {"from": first, "to": whole}).json()

    verifier = notes.Verifier.read(told["key"])
    old, new = [verifier.opened(note) for note in told["checkpoints"]]
    proof = [base64.b64decode(text) for text in told["proof"]]
    assert merkle.is_consistent(first, whole, old.root, new.root, proof)


@pytest.mark.parametrize(
    ("asked", "status"),
    [({}, 400), ({"from": "x", "to": "1"}, 400), ({"from": "5", "to": "2"}, 404), ({"from": "1", "to": "9" * 18}, 404)],
)
def test_consistency_of_sizes_that_never_were_is_refused(numbered: int, client: Client, asked, status: int) -> None:
    assert client.get("/ledger/consistency", asked).status_code == status


def test_public_addresses_tell_no_names(numbered: int, client: Client) -> None:
    proofs = [client.get(f"/ledger/proof/{leaf.entry}").content.decode() for leaf in Leaf.objects.all()]
    told = "".join(proofs)
    assert [name for name in ("Zimmerer", "Carla", "Quellmalz", "nordlicht.example") if name in told] == []


def test_ledger_page_tells_what_was_done_and_how_it_stands(cast: Cast, numbered: int) -> None:
    shown = sign_in(Client(), cast.quinn).get("/desk/ledger/").content.decode()
    assert ("opened the scope" in shown, f"entry {numbered - 1}" in shown) == (True, True)


def test_ledger_page_gives_the_checkpoint_to_keep(cast: Cast, numbered: int, client: Client) -> None:
    saved = sign_in(Client(), cast.quinn).get("/desk/ledger/checkpoint")
    assert (saved.content, saved["Content-Disposition"]) == (
        client.get("/ledger/checkpoint").content,
        f'attachment; filename="checkpoint-{numbered}.txt"',
    )


def test_entry_page_shows_the_entry_and_its_proof(cast: Cast, numbered: int, client: Client) -> None:
    leaf = Leaf.objects.get(index=2)
    shown = sign_in(Client(), cast.olive).get("/desk/ledger/2/").content.decode()
    proof = client.get(f"/ledger/proof/{leaf.entry}").json()["proof"]
    assert [text for text in (*proof, str(leaf.entry)) if text not in html.unescape(shown)] == []


def test_ledger_pages_open_to_the_staff_only(cast: Cast, numbered: int) -> None:
    pages = ("/desk/ledger/", "/desk/ledger/checkpoint", "/desk/ledger/2/")
    assert [sign_in(Client(), cast.otto).get(page).status_code for page in pages] == [403, 403, 403]
    assert [sign_in(Client(), cast.quinn).get(page).status_code for page in (*pages, "/desk/ledger/99999/")] == [
        200,
        200,
        200,
        404,
    ]


def test_readings_are_digested_every_hour() -> None:
    forge.make(Access, at=clock.now(), actor="machine:test", reading="vault.file.open", subject="vault.storedfile:x")
    jobs.digest_readings.run({})

    hourly = {each.kind.name for each in all_schedules() if each.interval.seconds == 3600}
    assert ("web.digest-readings" in hourly, Digest.objects.get().count) == (True, 1)
