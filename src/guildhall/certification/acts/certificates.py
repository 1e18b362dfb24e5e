"""Certificates: prepared with the decision, made and sealed in the background, made anew, ended with what they say."""

import secrets

from guildhall import credentials
from guildhall.certification.lifecycles import CERTIFICATE, CertificateState
from guildhall.certification.models import Certificate, Certification, StatusList
from guildhall.certification.permissions import may_make_anew
from guildhall.certification.queries import look_up_of
from guildhall.certification.rules.certificates import (
    a_replacement_has_its_reason,
    it_was_made_whole,
    nobody_replaces_their_own,
    the_certification_is_in_force,
    what_is_replaced_belongs_to_a_valid_certification,
)
from guildhall.documents.issuers import ISSUER
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep

MACHINE = ISSUER
"""Makes and issues what was prepared; it decides nothing."""

DECISIONS = actors.machine("decisions")
PLACES = "certification.places"
"""What is locked where places on status lists are given: no two certificates get the same."""

FULL = credentials.BITS // 2
"""How many places of a list are given before another is begun: a free one is then found by chance at once."""

EVERY_FIELD = ("2012:9.4.7", "2012:9.4.8", "2012:9.4.9", "2026:9.4")
ENDED = ("2012:9.5.4", "2012:9.7.2", "2026:9.5")


@act(
    "certification.certificate.prepare",
    about="certification",
    also_locks=[PLACES],
    move=CERTIFICATE.prepare,
    permission=NOBODY,
    machines=[DECISIONS.name],
    rules=[the_certification_is_in_force],
    clauses=EVERY_FIELD,
    sentence=gettext_noop("prepared the certificate {subject}"),
)
def prepare(*, by: Actor, certification: Certification, signatory: Person) -> Certificate:
    """Prepare a certificate for a certification, with its place on a status list; it is made and sealed right after.

    From now on the register finds the certification by the name that stands there.
    """
    look_up = look_up_of(certification.number, certification.person.family_name)
    if certification.look_up != look_up:
        change(certification, look_up=look_up)
    listed, index = _place()
    return create(
        Certificate,
        certification=certification,
        ordinal=Certificate.objects.filter(certification=certification).count() + 1,
        holder=certification.person.name,
        status_list=listed,
        status_index=index,
        signatory=signatory,
    )


def _place() -> tuple[StatusList, int]:
    """A place that nobody has, found by chance so that neighbours tell nothing about each other."""
    last = StatusList.objects.order_by("-ordinal").first()
    if last is None or last.given >= FULL:
        last = create(StatusList, ordinal=last.ordinal + 1 if last else 1)
    index = secrets.randbelow(credentials.BITS)
    while Certificate.objects.filter(status_list=last, status_index=index).exists():
        index = secrets.randbelow(credentials.BITS)
    return change(last, given=last.given + 1), index


@act(
    "certification.certificate.issue",
    about="certificate",
    move=CERTIFICATE.issue,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[it_was_made_whole],
    clauses=EVERY_FIELD,
    sentence=gettext_noop("issued the certificate {subject}"),
)
def issue(*, by: Actor, certificate: Certificate, document: Received, credential: str, token: str) -> Certificate:
    """Issue a certificate that was made and sealed: the sheet, the credential and its token."""
    return change(
        certificate,
        state=CertificateState.ISSUED,
        document=keep(document),
        credential=credential,
        token=token,
        issued_at=clock.now(),
    )


@act(
    "certification.certificate.make_anew",
    about="certificate",
    also_locks=[PLACES],
    permission=may_make_anew,
    rules=[
        nobody_replaces_their_own,
        what_is_replaced_belongs_to_a_valid_certification,
        a_replacement_has_its_reason,
    ],
    clauses=EVERY_FIELD,
    sentence=gettext_noop("had the certificate {subject} made anew: {reason}"),
    label=gettext_noop("Make the certificate anew"),
)
def make_anew(*, by: Actor, certificate: Certificate, reason: str) -> Certificate:
    """Make a certificate anew, for another name or because it was lost; the one before it no longer holds."""
    replace(by=DECISIONS, certificate=certificate)
    return prepare(by=DECISIONS, certification=certificate.certification, signatory=certificate.signatory)


@act(
    "certification.certificate.replace",
    about="certificate",
    move=CERTIFICATE.replace,
    permission=NOBODY,
    machines=[DECISIONS.name],
    clauses=EVERY_FIELD,
    sentence=gettext_noop("replaced the certificate {subject}"),
)
def replace(*, by: Actor, certificate: Certificate) -> Certificate:
    """End a certificate because another one takes its place; its credential no longer holds."""
    return change(certificate, state=CertificateState.REPLACED, is_off=_off(certificate))


@act(
    "certification.certificate.revoke",
    about="certificate",
    move=CERTIFICATE.revoke,
    permission=NOBODY,
    machines=[DECISIONS.name],
    clauses=ENDED,
    sentence=gettext_noop("revoked the certificate {subject}"),
)
def revoke(*, by: Actor, certificate: Certificate) -> Certificate:
    """End a certificate with the certification that it states; its credential no longer holds (R-38)."""
    return change(certificate, state=CertificateState.REVOKED, is_off=_off(certificate))


@act(
    "certification.certificate.switch_off",
    about="certificate",
    permission=NOBODY,
    machines=[DECISIONS.name],
    clauses=("2012:9.5.3", "2026:9.5"),
    sentence=gettext_noop("switched the credential of {subject} off"),
    label=gettext_noop("Switch off"),
)
def switch_off(*, by: Actor, certificate: Certificate) -> Certificate:
    """Say on the status list that a credential does not hold, while its certification is suspended."""
    return change(certificate, is_off=_off(certificate))


@act(
    "certification.certificate.expire",
    about="certificate",
    move=CERTIFICATE.expire,
    permission=NOBODY,
    machines=["timers"],
    clauses=("2012:9.4.8", "2026:9.4"),
    sentence=gettext_noop("saw the certificate {subject} expire"),
)
def expire(*, by: Actor, certificate: Certificate) -> Certificate:
    """End a certificate whose last day has passed; that day is written in it, so nothing else needs to say so."""
    return change(certificate, state=CertificateState.EXPIRED)


def _off(certificate: Certificate) -> bool:
    """Set the bit; the list's revision rises with it, so that the list is published anew at once."""
    listed = StatusList.objects.get(pk=certificate.status_list_id)
    change(listed, given=listed.given)
    return True
