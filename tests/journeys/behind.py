"""What others do behind the browser, in the environment of an installation.

``python -m tests.journeys.behind policy prepare``: the first word names the module of a journey beside this one, the
second a function in it; what that returns is printed as JSON.
"""

# ruff: noqa: E402  # Django is set up before what needs it

import json
import os
import sys
from collections.abc import Iterable
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.settings")

import django

django.setup()

from django.conf import settings
from django.test import Client

from guildhall.identity.models import Person
from tests.cast import sign_in


def sessions(people: Iterable[Person]) -> dict[str, str]:
    """Sign people in; by their given name in small letters, what their browsers carry."""
    settings.ALLOWED_HOSTS = ["*"]
    cookie = settings.SESSION_COOKIE_NAME
    return {each.given_name.lower(): str(sign_in(Client(), each).cookies[cookie].value) for each in people}


if __name__ == "__main__":
    journey, step = sys.argv[1:]
    sys.stdout.write(json.dumps(getattr(import_module(f"tests.journeys.{journey}"), step)()))
