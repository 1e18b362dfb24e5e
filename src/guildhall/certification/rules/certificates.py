"""What holds of certificates: all that R-34 asks for, made once, replaced with a reason."""

from django.utils.translation import gettext as _

from guildhall.certification.models import Certificate, Certification
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule
from guildhall.personnel import impartiality

EVERY_FIELD = ("2012:9.4.7", "2012:9.4.8", "2012:9.4.9", "2026:9.4")


@rule("R-34", clauses=EVERY_FIELD)
def the_certification_is_in_force(*, certification: Certification) -> Refusal | None:
    """A certificate is made for a certification that stands, so that nothing is handed out that is not true."""
    if certification.state == "active":
        return None
    return Refusal(
        _("The certification %(number)s is not in force.") % {"number": certification},
        mend=Mend(_("A decision reinstates it first.")),
    )


@rule("R-34", clauses=EVERY_FIELD)
def it_was_made_whole(*, certificate: Certificate, credential: str, token: str) -> Refusal | None:
    """What is issued has its sheet, its credential and its token, and names who is certified."""
    if certificate.holder.strip() and credential and token:
        return None
    return Refusal(
        _("The certificate %(number)s lacks a part.") % {"number": certificate},
        mend=Mend(_("It is made again by itself; look at the failed jobs where that does not help.")),
    )


@rule("R-34", clauses=EVERY_FIELD)
def a_replacement_has_its_reason(*, reason: str) -> Refusal | None:
    """A certificate is made anew for a reason: another name, a loss, a change of scope."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could tell later why there are two certificates."),
        mend=Mend(_("Say why it is made anew: another name, lost, damaged.")),
        field="reason",
    )


@rule("R-34", clauses=EVERY_FIELD)
def what_is_replaced_belongs_to_a_valid_certification(*, certificate: Certificate) -> Refusal | None:
    """Nobody gets a new certificate for a certification that is not valid."""
    if certificate.certification.state == "active":
        return None
    return Refusal(
        _("The certification %(number)s is not valid, so no certificate is made.")
        % {"number": certificate.certification},
        mend=Mend(_("When it is reinstated, a new certificate is made by itself.")),
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_replaces_their_own(*, by: Actor, certificate: Certificate) -> Refusal | None:
    """Nobody handles a file of their own or of somebody close."""
    return impartiality.too_close(by, certificate.certification.person_id)
