"""What was typed is not lost with the session: it waits, sealed, until the same person is back at the same form."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse

from guildhall.shell.requests import PageRequest


def kept_until_sign_in(request: PageRequest) -> HttpResponse:
    """Send somebody whose session ended to the sign-in page; nothing was written."""
    return redirect_to_login(request.get_full_path(), reverse("account_login"))
