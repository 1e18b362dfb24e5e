"""Finds the account behind a session, together with its person, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from guildhall.identity.models import Account


class Accounts(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """The library's sign-in by alias and password; an account is loaded with the person to whom it belongs."""

    def get_user(self, user_id: Any) -> Account | None:
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None
