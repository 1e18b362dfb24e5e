"""E-mail addresses without an e-mail address in the database.

The sign-in library wants an address for every account and writes it wherever it likes. It is given an alias, an HMAC of
the address under a key that no database holds. Who must be written to is found by the alias: the person who has it, or
the request in which the address was typed; between the requests of one visitor it lies sealed in their session.
"""

import unicodedata
from base64 import b64decode, b64encode
from uuid import UUID

from allauth.core import context
from django.http import HttpRequest

from guildhall.identity.models import Person
from guildhall.vault import keys

DOMAIN = "alias.invalid"
IN_SESSION = "typed_address"
PLACE = "identity.addresses"


class Unknown(LookupError):
    """Nobody has this alias, and nobody typed its address here."""


def normalised(address: str) -> str:
    """The spelling under which two ways to write one address are the same."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


def alias(address: str) -> str:
    """The alias of an address; the same for every spelling of it."""
    return f"{keys.blind('e-mail', normalised(address)).hex()}@{DOMAIN}"


def typed(address: str) -> str:
    """Note, for the rest of this request, that `address` was typed; its alias."""
    found = alias(address)
    vars(context.request).setdefault("typed_addresses", {})[found] = address.strip()
    return found


def keep(request: HttpRequest, wanted: str, key_id: UUID = keys.BODY) -> None:
    """Keep the address that was typed in this request for the next ones, sealed in the visitor's session."""
    address = _in_request(request, wanted)
    if address:
        sealed = keys.seal(key_id, address.encode(), place=PLACE)
        request.session[IN_SESSION] = b64encode(sealed).decode()


def forget(request: HttpRequest) -> None:
    """Take the address out of the session again."""
    request.session.pop(IN_SESSION, None)


def resolved(wanted: str, request: HttpRequest | None = None) -> str:
    """The address behind an alias; `Unknown` where it cannot be known."""
    found = (request and (_in_request(request, wanted) or _in_session(request, wanted))) or _of_person(wanted)
    if not found:
        raise Unknown("Nobody has this alias, and nobody typed its address here.")
    return found


def _in_request(request: HttpRequest, wanted: str) -> str:
    known: dict[str, str] = vars(request).get("typed_addresses", {})
    return known.get(wanted, "")


def _in_session(request: HttpRequest, wanted: str) -> str:
    sealed = request.session.get(IN_SESSION, "")
    address = keys.unseal(b64decode(sealed), place=PLACE).decode() if sealed else ""
    return address if address and alias(address) == wanted else ""


def _of_person(wanted: str) -> str:
    person = Person.objects.filter(email_alias=wanted).first()
    return str(person.email) if person else ""
