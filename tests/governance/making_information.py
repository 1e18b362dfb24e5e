"""Texts of agreement, reviews, consents and legal requests, made through acts; Dana protects data."""

from datetime import timedelta
from typing import Any

from guildhall.governance.acts import agreements, disclosures, information
from guildhall.governance.models import AgreementText, Consent, InformationReview, LegalRequest, Party
from guildhall.governance.points import POINTS
from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.identity.roles import DATA_PROTECTION_OFFICER
from guildhall.kernel import clock
from tests.cast import Cast, acting, give

TEXT = {
    "scope_words": "The certification for which they apply.",
    "limits": "We examine and certify; we do not train.",
    "liability": "For what we do wrong, up to one million.",
    "words": "We agree as follows.",
}
EMPLOYER = "Windkraft Werft AG"


def an_officer(cast: Cast) -> Person:
    """Dana, who decides on what is told about persons."""
    named = {"given_name": "Dana", "family_name": "Datenschutz", "email": "dana@data.example"}
    person = persons.register(by=acting(cast.tom), is_personnel=True, **named)
    give(acting(cast.tom), person, DATA_PROTECTION_OFFICER, cast.body)
    return person


def a_text(cast: Cast, party: str = "applicant", language: str = "en", **other: Any) -> AgreementText:
    """A text that Quinn proposed."""
    return agreements.propose(by=acting(cast.quinn), party=party, language=language, **{**TEXT, **other})


def agreed(cast: Cast, party: str = "applicant", language: str = "en", **other: Any) -> AgreementText:
    """A text in effect, approved by Tom."""
    return agreements.approve(by=acting(cast.tom), text=a_text(cast, party, language, **other))


def agreed_with_everybody(cast: Cast) -> list[AgreementText]:
    """A text in effect for each kind of party, in both languages."""
    return [agreed(cast, party, language) for party in Party.values for language in ("en", "de")]


def reviewed(cast: Cast, **points: str) -> InformationReview:
    """What the body says in public, looked at by Quinn; all is right but what is named."""
    answers = {each.code: points.get(each.code, "right") for each in POINTS}
    findings = "Put right by Friday." if "wrong" in answers.values() else ""
    return information.review(by=acting(cast.quinn), points=answers, findings=findings)


def a_consent(person: Person, days: int = 90, **other: Any) -> Consent:
    """What somebody agrees that their employer is told."""
    today = clock.today()
    told = {
        "recipient": "employer",
        "recipient_name": EMPLOYER,
        "what": "Whether I passed.",
        "purpose": "They pay the fee.",
        "given_on": today,
        "until_on": today + timedelta(days=days),
    }
    return disclosures.consent(by=acting(person), person=person, **{**told, **other})


def a_request(cast: Cast, person: Person, **other: Any) -> LegalRequest:
    """A court that asks about somebody, taken in by Olive."""
    told = {
        "authority": "Landgericht Flensburg",
        "ground": "Section 142 of the code of civil procedure",
        "what": "The dates of the examinations.",
        "received_on": clock.today(),
        "due_on": clock.today() + timedelta(days=14),
    }
    return disclosures.receive(by=acting(cast.olive), person=person, **{**told, **other})
