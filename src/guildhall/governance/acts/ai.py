"""Uses of artificial intelligence: off until everything is there, off by themselves when anything changes (R-54)."""

from datetime import date

from guildhall.governance.lifecycles import AI_USE
from guildhall.governance.lifecycles.ai import AiState
from guildhall.governance.models import AiUse, Threat
from guildhall.governance.models.ai import NOTHING_VERIFIED
from guildhall.governance.permissions.ai import (
    may_activate_ai,
    may_assess_ai,
    may_disclose_ai,
    may_register_ai,
    may_stop_ai,
    may_tell_of_a_model,
    may_verify_ai,
)
from guildhall.governance.rules.ai import (
    DISCLOSURE,
    EXPERTS,
    FAIRNESS,
    OVERSIGHT,
    REGISTER,
    RISKS,
    a_switch_has_its_reason,
    a_use_is_told,
    a_verification_is_told,
    another_model_answers,
    every_risk_is_assessed,
    fairness_is_shown,
    it_is_evaluated_in_time,
    it_was_found_fit_since,
    its_overseer_holds_the_role,
    owner_and_overseer_are_two,
    somebody_competent_oversees,
    something_is_missing,
    the_expert_is_not_the_owner,
    the_owner_does_not_activate,
    the_owner_does_not_verify,
    the_public_knows_of_it,
    the_register_knows_the_use,
    what_leaves_is_under_agreement,
)
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep


@act(
    "governance.ai.propose",
    move=AI_USE.propose,
    permission=may_register_ai,
    rules=[a_use_is_told, somebody_competent_oversees, owner_and_overseer_are_two],
    clauses=(*REGISTER, *OVERSIGHT),
    sentence=gettext_noop("registered the use of artificial intelligence {subject}"),
)
def propose(
    *,
    by: Actor,
    code: str,
    name: str,
    purpose: str,
    touches: str,
    supplier: str,
    model_name: str,
    model_version: str,
    owner: Person,
    overseer: Person,
    oversight: str,
    needs_acknowledgement: bool = False,
) -> AiUse:
    """Register a use of artificial intelligence in certification; it is off until everything about it is there."""
    return create(
        AiUse,
        number=next_number("AI"),
        code=code,
        name=name.strip(),
        purpose=purpose.strip(),
        touches=touches,
        supplier=supplier.strip(),
        model_name=model_name.strip(),
        model_version=model_version.strip(),
        owner=owner,
        overseer=overseer,
        oversight=oversight.strip(),
        needs_acknowledgement=needs_acknowledgement,
        proposed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.ai.assess",
    about="use",
    move=AI_USE.assess,
    permission=may_assess_ai,
    rules=[every_risk_is_assessed, what_leaves_is_under_agreement, the_register_knows_the_use],
    clauses=(*RISKS, "2026:4.3/risks"),
    sentence=gettext_noop("assessed the risks of {subject}"),
)
def assess(
    *,
    by: Actor,
    use: AiUse,
    threat: Threat,
    risk_to_impartiality: str,
    risk_to_confidentiality: str,
    risk_to_security: str,
    sends_data_out: bool = False,
    agreement: str = "",
) -> AiUse:
    """Assess what a use could do to impartiality, confidentiality and security, and on which terms data leaves."""
    return change(
        use,
        state=AiState.ASSESSED,
        threat=threat,
        risk_to_impartiality=risk_to_impartiality.strip(),
        risk_to_confidentiality=risk_to_confidentiality.strip(),
        risk_to_security=risk_to_security.strip(),
        sends_data_out=sends_data_out,
        agreement=agreement.strip(),
        assessed_at=clock.now(),
        assessed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.ai.verify",
    about="use",
    move=AI_USE.verify,
    permission=may_verify_ai,
    rules=[the_owner_does_not_verify, a_verification_is_told, the_expert_is_not_the_owner, fairness_is_shown],
    clauses=(*REGISTER, *EXPERTS, *FAIRNESS),
    sentence=gettext_noop("verified {subject}"),
)
def verify(
    *,
    by: Actor,
    use: AiUse,
    verification: str,
    expert: Person,
    expert_findings: str,
    fairness: str = "",
    report: Received | None = None,
) -> AiUse:
    """Show that this model in this version gives what is meant: by trial, by an expert, and fairly to every group."""
    return change(
        use,
        state=AiState.VERIFIED,
        verification=verification.strip(),
        expert=expert,
        expert_findings=expert_findings.strip(),
        fairness=fairness.strip(),
        report=keep(report) if report else None,
        verified_at=clock.now(),
        verified_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.ai.disclose",
    about="use",
    move=AI_USE.disclose,
    permission=may_disclose_ai,
    rules=[the_public_knows_of_it],
    clauses=DISCLOSURE,
    sentence=gettext_noop("found {subject} named in the public statement"),
)
def disclose(*, by: Actor, use: AiUse) -> AiUse:
    """Confirm that the public statement in effect tells everybody of this use."""
    discloser = Person.objects.get(pk=by.name)
    return change(use, state=AiState.DISCLOSED, disclosed_at=clock.now(), disclosed_by=discloser)


@act(
    "governance.ai.activate",
    about="use",
    move=AI_USE.activate,
    permission=may_activate_ai,
    rules=[
        the_owner_does_not_activate,
        its_overseer_holds_the_role,
        the_public_knows_of_it,
        it_is_evaluated_in_time,
    ],
    clauses=REGISTER,
    sentence=gettext_noop("switched {subject} on"),
)
def activate(*, by: Actor, use: AiUse, evaluate_on: date) -> AiUse:
    """Switch a use on, until its evaluation is due; it goes off by itself when anything that carries it goes away."""
    return change(
        use,
        state=AiState.ACTIVE,
        activated_at=clock.now(),
        activated_by=Person.objects.get(pk=by.name),
        evaluate_on=evaluate_on,
        off_at=None,
        reasons="",
    )


@act(
    "governance.ai.change-model",
    about="use",
    move=AI_USE.change_model,
    permission=may_tell_of_a_model,
    rules=[another_model_answers],
    clauses=REGISTER,
    sentence=gettext_noop("recorded that another model answers for {subject}, which is off by that"),
)
def change_model(*, by: Actor, use: AiUse, model_name: str, model_version: str) -> AiUse:
    """Record that another model or version answers: the use is off in that moment, and nothing is verified any more."""
    return change(
        use,
        state=AiState.ASSESSED,
        model_name=model_name.strip(),
        model_version=model_version.strip(),
        off_at=clock.now(),
        **NOTHING_VERIFIED,
    )


@act(
    "governance.ai.question",
    about="use",
    move=AI_USE.question,
    permission=may_stop_ai,
    rules=[a_switch_has_its_reason],
    clauses=REGISTER,
    sentence=gettext_noop("switched {subject} off for a review: {reason}"),
)
def question(*, by: Actor, use: AiUse, reason: str) -> AiUse:
    """Switch a use off until it was looked at: its outputs drift, or somebody complained."""
    return change(use, state=AiState.UNDER_REVIEW, off_at=clock.now(), reasons=reason.strip())


@act(
    "governance.ai.lapse",
    about="use",
    move=AI_USE.lapse,
    permission=NOBODY,
    machines=["timers"],
    rules=[something_is_missing],
    clauses=REGISTER,
    sentence=gettext_noop("saw {subject} switch itself off"),
)
def lapse(*, by: Actor, use: AiUse) -> AiUse:
    """Mark a use that is off because something that carried it went away.

    Nobody could lean on it from that moment; this makes it visible on the record.
    """
    return change(use, state=AiState.UNDER_REVIEW, off_at=clock.now())


@act(
    "governance.ai.confirm",
    about="use",
    move=AI_USE.confirm,
    permission=may_activate_ai,
    rules=[
        the_owner_does_not_activate,
        it_was_found_fit_since,
        its_overseer_holds_the_role,
        the_public_knows_of_it,
        it_is_evaluated_in_time,
    ],
    clauses=REGISTER,
    sentence=gettext_noop("switched {subject} on again"),
)
def confirm(*, by: Actor, use: AiUse, evaluate_on: date) -> AiUse:
    """Switch a use on again that an evaluation found fit since it went off."""
    return change(use, state=AiState.ACTIVE, evaluate_on=evaluate_on, off_at=None, reasons="")


@act(
    "governance.ai.stop",
    about="use",
    move=AI_USE.stop,
    permission=may_stop_ai,
    rules=[a_switch_has_its_reason],
    clauses=REGISTER,
    sentence=gettext_noop("stopped {subject}: {reason}"),
)
def stop(*, by: Actor, use: AiUse, reason: str) -> AiUse:
    """Stop a use for good; it may be given up, and another registered in its place."""
    return change(use, state=AiState.STOPPED, off_at=clock.now(), reasons=reason.strip())


@act(
    "governance.ai.retire",
    about="use",
    move=AI_USE.retire,
    permission=may_stop_ai,
    rules=[a_switch_has_its_reason],
    clauses=REGISTER,
    sentence=gettext_noop("gave {subject} up: {reason}"),
)
def retire(*, by: Actor, use: AiUse, reason: str) -> AiUse:
    """Give a use up; it stays in the register with everything that was found of it."""
    return change(use, state=AiState.RETIRED, reasons=reason.strip())


@act(
    "governance.ai.entrust",
    about="use",
    permission=may_activate_ai,
    rules=[somebody_competent_oversees, owner_and_overseer_are_two],
    clauses=OVERSIGHT,
    label=gettext_noop("Name owner and overseer"),
    sentence=gettext_noop("named owner and overseer of {subject}"),
)
def entrust(*, by: Actor, use: AiUse, owner: Person, overseer: Person, oversight: str) -> AiUse:
    """Name who answers for a use and who watches over it, by which plan."""
    return change(use, owner=owner, overseer=overseer, oversight=oversight.strip())
