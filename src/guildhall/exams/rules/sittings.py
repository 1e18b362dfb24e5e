"""What planning, opening and closing a sitting must not break (R-25, R-32)."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import conditions
from guildhall.exams.lifecycles import OPEN, ChecklistState, FormState, SittingState
from guildhall.exams.models import Attempt, Channel, Checklist, Duty, Form, Irregularity, Sitting
from guildhall.exams.permissions import ROLE_OF_DUTY, scope_id_of
from guildhall.exams.queries import free_seats, on_duty
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.kernel import actors, clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import impartiality, readiness
from guildhall.schemes.lifecycles import BINDING
from guildhall.schemes.models import Component, ComponentKind

CONSISTENT = ("2012:9.3.2", "2026:9.3")
SECURE = ("2012:7.4.3", "2012:6.2.3.1", "2012:6.4", "2012:9.3.2", "2026:7.4")
SETTLED = ("2012:7.4.3", "2012:9.3.5", "2026:7.4")
CHANNELS = {
    ComponentKind.WRITTEN: (Channel.BROWSER, Channel.PAPER, Channel.PROVIDER),
    ComponentKind.ORAL: (Channel.PERSON, Channel.PROVIDER),
    ComponentKind.PRACTICAL: (Channel.PERSON, Channel.PROVIDER),
    ComponentKind.OBSERVATION: (Channel.PERSON,),
}
"""By which channels each kind of component can be examined."""

OPENS_BEFORE = timedelta(hours=3)
"""How long before its beginning a sitting may be opened (our own choice)."""


@rule("R-24", clauses=["2012:8.1", "2012:9.2.1", "2026:9.1"])
def the_scheme_binds(*, component: Component) -> Refusal | None:
    """Sittings are held for versions of a scheme that are in effect, or by which earlier candidates may finish."""
    if component.version.state in BINDING:
        return None
    return Refusal(
        _("The version %(number)s of the scheme is not in effect, so nobody is examined by it.")
        % {"number": component.version.number},
        mend=Mend(_("Plan the sitting for the version that is in effect.")),
    )


@rule("R-25", clauses=CONSISTENT)
def the_channel_fits(*, component: Component, channel: str, provider: str) -> Refusal | None:
    """A component is examined by the channels that its kind allows; a provider is named."""
    if channel not in CHANNELS[ComponentKind(component.kind)]:
        return Refusal(
            _("%(component)s is not examined in this way.") % {"component": component.title},
            mend=Mend(_("Choose another channel.")),
            field="channel",
        )
    if (channel == Channel.PROVIDER) == bool(provider.strip()):
        return None
    return Refusal(
        _("Who holds the examination is named for a provider's centre, and only there."),
        mend=Mend(_("Name the provider, or choose another channel.")),
        field="provider",
    )


@rule("R-26", clauses=["2012:9.3.1", "2012:9.2.4", "2026:9.3"])
def what_is_given_is_in_use(
    *, component: Component, channel: str, form: Form | None, checklist: Checklist | None
) -> Refusal | None:
    """A sitting gives a released form, or is marked by the approved checklist, of its own component."""
    return _not_in_use(component, channel, form, checklist)


@rule("R-26", clauses=["2012:9.3.1", "2012:9.2.4", "2026:9.3"])
def what_is_given_instead_is_in_use(
    *, sitting: Sitting, form: Form | None, checklist: Checklist | None
) -> Refusal | None:
    """What a sitting is given in place of its form or checklist is in use as well."""
    return _not_in_use(sitting.component, sitting.channel, form, checklist)


@rule("R-27", clauses=CONSISTENT, kind=Kind.ACCREDITATION)
def it_is_not_equipped_yet(*, sitting: Sitting) -> Refusal | None:
    """Form and checklist of a sitting are changed before anybody was checked in, and not under their hands."""
    nobody_came = not sitting.attempts.filter(checked_in_at__isnull=False).exists()
    if sitting.state in {SittingState.PLANNED, SittingState.OPEN} and nobody_came:
        return None
    return Refusal(
        _("Candidates of this sitting have been checked in already."),
        mend=Mend(_("Abort the sitting, or void the attempts that cannot go on.")),
    )


def _not_in_use(component: Component, channel: str, form: Form | None, checklist: Checklist | None) -> Refusal | None:
    if channel in {Channel.BROWSER, Channel.PAPER}:
        if form and form.component_id == component.id and form.state == FormState.LIVE:
            return None
        return Refusal(
            _("This sitting needs a released form of %(component)s.") % {"component": component.title},
            mend=Mend(_("Choose a released form, or release one first.")),
            field="form",
        )
    if channel != Channel.PERSON:
        return None
    if checklist and checklist.component_id == component.id and checklist.state == ChecklistState.APPROVED:
        return None
    return Refusal(
        _("This sitting needs the approved checklist of %(component)s.") % {"component": component.title},
        mend=Mend(_("Have a checklist approved first.")),
        field="checklist",
    )


@rule("R-25", clauses=CONSISTENT)
def there_is_a_seat(*, capacity: int) -> Refusal | None:
    """A sitting has at least one seat."""
    if capacity > 0:
        return None
    return Refusal(
        _("A sitting without a seat examines nobody."), mend=Mend(_("Give the number of seats.")), field="capacity"
    )


@rule("R-25", clauses=CONSISTENT)
def the_time_suffices(*, component: Component, begins_at: datetime, ends_at: datetime) -> Refusal | None:
    """A sitting lies ahead and lasts at least as long as the component."""
    return _time(component, begins_at, ends_at)


@rule("R-25", clauses=CONSISTENT)
def the_new_time_suffices(*, sitting: Sitting, begins_at: datetime, ends_at: datetime) -> Refusal | None:
    """A postponed sitting lies ahead and lasts at least as long as the component."""
    return _time(sitting.component, begins_at, ends_at)


def _time(component: Component, begins_at: datetime, ends_at: datetime) -> Refusal | None:
    if begins_at <= clock.now():
        return Refusal(
            _("A sitting that has begun already cannot be planned."),
            mend=Mend(_("Give a beginning that lies ahead.")),
            field="begins_at",
        )
    if ends_at - begins_at >= timedelta(minutes=component.minutes):
        return None
    return Refusal(
        _("%(component)s takes %(minutes)d minutes, and the sitting is shorter.")
        % {"component": component.title, "minutes": component.minutes},
        mend=Mend(_("Give a later end.")),
        field="ends_at",
    )


@rule("R-46", clauses=["2012:6.2.3.1", "2012:6.2.2.1", "2026:6.2"])
def who_goes_on_duty_is_authorised(*, sitting: Sitting, person: Person, duty: str) -> Refusal | None:
    """On duty is who holds the authorisation for that duty and scheme today."""
    if duty not in Duty.values:
        return Refusal(_("This is no duty at a sitting."), mend=Mend(_("Choose one of the list.")), field="duty")
    wanted = ROLE_OF_DUTY[Duty(duty)]
    if person.id in grants.holders(wanted, scope_id=scope_id_of(sitting)):
        return None
    if lapse := readiness.lapse(person.id, wanted, scope_id_of(sitting)):
        return Refusal(lapse.sentence, mend=Mend(lapse.mend.sentence), clauses=lapse.clauses, field="person")
    return Refusal(
        _("They hold no authorisation for this duty in this scheme today."),
        mend=Mend(_("Choose somebody who does, or have them authorised.")),
        field="person",
    )


@rule("R-25", clauses=CONSISTENT)
def the_sitting_is_not_over(*, sitting: Sitting) -> Refusal | None:
    """Who is on duty changes as long as the sitting goes on, and not afterwards."""
    if sitting.state in {SittingState.PLANNED, SittingState.OPEN}:
        return None
    return Refusal(_("The sitting is over."), mend=Mend(_("Nothing of it is changed any more.")))


@rule("R-25", clauses=SECURE)
def conditions_are_answered(*, sitting: Sitting, answers: dict[str, dict[str, str]]) -> Refusal | None:
    """Each condition is answered; where one is not met, what was done about it is written down."""

    missing = conditions.unanswered(sitting, answers)
    if not missing:
        return None
    return Refusal(
        _("Not answered, or not met without a note: %(words)s.")
        % {"words": "; ".join(_(each.words) for each in missing)},
        mend=Mend(_("Look at each condition; where one is not met, write what was done about it.")),
        field=missing[0].code,
    )


@rule("R-25", clauses=SECURE)
def conditions_were_looked_at(*, sitting: Sitting) -> Refusal | None:
    """A sitting opens when its conditions were looked at; at a provider's centre the provider reports on them."""
    if sitting.conditions_at or sitting.channel == Channel.PROVIDER:
        return None
    return Refusal(
        _("Nobody has looked at the conditions of this sitting yet."),
        mend=Mend(
            _("Go through the list of conditions first."),
            act="exams.sitting.check_conditions",
            link=("exams:sitting-conditions", str(sitting.pk)),
        ),
    )


@rule("R-25", clauses=SECURE)
def somebody_qualified_is_on_duty(*, sitting: Sitting) -> Refusal | None:
    """A sitting opens with an invigilator, or an examiner where a person examines, authorised today and declared."""
    if sitting.channel == Channel.PROVIDER:
        return None
    wanted = Duty.EXAMINER if sitting.channel == Channel.PERSON else Duty.INVIGILATOR
    authorised = grants.holders(ROLE_OF_DUTY[wanted], scope_id=scope_id_of(sitting))
    free = [
        each
        for each in on_duty(sitting)
        if each.duty == wanted
        and each.person_id in authorised
        and impartiality.undeclared(actors.person(each.person_id), sitting) is None
    ]
    if free:
        return None
    return Refusal(
        _("Nobody with an authorisation in force is on duty here: %(duty)s.") % {"duty": wanted.label},
        mend=Mend(
            _("Put somebody on duty who is authorised today and has declared on conflicts."),
            act="exams.sitting.put_on_duty",
            link=("exams:sitting-staff", str(sitting.pk)),
        ),
    )


@rule("R-25", clauses=SECURE)
def what_it_gives_is_still_in_use(*, sitting: Sitting) -> Refusal | None:
    """A form that was suspended, or a checklist that was replaced, is not given to anybody."""
    if sitting.form and sitting.form.state != FormState.LIVE:
        number = sitting.form.number
    elif sitting.checklist and sitting.checklist.state != ChecklistState.APPROVED:
        number = sitting.checklist.number
    else:
        return None
    return Refusal(
        _("%(number)s is not in use any more.") % {"number": number},
        mend=Mend(_("Give the sitting another one that is in use."), act="exams.sitting.equip"),
    )


@rule("R-25", clauses=CONSISTENT)
def it_is_time(*, sitting: Sitting) -> Refusal | None:
    """A sitting opens from three hours before its beginning until its end."""
    now = clock.now()
    if sitting.begins_at - OPENS_BEFORE <= now <= sitting.ends_at:
        return None
    return Refusal(
        _("It is not the time of this sitting."),
        mend=Mend(_("Open it on its day, from three hours before it begins; if its time has changed, postpone it.")),
    )


@rule("R-25", clauses=SECURE)
def everybody_is_accounted_for(*, sitting: Sitting) -> Refusal | None:
    """A sitting closes when each candidate has handed in or is noted as not having come."""
    waiting = Attempt.objects.filter(sitting=sitting, state__in=OPEN).count()
    if not waiting:
        return None
    sentence = ngettext(
        "%(count)d candidate has neither handed in nor is noted as absent.",
        "%(count)d candidates have neither handed in nor are noted as absent.",
        waiting,
    )
    return Refusal(
        sentence % {"count": waiting},
        mend=Mend(_("The board of the sitting shows who it is."), link=("exams:sitting-board", str(sitting.pk))),
    )


@rule("R-32", clauses=SETTLED, kind=Kind.ACCREDITATION)
def irregularities_are_settled(*, sitting: Sitting) -> Refusal | None:
    """The log of a sitting is complete when each irregularity in it is settled."""
    waiting = sitting.irregularities.filter(settled_at__isnull=True).count()
    if not waiting:
        return None
    sentence = ngettext(
        "%(count)d irregularity is not settled yet.", "%(count)d irregularities are not settled yet.", waiting
    )
    return Refusal(sentence % {"count": waiting}, mend=Mend(_("Settle them first; they stand on the sitting's page.")))


@rule("R-32", clauses=SETTLED, kind=Kind.ACCREDITATION)
def the_count_is_right(
    *, sitting: Sitting, present: int, absent: int, booklets_issued: int, booklets_returned: int
) -> Refusal | None:
    """Who was counted present and absent is who is recorded so; every booklet that was handed out came back."""
    known = counts(sitting)
    if (present, absent) != known:
        return Refusal(
            _("The attendance list says %(present)d present and %(absent)d absent; recorded are %(p)d and %(a)d.")
            % {"present": present, "absent": absent, "p": known[0], "a": known[1]},
            mend=Mend(_("Count again, or note as an irregularity what differs.")),
            field="present",
        )
    if booklets_issued == booklets_returned:
        return None
    return Refusal(
        _("%(out)d booklets were handed out and %(back)d came back.")
        % {"out": booklets_issued, "back": booklets_returned},
        mend=Mend(_("Find what is missing; what stays missing is noted and settled as an irregularity first.")),
        field="booklets_returned",
    )


def counts(sitting: Sitting) -> tuple[int, int]:
    """How many are recorded as present and as absent."""
    came = Q(checked_in_at__isnull=False) | Q(completed_at__isnull=False)
    present = sitting.attempts.filter(came).count()
    return present, sitting.attempts.filter(state__in=["no-show", "excused"]).count()


@rule("R-32", clauses=SETTLED, kind=Kind.ACCREDITATION)
def the_irregularity_waits(*, irregularity: Irregularity, settlement: str) -> Refusal | None:
    """What was noted is settled once, in words that say what it meant for the result."""
    if irregularity.settled_at:
        return Refusal(_("This was settled already."), mend=Mend(_("Note a new irregularity if something was missed.")))
    if settlement.strip():
        return None
    return Refusal(
        _("A settlement without words shows nobody what it meant for the results."),
        mend=Mend(_("Write what was found and what it means for the results.")),
        field="settlement",
    )


@rule("R-32", clauses=SETTLED, kind=Kind.ACCREDITATION)
def what_happened_is_said(*, sitting: Sitting, words: str, attempt: Attempt | None) -> Refusal | None:
    """An irregularity says what happened, in the log of the sitting to which its attempt belongs."""
    if attempt and attempt.sitting_id != sitting.id:
        return Refusal(_("This attempt belongs to another sitting."), mend=Mend(_("Note it there.")), field="attempt")
    if words.strip():
        return None
    return Refusal(
        _("An irregularity without words tells nobody what happened."),
        mend=Mend(_("Write what happened, when, and what was done.")),
        field="words",
    )


@rule("R-32", clauses=SETTLED, kind=Kind.ACCREDITATION)
def the_log_is_open(*, sitting: Sitting) -> Refusal | None:
    """Things are noted while a sitting is prepared, goes on, or is being wound up; a complete log is complete."""
    if sitting.state in {SittingState.PLANNED, SittingState.OPEN, SittingState.CLOSED}:
        return None
    return Refusal(
        _("The log of this sitting is complete."),
        mend=Mend(_("What comes to light later is investigated at the attempt that it touches.")),
    )


@rule("capacity", kind=Kind.OURS)
def the_other_sitting_takes_them(*, sitting: Sitting, instead: Sitting | None) -> Refusal | None:
    """Who is moved all at once is moved to a planned sitting of the same component with seats for everybody."""
    if instead is None:
        return None
    booked = Attempt.objects.filter(sitting=sitting, state__in=OPEN).count()
    fits = instead.component_id == sitting.component_id and instead.channel == sitting.channel
    if instead.pk != sitting.pk and fits and instead.state == SittingState.PLANNED and free_seats(instead) >= booked:
        return None
    return Refusal(
        _("The sitting %(number)s is no planned sitting of the same kind with %(seats)d free seats.")
        % {"number": instead.number, "seats": booked},
        mend=Mend(_("Choose another sitting, or cancel without one: the candidates then choose for themselves.")),
        field="instead",
    )
