"""What booking, moving and giving up a seat must not break (R-22, R-24, R-28; T-21, T-24)."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.applications import queries as applications
from guildhall.exams import retakes
from guildhall.exams.lifecycles import UNDECIDED, SittingState
from guildhall.exams.models import Attempt, Candidacy, Channel, Form, Sitting
from guildhall.exams.queries import Standing, free_seats, items_met, live_forms, seen_forms, standing
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Stage

BY_THE_SCHEME = ("2012:9.2.1", "2012:8.1", "2026:9.1")
SECURE = ("2012:7.4.2", "2026:7.4")
ADMITTED = ("2012:9.1.3", "2026:9.2")


@rule("R-24", clauses=BY_THE_SCHEME)
def the_candidacy_is_open(*, candidacy: Candidacy) -> Refusal | None:
    """Seats are for those who are on their way to a decision."""
    if candidacy.state in UNDECIDED:
        return None
    return Refusal(
        _("The candidacy %(number)s is over.") % {"number": candidacy.number},
        mend=Mend(_("Whoever wants to be examined again applies anew.")),
    )


@rule("R-24", clauses=BY_THE_SCHEME)
def the_sitting_is_of_their_scheme(*, candidacy: Candidacy, sitting: Sitting) -> Refusal | None:
    """Everybody is examined by the version of the scheme to which they are bound."""
    if sitting.component.version_id == candidacy.version_id:
        return None
    return Refusal(
        _("The sitting %(number)s examines by another version of a scheme.") % {"number": sitting.number},
        mend=Mend(_("Choose a sitting of the version to which the candidate is bound.")),
        field="sitting",
    )


@rule("R-24", clauses=BY_THE_SCHEME)
def the_new_sitting_is_of_the_same_component(*, attempt: Attempt, sitting: Sitting) -> Refusal | None:
    """A seat is moved to another sitting of the same component, held in the same way."""
    same = sitting.component_id == attempt.component_id and sitting.channel == attempt.channel
    if same and sitting.pk != attempt.sitting_id:
        return None
    return Refusal(
        _("The sitting %(number)s is not another sitting of the same component, held in the same way.")
        % {"number": sitting.number},
        mend=Mend(_("Choose such a sitting, or cancel this seat and book another.")),
        field="sitting",
    )


@rule("seat", kind=Kind.OURS, clauses=BY_THE_SCHEME)
def the_sitting_takes_bookings(*, sitting: Sitting) -> Refusal | None:
    """Seats can be booked until a sitting begins or is opened."""
    if sitting.state == SittingState.PLANNED and clock.now() < sitting.begins_at:
        return None
    return Refusal(
        _("The sitting %(number)s takes no bookings any more.") % {"number": sitting.number},
        mend=Mend(_("Choose another sitting.")),
        field="sitting",
    )


@rule("seat", kind=Kind.OURS, clauses=BY_THE_SCHEME)
def a_seat_is_free(*, sitting: Sitting) -> Refusal | None:
    """No sitting is booked beyond its seats."""
    if free_seats(sitting):
        return None
    return Refusal(
        _("The sitting %(number)s is full.") % {"number": sitting.number},
        mend=Mend(_("Choose another sitting.")),
        field="sitting",
    )


@rule("T-21", clauses=ADMITTED)
def the_eligibility_lasts(*, candidacy: Candidacy, sitting: Sitting) -> Refusal | None:
    """Nobody is examined after their admission has run out."""
    return _eligible(candidacy, sitting)


@rule("T-21", clauses=ADMITTED)
def the_eligibility_lasts_until_then(*, attempt: Attempt, sitting: Sitting) -> Refusal | None:
    """Nobody is moved to a day after their admission has run out."""
    return _eligible(attempt.candidacy, sitting)


def _eligible(candidacy: Candidacy, sitting: Sitting) -> Refusal | None:
    if day_of(sitting) <= candidacy.eligible_until:
        return None
    return Refusal(
        _("The admission lasts until %(until)s, and the sitting is later.")
        % {"until": date_format(candidacy.eligible_until, "j M Y")},
        mend=Mend(_("Choose a sitting until that day.")),
        field="sitting",
    )


@rule("R-22", clauses=ADMITTED)
def what_is_due_before_is_met(*, candidacy: Candidacy, sitting: Sitting) -> Refusal | None:
    """What the scheme asks for before the examination is met on the day of the sitting."""
    stages = (Stage.APPLICATION, Stage.EXAMINATION)
    missing = applications.open_requirements(candidacy.application, *stages, day=day_of(sitting))
    if not missing:
        return None
    told = ", ".join(f"{each.requirement.code} ({each.why})" for each in missing)
    return Refusal(
        _("Before the examination this has to be met: %(requirements)s.") % {"requirements": told},
        mend=Mend(_("The candidate hands in evidence, and a reviewer judges it.")),
    )


@rule("T-24", clauses=SECURE, kind=Kind.ACCREDITATION)
def an_attempt_is_open_to_them(*, candidacy: Candidacy, sitting: Sitting) -> Refusal | None:
    """Nobody sits what they passed, what they wait for, or more often than the scheme allows."""
    here = at(candidacy, sitting)
    if here is None or not here.why:
        return None
    mend = _("Nothing needs to be done.") if here.passed else _("The page of the candidacy says what can be done.")
    return Refusal(here.why, mend=Mend(mend, link=("exams:candidacy", str(candidacy.pk))))


@rule("T-24", clauses=SECURE, kind=Kind.ACCREDITATION)
def the_waiting_time_is_over(*, candidacy: Candidacy, sitting: Sitting) -> Refusal | None:
    """Between two attempts lies the waiting time of the scheme; attempts that do not count start none."""
    here = at(candidacy, sitting)
    return _waits(here.next_on, sitting) if here and here.next_on else None


@rule("T-24", clauses=SECURE, kind=Kind.ACCREDITATION)
def the_waiting_time_is_over_by_then(*, attempt: Attempt, sitting: Sitting) -> Refusal | None:
    """A seat is not moved into the waiting time."""
    here = at(attempt.candidacy, sitting)
    return _waits(here.next_on, sitting) if here and here.next_on else None


def _waits(next_on: date, sitting: Sitting) -> Refusal | None:
    if day_of(sitting) >= next_on:
        return None
    return Refusal(
        _("The next attempt may be taken from %(day)s.") % {"day": date_format(next_on, "j M Y")},
        mend=Mend(_("Choose a sitting on that day or later.")),
        field="sitting",
    )


@rule("R-28", clauses=SECURE, kind=Kind.ACCREDITATION)
def no_form_is_seen_twice(*, candidacy: Candidacy, sitting: Sitting) -> Refusal | None:
    """Where a booklet is printed for all, nobody gets one that they have seen while an equivalent one is in use.

    In the browser everybody is given a form of their own, so that this is seen to without a refusal.
    """
    if sitting.channel != Channel.PAPER or form_for(candidacy, sitting) == sitting.form:
        return None
    return Refusal(
        _("The candidate has seen the form that this sitting hands out, or too much of it, and another one is in use."),
        mend=Mend(_("Choose a sitting with another form.")),
        field="sitting",
    )


@rule("R-28", clauses=SECURE, kind=Kind.ACCREDITATION)
def no_form_is_seen_twice_there(*, attempt: Attempt, sitting: Sitting) -> Refusal | None:
    """A seat is not moved to a sitting that hands out a form which the candidate has seen."""
    return no_form_is_seen_twice.check(candidacy=attempt.candidacy, sitting=sitting)


@rule("R-28", clauses=SECURE, kind=Kind.ACCREDITATION)
def not_too_much_was_met(*, candidacy: Candidacy, sitting: Sitting) -> Refusal | None:
    """Who repeats is given no form of whose items they have met more than the scheme allows, where it sets a limit."""
    component = sitting.component
    seen = seen_forms(candidacy.person_id, component.code, component.version.scheme_id)
    form = form_for(candidacy, sitting)
    if form is None or retakes.is_within(form, seen, component):
        return None
    return Refusal(
        _("The candidate has met more than %(most)d per cent of the items of every form of %(component)s in use.")
        % {"most": component.overlap_most or 0, "component": component.title},
        mend=Mend(
            _("Another form is assembled, or the limit is raised by a new version of the scheme that is approved.")
        ),
        field="sitting",
    )


@rule("R-28", clauses=SECURE, kind=Kind.ACCREDITATION)
def not_too_much_was_met_there(*, attempt: Attempt, sitting: Sitting) -> Refusal | None:
    """A seat is not moved to a sitting whose form holds too many items that the candidate has met."""
    return not_too_much_was_met.check(candidacy=attempt.candidacy, sitting=sitting)


@rule("R-28", clauses=SECURE, kind=Kind.ACCREDITATION)
def not_too_much_was_met_of_it(*, attempt: Attempt) -> Refusal | None:
    """A booked seat is not given a form of whose items the candidate has met more than the scheme allows."""
    return not_too_much_was_met.check(candidacy=attempt.candidacy, sitting=attempt.sitting)


@rule("seat", kind=Kind.OURS, clauses=BY_THE_SCHEME)
def it_is_early_enough(*, attempt: Attempt) -> Refusal | None:
    """A seat is moved or given up until so many days before the sitting as the scheme says."""
    days = attempt.component.move_days
    last = day_of(attempt.sitting) - timedelta(days=days)
    if clock.today() <= last:
        return None
    return Refusal(
        _("A seat at %(component)s could be moved or given up until %(last)s.")
        % {"component": attempt.component.title, "last": date_format(last, "j M Y")},
        mend=Mend(_("Whoever cannot come for a good reason says so; the body may then excuse it.")),
    )


def at(candidacy: Candidacy, sitting: Sitting) -> Standing | None:
    """How the candidate stands at the component of a sitting."""
    return next((each for each in standing(candidacy) if each.component.id == sitting.component_id), None)


def day_of(sitting: Sitting) -> date:
    """The day of a sitting, where the body sits."""
    return clock.day_of(sitting.begins_at)


def form_for(candidacy: Candidacy, sitting: Sitting) -> Form | None:
    """The form that a candidate is given: the sitting's, or another in use that they have not seen (R-28).

    Of several it is the one with the fewest items that they have met in other forms, the oldest among equals. The
    sitting's own is not given either where they have met more items of it than the scheme allows.
    """
    component = sitting.component
    seen = seen_forms(candidacy.person_id, component.code, component.version.scheme_id)
    fresh = sitting.form_id not in seen
    if sitting.form is None or (fresh and retakes.is_within(sitting.form, seen, component)):
        return sitting.form
    unseen = list(live_forms(component).exclude(pk__in=seen))
    allowed = [each for each in unseen if retakes.is_within(each, seen, component)]
    return min(allowed or unseen, key=lambda each: items_met(each, seen), default=sitting.form)
