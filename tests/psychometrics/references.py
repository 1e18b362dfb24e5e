"""Where reference results lie that are not part of the repository, and what to say where they do not."""

import json
import os
from functools import cache
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("GUILDHALL_SHARED", ROOT.parent / "shared")) / "data" / "psychometrics"
ITEMS = {"LSAT6": 5, "verbal": 24}

BOTH = pytest.mark.parametrize("name", ["LSAT6", "verbal"])


def reference(name: str) -> dict:
    """The reference results of a data set; skips, and says so, where they are not at hand."""
    return json.loads(_file(f"{name}_reference.json").read_text())


@cache
def answers(name: str) -> np.ndarray:
    """The answers of a data set, persons x items."""
    return table(f"{name}.csv")[:, : ITEMS[name]]


def table(name: str) -> np.ndarray:
    """The numbers of a file with one line of names."""
    return np.genfromtxt(_file(name), delimiter=",", skip_header=1)


def _file(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"Not compared: {path} is not at hand.")
    return path
