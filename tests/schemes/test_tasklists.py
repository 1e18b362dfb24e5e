"""Lists of tasks as files: both forms, every reason for a row, and files that are no list."""

import os
from pathlib import Path

import pytest

from guildhall.kernel.refusals import Refusal
from guildhall.schemes.tasklists import ATTRIBUTION, MOST_TASKS, REASONS, read

HERE = Path(__file__).parent / "data"
SHARED = Path(os.environ.get("GUILDHALL_SHARED", Path(__file__).parents[2].parent / "shared")) / "data" / "onet-tasks"
HEAD = b"number,task,domain,source\n"


def told(name: str, **more):
    return read((HERE / name).read_bytes(), **more)


def test_our_form_is_read():
    found = told("ours.csv")
    assert [(row.line, row.number, row.words, row.domain, row.source) for row in found.rows] == [
        (2, "1", "Isolate electrical energy, lock it out and prove that it is gone.", "Safety", "Panel"),
        (3, "2", "Rescue a person from the nacelle with the equipment of the turbine.", "Safety", "Panel"),
        (4, "3", "Bleed the hydraulic brake and check the level of its oil.", "Hydraulics", "Maker's manual"),
    ]
    assert (found.problems, found.attribution) == ((), "")


@pytest.mark.parametrize("name", ["onet_form.csv", "onet_headings.csv"])
def test_onet_form_is_read_with_what_its_licence_asks_for(name):
    found = told(name)
    assert (found.rows[0].number, found.rows[0].words[:22]) == ("101", "Listen to the customer")
    assert {(row.domain, row.source) for row in found.rows} == {("", "O*NET 00-0001.00")}
    assert (found.problems, found.attribution) == ((), ATTRIBUTION)


def test_every_row_that_is_not_good_has_its_reason():
    found = told("rows.csv")
    assert [row.number for row in found.rows] == ["1", "8"]
    assert [(problem.line, problem.reason, problem.told) for problem in found.problems] == [
        (3, "no-number", {}),
        (4, "no-task", {}),
        (5, "number-again", {"number": "1", "line": 2}),
        (6, "task-again", {"line": 2}),
        (7, "cells", {"found": 3, "expected": 4}),
        (8, "long-number", {"most": 20}),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"1,{'x' * 1001},,", "long-words"),
        (f"1,Task,{'x' * 101},", "long-domain"),
        (f"1,Task,,{'x' * 101}", "long-source"),
        ("7,Another task,,", "number-known"),
        ("1,isolate energy,,", "task-known"),
    ],
)
def test_a_row_that_is_too_long_or_known_is_not_taken(row, reason):
    found = read(HEAD + row.encode(), [("7", "Isolate energy.")])
    assert (found.rows, [problem.reason for problem in found.problems]) == ((), [reason])
    assert REASONS[reason] % found.problems[0].told


def test_wrong_columns_are_named_beside_those_that_are_expected():
    with pytest.raises(Refusal) as caught:
        told("wrong_columns.csv")
    assert "no, activity, area" in caught.value.sentence
    assert "number, task, domain, source" in caught.value.mend.sentence
    assert "onet_soc_code, title, task_id, task, task_type" in caught.value.mend.sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (HEAD, "no rows"),
        (HEAD + b'1,"Isolate energy', "never closed"),
        (b"\xff\xfe\x00", "no text"),
        (HEAD + b"1,\x81\x8d\x8f\x90\x9d,,", "no text"),
        (b"number,number,task\n1,1,Task", "columns of this list"),
        (b"x" * (1024 * 1024 + 1), "larger than a megabyte"),
        (HEAD + b"".join(b"%d,Task %d,,\n" % (n, n) for n in range(MOST_TASKS + 1)), f"{MOST_TASKS + 1} tasks"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(content, said):
    with pytest.raises(Refusal, match=said) as caught:
        read(content)
    assert caught.value.mend.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_list_is_read_in_every_encoding_and_with_every_separator(encoding, between):
    lines = [["Number", " Task ", "Domain"], ["1", "Prüfe die Höhensicherung", "Sicherheit"]]
    found = read("\r\n".join(between.join(line) for line in lines).encode(encoding))
    assert [(row.words, row.domain) for row in found.rows] == [("Prüfe die Höhensicherung", "Sicherheit")]


def test_a_task_over_several_lines_becomes_one_sentence():
    found = read(HEAD + b'1,"Isolate\n  energy.",Safety,Panel\n2,Rescue.,Safety,Panel')
    assert [(row.line, row.words) for row in found.rows] == [(3, "Isolate energy."), (4, "Rescue.")]


@pytest.mark.skipif(not SHARED.exists(), reason="the real task lists are not on this machine")
def test_real_lists_of_onet_are_read_whole():
    found = {path.stem: read(path.read_bytes()) for path in sorted(SHARED.glob("*.csv"))}
    counted = {name: (len(each.rows), len(each.problems)) for name, each in found.items()}
    assert counted == {"19-5011.00": (21, 0), "49-9081.00": (13, 0), "51-4121.00": (30, 0), "53-7021.00": (11, 0)}
    assert {row.source for row in found["49-9081.00"].rows} == {"O*NET 49-9081.00"}
