"""A provider's file of results, read row by row against the list of those who were sent.

A row that fits nobody, stands twice, or says what cannot be, is named with its reason; none of it is half applied. The
file is CSV with a line of headings: ``attempt``, ``score``, ``maximum``.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import NOT_COUNTED, AttemptState
from guildhall.exams.models import Attempt, Sitting
from guildhall.exams.typings import read_score
from guildhall.kernel.refusals import Mend, Refusal

HEADINGS = ("attempt", "score", "maximum")
LARGEST = 1_000_000
MOST = 5_000
CODE = "provider-file"


@dataclass
class Staged:
    """What a file came to: good rows, a reason for each bad one, and who was sent and does not stand in it."""

    rows: list[dict[str, str]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read(sitting: Sitting, content: bytes) -> Staged:
    """Read a file against the seats of a sitting; a refusal where it is no such file at all."""
    sent = {each.number: each for each in sitting.attempts.exclude(state__in=NOT_COUNTED)}
    staged, seen = Staged(), set[str]()
    for line, row in _rows(content):
        number = row["attempt"].strip()
        if reason := _reason(row, number, sent, seen):
            staged.problems.append({"line": line, "attempt": number, "reason": reason})
        else:
            staged.rows.append({"line": str(line), **_kept(row, number)})
        seen.add(number)
    staged.missing = sorted(set(sent) - seen)
    return staged


def _rows(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    text = _decoded(content)
    dialect: type[csv.Dialect] | csv.Dialect = csv.excel
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text), dialect=dialect, delimiter=delimiter, restval="", restkey="beyond")
    found = [name.strip().lower() for name in reader.fieldnames or ()]
    if missing := [name for name in HEADINGS if name not in found]:
        raise Refusal(
            _("The file has no column %(names)s.") % {"names": ", ".join(missing)},
            mend=Mend(_("Its first line names the columns: attempt, score, maximum.")),
            code=CODE,
            field="file",
        )
    reader.fieldnames = found
    for count, row in enumerate(reader):
        if count >= MOST:
            raise _unfit(_("The file has more than %(most)d rows.") % {"most": MOST})
        yield reader.line_num, row


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _unfit(_("The file is larger than a list of results can be."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _unfit(_("The file is no text in UTF-8.")) from problem


def _unfit(sentence: str) -> Refusal:
    return Refusal(sentence, mend=Mend(_("Ask the provider for a CSV file in UTF-8.")), code=CODE, field="file")


def _reason(row: Mapping[str, Any], number: str, sent: Mapping[str, Attempt], seen: set[str]) -> str:
    """Why a row cannot be taken in; nothing where it can."""
    if "beyond" in row:
        return _("The row has more fields than the file has columns.")
    if number not in sent:
        return _("Nobody with this number was sent to this sitting.")
    if number in seen:
        return _("This attempt stands in the file more than once.")
    if sent[number].state not in {AttemptState.SCHEDULED, AttemptState.CHECKED_IN}:
        return _("This attempt has a result already, or was ended.")
    return _impossible(read_score(row["score"]), read_score(row["maximum"]))


def _impossible(score: Decimal | None, maximum: Decimal | None) -> str:
    if score is None or maximum is None:
        return _("The score or the maximum is no number.")
    if maximum <= 0 or score > maximum:
        return _("The score is higher than the maximum, or the maximum is nought.")
    return ""


def _kept(row: Mapping[str, str], number: str) -> dict[str, str]:
    return {"attempt": number, **{name: str(read_score(row[name])) for name in ("score", "maximum")}}
