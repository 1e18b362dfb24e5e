"""What holds when somebody's work is monitored."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import EVALUATOR, EXAMINER, SCHEME_MANAGER
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import observation, queries
from guildhall.personnel.models import Agreement, Monitoring, MonitoringKind
from guildhall.personnel.queries import record_called

MONITORED = ("2012:6.2.2.2", "2026:6.2")
ABLE = (EXAMINER, EVALUATOR, SCHEME_MANAGER)
"""Who can judge the work of an examiner: another examiner, or who evaluates or manages in the scheme."""


@rule("R-47", clauses=MONITORED)
def who_is_monitored_is_authorised(*, person: Person, role: str, scope: Scope) -> Refusal | None:
    """What is monitored is work that somebody is authorised for."""
    if queries.given_now().filter(person=person, role=role, scope=scope).exists():
        return None
    return Refusal(
        _("They are not authorised for this work, so there is nothing to monitor."),
        mend=Mend(_("Choose somebody who is authorised for it.")),
        field="person",
    )


@rule("R-08", clauses=("2012:4.3.7", *MONITORED))
def nobody_monitors_themselves(*, person: Person, monitor: Person) -> Refusal | None:
    """Nobody looks at their own work and calls it monitored."""
    if person.pk != monitor.pk:
        return None
    return Refusal(
        _("Nobody monitors themselves."), mend=Mend(_("Choose somebody else who knows the work.")), field="monitor"
    )


@rule("R-46", clauses=MONITORED)
def the_monitor_knows_the_work(*, monitor: Person, scope: Scope) -> Refusal | None:
    """Who monitors examines, evaluates competence or manages in the same scheme today."""
    if monitor.pk in grants.holders(*ABLE, scope_id=scope.pk):
        return None
    return Refusal(
        _("They neither examine nor evaluate competence nor manage in this scheme today."),
        mend=Mend(_("Choose somebody who does.")),
        field="monitor",
    )


@rule("monitoring-kind", kind=Kind.OURS, clauses=MONITORED)
def the_work_is_looked_at_somehow(*, kind: str) -> Refusal | None:
    """Work is observed on the spot, from a recording, or by the agreement of ratings."""
    if kind in MonitoringKind.values:
        return None
    return Refusal(_("This is no way to monitor."), mend=Mend(_("Choose one of the list.")), field="kind")


@rule("monitoring-ahead", kind=Kind.OURS, clauses=MONITORED)
def the_day_lies_ahead(*, planned_on: date) -> Refusal | None:
    """A monitoring is planned for today or later."""
    if planned_on >= clock.today():
        return None
    return Refusal(
        _("%(day)s is past.") % {"day": date_format(planned_on, "j M Y")},
        mend=Mend(_("Plan it for today or later; what was seen before is no monitoring.")),
        field="planned_on",
    )


@rule("monitoring-assignment", kind=Kind.OURS, clauses=MONITORED)
def the_assignment_exists(*, about: str) -> Refusal | None:
    """The assignment that is to be the monitoring is a record that is there."""
    if not about or record_called(about) is not None:
        return None
    return Refusal(
        _("There is no such assignment."),
        mend=Mend(_("Plan the monitoring from the page of the sitting or attempt, or without one.")),
        field="about",
    )


@rule("monitoring-held", kind=Kind.OURS, clauses=MONITORED)
def it_was_held(*, monitoring: Monitoring, held_on: date) -> Refusal | None:
    """What is reported was seen: after it was planned, and not in the future."""
    if clock.day_of(monitoring.planned_at) <= held_on <= clock.today():
        return None
    return Refusal(
        _("A monitoring takes place between the day on which it was planned and today."),
        mend=Mend(_("Give the day on which it took place.")),
        field="held_on",
    )


@rule("monitoring-form", kind=Kind.ACCREDITATION, clauses=MONITORED)
def the_form_is_answered(*, monitoring: Monitoring, answers: dict[str, dict[str, str]]) -> Refusal | None:
    """Each question of the form is answered; whatever is not simply met says what was seen."""
    missing = observation.unanswered(monitoring.kind, answers)
    if not missing:
        return None
    return Refusal(
        _("Not answered, or not met without a note: %(words)s.")
        % {"words": "; ".join(_(each.words) for each in missing)},
        mend=Mend(_("Answer each question; where it is not met, write what you saw.")),
        field=missing[0].code,
    )


@rule("R-08", clauses=("2012:4.3.7", *MONITORED))
def nobody_concludes_on_their_own_work(*, by: Actor, monitoring: Monitoring) -> Refusal | None:
    """Nobody concludes, calls off or settles what is about their own work."""
    if not by.is_person(monitoring.person_id):
        return None
    return Refusal(
        _("This is about your own work."), mend=Mend(_("Somebody else who evaluates competence here does it."))
    )


@rule("monitoring-conclusion", kind=Kind.ACCREDITATION, clauses=MONITORED)
def a_conclusion_has_its_reasons(*, reasons: str) -> Refusal | None:
    """A conclusion says why, or it could not be shown to anybody later."""
    if reasons.strip():
        return None
    return Refusal(
        _("A conclusion without its reasons could not be shown to anybody later."),
        mend=Mend(_("Write what it rests on.")),
        field="reasons",
    )


@rule("monitoring-conclusion", kind=Kind.ACCREDITATION, clauses=MONITORED)
def nothing_was_found_wanting(*, monitoring: Monitoring) -> Refusal | None:
    """Work that fell short of something is not simply satisfactory: a finding has a consequence."""
    short = observation.not_met(monitoring.kind, monitoring.answers)
    if not short:
        return None
    return Refusal(
        _("The report says that this was not met: %(words)s.") % {"words": "; ".join(_(each.words) for each in short)},
        mend=Mend(_("Ask for measures, or find the work not satisfactory."), act="personnel.monitoring.ask_measures"),
    )


@rule("monitoring-measures", kind=Kind.ACCREDITATION, clauses=MONITORED)
def measures_have_words_and_an_end(*, measures: str, measures_until: date) -> Refusal | None:
    """Measures say what is done, and by when."""
    if not measures.strip():
        return Refusal(
            _("Measures without words ask for nothing."), mend=Mend(_("Write what is to be done.")), field="measures"
        )
    if measures_until > clock.today():
        return None
    return Refusal(_("Measures need a day that lies ahead."), mend=Mend(_("Give a later day.")), field="measures_until")


@rule("monitoring-measures", kind=Kind.ACCREDITATION, clauses=MONITORED)
def what_was_done_is_said(*, settlement: str) -> Refusal | None:
    """Measures are confirmed by what was done and what it brought about."""
    if settlement.strip():
        return None
    return Refusal(
        _("A confirmation without words does not show that anything was done."),
        mend=Mend(_("Write what was done, and how you know that it helped.")),
        field="settlement",
    )


@rule("monitoring-ratings", kind=Kind.ACCREDITATION, clauses=MONITORED)
def something_was_marked_twice(*, monitoring: Monitoring) -> Refusal | None:
    """Whether ratings agree is said of somebody whose attempts were marked by a second person."""
    if monitoring.kind != MonitoringKind.RATINGS:
        return None
    same = {"person_id": monitoring.person_id, "role": monitoring.role, "scope_id": monitoring.scope_id}
    if Agreement.objects.filter(**same, twice__gt=0).exists():
        return None
    return Refusal(
        _("Nothing that they marked was marked by a second person, so there is nothing to compare."),
        mend=Mend(_("Assign second raters first, or monitor their work in another way.")),
    )
