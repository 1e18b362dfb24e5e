"""Organisations are known once, and people say by whom they are employed."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel import blinding
from guildhall.personnel.acts import inquiries
from guildhall.personnel.lifecycles import EMPLOYMENT, EmploymentState
from guildhall.personnel.models import Employment, InquiryReason, Organisation
from guildhall.personnel.permissions import may_keep_trainings, may_void_trainings
from guildhall.personnel.permissions.courses import may_end_employment, may_tell_an_employer
from guildhall.personnel.queries import organisation_called
from guildhall.personnel.rules.courses import an_organisation_has_a_name, it_has_ended
from guildhall.personnel.rules.declarations import a_correction_has_its_reason

MACHINE = actors.machine("relations")
"""Makes known which organisation is meant where somebody names one."""

CLAUSES = ("2012:4.3.7", "2012:6.1.8", "2026:4.3")


@act(
    "personnel.organisation.register",
    also_locks=["personnel.organisations"],
    permission=may_keep_trainings,
    rules=[an_organisation_has_a_name],
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("made the organisation {subject} known"),
    label=gettext_noop("Register an organisation"),
)
def register(*, by: Actor, organisation: str) -> Organisation:
    """Make an organisation known by its name; one that is known already, in whatever spelling, is not made again."""
    digest = blinding.organisation(organisation)
    known = Organisation.objects.filter(digest=digest).first()
    return known or create(
        Organisation,
        number=next_number("OG"),
        name=organisation.strip(),
        digest=digest,
        registered_by=str(by),
    )


@act(
    "personnel.employment.record",
    about="person",
    move=EMPLOYMENT.record,
    permission=may_tell_an_employer,
    rules=[an_organisation_has_a_name],
    clauses=CLAUSES,
    sentence=gettext_noop("recorded an employer, by {subject}"),
)
def record(*, by: Actor, person: Person, organisation: str, since_on: date | None = None) -> Employment:
    """Record by whom somebody is employed: who is tied to that employer handles no file of theirs (R-08).

    Where that is somebody who works for the body and did not say so themselves, they are asked about their interests.
    """
    employer = organisation_called(organisation) or register(by=MACHINE, organisation=organisation)
    made = create(
        Employment,
        number=next_number("EM"),
        person=person,
        organisation=employer,
        since_on=since_on,
        told_by=str(by),
    )
    if person.is_personnel and not by.is_person(person.pk):
        inquiries.ask(by=inquiries.MACHINE, person=person, reason=InquiryReason.EMPLOYER)
    return made


@act(
    "personnel.employment.end",
    about="employment",
    permission=may_end_employment,
    rules=[it_has_ended],
    clauses=CLAUSES,
    sentence=gettext_noop("said that the employment {subject} has ended"),
    label=gettext_noop("Say that it has ended"),
)
def end(*, by: Actor, employment: Employment, until_on: date) -> Employment:
    """Say until when somebody was employed; from the next day on the tie to that employer concerns them no more."""
    return change(employment, until_on=until_on)


@act(
    "personnel.employment.void",
    about="employment",
    move=EMPLOYMENT.void,
    permission=may_void_trainings,
    rules=[a_correction_has_its_reason],
    clauses=("2012:7.1.1", "2012:10.2.4", "2026:7.1"),
    sentence=gettext_noop("voided the employment {subject}: {reason}"),
)
def void(*, by: Actor, employment: Employment, reason: str) -> Employment:
    """Put right an employer that was recorded in error (R-60)."""
    return change(employment, state=EmploymentState.VOID)
