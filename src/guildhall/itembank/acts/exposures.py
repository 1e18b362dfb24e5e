"""How known items are: what candidates saw is counted by the house, what was unusual in the bank people judge."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.itembank.lifecycles import VIEWING_ALERT, AlertState
from guildhall.itembank.models import Exposure, ViewingAlert, WatchPolicy
from guildhall.itembank.permissions import may_judge_viewing, may_set_policy
from guildhall.itembank.rules.viewings import (
    judgement_has_its_reason,
    limits_have_a_reason,
    limits_make_sense,
    nobody_judges_their_own_viewing,
)
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Scheme

CLAUSES = ("2012:7.4.1", "2012:7.4.2", "2026:7.4")
COUNTING = actors.machine("exposure")
"""Counts how many candidates saw each version."""

WATCHING = actors.machine("watch")
"""Notices what is unusual in how staff look at items."""


@act(
    "itembank.exposure.count",
    about="scheme",
    permission=NOBODY,
    machines=[COUNTING.name],
    clauses=CLAUSES,
    sentence=gettext_noop("counted how many candidates saw items of {subject}"),
)
def count(*, by: Actor, scheme: Scheme, seen: Mapping[str, tuple[int, str, int]]) -> Scheme:
    """Keep of versions how many candidates had each before them, on which day last, and how many of them lately.

    The day is an ISO date, or nothing; lately is within the months to which the policy of the scheme looks back.
    """
    known = {str(each.version_id): each for each in Exposure.objects.filter(version__in=list(seen))}
    for pk, (shown, last, lately) in seen.items():
        values = {"shown": shown, "last_on": date.fromisoformat(last) if last else None, "lately": lately}
        values |= {"counted_at": clock.now()}
        if pk in known:
            change(known[pk], **values)
        else:
            create(Exposure, version_id=UUID(pk), **values)
    return scheme


@act(
    "itembank.watch.set",
    about="scheme",
    permission=may_set_policy,
    rules=[limits_make_sense, limits_have_a_reason],
    clauses=CLAUSES,
    label=gettext_noop("Say what counts as unusual"),
    sentence=gettext_noop("said what counts as unusual viewing in the bank of {subject}: {reason}"),
)
def set_watch(
    *, by: Actor, scheme: Scheme, many: int, minutes: int, night_from: int, night_until: int, idle: int, reason: str
) -> WatchPolicy:
    """Say from where on looking at items in use counts as unusual in a scheme; earlier limits stay on record."""
    latest = WatchPolicy.objects.filter(scheme=scheme).aggregate(latest=Max("ordinal"))["latest"] or 0
    return create(
        WatchPolicy,
        scheme=scheme,
        ordinal=latest + 1,
        many=many,
        minutes=minutes,
        night_from=night_from,
        night_until=night_until,
        idle=idle,
        reason=reason.strip(),
        made_by=Person.objects.get(pk=by.name),
    )


@act(
    "itembank.viewing-alert.notice",
    about=("person", "scheme"),
    move=VIEWING_ALERT.notice,
    permission=NOBODY,
    machines=[WATCHING.name],
    clauses=CLAUSES,
    sentence=gettext_noop("noticed unusual viewing of items"),
)
def notice(
    *,
    by: Actor,
    person: Person,
    scheme: Scheme,
    kind: str,
    day: date,
    versions: Sequence[str],
    first_at: datetime,
    last_at: datetime,
    limit: int,
) -> ViewingAlert:
    """Put before a person that somebody looked at items in an unusual way; it says nothing of why."""
    return create(
        ViewingAlert,
        number=next_number("VA"),
        scheme=scheme,
        person=person,
        kind=kind,
        day=day,
        versions=list(versions),
        first_at=first_at,
        last_at=last_at,
        limit=limit,
    )


@act(
    "itembank.viewing-alert.extend",
    about="alert",
    permission=NOBODY,
    machines=[WATCHING.name],
    clauses=CLAUSES,
    sentence=gettext_noop("noticed more unusual viewing than {subject} said"),
)
def extend(
    *, by: Actor, alert: ViewingAlert, versions: Sequence[str], first_at: datetime, last_at: datetime
) -> ViewingAlert:
    """Add to an alert that nobody has judged yet what followed on the same day."""
    return change(alert, versions=list(versions), first_at=first_at, last_at=last_at)


@act(
    "itembank.viewing-alert.explain",
    about="alert",
    move=VIEWING_ALERT.explain,
    permission=may_judge_viewing,
    rules=[nobody_judges_their_own_viewing, judgement_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("accepted as explained what {subject} noticed"),
)
def explain(*, by: Actor, alert: ViewingAlert, reason: str) -> ViewingAlert:
    """Find that somebody had a reason to look at these items as they did, and say which."""
    return _judged(by, alert, AlertState.EXPLAINED, reason)


@act(
    "itembank.viewing-alert.take-up",
    about="alert",
    move=VIEWING_ALERT.take_up,
    permission=may_judge_viewing,
    rules=[nobody_judges_their_own_viewing, judgement_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("took up as a breach what {subject} noticed"),
)
def take_up(*, by: Actor, alert: ViewingAlert, reason: str) -> ViewingAlert:
    """Find no reason for it. Whoever looked is told and heard; items that may have become known are locked next."""
    return _judged(by, alert, AlertState.TAKEN_UP, reason)


def _judged(by: Actor, alert: ViewingAlert, state: AlertState, reason: str) -> ViewingAlert:
    judge = Person.objects.get(pk=by.name)
    return change(alert, state=state, reason=reason.strip(), judged_by=judge, judged_at=clock.now())
