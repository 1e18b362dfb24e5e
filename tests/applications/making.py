"""Applications in every state, made through acts alone, as people make them."""

from datetime import date

from guildhall.applications.acts import accommodations, applications, evidence, reviews, signatures
from guildhall.applications.models import Application, SignatureKind, Verdict
from guildhall.applications.queries import requirements
from guildhall.identity.models import Person
from guildhall.schemes.models import Requirement, Stage
from tests.cast import Cast, acting
from tests.making import Made

BORN = date(1987, 4, 23)
PASSPORT = "Passport C01X00T47"


def a_draft(made: Made, person: Person) -> Application:
    """An application that its applicant has only begun."""
    return applications.begin(by=acting(person), person=person, version=made.version)


def a_complete_draft(made: Made, person: Person) -> Application:
    """An application in which nothing is missing but to submit it."""
    by, draft = acting(person), a_draft(made, person)
    draft = applications.identify(by=by, application=draft, identity_document=PASSPORT, birth_date=BORN)
    for requirement in requirements(draft, Stage.APPLICATION):
        words = f"I hold what {requirement.code} asks for."
        evidence.provide(by=by, application=draft, requirement=requirement, words=words)
    draft = applications.answer_notice(by=by, application=draft, needs_help=False)
    draft = applications.name_trainers(by=by, application=draft, nobody=True)
    for kind in SignatureKind:
        signatures.sign(by=by, application=draft, kind=kind, agreed=True)
    return applications.see_overview(by=by, application=draft)


def a_submitted(made: Made, person: Person) -> Application:
    """An application that waits for a reviewer."""
    draft = a_complete_draft(made, person)
    return applications.submit(by=acting(person), application=draft, confirmed=True)


def in_review(made: Made, person: Person) -> Application:
    """An application that Rob has taken up."""
    return reviews.take_up(by=acting(made.crew.rob), application=a_submitted(made, person), no_conflict=True)


def found(made: Made, application: Application, *stages: str, verdict: str = Verdict.MET) -> None:
    """Let Rob find of everything that is due at `stages` what `verdict` says."""
    for requirement in requirements(application, *stages):
        find(made, application, requirement, verdict)


def find(made: Made, application: Application, requirement: Requirement, verdict: str = Verdict.MET) -> None:
    """Let Rob find of one requirement what `verdict` says."""
    reviews.find(
        by=acting(made.crew.rob),
        application=application,
        requirement=requirement,
        verdict=verdict,
        reasons="Seen and compared with the register of the chamber.",
    )


def an_admitted(made: Made, cast: Cast, person: Person) -> Application:
    """Somebody who applied, was reviewed by Rob, and is admitted to assessment."""
    application = in_review(made, person)
    found(made, application, Stage.APPLICATION)
    return reviews.admit(by=acting(made.crew.rob), application=application)


def a_rejected(made: Made, person: Person) -> Application:
    """Somebody who applied and does not hold what is asked for."""
    application = in_review(made, person)
    found(made, application, Stage.APPLICATION, verdict=Verdict.NOT_MET)
    reasons = "The certificate was issued to somebody else."
    return reviews.reject(by=acting(made.crew.rob), application=application, reasons=reasons)


def with_extra_time(made: Made, application: Application, extra_percent: int = 25, *, read_aloud: bool = False) -> None:
    """Let the applicant ask for extra time, and Abel grant it."""
    now = Application.objects.get(pk=application.pk)
    asked = accommodations.request(by=acting(now.person), application=now, wish="More time, because of dyslexia.")
    accommodations.grant(
        by=acting(made.crew.abel), accommodation=asked, extra_percent=extra_percent, read_aloud=read_aloud
    )
