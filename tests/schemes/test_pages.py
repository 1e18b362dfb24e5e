"""Pages of schemes: they open to whom they should, do what they say, and say what is missing."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from guildhall.identity.models import Person
from tests.making import Made

Browsing = Callable[[Person], Client]


def test_pages_of_a_made_scheme_open(made: Made, browsing: Browsing) -> None:
    sam = browsing(made.crew.sam)
    analysis = made.version.analysis
    pages = {
        "schemes:schemes": [],
        "schemes:scheme": [made.scheme.pk],
        "schemes:analysis": [analysis.pk],
        "schemes:version": [made.version.pk],
        "schemes:statements": [],
        "schemes:public": [],
        "schemes:public-version": [made.version.number],
    }
    codes = {name: sam.get(reverse(name, args=args)).status_code for name, args in pages.items()}
    assert codes == dict.fromkeys(pages, 200)
