"""What identity, ledger and vault need done by themselves; it stands here because they lie below the jobs."""

from guildhall.identity import erasure, sessions
from guildhall.jobs.declared import every
from guildhall.ledger import digests
from guildhall.vault import files, keys

HOUR = 3600
DAY = 24 * HOUR


@every("web.clear-sessions", seconds=HOUR)
def clear_sessions() -> None:
    """Delete the sessions that are over, and forget from where people signed in more than thirty days ago."""
    sessions.clear_ended()
    sessions.forget_places()


@every("web.finish-erasures", seconds=HOUR)
def finish_erasures() -> None:
    """Destroy the keys of erased persons that a crash left behind."""
    erasure.finish()


@every("web.digest-readings", seconds=HOUR)
def digest_readings() -> None:
    """Put a digest of who read what into the ledger, so that nobody changes it afterwards unseen."""
    digests.run()


@every("web.sweep-files", seconds=DAY)
def sweep_files() -> None:
    """Delete the bytes of files that were handed in and never kept."""
    files.sweep()


@every("web.wipe-keys", seconds=DAY)
def wipe_keys() -> None:
    """Take destroyed keys out of the files of the keys' database, where somebody still read it at the erasure."""
    keys.wipe()
