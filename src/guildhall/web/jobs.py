"""What identity needs done by itself; it stands here because it lies below the jobs."""

from guildhall.identity import erasure, sessions
from guildhall.jobs.declared import every

HOUR = 3600


@every("web.clear-sessions", seconds=HOUR)
def clear_sessions() -> None:
    """Delete the sessions that are over, and forget from where people signed in more than thirty days ago."""
    sessions.clear_ended()
    sessions.forget_places()


@every("web.finish-erasures", seconds=HOUR)
def finish_erasures() -> None:
    """Destroy the keys of erased persons that a crash left behind."""
    erasure.finish()
