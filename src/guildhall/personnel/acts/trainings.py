"""Who trained whom is told by either of them or by the office; what bars somebody is put right by a second person."""

from datetime import date

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import TRAINING, TrainingState
from guildhall.personnel.models import Exemption, Training
from guildhall.personnel.permissions import may_exempt, may_tell_a_training, may_void_trainings
from guildhall.personnel.rules.declarations import a_correction_has_its_reason
from guildhall.personnel.rules.trainings import (
    a_training_has_a_title,
    a_training_is_for_a_scheme,
    an_exemption_has_its_reasons,
    an_exemption_lies_within_the_separation,
    nobody_exempts_themselves,
    nobody_trains_themselves,
    the_exemption_is_not_ended,
    the_training_stands,
    trainer_does_not_void_their_own_training,
)

CLAUSES = ("2012:5.2.3 e)", "2012:9.4.4", "2026:5.2")


@act(
    "personnel.training.record",
    about="person",
    move=TRAINING.record,
    permission=may_tell_a_training,
    rules=[nobody_trains_themselves, a_training_is_for_a_scheme, a_training_has_a_title],
    clauses=CLAUSES,
    sentence=gettext_noop("recorded the training {subject}"),
)
def record(*, by: Actor, person: Person, trainer: Person, scope: Scope, title: str, ended_on: date) -> Training:
    """Record that `trainer` trained `person` for a scheme, until a day.

    The trainer never decides on that person in the scheme, and does not examine them for 24 months.
    """
    return create(
        Training,
        number=next_number("TR"),
        person=person,
        trainer=trainer,
        scope=scope,
        title=title.strip(),
        ended_on=ended_on,
        told_by=str(by),
    )


@act(
    "personnel.training.void",
    about="training",
    move=TRAINING.void,
    permission=may_void_trainings,
    rules=[trainer_does_not_void_their_own_training, a_correction_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("voided the training {subject}: {reason}"),
)
def void(*, by: Actor, training: Training, reason: str) -> Training:
    """Put right a training that was recorded in error: from now on it bars nobody (R-60)."""
    return change(training, state=TrainingState.VOID)


@act(
    "personnel.exemption.approve",
    about="training",
    permission=may_exempt,
    rules=[
        the_training_stands,
        nobody_exempts_themselves,
        a_training_is_for_a_scheme,
        an_exemption_has_its_reasons,
        an_exemption_lies_within_the_separation,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("approved that a trainer may examine in spite of the training {subject}: {reasons}"),
    label=gettext_noop("Approve an exemption"),
)
def exempt(*, by: Actor, training: Training, scope: Scope, reasons: str, until_on: date) -> Exemption:
    """Approve in writing that a trainer may examine their trainee in a scheme within the 24 months, until a day."""
    approver = Person.objects.get(pk=by.name)
    return create(
        Exemption, training=training, scope=scope, reasons=reasons.strip(), until_on=until_on, approved_by=approver
    )


@act(
    "personnel.exemption.end",
    about="exemption",
    permission=may_exempt,
    rules=[the_exemption_is_not_ended, a_correction_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("ended the exemption for the training {subject}: {reason}"),
    label=gettext_noop("End the exemption"),
)
def end(*, by: Actor, exemption: Exemption, reason: str) -> Exemption:
    """Take an exemption back before its day; the trainer does not examine their trainee any more."""
    return change(exemption, ended_at=clock.now(), ended_by=Person.objects.get(pk=by.name))
