"""Changing the master key: every data key is wrapped anew, and nothing that was sealed needs to be touched."""

from django.db import transaction

from guildhall.vault import keys
from guildhall.vault.models import DataKey
from guildhall.vault.router import KEYS

AT_ONCE = 1_000


def opens(master: str) -> bool:
    """Whether this master key opens the data keys; one tells for all, since they are wrapped together or not at all."""
    row = DataKey.objects.first()
    try:
        return row is None or bool(keys.unwrapped(row.wrapped, master))
    except keys.WrongMasterKey:
        return False


def rewrap(before: str, after: str) -> int:
    """Wrap all data keys, which the master key `before` opens, with `after`; how many there were.

    Both are 64 hexadecimal digits. All or nothing; `keys.WrongMasterKey` where `before` does not open them. The
    installation is stopped meanwhile, and starts again with `after` as its GUILDHALL_MASTER_KEY. Do it when somebody
    who knew the master key leaves, and destroy the old backups of the keys' database, which the old one still opens.
    """
    count = 0
    with transaction.atomic(using=KEYS):
        changed: list[DataKey] = []
        for row in DataKey.objects.select_for_update().iterator(AT_ONCE):
            row.wrapped = keys.wrapped(keys.unwrapped(row.wrapped, before), after)
            changed.append(row)
        for start in range(0, len(changed), AT_ONCE):
            count += DataKey.objects.bulk_update(changed[start : start + AT_ONCE], ["wrapped"])
        transaction.on_commit(keys.wipe, using=KEYS)
    return count
