"""Examination items in files, with the library alone: no installation, no database."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from guildhall import qti
from guildhall.cli.parser import WrongCommand

NOT_RIGHT = 1
SHOWN = ("severity", "file", "line", "element", "message", "remedy")


def validate(given: Namespace) -> int:
    """Say what is wrong with an item, a test or a package; 1 where something of it cannot be used."""
    try:
        findings = _findings(_read(given.file), given.file)
    except qti.QtiProblem as problem:
        findings = problem.findings
    if given.json:
        _print_findings(findings)
    else:
        _tell(findings, "Nothing is wrong with it.")
    return NOT_RIGHT if any(each.severity == "error" for each in findings) else 0


def score(given: Namespace) -> int:
    """Score the answers of one candidate; 1 where the item itself cannot be scored."""
    try:
        item = qti.read_item(_read(given.item), name=_name(given.item))
        scored = qti.score(item, _answers(given.responses), given.seed)
    except qti.QtiProblem as problem:
        if given.json:
            _print_findings(problem.findings)
        else:
            _tell(problem.findings)
        return NOT_RIGHT
    if given.json:
        _print({"outcomes": scored.outcomes, "trace": [asdict(each) for each in scored.trace]})
        return 0
    for name, value in scored.outcomes.items():
        print(f"{name} = {'nothing' if value is None else value}")
    for step in scored.trace:
        print(f"  line {step.line}: {step.sentence}" if step.line else f"  {step.sentence}")
    return 0


def convert(given: Namespace) -> int:
    """Write an item, a test or a package as QTI 3.0; 1 where an item of it cannot be used and was left out."""
    if given.target.exists():
        raise WrongCommand(f"{given.target} exists already; name a file that does not.")
    data = _read(given.source)
    try:
        written, findings = _converted(data, _name(given.source), given.target)
    except qti.QtiProblem as problem:
        _tell(problem.findings)
        return NOT_RIGHT
    try:
        given.target.write_bytes(written)
    except OSError as problem:
        raise WrongCommand(f"{given.target} cannot be written: {problem.strerror}.") from problem
    _tell(findings)
    return NOT_RIGHT if findings else 0


def _converted(data: bytes, name: str, target: Path) -> tuple[bytes, list[qti.Finding]]:
    """What becomes of a file, and what of it was left out. Of several items a package is made, and of one for a zip."""
    if not _is_package(data, name) and target.suffix.lower() != ".zip":
        return qti.to_test_xml(qti.read_test(data, name=name)) if qti.is_test(data) else _item(data, name), []
    if target.suffix.lower() == ".xml":
        raise WrongCommand(f"A package is made of {name}; name a file that ends in .zip, not {target}.")
    package = qti.read_file(data, name=name)[0]
    if all(each.refused for each in package):
        raise qti.QtiProblem([*package.findings, *(finding for each in package for finding in each.findings)])
    left_out = [finding for each in (*package, *package.tests) if each.refused for finding in each.findings]
    return qti.pack(package), [each for each in (*package.findings, *left_out) if each.severity == "error"]


def _item(data: bytes, name: str) -> bytes:
    return qti.to_xml(qti.read_item(data, name=name))


def _findings(data: bytes, path: Path) -> tuple[qti.Finding, ...]:
    name = _name(path)
    if _is_package(data, name):
        package = qti.read_file(data, name=name)[0]
        return (*package.findings, *(finding for each in (*package, *package.tests) for finding in each.findings))
    if qti.is_test(data):
        test, findings = qti.examine_test(data, name=name)
        named = [(each.href, each.node.line, each.node.name) for each in test.items] if test else []
    else:
        item, findings = qti.examine(data, name=name)
        named = list(qti.files_of(item)) if item else []
    return (*findings, *_missing(path, named))


def _missing(path: Path, named: Iterable[tuple[str, int, str]]) -> Iterator[qti.Finding]:
    """A lone file may come before its pictures or its items: that they are not beside it is told, and no error."""
    for address, line, element in named:
        if address and not _is_beside(path, address):
            message = f"'{address[:120]}' is not beside the file."
            remedy = "Put it there, or hand in a package that holds both."
            yield qti.Finding("warning", _name(path), line, element, message, remedy)


def _is_beside(path: Path, address: str) -> bool:
    try:
        return (path.parent / unquote(address.partition("?")[0])).is_file()
    except (OSError, ValueError):
        return False


def _is_package(data: bytes, name: str) -> bool:
    """Whether a file holds several items: a package, or questions of another format."""
    return data.startswith(b"PK") or bool(qti.format_of(data, name))


def _name(path: Path) -> str:
    """The name of a file in characters that can be printed."""
    return path.name.encode("utf-8", "replace").decode()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise WrongCommand(f"{path} cannot be read: {problem.strerror}.") from problem


def _answers(text: str) -> Mapping[str, qti.Answer]:
    try:
        answers = json.loads(text)
        json.dumps(answers, ensure_ascii=False).encode()
    except RecursionError as problem:
        raise WrongCommand("--responses nests too deep.") from problem
    except UnicodeEncodeError as problem:
        raise WrongCommand("--responses holds halves of characters.") from problem
    except ValueError as problem:
        raise WrongCommand(f"--responses is no JSON: {problem}.") from problem
    if isinstance(answers, dict) and all(map(_is_answer, answers.values())):
        return answers
    raise WrongCommand('--responses is an object of texts or lists of texts, such as {"RESPONSE": ["A", "B"]}.')


def _is_answer(given: Any) -> bool:
    plain = (str, int, float, type(None))
    return isinstance(given, plain) or (isinstance(given, list) and all(isinstance(each, plain) for each in given))


def _tell(findings: Iterable[qti.Finding], otherwise: str = "") -> None:
    said = [f"{each.severity}: {each}" for each in findings]
    for line in said or [otherwise] * bool(otherwise):
        print(line)


def _print_findings(findings: Iterable[qti.Finding]) -> None:
    _print({"findings": [{name: asdict(each)[name] for name in SHOWN} for each in findings]})


def _print(held: object) -> None:
    json.dump(held, sys.stdout, ensure_ascii=False, indent=1)
    print()
