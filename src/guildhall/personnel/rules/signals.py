"""What holds when undeclared ties are judged, and when people are asked about their interests."""

from django.utils.translation import gettext as _

from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.models import ConflictSignal, InquiryReason, SignalKind

TIES = ("2012:4.3.7", "2026:4.3")


@rule("R-08", clauses=TIES)
def nobody_judges_what_is_about_themselves(*, by: Actor, signal: ConflictSignal) -> Refusal | None:
    """Nobody judges a tie of their own, declared or found; no role and no administrator passes this."""
    if by.person_id not in {signal.person_id, signal.other_id}:
        return None
    return Refusal(
        _("This is about yourself. Nobody judges their own ties, whatever their role."),
        mend=Mend(_("Somebody else who holds the role of quality manager or top management judges it.")),
    )


@rule("signal-kind", kind=Kind.OURS, clauses=TIES)
def what_was_noticed_is_known(*, kind: str) -> Refusal | None:
    """What is noticed is one of the things that are looked for."""
    if kind in SignalKind.values:
        return None
    return Refusal(_("Nothing of this kind is looked for."), mend=Mend(_("Name one of the kinds that are.")))


@rule("inquiry-reason", kind=Kind.OURS, clauses=["2012:6.1.7", "2026:6.1"])
def the_reason_to_ask_is_known(*, reason: str) -> Refusal | None:
    """Who is asked is told why."""
    if reason in InquiryReason.values:
        return None
    return Refusal(_("This is no reason to ask."), mend=Mend(_("Choose one of the list.")), field="reason")


@rule("R-07", clauses=["2012:6.1.7", *TIES])
def an_answer_has_words(*, answer: str) -> Refusal | None:
    """That nothing changed is said in a sentence; silence is no answer."""
    if answer.strip():
        return None
    return Refusal(
        _("An answer without words could not be told from none."),
        mend=Mend(_("Say in a sentence why there is nothing to declare, or declare what changed.")),
        field="answer",
    )
