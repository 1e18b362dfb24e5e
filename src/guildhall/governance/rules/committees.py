"""What setting up committees and appointing to them must not break (R-46, R-51)."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.governance import balance
from guildhall.governance.models import Committee, CommitteeKind, Seat
from guildhall.governance.queries import committees as queries
from guildhall.identity import grants
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import COMMITTEE_MEMBER, COMMITTEE_SECRETARY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

BALANCE = ("2012:4.3.8", "2012:8.4 b)", "2026:4.3")
LONGEST = Period(months=60)
"""How long a term lasts at most, so that interests are asked for their members again (our own choice)."""

FEWEST_INTERESTS = 3
"""With fewer interests one of them always holds half of the votes."""


@rule("R-51", clauses=BALANCE)
def interests_can_balance(*, categories: tuple[str, ...], quorum_categories: int) -> Refusal | None:
    """A committee names at least three interests, each once, and asks at least two of them to be there."""
    named = [each.strip() for each in categories if each.strip()]
    if len(set(named)) == len(named) and len(named) >= FEWEST_INTERESTS and 2 <= quorum_categories <= len(named):
        return None
    return Refusal(
        _(
            "In balance are at least three different interests, of which at least two must be there for a vote: "
            "with fewer, one of them always holds half of the votes."
        ),
        mend=Mend(_("Name the interests, one a line, each once; ask for at least two of them in the quorum.")),
        field="categories" if len(named) < FEWEST_INTERESTS or len(set(named)) < len(named) else "quorum_categories",
    )


@rule("R-51", clauses=BALANCE)
def a_quorum_is_more_than_two(*, quorum: int) -> Refusal | None:
    """A committee resolves with at least three members who vote."""
    if quorum >= FEWEST_INTERESTS:
        return None
    return Refusal(
        _("Two members cannot be in balance: one interest would hold half of the votes."),
        mend=Mend(_("Ask for at least three members.")),
        field="quorum",
    )


@rule("committee-scope", clauses=["2012:8.4 b)", "2012:4.3.8", "2026:4.3"], kind=Kind.OURS)
def it_stands_where_it_belongs(*, kind: str, scope: Scope) -> Refusal | None:
    """A scheme committee stands for one scheme, the impartiality committee for the body as a whole."""
    wanted = {CommitteeKind.SCHEME: Scope.Kind.SCHEME, CommitteeKind.IMPARTIALITY: Scope.Kind.BODY}.get(
        CommitteeKind(kind)
    )
    if wanted is None or scope.kind == wanted:
        return None
    return Refusal(
        _("A scheme committee stands for a scheme, the impartiality committee for the whole body."),
        mend=Mend(_("Choose the scheme, or the body.")),
        field="scope",
    )


@rule("committee-standing", clauses=["2012:4.3.8", "2026:4.3"], kind=Kind.OURS)
def it_is_told_what_it_is_for(*, mandate: str) -> Refusal | None:
    """A committee has a mandate: what it advises or decides on, and what it may do if it is not followed."""
    if mandate.strip():
        return None
    return Refusal(
        _("A committee without a mandate does not know what it may do."),
        mend=Mend(_("Write what it advises or decides on, and what it does where its advice is not followed.")),
        field="mandate",
    )


@rule("R-46", clauses=["2012:6.1.7", "2012:4.3.8", "2026:6.1"])
def who_sits_may_be_a_member(*, person: Person) -> Refusal | None:
    """Who sits on a committee was given the role of a member, and with it signs what members sign."""
    given = grants.given_on(clock.today()).filter(person=person, role=COMMITTEE_MEMBER.code)
    if given.exists():
        return None
    return Refusal(
        _("This person was not given the role of committee member."),
        mend=Mend(
            _("Give the role first; it holds as soon as they have signed their declaration."),
            act="identity.grant.give",
            link=("web:person", str(person.pk)),
        ),
        field="person",
    )


@rule("R-51", clauses=BALANCE)
def the_interest_sits_here(*, committee: Committee, category: str) -> Refusal | None:
    """Somebody sits for one of the interests that the committee names."""
    if category in committee.categories:
        return None
    return Refusal(
        _("No such interest sits on %(committee)s.") % {"committee": committee.name},
        mend=Mend(_("Choose one of: %(interests)s.") % {"interests": ", ".join(committee.categories)}),
        field="category",
    )


@rule("seat-one", clauses=["2012:4.3.8", "2026:4.3"], kind=Kind.OURS)
def nobody_sits_twice(*, committee: Committee, person: Person, from_on: date, until_on: date) -> Refusal | None:
    """Nobody sits twice on one committee at the same time."""
    held = queries.seats().filter(committee=committee, person=person, vacated_on__isnull=True)
    if not held.filter(from_on__lte=until_on, until_on__gte=from_on).exists():
        return None
    return Refusal(
        _("This person sits on %(committee)s already in that time.") % {"committee": committee.name},
        mend=Mend(_("End that seat first, or begin the new term after it.")),
        field="person",
    )


@rule("seat-term", clauses=["2012:4.3.8", "2026:4.3"], kind=Kind.OURS)
def a_term_ends(*, from_on: date, until_on: date) -> Refusal | None:
    """A term ends, so that an interest is asked again for whom it sends."""
    latest = LONGEST.after(from_on)
    if from_on <= until_on <= latest and until_on >= clock.today():
        return None
    return Refusal(
        _("A term ends within five years of its beginning, and not before today."),
        mend=Mend(_("Give a last day that fits.")),
        field="until_on",
    )


@rule("R-51", clauses=BALANCE)
def the_secretary_has_no_vote(*, person: Person, votes: bool) -> Refusal | None:
    """Who invites and writes the minutes votes on nothing."""
    if not votes or person.pk not in grants.holders(COMMITTEE_SECRETARY):
        return None
    return Refusal(
        _("This person is a committee secretary, and whoever writes the minutes does not vote."),
        mend=Mend(_("Give the seat without a vote, or let somebody else be secretary.")),
        field="votes",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_appoints_themselves_to_a_seat(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody gives a seat to themselves."""
    if not by.is_person(person.pk):
        return None
    return Refusal(
        _("You cannot appoint yourself."), mend=Mend(_("Somebody else of top management does it.")), field="person"
    )


@rule("committee-reason", clauses=["2012:4.3.8", "2026:4.3"], kind=Kind.OURS)
def a_committee_change_has_its_reason(*, reason: str) -> Refusal | None:
    """Who ends a seat or a committee, cancels or defers says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could understand later why this was done."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )


def unbalanced(seats: list[Seat]) -> Refusal | None:
    """Why these members do not vote together: one interest holds half of them or more."""
    most = balance.predominant(seats)
    if most is None:
        return None
    return Refusal(
        _(
            "Of %(all)d members who vote here, %(seats)d stand for “%(interest)s”. No interest may reach half of the "
            "votes, so nothing is resolved."
        )
        % {"all": most.all, "seats": most.seats, "interest": most.category},
        mend=Mend(_("Defer the item until other interests are there, or let members of this interest stay out.")),
        code="R-51",
        clauses=BALANCE,
    )
