"""The credential that a certified person carries: Open Badges 3.0 in Verifiable Credentials 2.0."""

from guildhall.credentials.contexts import CREDENTIALS, OPEN_BADGES
from guildhall.credentials.facts import Certificate, JsonObject, Scheme, StatusEntry, moment


def achievement_credential(certificate: Certificate, status: StatusEntry) -> JsonObject:
    """What the certificate states, as a credential that is still to be signed.

    Who is reinstated, or gets a new sheet, gets a new credential at the same address, told apart by its place on the
    status list.
    """
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": f"{certificate.address}#credential-{status.index}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": certificate.body.profile,
        "name": certificate.scheme.name,
        "validFrom": moment(certificate.valid_from),
        "validUntil": moment(certificate.valid_until),
        "credentialSubject": _subject(certificate),
        "credentialStatus": status.as_json,
    }


def _subject(certificate: Certificate) -> JsonObject:
    """The person, by the name on the certificate, and what they have shown, with scope and conditions in words."""
    name = {"type": "IdentityObject", "identityType": "name", "identityHash": certificate.person, "hashed": False}
    narrative = "\n\n".join(text for text in (certificate.scope, certificate.conditions) if text)
    return {
        "id": f"{certificate.address}#person",
        "type": ["AchievementSubject"],
        "identifier": [name],
        "licenseNumber": certificate.number,
        "narrative": narrative,
        "achievement": _achievement(certificate.scheme, certificate.scope),
    }


def _achievement(scheme: Scheme, scope: str) -> JsonObject:
    return {
        "id": f"{scheme.url}#{scheme.version}",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": scheme.name,
        "humanCode": scheme.number,
        "version": f"{scheme.version} ({scheme.published.isoformat()})",
        "specialization": scope,
        "description": scheme.criteria,
        "criteria": {"id": scheme.url, "narrative": scheme.criteria},
    }
