"""Work that nobody waits for in front of a page: mail, letters, sweeps, everything that takes long or may fail outside.

A job is queued in the transaction of the act that wants it, is done by a worker process, is taken again when its worker
dies, and is tried again when it fails. It knows identifiers only. Rooms declare theirs in ``jobs.py``:
`guildhall.jobs.declared` has ``job`` and ``every``, `guildhall.jobs.queueing` has ``queue`` and ``step``.

Whatever a job changes it changes through acts, called as ``act.once(step("..."))``: so a job that runs twice has its
effect once (clause 7.1; decision 0005).
"""
