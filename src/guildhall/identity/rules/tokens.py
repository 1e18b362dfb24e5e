"""What holds of tokens, by which programs speak in a person's name."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity import tokens
from guildhall.identity.models import Person, Token
from guildhall.identity.rules import SECURITY
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

LONGEST = Period(months=12)
"""How long a token speaks at most before another is made."""


@rule("token-factor", kind=Kind.OURS, clauses=SECURITY)
def could_sign_in_themselves(*, person: Person) -> Refusal | None:
    """A token is no way round the second factor: who must have one sets it up before they make a token."""
    if tokens.may_speak(person):
        return None
    return Refusal(
        _("Your roles ask for a second factor, and you have none, so no program may speak in your name."),
        mend=Mend(_("Set up an authenticator app or a passkey first."), link=("mfa_index",)),
    )


@rule("token-named", kind=Kind.OURS, clauses=SECURITY)
def a_token_says_what_it_is_for(*, label: str) -> Refusal | None:
    """A token is told from others by what uses it, so that the right one is taken back."""
    if label.strip():
        return None
    return Refusal(
        _("This token does not say what it is for."),
        mend=Mend(_("Name the program that will use it, and where it runs.")),
        field="label",
    )


@rule("token-term", kind=Kind.OURS, clauses=SECURITY)
def a_token_ends_within_a_year(*, until_on: date) -> Refusal | None:
    """A token ends, so that what was forgotten somewhere does not speak for ever."""
    longest = LONGEST.after(clock.today())
    if clock.today() <= until_on <= longest:
        return None
    return Refusal(
        _("A token lasts until a day from today to %(day)s.") % {"day": date_format(longest, "j M Y")},
        mend=Mend(_("Give a last day that lies between, and make another token then.")),
        field="until_on",
    )


@rule("token-open", kind=Kind.OURS, clauses=SECURITY)
def the_token_is_not_revoked(*, token: Token) -> Refusal | None:
    """A token is taken back once."""
    if token.revoked_at is None:
        return None
    return Refusal(_("This token was taken back already."), mend=Mend(_("Nothing needs to be done.")))
