"""What is agreed with everybody, what the public reads, and what is told about somebody, to whom and why."""

from datetime import timedelta
from functools import partial
from itertools import product

from guildhall.demo.applicants import CERTIFIED, SUSPENDED
from guildhall.demo.body import Body
from guildhall.governance.acts import agreements, disclosures, information
from guildhall.governance.models import AgreementText, Consent, Language, Party, Recipient
from guildhall.governance.points import POINTS
from guildhall.kernel import clock

KEEPER, APPROVER, OFFICE, PRIVACY = "quality", "director", "operations", "privacy"
RIGHT = {each.code: "right" for each in POINTS} | {"transition": "not-applicable"}


def tell(body: Body) -> None:
    """Texts for each kind of party; every page looked at each year; one consent, and one request of a court."""
    diary = body.diary
    diary.ago(604, partial(_propose, body), "10:00")
    diary.ago(601, partial(_approve, body), "16:00")
    for days in (343, 19):
        diary.ago(days, partial(_look_at_what_is_public, body), "14:00")
    diary.ago(70, partial(_consent, body), "19:00")
    diary.ago(66, partial(_tell_the_employer, body), "11:00")
    diary.ago(5, partial(_take_in_a_request, body), "11:10")


def _propose(body: Body) -> None:
    for party, language in product(Party, Language):
        said = body.told.agreements[party.value][language.value]
        agreements.propose(by=body.by(KEEPER), party=party, language=language, **said)


def _approve(body: Body) -> None:
    for text in AgreementText.objects.order_by("number"):
        agreements.approve(by=body.by(APPROVER), text=text)


def _look_at_what_is_public(body: Body) -> None:
    information.review(by=body.by(KEEPER), points=RIGHT, findings=body.told.house["information"])


def _consent(body: Body) -> None:
    """Somebody who is certified lets their employer know how they did, for a year."""
    applicant, told, today = body.applicants[CERTIFIED], body.told.house["consent"], clock.today()
    disclosures.consent(
        by=applicant.by,
        person=applicant.person,
        recipient=Recipient.EMPLOYER,
        recipient_name=told["name"],
        what=told["what"],
        purpose=told["purpose"],
        given_on=today,
        until_on=today + timedelta(days=365),
    )


def _tell_the_employer(body: Body) -> None:
    person = body.applicants[CERTIFIED].person
    consent = Consent.objects.select_related(*Consent.reload_with).get(person=person)
    disclosures.disclose(by=body.by(PRIVACY), person=person, consent=consent, what=body.told.house["disclosed"])


def _take_in_a_request(body: Body) -> None:
    """A court asks about a certification; it waits for who protects data, and the person is told first."""
    today = clock.today()
    disclosures.receive(
        by=body.by(OFFICE),
        person=body.applicants[SUSPENDED].person,
        received_on=today,
        due_on=today + timedelta(days=21),
        **body.told.house["request"],
    )
