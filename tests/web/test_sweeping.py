"""What the vault needs done by itself: unwanted bytes and destroyed keys leave the disk."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from guildhall.jobs.declared import all_schedules
from guildhall.ledger import guard
from guildhall.vault import files, keys
from guildhall.web import jobs
from tests.papers import PHOTO, SCAN, received


def test_files_are_swept_and_keys_wiped_once_a_day() -> None:
    daily = {each.kind.name for each in all_schedules() if each.interval.days == 1}
    assert {"web.sweep-files", "web.wipe-keys"} <= daily


def test_bytes_that_no_record_kept_are_gone_after_a_day(settings: Any, tmp_path: Path, clock: Any) -> None:
    storages = {**settings.STORAGES}
    storages["files"] = {**storages["files"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = storages
    owner = SimpleNamespace(key_id=keys.new_key())
    unwanted, wanted = received(owner, name="a.png", content=PHOTO), received(owner, content=SCAN)
    with guard.writing_as(guard.ACT):
        files.keep(wanted)
    jobs.sweep_files.run({})
    assert files.storage().exists(files.path(unwanted.address))

    clock.move(days=2)
    jobs.sweep_files.run({})

    there = [files.storage().exists(files.path(each.address)) for each in (unwanted, wanted)]
    assert there == [False, True]
