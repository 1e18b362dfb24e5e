"""What holds of what people still have to learn, and of what is done about it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.identity.roles import all_roles
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.lifecycles import MeasureState, NeedState
from guildhall.personnel.models import Attendance, Measure, MeasureKind, Need, NeedSource

DEVELOPMENT = ("2012:6.1.2", "2012:6.1.5", "2026:6.1")


@rule("need-described", kind=Kind.OURS, clauses=DEVELOPMENT)
def a_need_is_described(*, person: Person, role: str, source: str, words: str) -> Refusal | None:
    """A need says whose it is, for which role, what showed it, and what is to be learned."""
    known = role in {each.code for each in all_roles()} and source in NeedSource.values
    if person.is_personnel and known and words.strip():
        return None
    return Refusal(
        _("A need is one of the body's personnel; it has a role, what showed it, and says what is to be learned."),
        mend=Mend(_("Say in a sentence what the person should be able to do.")),
        field="words" if known and person.is_personnel else "person" if known else "role",
    )


@rule("need-ahead", kind=Kind.OURS, clauses=DEVELOPMENT)
def a_need_is_due_ahead(*, due_on: date) -> Refusal | None:
    """What is to be learned is to be learned by a day that lies ahead."""
    if due_on >= clock.today():
        return None
    return Refusal(_("That day has passed."), mend=Mend(_("Give a day that lies ahead.")), field="due_on")


@rule("R-46", clauses=("2012:6.1.3", "2012:6.1.5", "2026:6.1"))
def an_effect_is_judged_by_somebody_else(*, by: Actor, need: Need) -> Refusal | None:
    """Nobody judges whether they themselves have learned."""
    if not by.is_person(need.person_id):
        return None
    return Refusal(
        _("This is about what you yourself learned, and nobody judges that of themselves."),
        mend=Mend(_("Somebody else who knows the work looks at it.")),
    )


@rule("effect-explained", kind=Kind.ACCREDITATION, clauses=DEVELOPMENT)
def an_effect_is_told(*, findings: str) -> Refusal | None:
    """Whoever judges an effect says by what they saw it; to have attended is no effect."""
    if findings.strip():
        return None
    return Refusal(
        _("That somebody attended shows no effect; what shows it has to be said."),
        mend=Mend(_("Say what you looked at after the measure, and what you saw.")),
        field="findings",
    )


@rule("effect-early", kind=Kind.OURS, clauses=DEVELOPMENT)
def an_effect_has_had_its_time(*, need: Need) -> Refusal | None:
    """An effect shows in the work that follows, not on the evening of the course."""
    if need.check_on is None or need.check_on <= clock.today():
        return None
    return Refusal(
        _("The effect is judged from %(day)s on, when there is work in which it can show.")
        % {"day": date_format(need.check_on, "j M Y")},
        mend=Mend(_("Wait until then.")),
    )


@rule("need-dropped", kind=Kind.OURS, clauses=DEVELOPMENT)
def a_dropped_need_has_its_reason(*, by: Actor, need: Need, reason: str) -> Refusal | None:
    """A need is dropped by somebody else than who has it, and with a reason."""
    if reason.strip() and not by.is_person(need.person_id):
        return None
    return Refusal(
        _("A need is dropped by somebody else, with the reason why it is none any more."),
        mend=Mend(_("Say why, or let somebody else do it if it is your own.")),
        field="reason",
    )


@rule("measure-complete", kind=Kind.OURS, clauses=DEVELOPMENT)
def a_measure_is_described(*, kind: str, title: str, aims: str, hours: Decimal) -> Refusal | None:
    """A measure says what it is, what people can do afterwards, and how long it takes."""
    if kind in MeasureKind.values and title.strip() and aims.strip() and hours > 0:
        return None
    missing = {"kind": kind in MeasureKind.values, "title": title.strip(), "aims": aims.strip(), "hours": hours > 0}
    return Refusal(
        _("A measure says what it is, what people can do afterwards, and how many hours it takes."),
        mend=Mend(_("Say what is missing.")),
        field=next(name for name, said in missing.items() if not said),
    )


@rule("measure-open", kind=Kind.OURS, clauses=DEVELOPMENT)
def the_measure_is_still_planned(*, measure: Measure) -> Refusal | None:
    """People are entered for what is planned; who attended what was held is not changed afterwards."""
    if measure.state == MeasureState.PLANNED:
        return None
    return Refusal(
        _("The measure %(number)s was held or cancelled.") % {"number": measure.number},
        mend=Mend(_("Plan another."), act="personnel.measure.plan", link=("personnel:measure-plan",)),
    )


@rule("attendance-fits", kind=Kind.OURS, clauses=DEVELOPMENT)
def the_need_is_theirs_and_open(*, person: Person, need: Need | None) -> Refusal | None:
    """Somebody takes part for a need of their own for which nothing is planned yet, or for none."""
    if not person.is_personnel:
        return Refusal(
            _("Only the body's personnel take part here."), mend=Mend(_("Choose somebody else.")), field="person"
        )
    if need is None or (need.person_id == person.pk and need.state == NeedState.FOUND):
        return None
    return Refusal(
        _("This need is somebody else's, or something is planned for it already."),
        mend=Mend(_("Choose a need of this person that waits for a plan.")),
        field="need",
    )


@rule("measure-held", kind=Kind.OURS, clauses=DEVELOPMENT)
def a_measure_was_held_by_now(*, held_on: date) -> Refusal | None:
    """Who attended is recorded when it has taken place."""
    if held_on <= clock.today():
        return None
    return Refusal(_("That day lies ahead."), mend=Mend(_("Record it when it has taken place.")), field="held_on")


@rule("attendance-known", kind=Kind.OURS, clauses=DEVELOPMENT)
def who_attended_was_entered(*, measure: Measure, attended: Sequence[str]) -> Refusal | None:
    """Who attended is among those who were entered."""
    entered = set(Attendance.objects.filter(measure=measure).values_list("person__number", flat=True))
    strangers = sorted(set(attended) - entered)
    if not strangers:
        return None
    return Refusal(
        _("%(number)s was not entered for this measure.") % {"number": strangers[0]},
        mend=Mend(_("Enter them first."), act="personnel.measure.enrol"),
        field="attended",
    )
