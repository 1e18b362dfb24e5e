"""On which terms people work for the body is recorded when they begin, and ended with a reason."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.models import Engagement
from guildhall.personnel.permissions.posts import may_engage
from guildhall.personnel.rules.posts import (
    TERMS,
    an_end_has_its_reason,
    an_engagement_is_complete,
    no_other_engagement_of_that_kind,
    nobody_ends_their_own_terms,
    nobody_sets_their_own_terms,
    the_engagement_goes_on,
    who_is_engaged_belongs_to_the_personnel,
)
from guildhall.vault.files import Received, keep


@act(
    "personnel.engagement.begin",
    about="person",
    permission=may_engage,
    rules=[
        nobody_sets_their_own_terms,
        who_is_engaged_belongs_to_the_personnel,
        an_engagement_is_complete,
        no_other_engagement_of_that_kind,
    ],
    clauses=TERMS,
    effective="from_on",
    sentence=gettext_noop("recorded the engagement of somebody"),
    label=gettext_noop("Record an engagement"),
)
def begin(
    *,
    by: Actor,
    person: Person,
    kind: str,
    from_on: date,
    until_on: date | None = None,
    employer: str = "",
    cases: str = "",
    contract: Received | None = None,
) -> Engagement:
    """Record on which terms somebody works for the body, from a day on: whoever acts for it, in whatever form."""
    return create(
        Engagement,
        number=next_number("EG"),
        person=person,
        kind=kind,
        employer=employer.strip(),
        cases=cases.strip(),
        contract=keep(contract) if contract else None,
        from_on=from_on,
        until_on=until_on,
        begun_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.engagement.end",
    about="engagement",
    permission=may_engage,
    rules=[nobody_ends_their_own_terms, the_engagement_goes_on, an_end_has_its_reason],
    clauses=TERMS,
    effective="until_on",
    sentence=gettext_noop("ended the engagement {subject}: {reason}"),
    label=gettext_noop("End this engagement"),
)
def end(*, by: Actor, engagement: Engagement, until_on: date, reason: str) -> Engagement:
    """End an engagement with a last day. Roles are ended for themselves; a control names those that still stand."""
    return change(
        engagement,
        until_on=until_on,
        ended_at=clock.now(),
        ended_by=Person.objects.get(pk=by.name),
        reasons=reason.strip(),
    )
