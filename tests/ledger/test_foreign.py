"""Go's own packages for transparency logs accept what we publish, and refuse it once it was touched."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guildhall.ledger import publishing, sequencer
from guildhall.ledger.models import Leaf
from guildhall.ledger.notes import Signer

SOURCE = Path(__file__).parents[1] / "foreign" / "verify.go"
GO_PATH = Path("/usr/share/gocode")

pytestmark = [
    pytest.mark.foreign,
    pytest.mark.skipif(
        not shutil.which("go") or not (GO_PATH / "src/golang.org/x/mod/sumdb/tlog").exists(),
        reason="needs golang-go and golang-golang-x-mod-dev",
    ),
]

Told = dict[str, Any]


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Told], subprocess.CompletedProcess[str]]:
    """The foreign verifier, built once."""
    folder = tmp_path_factory.mktemp("foreign")
    go = {"GO111MODULE": "off", "GOPATH": str(GO_PATH), "GOFLAGS": "", "GOCACHE": str(folder / "cache")}
    program = folder / "verify"
    subprocess.run(["go", "build", "-o", program, SOURCE], check=True, env={**os.environ, **go}, timeout=300)
    return lambda told: subprocess.run(
        [program], input=json.dumps(told), check=False, capture_output=True, text=True, timeout=60
    )


@pytest.fixture
def published(open_scopes) -> Callable[[int], Told]:
    """What we publish of a log of 270 entries that once had 100, with the proof of one entry."""
    open_scopes(270)
    sequencer.run(limit=100)
    while sequencer.run(limit=90):
        pass

    def told(index: int) -> Told:
        entry = publishing.inclusion(Leaf.objects.get(index=index).entry)
        grown = publishing.consistency(100, entry["size"])
        older, newest = grown["checkpoints"]
        return {
            "Key": publishing.key(),
            "Checkpoint": newest,
            "Older": older,
            "Index": entry["index"],
            "Leaf": entry["leaf"],
            "Inclusion": entry["proof"],
            "Consistency": grown["proof"],
        }

    return told


def another(hashed: str) -> str:
    raw = base64.b64decode(hashed)
    return base64.b64encode(bytes([raw[0] ^ 1]) + raw[1:]).decode()


def test_foreign_verifier_accepts_checkpoints_and_proofs(foreign, published):
    for index in (0, 99, 100, 255, 256, 269):
        answer = foreign(published(index))
        assert (answer.returncode, answer.stdout, answer.stderr) == (
            0,
            f"entry {index} is in the log of 270, which began as the log of 100\n",
            "",
        )


@pytest.mark.parametrize(
    ("touch", "complaint"),
    [
        (lambda told: {"Leaf": told["Leaf"].replace("bootstrap", "person")}, "inclusion"),
        (lambda told: {"Index": told["Index"] + 1}, "inclusion"),
        (lambda told: {"Inclusion": [another(told["Inclusion"][0]), *told["Inclusion"][1:]]}, "inclusion"),
        (lambda told: {"Inclusion": told["Inclusion"][:-1]}, "inclusion"),
        (lambda told: {"Consistency": [*told["Consistency"][:-1], another(told["Consistency"][-1])]}, "consistency"),
        (lambda told: {"Checkpoint": told["Checkpoint"].replace("\n270\n", "\n271\n")}, "checkpoint"),
        (lambda told: {"Older": told["Older"].replace("\n100\n", "\n10\n")}, "checkpoint"),
        (lambda told: {"Older": told["Checkpoint"]}, "consistency"),
        (lambda told: {"Key": str(Signer(told["Checkpoint"].split("\n")[0], bytes(32)).verifier)}, "checkpoint"),
    ],
)
def test_foreign_verifier_refuses_what_was_touched(foreign, published, touch, complaint):
    told = published(123)
    answer = foreign({**told, **touch(told)})

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith(complaint)
