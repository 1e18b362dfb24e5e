"""Runs the controls, and only those whose answer can have changed.

An answer is computed again when an entry came whose act the control names in its `events`, when the day came on which
it changes by time alone, when the control's own source changed, or after a day. Everything else is only confirmed. The
query runs outside a transaction; what is written is the answer.
"""

import inspect
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from guildhall.conformity import discovery
from guildhall.conformity.acts.controls import ask
from guildhall.conformity.models import ControlRun
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Control, Finding, all_controls
from guildhall.ledger import locks, sequencer
from guildhall.ledger.guard import writing_as
from guildhall.ledger.models import Entry, Leaf, Outcome

LONGEST = timedelta(days=1)
"""How old an answer may become before it is computed again, whatever happened."""

KEPT = 200
"""How many findings of one answer are kept; their number is kept in full."""


def run_due() -> list[ControlRun]:
    """Run every control whose answer can have changed, and confirm the others; returns what was run."""
    discovery.discover()
    sequencer.run()
    position = leaves()
    latest = latest_runs()
    happened = _acts_since(min((run.checked_position for run in latest.values()), default=position))
    due = [each for each in all_controls() if _is_due(each, latest.get(each.name), happened)]
    _confirm(position, except_for=[each.name for each in due])
    return [run(each) for each in due]


def rerun(names: Iterable[str]) -> list[ControlRun]:
    """Run the controls of these names now, whether due or not."""
    discovery.discover()
    wanted = set(names)
    return [run(each) for each in all_controls() if each.name in wanted]


def run(control: Control) -> ControlRun:
    """Run one control and keep its answer."""
    position = leaves()
    return _keep(control, control.query(), position)


def latest_runs() -> dict[str, ControlRun]:
    """The latest answer of every control that ever ran, by the control's name."""
    return {each.control: each for each in ControlRun.objects.filter(is_latest=True)}


def leaves() -> int:
    """How many entries the ledger has numbered."""
    last: int | None = Leaf.objects.aggregate(last=Max("index"))["last"]
    return 0 if last is None else last + 1


def depends_on(control: Control, act: str) -> bool:
    """Whether the answer of a control may differ after an act of that name."""
    return act == ask.name or any(
        act.startswith(event[:-1]) if event.endswith("*") else act == event for event in control.events
    )


def code_of(control: Control) -> str:
    """A digest of the module that holds the control: another one means that the answer was another program's."""
    return _digest(control.query.__module__)


@lru_cache(maxsize=256)
def _digest(module: str) -> str:
    return sha256(inspect.getsource(sys.modules[module]).encode()).hexdigest()


def _is_due(control: Control, latest: ControlRun | None, happened: dict[str, int]) -> bool:
    if latest is None or latest.code != code_of(control):
        return True
    if latest.changes_on is not None and latest.changes_on <= clock.today():
        return True
    if not timedelta(0) <= clock.now() - latest.computed_at < LONGEST:
        return True
    return any(index >= latest.checked_position and depends_on(control, act) for act, index in happened.items())


def _acts_since(position: int) -> dict[str, int]:
    """The acts that were done at `position` or later, each with the index of its last entry."""
    act = Subquery(Entry.objects.filter(pk=OuterRef("entry"), outcome=Outcome.DONE).values("act")[:1])
    since = Leaf.objects.filter(index__gte=position).annotate(act=act).filter(act__isnull=False)
    return dict(since.values("act").annotate(last=Max("index")).values_list("act", "last"))


def _confirm(position: int, *, except_for: list[str]) -> None:
    standing = ControlRun.objects.filter(is_latest=True, checked_position__lt=position).exclude(control__in=except_for)
    with writing_as("conformity"):
        standing.update(checked_position=position, checked_at=clock.now())


@transaction.atomic
def _keep(control: Control, answer: Answer, position: int) -> ControlRun:
    locks.lock([f"conformity.control:{control.name}"])
    latest = ControlRun.objects.filter(control=control.name, is_latest=True).first()
    now = clock.now()
    told = _told(answer)
    moments = {
        "code": code_of(control),
        "extent": answer.looked_at,
        "changes_on": _next_change(answer.changes_on),
        "computed_at": now,
        "position": position,
        "checked_at": now,
        "checked_position": position,
    }
    with writing_as("conformity"):
        if latest and told == {name: getattr(latest, name) for name in told}:
            ControlRun.objects.filter(pk=latest.pk).update(**moments)
            latest.refresh_from_db()
            return latest
        ControlRun.objects.filter(control=control.name, is_latest=True).update(is_latest=False)
        return ControlRun.objects.create(control=control.name, first_at=now, **told, **moments)


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "state": str(answer.state),
        "findings": [_finding(each) for each in answer.findings[:KEPT]],
        "found": len(answer.findings),
        "remark": answer.not_applicable or answer.judgement,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "record": finding.record,
        "number": finding.number,
        "sentence": str(finding.sentence),
        "link": [str(each) for each in finding.link],
    }


def _next_change(changes_on: date | None) -> date | None:
    """The day on which the answer is due by time alone: never one that has come, or it would be due for ever."""
    return max(changes_on, clock.today() + timedelta(days=1)) if changes_on else None
