"""What the sign-in library is told about the house: addresses are aliases, secrets are sealed, people have numbers.

The library decides how one signs in; it never learns who somebody is.
"""

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guildhall.identity import addresses, second_factor
from guildhall.identity.acts import accounts
from guildhall.identity.models import Account, Person
from guildhall.kernel import actors
from guildhall.kernel.refusals import Refusal
from guildhall.vault import keys

SECRETS = "identity.second_factor"


def shown(account: Account) -> str:
    """How an account is called in an authenticator app or by a passkey: by its person's number, never by a name."""
    person = Person.objects.filter(account=account).first()
    return person.number if person else str(_("New account"))


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Sends mail to the address behind an alias, and lets an address be changed by the act that does it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address and the password do not belong together."),
        "too_many_login_attempts": _(
            "Too many attempts did not succeed, so signing in here is closed for a few minutes. Wait five minutes, or "
            "choose a new password."
        ),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This is not the code, or its time is over."),
        "email_taken": _("This e-mail address cannot be used here."),
        "rate_limited": _("This was asked for too often. Wait a few minutes, then do it again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, addresses.resolved(email, self.request), context)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell somebody what changed in their account; who has no known address yet is not told."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except addresses.Unknown:
            return

    def save_user(self, request: HttpRequest, user: Account, form: Any, commit: bool = True) -> Account:
        saved: Account = super().save_user(request, user, form, commit)
        addresses.keep(request, saved.alias)
        return saved

    def pre_login(self, request: HttpRequest, user: Account, **more: Any) -> Any:
        """Keep the address of an account that belongs to nobody yet: its person is registered with it next."""
        if not Person.objects.filter(account=user).exists():
            addresses.keep(request, user.alias)
        return super().pre_login(request, user, **more)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """An address was proved. Where it replaces a person's, the act says whether it may."""
        person = Person.objects.filter(account_id=email_address.user_id).first()
        if person and person.email_alias != email_address.email:
            try:
                _readdress(request, person, email_address)
            except Refusal as refusal:
                messages.error(request, f"{refusal.sentence} {refusal.mend.sentence}")
                return False
        return bool(super().confirm_email(request, email_address))


def _readdress(request: HttpRequest, person: Person, proved: EmailAddress) -> None:
    new = addresses.resolved(proved.email, request)
    addresses.typed(person.email)
    accounts.readdress(by=actors.person(person.id), person=person, email=new)
    addresses.forget(request)
    proved.user.alias = proved.email


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Seals the secrets of second factors, and keeps the last one of those who must have one."""

    def encrypt(self, text: str) -> str:
        return b64encode(keys.seal(keys.BODY, text.encode(), place=SECRETS)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(b64decode(encrypted_text), place=SECRETS).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        another = others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return another or not second_factor.is_asked_of(Person.objects.filter(account_id=authenticator.user_id).first())

    def _get_user_identifier(self, user: Account) -> str:
        return shown(user)
