"""What carrying out a resolution must not break: each is answered, done by somebody, or acted on by the committee."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.governance.models import Addressee, Resolution
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

ADVICE = ("2012:4.3.8", "2026:4.3")


@rule("R-51", clauses=ADVICE)
def an_answer_has_its_words(*, answer: str) -> Refusal | None:
    """Each recommendation is answered: how it is carried out, or why it is not followed."""
    if answer.strip():
        return None
    return Refusal(
        _("An answer without words tells the committee nothing."),
        mend=Mend(_("Write how it is carried out, or why it is not followed.")),
        field="answer",
    )


@rule("resolution-due", clauses=ADVICE, kind=Kind.OURS)
def somebody_does_it_until_a_day(*, responsible: Person, due_on: date) -> Refusal | None:
    """What is carried out has somebody of the body who does it, until a day that lies ahead."""
    if responsible.is_personnel and due_on >= clock.today():
        return None
    return Refusal(
        _("Somebody of the body's personnel carries it out, until a day that lies ahead."),
        mend=Mend(_("Name another person, or a later day.")),
        field="due_on" if responsible.is_personnel else "responsible",
    )


@rule("R-51", clauses=ADVICE)
def only_advice_is_declined(*, resolution: Resolution) -> Refusal | None:
    """Top management may answer advice with reasons against it; what a committee decides it does not set aside."""
    if resolution.item.meeting.committee.advises:
        return None
    return Refusal(
        _("This committee decides and does not advise, so its resolution is carried out."),
        mend=Mend(_("Name who carries it out, or bring the matter before the committee again.")),
    )


@rule("R-51", clauses=ADVICE)
def only_advice_is_acted_on_alone(*, resolution: Resolution) -> Refusal | None:
    """The right to act by itself belongs to the committee that safeguards impartiality."""
    if resolution.item.meeting.committee.advises:
        return None
    return Refusal(
        _("Only the impartiality committee acts by itself, where its advice is not followed."),
        mend=Mend(_("Bring the matter before the impartiality committee.")),
    )


@rule("resolution-report", clauses=ADVICE, kind=Kind.OURS)
def a_report_says_what_was_done(*, report: str) -> Refusal | None:
    """Done is what somebody says was done, and how it can be seen."""
    if report.strip():
        return None
    return Refusal(
        _("A report without words does not show that it was done."),
        mend=Mend(_("Write what was done and where it can be seen.")),
        field="report",
    )


@rule("R-51", clauses=ADVICE)
def an_action_is_told(*, addressee: str, words: str, taken_on: date) -> Refusal | None:
    """Independent action says to whom the committee turned, with what, and when."""
    if addressee in Addressee.values and words.strip() and taken_on <= clock.today():
        return None
    return Refusal(
        _("What the committee did by itself is recorded with whom it turned to, what it said, and a day not ahead."),
        mend=Mend(_("Fill in all three.")),
        field="words" if not words.strip() else "taken_on",
    )
