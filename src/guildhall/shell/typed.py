"""What was typed is not lost with the session: it waits, sealed, until the same person is back at the same form.

A form says, signed, for whom it was shown. When it arrives from somebody who is no longer signed in, nothing is
written; the fields wait under the body's key in the new session, for a quarter of an hour, and fill the form again
once that person has signed in. Files and passwords are not kept.
"""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.shell.requests import PageRequest
from guildhall.vault import keys

KEPT = "typed"
PLACE = "shell.typed"
LARGEST = 64 * 1024
"""More than this, in bytes, is not kept."""
SECONDS = 15 * 60
_signer = signing.Signer(salt="guildhall.shell.typed")


def signed_for(request: PageRequest) -> str:
    """For whom a form is shown, in a way that only this house can write."""
    return _signer.sign(str(request.person.id))


def kept_until_sign_in(request: PageRequest) -> HttpResponse:
    """Send somebody whose session ended to sign in and back to their form; nothing was written."""
    _keep(request)
    messages.warning(request, _("Your session had ended, so nothing was written. Sign in, and go on where you were."))
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def waiting(request: PageRequest) -> dict[str, list[str]]:
    """What this person had typed into this form when their session ended; it is handed out once."""
    kept = request.session.pop(KEPT, None)
    if kept is None:
        return {}
    found: dict[str, Any] = json.loads(keys.unseal(bytes.fromhex(kept), place=PLACE))
    is_theirs = found["whose"] == str(request.person.id) and found["path"] == request.get_full_path()
    return found["fields"] if is_theirs and clock.now().timestamp() - found["at"] < SECONDS else {}


def _keep(request: PageRequest) -> None:
    whose = _person(request.POST.get("whose", ""))
    fields = {name: values for name, values in request.POST.lists() if not _is_secret(name)}
    content = {"whose": whose, "path": request.get_full_path(), "at": clock.now().timestamp(), "fields": fields}
    text = json.dumps(content).encode()
    if whose and len(text) <= LARGEST:
        request.session[KEPT] = keys.seal(keys.BODY, text, place=PLACE).hex()


def _person(signed: str) -> str:
    try:
        return _signer.unsign(signed)
    except signing.BadSignature:
        return ""


def _is_secret(name: str) -> bool:
    return name in {"csrfmiddlewaretoken", "whose", "once"} or "password" in name
