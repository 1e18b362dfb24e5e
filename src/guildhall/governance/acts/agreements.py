"""What the body agrees with each kind of party: proposed, approved by somebody else, replaced."""

from guildhall.governance.lifecycles.information import AGREEMENT_TEXT, AgreementState
from guildhall.governance.models import AgreementText, Language, Party
from guildhall.governance.permissions.information import may_approve_agreements, may_propose_agreements
from guildhall.governance.rules.information import (
    a_correction_in_these_has_its_reason,
    agreement_is_approved_by_another,
    an_agreement_names_scope_limits_and_liability,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

CLAUSES = ("2012:4.1", "2012:6.3.1", "2012:9.7.2", "2026:9.7")
APPROVAL = ("2012:10.2.3", "2026:10")


@act(
    "governance.agreement-text.propose",
    move=AGREEMENT_TEXT.propose,
    permission=may_propose_agreements,
    rules=[an_agreement_names_scope_limits_and_liability],
    clauses=CLAUSES,
    sentence=gettext_noop("proposed the text of agreement {subject}"),
)
def propose(
    *, by: Actor, party: Party, language: Language, scope_words: str, limits: str, liability: str, words: str
) -> AgreementText:
    """Propose what the body agrees with a kind of party: the scope, the limits of service, the liability, the words."""
    return create(
        AgreementText,
        number=next_number("AG"),
        party=party,
        language=language,
        scope_words=scope_words.strip(),
        limits=limits.strip(),
        liability=liability.strip(),
        words=words.strip(),
        proposed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.agreement-text.approve",
    about="text",
    move=AGREEMENT_TEXT.approve,
    permission=may_approve_agreements,
    rules=[agreement_is_approved_by_another],
    clauses=APPROVAL,
    sentence=gettext_noop("approved the text of agreement {subject}"),
)
def approve(*, by: Actor, text: AgreementText) -> AgreementText:
    """Put a text of agreement into effect; the one before it for this party and language is replaced at once.

    Who agreed to the earlier text is bound by that one.
    """
    earlier = AgreementText.objects.filter(party=text.party, language=text.language, state=AgreementState.EFFECTIVE)
    for each in earlier:
        supersede(by=by, text=each)
    approver = Person.objects.get(pk=by.name)
    return change(text, state=AgreementState.EFFECTIVE, approved_at=clock.now(), approved_by=approver)


@act(
    "governance.agreement-text.supersede",
    about="text",
    move=AGREEMENT_TEXT.supersede,
    permission=may_approve_agreements,
    clauses=APPROVAL,
    sentence=gettext_noop("replaced the text of agreement {subject}"),
)
def supersede(*, by: Actor, text: AgreementText) -> AgreementText:
    """Take a text of agreement out of effect because another takes its place."""
    return change(text, state=AgreementState.SUPERSEDED, superseded_on=clock.today())


@act(
    "governance.agreement-text.reject",
    about="text",
    move=AGREEMENT_TEXT.reject,
    permission=may_approve_agreements,
    rules=[agreement_is_approved_by_another, a_correction_in_these_has_its_reason],
    clauses=APPROVAL,
    sentence=gettext_noop("rejected the text of agreement {subject}: {reason}"),
)
def reject(*, by: Actor, text: AgreementText, reason: str) -> AgreementText:
    """Decline a proposed text, with the reason that its author needs to write a better one."""
    return change(text, state=AgreementState.REJECTED)
