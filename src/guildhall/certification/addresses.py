"""Under which public addresses the body issues and answers: what stands in certificates, credentials and QR codes."""

from base64 import b32encode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from guildhall.certification.models import Certification, StatusList
from guildhall.documents.addresses import body, site
from guildhall.schemes.models import SchemeVersion
from guildhall.vault import keys

__all__ = ["body", "code_of", "of_certification", "of_scheme", "of_status_list", "site", "zone"]


def zone() -> ZoneInfo:
    """Where the body sits: the last day of a term is a whole day there."""
    return ZoneInfo(settings.GUILDHALL.time_zone)


def of_certification(certification: Certification) -> str:
    """Where anybody who holds a certificate asks whether it is valid; it cannot be guessed."""
    return site() + reverse("web:verify", args=[certification.secret])


def of_status_list(listed: StatusList) -> str:
    """Where the status list is published."""
    return site() + reverse("web:status-list", args=[listed.ordinal])


def of_scheme(version: SchemeVersion) -> str:
    """The public page of a scheme version."""
    return site() + reverse("schemes:public-version", args=[version.number])


def code_of(certification: Certification) -> str:
    """The verification code beside the QR code: eight signs that only the body can compute (R-34)."""
    seen = keys.blind("certificate-code", f"{certification.number}:{certification.secret}")
    text = b32encode(seen).decode()[:8]
    return f"{text[:4]}-{text[4:]}"
