"""What the acts of notices must not break."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.notices import timers
from guildhall.notices.models import Channel, Message, Posting, Sending

TIMERS = ("web:timers",)


@rule("letter", kind=Kind.OURS)
def it_is_a_letter(*, letter: Message) -> Refusal | None:
    """Only a letter goes by post."""
    if letter.channel == Channel.LETTER:
        return None
    return Refusal(
        _("This message is an e-mail and does not go by post."),
        mend=Mend(_("Choose a letter from the letters that wait."), link=("web:letters",)),
    )


@rule("letter", kind=Kind.OURS)
def the_letter_has_an_address(*, letter: Message) -> Refusal | None:
    """A letter is posted to an address."""
    if letter.person.address:
        return None
    return Refusal(
        _("No postal address of %(number)s is known, so nobody can have posted this letter.")
        % {"number": letter.person.number},
        mend=Mend(_("Ask the person for their address and put it on record first.")),
    )


@rule("letter", kind=Kind.OURS)
def the_letter_goes_once(*, letter: Message) -> Refusal | None:
    """A letter that was posted is not posted again."""
    posting = Posting.objects.filter(letter=letter).first()
    if posting is None:
        return None
    return Refusal(
        _("This letter was already posted on %(day)s.") % {"day": posting.posted_on.strftime("%-d %b %Y")},
        mend=Mend(_("Choose a letter that still waits."), link=("web:letters",)),
    )


@rule("letter", kind=Kind.OURS)
def posting_lies_between_writing_and_today(*, letter: Message, posted_on: date) -> Refusal | None:
    """A letter is posted after it was written, and not in the future."""
    if clock.day_of(letter.made_at) <= posted_on <= clock.today():
        return None
    return Refusal(
        _("A letter cannot have been posted before it was written, nor after today."),
        mend=Mend(_("Give the day on which it was handed to the post.")),
        field="posted_on",
    )


@rule("message", kind=Kind.OURS)
def the_message_failed(*, message: Message) -> Refusal | None:
    """Only what could not be sent is sent again by hand."""
    if message.state == Sending.FAILED:
        return None
    return Refusal(
        _("This message did not fail: it was sent, or it still waits for its turn."),
        mend=Mend(_("Nothing needs to be done; look again in a few minutes.")),
    )


@rule("timer", kind=Kind.OURS)
def the_timer_has_a_length(*, code: str) -> Refusal | None:
    """A length is set for a timer of the list whose length is the body's to say."""
    known = {each.code: each for each in timers.all_kinds()}
    if code not in known:
        return Refusal(_("There is no timer “%s”.") % code, mend=Mend(_("Choose one from the list."), link=TIMERS))
    if known[code].can_be_set:
        return None
    return Refusal(
        _("How long %(code)s runs is not the body's to say: %(who)s says it.")
        % {"code": code, "who": _(known[code].said_by)},
        mend=Mend(_("Change it where it is said.")),
        clauses=known[code].clauses,
    )


@rule("timer", kind=Kind.OURS)
def the_length_is_one_number(*, months: int, days: int, working_days: int) -> Refusal | None:
    """A length is one number above zero, of months, of days or of working days."""
    if _period(months, days, working_days):
        return None
    return Refusal(
        _("A timer’s length is one number above zero: of months, of days or of working days."),
        mend=Mend(_("Give one of the three and leave the others at zero.")),
    )


@rule("timer", clauses=["2012:5.2.3", "2012:10.2.5.1", "2012:10.2.6.3"])
def the_length_keeps_the_standards_limit(*, code: str, months: int, days: int, working_days: int) -> Refusal | None:
    """Where the standard states a length, no setting passes it.

    What the standard allows in a justified case is recorded for that case, with its reason and its end.
    """
    kind, wanted = timers.kind(code), _period(months, days, working_days)
    if wanted is None:
        return None
    too_long = kind.at_most is not None and wanted.is_longer_than(kind.at_most)
    too_short = kind.at_least is not None and kind.at_least.is_longer_than(wanted)
    if not (too_long or too_short):
        return None
    bound = kind.at_most if too_long else kind.at_least
    longer, shorter = (
        _("%(code)s may not run longer than %(bound)s."),
        _("%(code)s may not run shorter than %(bound)s."),
    )
    return Refusal(
        (longer if too_long else shorter) % {"code": code, "bound": timers.said(bound)},
        mend=Mend(_("Set a length within this bound."), link=TIMERS),
        clauses=kind.clauses,
    )


def _period(months: int, days: int, working_days: int) -> Period | None:
    try:
        return Period(months, days, working_days)
    except ValueError:
        return None
