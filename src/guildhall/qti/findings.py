"""What is wrong with a file, said so that an item writer can mend it without asking anybody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from guildhall.qti.model import Node

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where it stands, what is wrong there, and what mends it.

    An error keeps an item out of the bank; a warning is shown to whoever reviews it.
    """

    severity: Severity
    file: str
    line: int
    element: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.element or 'file'}: {self.message} {self.remedy}"


class QtiProblem(Exception):
    """A file, an item or a response that cannot be used, with every reason."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


@dataclass
class Findings:
    """The findings about one file, gathered while it is read."""

    file: str
    found: list[Finding] = field(default_factory=list)

    def error(self, at: Node | None, message: str, remedy: str) -> None:
        self._add("error", at, message, remedy)

    def warning(self, at: Node | None, message: str, remedy: str) -> None:
        self._add("warning", at, message, remedy)

    def _add(self, severity: Severity, at: Node | None, message: str, remedy: str) -> None:
        line, element = (at.line, at.name) if at else (0, "")
        self.found.append(Finding(severity, self.file, line, element, message, remedy))

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.found if finding.severity == "error"]


def problem(file: str, message: str, remedy: str, *, line: int = 0, element: str = "") -> QtiProblem:
    """The problem of a single finding."""
    return QtiProblem([Finding("error", file, line, element, message, remedy)])
