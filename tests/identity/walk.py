"""Walks through every sign-in and person flow of a fresh installation, for the search of `test_no_plain_names`."""

import django

django.setup()

import os  # noqa: E402
import warnings  # noqa: E402
from contextlib import suppress  # noqa: E402
from datetime import date  # noqa: E402
from typing import Any  # noqa: E402

from django.conf import settings  # noqa: E402
from django.core import mail  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.mail.backends.locmem import EmailBackend  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from guildhall.identity import founding, invitations  # noqa: E402
from guildhall.identity.acts import accounts, persons  # noqa: E402
from guildhall.identity.models import Person  # noqa: E402
from guildhall.kernel import actors  # noqa: E402
from guildhall.kernel.refusals import Refusal  # noqa: E402
from tests.identity.entering import PASSWORD, code_in, sign_in, sign_up  # noqa: E402
from tests.identity.test_people_pages import entered  # noqa: E402
from tests.identity.test_second_factor import set_up_app  # noqa: E402

SPOOL = settings.EMAIL_BACKEND
HER, HIS, NEW = (
    "zwetlana.quirrenbach@privat.example",
    "oberon.wyczynski@privat.example",
    "neue.quirrenbach@anderswo.example",
)


class Both(EmailBackend):
    """Keeps each mail for the walk to read, and also sends it the way the installation does."""

    def send_messages(self, messages: Any) -> int:
        import_string(SPOOL)().send_messages(messages)
        return int(super().send_messages(messages))


def begin() -> Person:
    """A fresh installation with its administrator."""
    warnings.simplefilter("ignore")
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    setup_test_environment()
    settings.EMAIL_BACKEND = f"{__name__}.Both"
    mail.outbox = []
    return founding.found(
        name="Body", given_name="Xanthippe", family_name="Ödländer", email="ada.xanthippe@privat.example"
    ).person


def registers() -> Client:
    """She registers, mistypes her password, forgets it, changes her address, ends sessions."""
    client = Client()
    sign_up(client, HER)
    client.post(
        "/account/who/",
        {"given_name": "Zwetlana", "family_name": "Quirrenbach", "language": "en", "phone": "+49 40 7755331"},
    )
    assert Person.objects.count() == 2
    client.post("/account/logout/")
    sign_in(client, HER.upper(), "wrong-but-long-enough")
    sign_in(client, f" {HER} ")
    client.post("/account/email/", {"email": NEW, "action_add": ""})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"email": NEW, "action_add": ""})
    client.post("/account/confirm-email/", {"code": code_in(mail.outbox[-1])})
    assert Person.objects.get(account__isnull=False).email == NEW
    set_up_app(client)
    client.post("/account/second-factor/recovery-codes/generate/")
    client.post("/account/reach/", {"phone": "+49 40 7755331", "address": "Grasmückenweg 3", "language": "de"})
    for page in ("", "sessions/", "second-factor/", "email/"):
        assert client.get(f"/account/{page}").status_code == 200
    return client


def forgets_password() -> None:
    cache.clear()
    client = Client()
    client.post("/account/password/reset/", {"email": NEW})
    client.post("/account/password/reset/confirm/", {"code": code_in(mail.outbox[-1])})
    chosen = {"password1": "another-quiet-lantern", "password2": "another-quiet-lantern"}
    client.post("/account/password/reset/complete/", chosen)
    client.post("/account/password/reset/", {"email": "zwetlana.quirrenbach@privat.example"})
    abandoned = Client()
    abandoned.post("/account/signup/", {"email": HIS, "password1": PASSWORD})


def serves(ada: Person) -> None:
    """The administrator registers, corrects, searches, invites and erases, through the pages."""
    by = actors.person(ada.id)
    him = persons.register(
        by=by,
        given_name="Oberon",
        family_name="Wyczynski",
        email=HIS,
        birth_date=date(1987, 4, 23),
        address="Grasmückenweg 4",
    )
    him = persons.correct(
        by=by,
        person=him,
        reason="Wyczynski was misspelt",
        given_name="Oberon",
        family_name="Wyczynski",
        email=HIS,
        birth_date=date(1987, 4, 23),
        phone="+49 40 7755331",
        address="Grasmückenweg 4",
        language="en",
    )
    with suppress(Refusal):
        persons.register(by=by, given_name="Zwetlana", family_name="Quirrenbach", email=HIS)
    invitation = accounts.invite(by=by, person=him)
    guest = Client()
    guest.get(f"/account/invitation/{invitation.pk}/{invitations.secret(invitation)}/")
    cache.clear()
    guest.post("/account/password/reset/", {"email": HIS})
    desk = entered(ada)
    found = desk.get("/people/", {"q": "Quirrenbach"}).content.decode()
    assert "Zwetlana" in found
    assert desk.get(f"/people/{him.pk}/").status_code == 200
    her = Person.objects.get(account__isnull=False, is_personnel=False)
    accounts.reset_factor(by=by, person=her, reason="Frau Quirrenbach lost her telephone")
    persons.erase(by=by, person=her, reason="Frau Quirrenbach asked for it")


if __name__ == "__main__":
    administrator = begin()
    registers()
    forgets_password()
    serves(administrator)
    os._exit(0)  # as a crash would: the write-ahead log stays to be searched
