"""How the matrix is shown: words and signs for standings, links for findings, what stands in the last column."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.conformity import catalogue
from guildhall.conformity.catalogue import Clause
from guildhall.conformity.checks import Check, Way
from guildhall.conformity.matrix import Row, Standing
from guildhall.conformity.models import Judgement
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

TONES = {
    Standing.HOLDS: Tone.HOLDS,
    Standing.DOES_NOT_HOLD: Tone.FAILS,
    Standing.NEEDS_JUDGEMENT: Tone.OPEN,
    Standing.NOT_APPLICABLE: Tone.CLOSED,
    Standing.NOT_RUN: Tone.SOON,
    Standing.NO_CONTROL: Tone.CLOSED,
}

WAYS = {Way.AUTOMATIC: Tone.HOLDS, Way.JUDGEMENT: Tone.OPEN, Way.NOT_APPLICABLE: Tone.CLOSED}

CODES = 3
"""How many rules a row names."""

NAMED = 2
"""How many findings a row of the matrix names; the clause's own page names them all."""


@dataclass(frozen=True)
class ShownFinding:
    """A finding as a sentence that leads to its record; without an address where the record has no page."""

    number: str
    sentence: str
    url: str


@dataclass(frozen=True)
class ShownRow:
    """A row, ready for the page."""

    row: Row
    url: str
    status: Status | None
    elsewhere: str
    evidence: str
    findings: Sequence[ShownFinding]
    more: int

    @property
    def codes(self) -> Sequence[str]:
        """The rules to be named in a row: the numbered ones first."""
        return self._codes[:CODES]

    @property
    def more_codes(self) -> int:
        return max(len(self._codes) - CODES, 0)

    @property
    def _codes(self) -> list[str]:
        return sorted(self.row.codes, key=lambda code: not code.startswith("R-"))

    @property
    def clause(self) -> Clause:
        return self.row.clause

    @property
    def is_from_2026(self) -> bool:
        return self.clause.edition == "2026"


@dataclass(frozen=True)
class Chapter:
    """A chapter with its rows."""

    heading: str
    anchor: str
    rows: Sequence[ShownRow]


def status(standing: str) -> Status:
    """A standing in word, colour and sign."""
    return Status(translated(standing), TONES[Standing(standing)])


def counted(standing: Standing, number: int) -> Status:
    """How many clauses stand so."""
    sentences = {
        Standing.DOES_NOT_HOLD: ngettext("%d does not hold", "%d do not hold", number),
        Standing.NEEDS_JUDGEMENT: ngettext("%d needs judgement", "%d need judgement", number),
        Standing.HOLDS: ngettext("%d holds", "%d hold", number),
        Standing.NOT_APPLICABLE: ngettext("%d not applicable", "%d not applicable", number),
        Standing.NOT_RUN: ngettext("%d not yet looked at", "%d not yet looked at", number),
        Standing.NO_CONTROL: ngettext("%d without a control", "%d without a control", number),
    }
    return Status(sentences[standing] % number, TONES[standing])


def status_of(judgement: Judgement) -> Status:
    """The state of a judgement."""
    tone = Tone.OPEN if judgement.state == "in-force" else Tone.CLOSED
    return Status(translated(judgement.lifecycle.words[judgement.state]), tone)


@dataclass(frozen=True)
class ShownCheck:
    """A check with who answers it; the titles of the controls where they look at it or at a part of it."""

    check: Check
    status: Status
    controls: Sequence[str]
    is_asked: bool


def checks(row: Row) -> list[ShownCheck]:
    """How each check of a clause is answered, ready for its page."""
    titles = {each.control.name: translated(each.control.title) for each in row.controls}
    return [
        ShownCheck(
            each,
            Status(translated(each.way), WAYS[each.way]),
            [titles[name] for name in each.controls if name in titles],
            each in row.asked,
        )
        for each in row.checks
    ]


def clause_url(clause: Clause) -> str:
    """The page of a clause."""
    return reverse("conformity:clause", args=[clause.key])


def findings(told: Iterable[dict[str, Any]]) -> list[ShownFinding]:
    """Findings as they are kept, with their links made."""
    return [ShownFinding(each["number"], translated(each["sentence"]), _url(each["link"])) for each in told]


def _url(link: Sequence[str]) -> str:
    try:
        return reverse(link[0], args=link[1:]) if link else ""
    except NoReverseMatch:
        return ""


def chapters(rows: Iterable[Row], *, state: str = "", chapter: str = "") -> list[Chapter]:
    """The rows by chapter, narrowed to a standing and a chapter."""
    gathered: dict[str, list[ShownRow]] = {}
    for row in rows:
        if not row.clause.is_heading and _is_wanted(row, state, chapter):
            gathered.setdefault(_heading(row.clause), []).append(shown(row))
    return [Chapter(heading, f"chapter-{place}", found) for place, (heading, found) in enumerate(gathered.items())]


def _is_wanted(row: Row, state: str, chapter: str) -> bool:
    return (not state or row.standing == state) and (not chapter or row.clause.chapter == chapter)


def _heading(clause: Clause) -> str:
    above = catalogue.ancestors(clause)
    top = above[-1] if above else clause
    return _("Annexes and transition") if top.informative else f"{top.number} {top.title}"


def shown(row: Row) -> ShownRow:
    """A row, ready for the page."""
    named = findings(row.findings[:NAMED])
    return ShownRow(
        row=row,
        url=clause_url(row.clause),
        status=status(row.standing) if row.standing else None,
        elsewhere=", ".join(each.reference for each in row.counterparts if not each.is_heading),
        evidence=" ".join(_evidence(row)),
        findings=named,
        more=max(row.found - len(named), 0),
    )


def _evidence(row: Row) -> Iterator[str]:
    if row.standing is Standing.NO_CONTROL:
        yield _("Nobody has looked yet.")
    if row.judgement:
        yield _judged(row, row.judgement)
    elif row.asked:
        asked = len(row.asked)
        yield ngettext("%d check is judged by a person.", "%d checks are judged by a person.", asked) % asked
    if row.controls and not row.findings:
        yield from _looked_at(row)


def _judged(row: Row, judgement: Judgement) -> str:
    words = {"on": date_format(judgement.given_at, "j M Y"), "until": date_format(judgement.until_on, "j M Y")}
    if row.counting:
        return _("Judged by a person on %(on)s, until %(until)s.") % words
    return _("The judgement of %(on)s ended on %(until)s.") % words


def _looked_at(row: Row) -> Iterator[str]:
    yield from (each.run.remark for each in row.controls if each.run and each.run.remark)
    if row.standing is not Standing.HOLDS:
        return
    if row.extent:
        yield ngettext("%d record looked at.", "%d records looked at.", row.extent) % row.extent
    else:
        yield _("There is nothing to look at yet.")
