"""What giving work out must not break: evaluated, bound, watched, and never a decision (R-03, R-48)."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.governance.models import Activity, MonitoringOutcome, Provider, ProviderPerson
from guildhall.governance.queries import providers as queries
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import DECIDER
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.notices import timers

NO_DECISION = ("2012:4.2", "2012:6.3.2 a)", "2012:9.4.2", "2026:4.2")
AGREED = ("2012:6.3.1", "2012:6.3.2 a)", "2026:6.3")
FIT = ("2012:6.3.2 b)", "2026:6.3")
WATCHED = ("2012:6.3.2 c)", "2026:6.3")
FILE = ("2012:6.3.2 d)", "2026:6.3")


@rule("R-03", clauses=NO_DECISION)
def no_decision_is_given_out(*, activity: str) -> Refusal | None:
    """A decision on certification is given to nobody outside, on whatever contract."""
    if activity in Activity.values and activity != Activity.DECISION:
        return None
    return Refusal(
        _("A decision on certification is never given to anybody outside the body."),
        mend=Mend(_("A decider of the body decides; choose what else the provider does.")),
        field="activity",
    )


@rule("R-03", clauses=NO_DECISION)
def the_agreement_leaves_decisions_here(*, no_decisions: bool) -> Refusal | None:
    """An agreement says in words that no decision on certification is part of it."""
    if no_decisions:
        return None
    return Refusal(
        _("It was not confirmed that this agreement leaves every decision on certification to the body."),
        mend=Mend(_("Read it for that, have it changed where it does not say so, and confirm it then.")),
        field="no_decisions",
    )


@rule("R-48", clauses=AGREED)
def the_agreement_has_its_clauses(*, confidentiality: str, conflicts: str, responsibility: str) -> Refusal | None:
    """An agreement binds to confidentiality, deals with conflicts of interest, and leaves responsibility here."""
    given = {"confidentiality": confidentiality, "conflicts": conflicts, "responsibility": responsibility}
    missing = next((name for name, place in given.items() if not place.strip()), None)
    if missing is None:
        return None
    return Refusal(
        _(
            "Where the agreement speaks of confidentiality, of conflicts of interest and of the body’s responsibility "
            "was not said for each."
        ),
        mend=Mend(_("Give page or section for each; an agreement that lacks one is not signed.")),
        field=missing,
    )


@rule("R-48", clauses=AGREED)
def the_agreement_is_not_over(*, signed_on: date, until_on: date) -> Refusal | None:
    """An agreement was signed, and holds today or later."""
    if signed_on <= clock.today() <= until_on:
        return None
    return Refusal(
        _("This agreement is not signed yet, or its last day has passed."),
        mend=Mend(_("Record one that was signed and still holds.")),
        field="until_on" if signed_on <= clock.today() else "signed_on",
    )


@rule("R-48", clauses=FIT)
def an_evaluation_says_what_was_looked_at(*, findings: str) -> Refusal | None:
    """A provider is evaluated against what it is to do, with findings that can be read later."""
    return _no_words(findings)


@rule("R-48", clauses=FIT)
def something_was_given_out(*, provider: Provider) -> Refusal | None:
    """What a provider is to do, in which scheme, is known before it is evaluated for it."""
    if queries.services().filter(provider=provider).exists():
        return None
    return Refusal(
        _("It is not said yet what %(name)s is to do.") % {"name": provider.name},
        mend=Mend(
            _("Add what it does, and in which scheme."),
            act="governance.provider-service.add",
            link=("governance:provider-serve", str(provider.pk)),
        ),
    )


@rule("R-11", clauses=FIT, kind=Kind.ACCREDITATION)
def somebody_else_puts_it_on_the_list(*, by: Actor, provider: Provider) -> Refusal | None:
    """Who evaluated a provider does not put it on the list alone."""
    judged = provider.evaluations.filter(evaluated_by_id=by.person_id, fit=True)
    if not judged.exists():
        return None
    return Refusal(
        _("You evaluated %(name)s yourself.") % {"name": provider.name},
        mend=Mend(_("Somebody else of top management puts it on the list.")),
    )


@rule("R-48", clauses=FILE)
def its_conflicts_are_declared(*, provider: Provider) -> Refusal | None:
    """A provider says before it is used which conflicts of interest it has, or that it has none."""
    if provider.conflicts.exists():
        return None
    return Refusal(
        _("%(name)s has not declared yet whether it has conflicts of interest.") % {"name": provider.name},
        mend=Mend(
            _("Record its declaration; with a conflict it says how that is treated."),
            act="governance.provider-conflict.record",
            link=("governance:provider-declare", str(provider.pk)),
        ),
    )


@rule("R-48", clauses=FILE)
def a_conflict_of_a_provider_is_treated(*, conflict: str, treatment: str) -> Refusal | None:
    """A conflict that a provider declares says how it is treated."""
    if not conflict.strip() or treatment.strip():
        return None
    return Refusal(
        _("This conflict of interest is not treated."),
        mend=Mend(_("Write how it is kept from touching the work.")),
        field="treatment",
    )


@rule("R-48", clauses=AGREED)
def an_agreement_binds_it_today(*, provider: Provider) -> Refusal | None:
    """A provider is used while an agreement with every clause is in force."""
    if queries.agreement_on(provider, clock.today()) is not None:
        return None
    return Refusal(
        _("No agreement with %(name)s is in force today.") % {"name": provider.name},
        mend=Mend(
            _("Record one that is."),
            act="governance.provider.renew",
            link=("governance:provider-renew", str(provider.pk)),
        ),
    )


@rule("R-48", clauses=WATCHED)
def its_monitoring_is_not_overdue(*, provider: Provider) -> Refusal | None:
    """A provider that was suspended is used again when it was looked at."""
    due = provider.next_monitoring_on
    if due is not None and due >= clock.today():
        return None
    return Refusal(
        _("The monitoring of %(name)s is overdue.") % {"name": provider.name},
        mend=Mend(
            _("Monitor it first."),
            act="governance.provider.monitor",
            link=("governance:provider-monitor", str(provider.pk)),
        ),
    )


@rule("R-48", clauses=WATCHED)
def monitoring_says_what_was_found(*, findings: str) -> Refusal | None:
    """Watching a provider leaves its findings."""
    return _no_words(findings)


@rule("R-48", clauses=WATCHED)
def what_is_found_is_acted_on(*, outcome: str, action: str) -> Refusal | None:
    """Where monitoring is not satisfactory, something is done."""
    if outcome == MonitoringOutcome.SATISFACTORY or (outcome in MonitoringOutcome.values and action.strip()):
        return None
    return Refusal(
        _("What was found asks for an action, and none is named."),
        mend=Mend(_("Write what is done, by whom and until when.")),
        field="action",
    )


@rule("R-48", clauses=WATCHED)
def monitoring_was_done(*, monitored_on: date) -> Refusal | None:
    """What is recorded as monitored took place."""
    if monitored_on <= clock.today():
        return None
    return Refusal(
        _("This day has not come yet."), mend=Mend(_("Plan the visit, and record it afterwards.")), field="monitored_on"
    )


@rule("T-13", clauses=WATCHED)
def a_visit_lies_ahead(*, visit_on: date) -> Refusal | None:
    """Monitoring is planned for a day to come, and within its interval from today."""
    if clock.today() <= visit_on <= timers.due_on("T-13", clock.today()):
        return None
    return Refusal(
        _("A visit is planned for a day from today on, within the interval of monitoring."),
        mend=Mend(_("Choose such a day.")),
        field="visit_on",
    )


@rule("R-03", clauses=NO_DECISION)
def who_works_for_it_decides_on_nobody(*, person: Person) -> Refusal | None:
    """Nobody works for a provider and decides on certification."""
    deciding = grants.given_on(clock.today()).filter(person=person, role=DECIDER.code)
    if not deciding.exists():
        return None
    return Refusal(
        _("This person was given the role of a decider, and nobody of a provider decides on certification."),
        mend=Mend(_("Withdraw their authorisation to decide first."), link=("personnel:authorisations",)),
        field="person",
    )


@rule("provider-person", clauses=NO_DECISION, kind=Kind.OURS)
def they_still_work_for_it(*, named: ProviderPerson) -> Refusal | None:
    """What has ended is not ended again."""
    if named.until_on is None:
        return None
    return Refusal(_("This has ended already."), mend=Mend(_("Nothing needs to be done.")))


@rule("provider-reason", clauses=WATCHED, kind=Kind.OURS)
def a_provider_is_stopped_with_a_reason(*, reason: str) -> Refusal | None:
    """Who suspends or ends the use of a provider says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could understand later why this provider is not used."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )


def _no_words(findings: str) -> Refusal | None:
    if findings.strip():
        return None
    return Refusal(
        _("Without findings nobody could see later what was looked at."),
        mend=Mend(_("Write what was looked at and what was found.")),
        field="findings",
    )
