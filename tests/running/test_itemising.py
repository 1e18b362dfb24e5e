"""Items at the terminal: checked, scored and converted by the library alone."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from guildhall import qti
from tests.qti.assessments import read, reference, section, written
from tests.qti.samples import SAMPLES
from tests.qti.writers import BODY, response, text, zipped

GOOD = text(response(correct=("A",)))
BAD = text("", BODY)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "good.xml").write_text(GOOD)
    (tmp_path / "bad.xml").write_text(BAD)
    (tmp_path / "both.zip").write_bytes(zipped({"good.xml": GOOD, "bad.xml": BAD}))
    return tmp_path


def guildhall(folder: Path, *command: str) -> tuple[int, str, str]:
    """The command in a process of its own, without configuration and in a folder that it does not write to."""
    done = subprocess.run(
        [sys.executable, "-m", "guildhall.cli", "qti", *command],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def test_good_item_is_good_and_nothing_is_written(files: Path) -> None:
    code, said, problem = guildhall(files, "validate", "good.xml")
    assert (code, problem) == (0, "")
    assert "error" not in said
    assert sorted(each.name for each in files.iterdir()) == ["bad.xml", "both.zip", "good.xml"]


@pytest.mark.parametrize("name", ["bad.xml", "both.zip"])
def test_what_is_wrong_is_told_with_place_and_remedy(files: Path, name: str) -> None:
    code, said, _ = guildhall(files, "validate", name, "--json")
    errors = [each for each in json.loads(said)["findings"] if each["severity"] == "error"]
    assert code == 1
    assert {each["file"] for each in errors} == {"bad.xml"}
    assert all(set(each) == {"severity", "file", "line", "element", "message", "remedy"} for each in errors)


def test_test_is_checked_and_converted_like_an_item(files: Path) -> None:
    (files / "test.xml").write_text(written(section("S", reference("A"))))
    (files / "wrong.xml").write_text(written(section("S")))
    assert guildhall(files, "validate", "test.xml")[0] == 0
    code, said, _ = guildhall(files, "validate", "wrong.xml", "--json")
    assert (code, [each["message"] for each in json.loads(said)["findings"] if each["severity"] == "error"]) == (
        1,
        ["The test refers to no item.", "The section is empty."],
    )
    assert guildhall(files, "convert", "test.xml", "new.xml")[0] == 0
    assert qti.read_test((files / "new.xml").read_bytes(), name="n") == read(section("S", reference("A")))


def test_file_that_is_no_item_is_told_too(files: Path) -> None:
    (files / "text.xml").write_text("no item")
    code, said, _ = guildhall(files, "validate", "text.xml", "--json")
    assert (code, len(json.loads(said)["findings"])) == (1, 1)


@pytest.mark.parametrize("given", [{"RESPONSE": "A"}, {"RESPONSE": ["A"]}])
def test_answers_are_scored_with_their_reasons(files: Path, given: dict[str, Any]) -> None:
    code, said, _ = guildhall(files, "score", "good.xml", "--responses", json.dumps(given), "--json")
    told = json.loads(said)
    expected = qti.score(qti.read_item(GOOD.encode(), name="good.xml"), given)
    assert (code, told["outcomes"]) == (0, dict(expected.outcomes))
    assert [each["sentence"] for each in told["trace"]] == [each.sentence for each in expected.trace]


@pytest.mark.parametrize(
    "given", ["{", "[]", '{"RESPONSE": {"A": 1}}', "[" * 100_000, '{"RESPONSE": "\\ud800"}', '{"\\ud800": "A"}']
)
def test_answers_that_are_none_are_explained(files: Path, given: str) -> None:
    code, _, problem = guildhall(files, "score", "good.xml", "--responses", given)
    assert code == 2
    assert problem.startswith("--responses")


def test_package_is_converted_without_what_cannot_be_used(files: Path) -> None:
    code, said, _ = guildhall(files, "convert", "both.zip", "new.zip")
    package = qti.read_package((files / "new.zip").read_bytes(), name="new.zip")
    assert (code, [each.file for each in package]) == (1, ["good.xml"])
    assert "bad.xml" in said


def test_item_is_converted_to_the_present_version(files: Path) -> None:
    item = SAMPLES["single choice"][0]
    (files / "old.xml").write_bytes(qti.to_xml(item))
    assert guildhall(files, "convert", "old.xml", "new.xml")[0] == 0
    assert qti.read_item((files / "new.xml").read_bytes(), name="new.xml") == item


def test_nothing_is_overwritten(files: Path) -> None:
    code, _, problem = guildhall(files, "convert", "good.xml", "bad.xml")
    assert (code, (files / "bad.xml").read_text()) == (2, BAD)
    assert "exists already" in problem


def test_questions_of_other_formats_are_checked_and_converted(files: Path) -> None:
    (files / "q.gift").write_text("Is it dead? {T}\n\nOnly read this.\n")
    (files / "q.docx").write_bytes(qti.template("word"))
    code, said, _ = guildhall(files, "validate", "q.gift", "--json")
    errors = [each for each in json.loads(said)["findings"] if each["severity"] == "error"]
    assert (code, [(each["line"], each["message"]) for each in errors]) == (1, [(3, "The text asks nothing.")])
    assert guildhall(files, "convert", "q.docx", "new.zip")[0] == 0
    package = qti.read_package((files / "new.zip").read_bytes(), name="new.zip")
    assert [each.item for each in package] == [
        each.item for each in qti.read_questions(qti.template("word"), name="q.docx")
    ]


def test_a_file_that_is_not_beside_the_item_or_the_test_is_told(files: Path) -> None:
    (files / "shown.xml").write_text(GOOD.replace("Which?", '<img src="a%20b.png" alt="A valve"/> Which?'))
    (files / "test.xml").write_text(written(section("S", reference("A"), reference("B"))))
    (files / "a.xml").write_text(GOOD)
    told = {name: guildhall(files, "validate", name, "--json")[:2] for name in ("shown.xml", "test.xml")}
    (files / "a b.png").write_bytes(b"picture")
    there = guildhall(files, "validate", "shown.xml", "--json")[1]

    missing = {name: [each["message"] for each in json.loads(said)["findings"]] for name, (_code, said) in told.items()}
    assert [code for code, _said in told.values()] == [0, 0]
    assert "'a%20b.png' is not beside the file." in missing["shown.xml"]
    assert [each for each in missing["test.xml"] if "beside" in each] == ["'b.xml' is not beside the file."]
    assert "beside" not in there


def test_what_cannot_be_scored_is_told_to_programs_too(files: Path) -> None:
    code, said, _ = guildhall(files, "score", "both.zip", "--responses", "{}", "--json")
    (finding,) = json.loads(said)["findings"]
    assert (code, finding["message"]) == (1, "The file is a zip, where a single file of XML is read.")


def test_a_package_of_older_items_is_checked_and_converted(files: Path) -> None:
    asked = '<material><mattext>Is it dead?</mattext></material><response_lid ident="R" rcardinality="Single">'
    labels = "".join(
        f'<response_label ident="{name}"><material><mattext>{name}</mattext></material></response_label>'
        for name in ("yes", "no")
    )
    rule = "<respcondition><conditionvar><varequal>yes</varequal></conditionvar><setvar>1</setvar></respcondition>"
    item = (
        f'<item ident="i1"><presentation>{asked}<render_choice>{labels}</render_choice></response_lid></presentation>'
        f"<resprocessing>{rule}</resprocessing></item>"
    )
    (files / "old.zip").write_bytes(zipped({"old.xml": f"<questestinterop>{item}</questestinterop>"}))

    assert guildhall(files, "validate", "old.zip")[0] == 0
    assert guildhall(files, "convert", "old.zip", "new.zip")[0] == 0
    (found,) = qti.read_package((files / "new.zip").read_bytes(), name="new.zip")
    assert found.item is not None
    assert qti.score(found.item, {"RESPONSE": "A"}).score == 1


def test_a_package_is_not_written_under_the_name_of_an_item(files: Path) -> None:
    code, _, problem = guildhall(files, "convert", "both.zip", "new.xml")
    assert (code, "name a file that ends in .zip" in problem, (files / "new.xml").exists()) == (2, True, False)
    assert guildhall(files, "convert", "good.xml", "alone.zip")[0] == 0
    (found,) = qti.read_package((files / "alone.zip").read_bytes(), name="alone.zip")
    assert found.item == qti.read_item(GOOD.encode(), name="good.xml")
