"""What holds of trainings, and of exemptions from the separation of trainer and examiner."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.lifecycles import TrainingState
from guildhall.personnel.models import Exemption, Training
from guildhall.personnel.queries import separated_until

R09 = ("2012:5.2.3 e)", "2026:5.2/two-years")


@rule("R-02", clauses=["2012:9.4.4", "2026:9.4"])
def nobody_trains_themselves(*, person: Person, trainer: Person) -> Refusal | None:
    """A training has two people."""
    if person.pk != trainer.pk:
        return None
    return Refusal(
        _("Trainer and trainee are the same person here."),
        mend=Mend(_("Name who trained and who was trained.")),
        field="trainer",
    )


@rule("training-scheme", kind=Kind.OURS, clauses=["2012:5.2.3 e)", "2026:5.2"])
def a_training_is_for_a_scheme(*, scope: Scope) -> Refusal | None:
    """A training prepares for a scheme, and bars work in that scheme."""
    if scope.kind == Scope.Kind.SCHEME:
        return None
    return Refusal(
        _("A training is recorded for the scheme that it prepared for."),
        mend=Mend(_("Choose the scheme.")),
        field="scope",
    )


@rule("training-titled", kind=Kind.OURS, clauses=["2012:7.1.1", "2026:7.1"])
def a_training_has_a_title(*, title: str) -> Refusal | None:
    """A training says what was taught, or nobody could find its evidence."""
    if title.strip():
        return None
    return Refusal(
        _("This training has no title."), mend=Mend(_("Say what was taught, and at which school.")), field="title"
    )


@rule("R-60", clauses=["2012:7.1.1", "2012:10.2.4", "2026:7.1"])
def trainer_does_not_void_their_own_training(*, by: Actor, training: Training) -> Refusal | None:
    """Nobody takes away what bars them from work: a second person puts it right."""
    if not by.is_person(training.trainer_id) and not by.is_person(training.person_id):
        return None
    return Refusal(
        _("You are the trainer or the trainee of this training, and it would bar you or your examiner."),
        mend=Mend(_("Somebody else of operations or the quality management puts it right.")),
    )


@rule("R-09", clauses=R09)
def an_exemption_has_its_reasons(*, reasons: str) -> Refusal | None:
    """That impartiality is safe although the trainer examines is justified in writing."""
    if reasons.strip():
        return None
    return Refusal(
        _("An exemption without a written justification does not show that impartiality is safe."),
        mend=Mend(_("Write why no other examiner can, and which safeguard applies.")),
        field="reasons",
    )


@rule("R-09", clauses=R09)
def nobody_exempts_themselves(*, by: Actor, training: Training) -> Refusal | None:
    """The exemption is approved by somebody who neither trained nor was trained."""
    if not by.is_person(training.trainer_id) and not by.is_person(training.person_id):
        return None
    return Refusal(
        _("You are the trainer or the trainee yourself, and nobody exempts themselves."),
        mend=Mend(_("Somebody else who holds the role of quality manager or top management approves it.")),
    )


@rule("R-09", clauses=R09)
def an_exemption_lies_within_the_separation(*, training: Training, until_on: date) -> Refusal | None:
    """An exemption ends, and at the latest when the 24 months are over."""
    over_on = separated_until(training)
    if clock.today() <= until_on <= over_on:
        return None
    return Refusal(
        _("An exemption lasts until a day from today to %(day)s, when the 24 months are over.")
        % {"day": date_format(over_on, "j M Y")},
        mend=Mend(_("Give a last day that lies between.")),
        field="until_on",
    )


@rule("exemption-training", kind=Kind.OURS, clauses=R09)
def the_training_stands(*, training: Training) -> Refusal | None:
    """Only a training that took place bars anybody, and needs an exemption."""
    if training.state == TrainingState.RECORDED:
        return None
    return Refusal(_("This training is void and bars nobody."), mend=Mend(_("Nothing needs to be done.")))


@rule("exemption-open", kind=Kind.OURS, clauses=R09)
def the_exemption_is_not_ended(*, exemption: Exemption) -> Refusal | None:
    """An exemption ends once."""
    if exemption.ended_at is None:
        return None
    return Refusal(_("This exemption has ended already."), mend=Mend(_("Nothing needs to be done.")))
