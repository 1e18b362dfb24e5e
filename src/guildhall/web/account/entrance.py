"""The pages of the sign-in library that can be reached here, each declared like every page; no other has an address.

The root includes these addresses without a namespace, because the library looks them up by its own names.
"""

from functools import wraps
from typing import ParamSpec, cast

from allauth.account import views as account
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from guildhall.shell.pages import PUBLIC, SIGNED_IN, View, page
from guildhall.shell.requests import PageRequest

P = ParamSpec("P")


def _open(route: str, view: View[...], name: str) -> URLPattern:
    return path(route, page(area="public", permission=PUBLIC)(view), name=name)


def _own(route: str, view: View[...], name: str) -> URLPattern:
    return path(route, page(area="public", permission=SIGNED_IN)(view), name=name)


def _protected(route: str, view: View[...], name: str) -> URLPattern:
    return _own(route, asked_first(view), name)


def asked_first(view: View[P]) -> View[P]:
    """A view that asks first whether it is still the same person.

    The library would keep what was sent, an address or a password among it, in the session until then; here nothing is
    kept, and the page is opened anew.
    """

    @wraps(view)
    def asking(request: PageRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_reauthentication_required(request, app="allauth.account"):
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return cast("View[P]", asking)


urlpatterns = [
    _open("login/", account.login, "account_login"),
    _open("logout/", account.logout, "account_logout"),
    _open("signup/", account.signup, "account_signup"),
    _open("inactive/", account.account_inactive, "account_inactive"),
    _open("confirm-email/", account.email_verification_sent, "account_email_verification_sent"),
    _open("password/reset/", account.password_reset, "account_reset_password"),
    _open("password/reset/confirm/", account.confirm_password_reset_code, "account_confirm_password_reset_code"),
    _open("password/reset/complete/", account.complete_password_reset, "account_complete_password_reset"),
    _open("password/reset/done/", account.password_reset_from_key_done, "account_password_reset_completed"),
    _open("second-factor/authenticate/", factor.authenticate, "mfa_authenticate"),
    _open("second-factor/passkeys/login/", passkeys.login_webauthn, "mfa_login_webauthn"),
    _open("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _protected("email/", account.email, "account_email"),
    _own("password/change/", account.password_change, "account_change_password"),
    _protected("password/set/", account.password_set, "account_set_password"),
    _own("second-factor/", factor.index, "mfa_index"),
    _open("second-factor/reauthenticate/", factor.reauthenticate, "mfa_reauthenticate"),
    _protected("second-factor/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    _protected("second-factor/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _protected("second-factor/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _protected("second-factor/recovery-codes/generate/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _protected("second-factor/recovery-codes/download/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    _own("second-factor/passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    _protected("second-factor/passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    _open("second-factor/passkeys/reauthenticate/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _protected("second-factor/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    _protected("second-factor/passkeys/<int:pk>/edit/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    _own("sessions/", sessions.list_usersessions, "usersessions_list"),
]
