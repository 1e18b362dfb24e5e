"""What the room does by itself: it keeps the keys with which the body issues."""

from guildhall.documents import issuers
from guildhall.documents.acts import issuer_keys
from guildhall.jobs.declared import every

HOUR = 3600


@every("documents.keep-keys", seconds=HOUR)
def keep_keys() -> None:
    """Make the keys with which the body issues, once, and renew its seal before it ends."""
    make_keys()


def make_keys() -> None:
    """Make the keys that are missing; nothing where none is."""
    for purpose in issuers.missing():
        new = issuers.made(purpose)
        issuer_keys.keep(by=issuers.ISSUER, purpose=purpose, locked=new.locked, public=new.public, ends_on=new.ends_on)
