"""The demo body is built by acts, and has paper in it: entered by operations, kept with its scan."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from guildhall import demo
from guildhall.demo.words import DECLARATION_ON_PAPER
from guildhall.kernel import clock as house_clock
from guildhall.ledger.models import Entry, Outcome
from guildhall.personnel.models import Declaration
from guildhall.vault import files


@pytest.fixture(autouse=True)
def _empty_shelves(settings: Any, tmp_path: Path) -> None:
    storages = {**settings.STORAGES}
    storages["files"] = {**storages["files"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = storages


def test_renewal_on_paper_is_kept_with_its_scan_and_ends_this_week() -> None:
    demo.build(progress=lambda _: None)

    on_paper = Declaration.objects.select_related("person", "scan").get(on_paper=True)

    today = house_clock.today()
    assert (on_paper.person.family_name, on_paper.state) == ("Νικολάου", "signed")
    assert on_paper.valid_until is not None
    assert today <= on_paper.valid_until <= today + timedelta(days=7)
    assert on_paper.scan is not None
    sheet = b"".join(files.open_stream(on_paper.scan))
    assert (files.name_of(on_paper.scan), on_paper.scan.kind) == ("Declaration, signed.pdf", "pdf")
    assert all(f"({line}) Tj".encode() in sheet for line in DECLARATION_ON_PAPER)
    done = Entry.objects.get(act="personnel.declaration.enter")
    assert (done.outcome, done.subject) == (Outcome.DONE, on_paper.ref)
