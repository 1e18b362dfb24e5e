"""The step of the set-up in this room: the keys with which the body issues."""

from guildhall.documents import issuers
from guildhall.documents.models import IssuerKey
from guildhall.identity.roles import ADMINISTRATOR
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop


@setup_step(
    "certification.keys",
    place=140,
    title=gettext_noop("Have the keys made with which the body issues"),
    why=gettext_noop(
        "The worker makes them by itself: one for credentials, one for the seal on paper and its root. Certificates "
        "can then be issued, and anybody can verify them."
    ),
    clauses=["2012:9.4.7", "2012:9.4.9", "2026:9.4"],
    who=[ADMINISTRATOR.code],
    link=("web:jobs",),
)
def keys_are_made() -> Standing:
    """The body has had a key for each purpose."""
    made = set(IssuerKey.objects.values_list("purpose", flat=True))
    return Standing({issuers.CREDENTIAL, issuers.ROOT, issuers.SEAL} <= made)
