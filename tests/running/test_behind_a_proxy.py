"""A served installation stands behind a proxy that speaks TLS with the browser and plain HTTP with the house."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import django
django.setup()
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.middleware.security import SecurityMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

def sent(**proxy):
    form = RequestFactory().post("/", HTTP_HOST="cert.example.org", HTTP_ORIGIN="https://cert.example.org", **proxy)
    form.META["HTTP_X_CSRFTOKEN"] = get_token(form)
    form.COOKIES["csrftoken"] = form.META["CSRF_COOKIE"]
    answer = CsrfViewMiddleware(lambda _: None).process_view(form, lambda _: None, (), {}) or HttpResponse()
    secured = SecurityMiddleware(lambda _: HttpResponse())(form)
    return answer.status_code, form.is_secure(), secured.get("Strict-Transport-Security", "")

print(sent(HTTP_X_FORWARDED_PROTO="https"))
print(sent())
"""
DIGITS = "0123456789abcdef" * 4


SERVED = {
    "MODE": "served",
    "SECRET_KEY": DIGITS,
    "MASTER_KEY": DIGITS,
    "LEDGER_KEY": DIGITS,
    "DATABASE_URL": "postgresql://nobody@localhost/main",
    "KEYS_DATABASE_URL": "postgresql://nobody@localhost/keys",
}


@pytest.mark.parametrize("mode", [SERVED, {}], ids=["served", "embedded"])
def test_forms_are_taken_through_a_proxy_that_speaks_tls(mode: dict[str, str], tmp_path: Path) -> None:
    told = {
        "HOME": str(tmp_path),
        "ALLOWED_HOSTS": "cert.example.org",
        "PUBLIC_URL": "https://cert.example.org",
        **mode,
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GUILDHALL_")}
    environment |= {f"GUILDHALL_{name}": value for name, value in told.items()}
    environment["DJANGO_SETTINGS_MODULE"] = "guildhall.settings"

    run = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=False)

    assert run.stdout.splitlines() == ["(200, True, 'max-age=31536000')", "(403, False, '')"], run.stderr
