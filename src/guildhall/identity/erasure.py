"""What must go when a person is erased or loses their account, and in which order."""

from allauth.usersessions.models import UserSession

from guildhall.identity.models import Account, Person
from guildhall.vault import keys
from guildhall.vault.models import DataKey


def close_account(person: Person) -> None:
    """End the person's sessions and delete their account with its second factors; inside an act that unlinks it.

    The row of the person lets go first, because it protects the account.
    """
    account = person.account
    if account is None:
        return
    end_sessions(account)
    Person.objects.filter(pk=person.pk).update(account=None)
    account.delete()


def end_sessions(account: Account) -> None:
    """Sign an account out everywhere."""
    for session in UserSession.objects.filter(user=account):
        session.end()


def destroy_key(person: Person) -> None:
    """Destroy the data key of an erased person; doing it twice does no harm."""
    keys.destroy(person.data_key)


def finish() -> int:
    """Destroy the keys that a crash left behind an erasure; how many there were."""
    erased = set(Person.objects.filter(erased_at__isnull=False).values_list("data_key", flat=True))
    left = list(DataKey.objects.filter(id__in=erased).values_list("id", flat=True))
    for key_id in left:
        keys.destroy(key_id)
    return len(left)
