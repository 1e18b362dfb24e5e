"""Items that others wrote, with what they say they score. Read from beside the repository, never copied into it."""

import csv
import json
import os
from pathlib import Path

import pytest

from guildhall import qti
from guildhall.qti.interactions import DELIVERED
from guildhall.qti.values import Plain

SHARED = Path(os.environ.get("GUILDHALL_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "qti"
NOTE = f"no foreign items at {SHARED}; our own cover the same ground"
present = pytest.mark.skipif(not SHARED.is_dir(), reason=NOTE)


def rows() -> list[dict[str, str]]:
    """The rows of the list whose file is an item of QTI 2 or 3."""
    with (SHARED / "manifest.csv").open(newline="") as opened:
        listed = [row for row in csv.DictReader(opened) if row["file"].endswith(".xml")]
    return [row for row in listed if row["qti_version"] != "1.2"]


def item(file: str) -> qti.Item:
    return qti.read_item((SHARED / file).read_bytes(), name=file)


def unlike(row: dict[str, str]) -> dict[str, tuple[Plain, Plain]]:
    """The outcomes that differ from those expected; names are compared as the list writes them, in either case."""
    scored = qti.score(item(row["file"]), json.loads(row["responses_json"])).outcomes
    given = {name.casefold(): value for name, value in scored.items()}
    expected = json.loads(row["expected_outcomes_json"])
    pairs = {name: (value, given.get(name.casefold())) for name, value in expected.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@present
def test_every_scored_case_gives_what_is_expected(capsys):
    cases = [row for row in rows() if row["responses_json"]]
    failed = {(row["file"], row["case"]): wrong for row in cases if (wrong := unlike(row))}
    with capsys.disabled():
        print(f"\nforeign items: {len(cases) - len(failed)} of {len(cases)} scored cases as expected")  # noqa: T201, a figure to show
    assert failed == {}
    assert len(cases) >= 100


@present
def test_every_item_comes_back_as_it_went():
    for file in sorted({row["file"] for row in rows()}):
        read = item(file)
        assert qti.read_item(qti.to_xml(read), name="again") == read, file


@present
def test_what_can_be_delivered_is_shown_without_its_key():
    shown = 0
    for file in sorted({row["file"] for row in rows()}):
        read = item(file)
        if all(each.kind in DELIVERED for each in read.interactions):
            html = qti.render(read, id_prefix="q", seed=1).html
            shown += 1
            assert not any(word in html for word in ("mapped-value", "qti-value", "outcome", "<qti-", "feedback")), file
    assert shown >= 20


@present
@pytest.mark.parametrize(
    ("file", "element", "said"),
    [
        ("else-if-after-else", "qti-response-else-if", "It stands after the 'else' and is never reached."),
        ("wrong-expression-element", "qti-wrong-element", "There is no expression 'qti-wrong-element'."),
    ],
)
def test_bad_items_are_refused_with_their_reason(file, element, said):
    path = next((SHARED / "bad").glob(f"*{file}.xml"))
    _, findings = qti.examine(path.read_bytes(), name=path.name)
    assert (element, said) in [(each.element, each.message) for each in findings if each.severity == "error"]


@present
def test_every_bad_file_is_refused():
    accepted = []
    for path in sorted((SHARED / "bad").iterdir()):
        _, findings = qti.examine(path.read_bytes(), name=path.name)
        if not any(each.severity == "error" for each in findings):
            accepted.append(path.name)
    assert accepted == []


@present
@pytest.mark.parametrize(
    ("name", "items", "refused"),
    [
        ("pie-basic-qti22", 5, []),
        ("pie-math-qti22", 4, []),
        ("kennisnet-valid-package", 47, []),
        ("kennisnet-invalid-response-processing", 20, ["QUE_16_5.xml"]),
        ("kennisnet-no-response-processing", 1, ["QUE_1_1.xml"]),
        ("instructure-qti12", 0, []),
    ],
)
def test_packages_are_read(name, items, refused):
    """The refused ones have two values where one may be, or nothing that makes a score."""
    package = qti.read_package((SHARED / "packages" / f"{name}.zip").read_bytes(), name=name)
    assert (len(package), [each.file for each in package if each.refused]) == (items, refused)


def test_the_older_format_is_refused_by_name():
    if not SHARED.is_dir():
        pytest.skip(NOTE)
    for path in sorted((SHARED / "qti12").glob("*.xml")):
        read, findings = qti.examine(path.read_bytes(), name=path.name)
        assert read is None
        assert findings[0].message.startswith("The file holds no QTI item")


@present
def test_questions_of_the_older_format_become_items_or_are_refused_by_their_type():
    read = {
        path.name: qti.read_questions(path.read_bytes(), name=path.name)
        for path in sorted((SHARED / "qti12").glob("*.xml"))
    }
    assert {name: [each.refused for each in package] for name, package in read.items()} == {
        "formula.xml": [True],
        "multiple_answer_canvas.xml": [False],
        "numeric_margin_error.xml": [False],
    }
