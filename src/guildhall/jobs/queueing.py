"""Jobs are queued here, inside the transaction of whoever queues them: an act that is undone queued nothing."""

import inspect
import re
from contextvars import ContextVar
from datetime import datetime
from typing import Any, ParamSpec
from uuid import UUID

from guildhall.jobs.declared import Kind
from guildhall.jobs.models import Job
from guildhall.kernel import identifiers
from guildhall.ledger.guard import writing_as

P = ParamSpec("P")

IDENTIFIER = re.compile(r"([a-z_]+\.[a-z_]+:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID, or a record in the ledger's words."""


class NotAnIdentifier(TypeError):
    """Something was to be queued that is no identifier; jobs are kept in plain, so they hold nothing else."""


running: ContextVar[Job | None] = ContextVar("running_job", default=None)
"""The job that a worker does here, if it does one."""


def queue(kind: Kind[P], *args: P.args, **ids: P.kwargs) -> UUID:
    """Queue a job of this kind, to be done as soon as a worker is free; returns its identifier."""
    return _queued(kind, ids)


def queue_once(key: str, kind: Kind[P], *args: P.args, **ids: P.kwargs) -> UUID:
    """Queue a job, unless one was queued under this `key` already; returns the identifier of the one that is there.

    The key holds while the job is kept: until it is done and swept.
    """
    return _queued(kind, ids, once=key)


def queue_at(moment: datetime, kind: Kind[P], *args: P.args, **ids: P.kwargs) -> UUID:
    """Queue a job that is not begun before `moment`; returns its identifier."""
    return _queued(kind, ids, due_at=moment)


def step(name: str | int) -> str:
    """The one-time number of a step of the running job, for ``act.once``: the same at every attempt."""
    job = running.get()
    if job is None:
        raise RuntimeError("Steps are numbered inside a job only.")
    return f"job:{job.id}:{name}"


def _queued(kind: Kind[Any], ids: dict[str, Any], **columns: Any) -> UUID:
    inspect.signature(kind.function).bind(**ids)
    job = Job(kind=kind.name, arguments={name: _identifier(name, value) for name, value in ids.items()}, **columns)
    with writing_as("jobs"):
        Job.objects.bulk_create([job], ignore_conflicts=job.once is not None)
    return Job.objects.get(once=job.once).id if job.once else job.id


def _identifier(name: str, value: object) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value)
    if isinstance(value, UUID | str) and (IDENTIFIER.fullmatch(text) or identifiers.is_number(text)):
        return text
    raise NotAnIdentifier(f"'{name}' is no identifier; a job keeps identifiers only.")
