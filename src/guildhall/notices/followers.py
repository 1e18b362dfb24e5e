"""What of notices and deadlines follows from the ledger; each entry has its effect once, whatever crashes."""

from collections.abc import Iterable

from guildhall.kernel.declarations import Run, Telling, Timer, all_tellings, all_timers
from guildhall.ledger.followers import follower
from guildhall.ledger.models import Entry, Outcome
from guildhall.notices import deadlines
from guildhall.notices.models import Due
from guildhall.notices.telling import tell


@follower("notices.inbox")
def inbox(*, entry: Entry, index: int) -> None:
    """Tell people what an act that was done means to them."""
    if entry.outcome != Outcome.DONE:
        return
    for telling in _after(entry.act):
        for told in telling.recipients(entry=entry):
            tell(
                told,
                source=f"entry:{entry.id}:{telling.text}",
                event=entry.act,
                text=telling.text,
                subject=entry.subject,
                entry=entry.id,
                mailed=telling.mailed,
            )


@follower("notices.deadlines")
def running_days(*, entry: Entry, index: int) -> None:
    """Start, restart and end the timers that an act that was done starts, restarts or ends."""
    if entry.outcome != Outcome.DONE:
        return
    for timer in all_timers():
        if entry.act in (*timer.starts, *timer.meets, *timer.stops) and (run := timer.runs(entry=entry)):
            _keep(timer, run, entry)


def _after(act: str) -> Iterable[Telling]:
    return (telling for telling in all_tellings() if telling.act == act)


def _keep(timer: Timer, run: Run, entry: Entry) -> None:
    if entry.act in timer.starts:
        deadlines.start(timer, run, entry)
    else:
        deadlines.end(timer, run.about, entry, Due.MET if entry.act in timer.meets else Due.ENDED)
