"""What conformity looks at of committees: balance, meetings, votes, minutes, answers."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from guildhall.governance import balance
from guildhall.governance.lifecycles.committees import ItemState, ResolutionState
from guildhall.governance.models import AgendaItem, Committee, Resolution, Seat
from guildhall.governance.queries import committees as queries
from guildhall.governance.rules.committees import unbalanced
from guildhall.governance.rules.meetings import no_quorum, voted
from guildhall.identity import grants
from guildhall.identity.roles import COMMITTEE_MEMBER
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record
from guildhall.notices import timers

BALANCE = ("2012:4.3.8", "2012:8.4 b)", "2026:4.3")
SAFEGUARD = ("2012:4.3.8", "2026:4.3")
APPROVE_WITHIN = timedelta(days=60)
"""How soon minutes are approved (our own choice)."""

ANSWER_WITHIN = timedelta(days=30)
"""How soon advice is answered (our own choice)."""


def _found(record: Record, number: str, sentence: str, *link: str) -> Finding:
    return Finding(record.ref, number, sentence, link)


def _none() -> Answer:
    return Answer(
        judgement=gettext_noop(
            "No impartiality committee stands: by which other recorded mechanism are interested parties involved in "
            "balance?"
        )
    )


@control(
    "governance.committees_are_balanced",
    title=gettext_noop("No interest holds half of the votes of a committee"),
    clauses=BALANCE,
    events=["governance.committee.*", "governance.seat.*"],
)
def committees_are_balanced() -> Answer:
    """Each committee that stands has enough members for its quorum today, and none of their interests predominates."""
    standing, today = list(queries.standing()), clock.today()
    seats = Seat.objects.filter(committee__in=standing, votes=True, vacated_on__isnull=True, until_on__gte=today)
    ends = seats.order_by("until_on").values_list("until_on", flat=True).first()
    found = [(each, _imbalance(each)) for each in standing]
    return Answer(
        findings=[
            _found(each, each.number, sentence, "governance:committee", str(each.pk))
            for each, sentence in found
            if sentence
        ],
        looked_at=len(standing),
        changes_on=ends + timedelta(days=1) if ends else None,
    )


def _imbalance(committee: Committee) -> str:
    voting = list(queries.seated(committee.pk, clock.today()).filter(votes=True))
    if no_quorum(committee, voting):
        return gettext_noop("has fewer members, or for fewer interests, than its quorum asks for")
    return gettext_noop("has an interest that holds half of the votes or more") if balance.predominant(voting) else ""


@control(
    "governance.impartiality_committee_meets",
    title=gettext_noop("The impartiality committee meets in time"),
    clauses=SAFEGUARD,
    events=["governance.committee.*", "governance.meeting.*", "notices.timer.*"],
)
def impartiality_committee_meets() -> Answer:
    """The committee that safeguards impartiality has met within its interval, or was set up within it."""
    committee = queries.impartiality_committee()
    if committee is None:
        return _none()
    held = committee.meetings.filter(held_on__isnull=False).order_by("-held_on").first()
    since = held.held_on if held and held.held_on else clock.day_of(committee.set_up_at)
    due = timers.due_on("T-09", since)
    overdue = due < clock.today()
    sentence = gettext_noop("has not met within its interval")
    finding = _found(committee, committee.number, sentence, "governance:committee", str(committee.pk))
    return Answer(findings=[finding] if overdue else [], looked_at=1, changes_on=due + timedelta(days=1))


@control(
    "governance.votes_were_balanced",
    title=gettext_noop("Every vote was taken in balance, with a quorum, and without those who had a conflict"),
    clauses=(*BALANCE, "2012:4.3.7"),
    events=["governance.item.*", "governance.vote.*", "governance.item-conflict.*"],
)
def votes_were_balanced() -> Answer:
    """Of no item that was voted on were those who voted out of balance, too few, or shut out of it."""
    settled = list(queries.items().filter(state__in=(ItemState.ADOPTED, ItemState.REJECTED)))
    return Answer(
        findings=[
            _found(
                each,
                str(each),
                gettext_noop("was voted on out of balance, without a quorum, or with a conflict"),
                "governance:item",
                str(each.pk),
            )
            for each in settled
            if _was_wrong(each)
        ],
        looked_at=len(settled),
    )


def _was_wrong(item: AgendaItem) -> bool:
    counted = voted(item)
    return no_quorum(item.meeting.committee, counted) is not None or unbalanced(counted) is not None


@control(
    "governance.minutes_are_approved",
    title=gettext_noop("Minutes are approved by another member"),
    clauses=BALANCE,
    events=["governance.meeting.*"],
)
def minutes_are_approved() -> Answer:
    """No meeting waits longer than sixty days for its approved minutes, and none has them from their author."""
    held = queries.meetings().filter(held_on__isnull=False)
    latest = clock.today() - APPROVE_WITHIN
    wrong = held.filter(Q(approved_at__isnull=True, held_on__lt=latest) | Q(approved_by=F("drafted_by")))
    oldest = held.filter(approved_at__isnull=True, held_on__gte=latest).order_by("held_on").first()
    return Answer(
        findings=[
            _found(
                each,
                each.number,
                gettext_noop("has no minutes that another member approved"),
                "governance:meeting",
                str(each.pk),
            )
            for each in wrong.order_by("number")
        ],
        looked_at=held.count(),
        changes_on=oldest.held_on + APPROVE_WITHIN if oldest and oldest.held_on else None,
    )


@control(
    "governance.advice_is_answered",
    title=gettext_noop("What committees resolve is answered and carried out in time"),
    clauses=SAFEGUARD,
    events=["governance.resolution.*", "governance.independent-action.*"],
)
def advice_is_answered() -> Answer:
    """No resolution waits longer than thirty days for an answer, or is past the day until which it was to be done."""
    followed = queries.resolutions()
    unanswered = Q(state=ResolutionState.ADOPTED, adopted_at__lt=clock.now() - ANSWER_WITHIN)
    overdue = Q(state=ResolutionState.ACCEPTED, due_on__lt=clock.today())
    waiting = followed.filter(state__in=(ResolutionState.ADOPTED, ResolutionState.ACCEPTED))
    return Answer(
        findings=[
            _found(
                each,
                each.number,
                gettext_noop("waits for an answer, or to be done, for too long"),
                "governance:resolution",
                str(each.pk),
            )
            for each in followed.filter(unanswered | overdue).order_by("number")
        ],
        looked_at=followed.count(),
        changes_on=min(map(_late_from, waiting), default=None),
    )


def _late_from(resolution: Resolution) -> date:
    """The day from which a resolution that waits is late."""
    due = resolution.due_on if resolution.state == ResolutionState.ACCEPTED else None
    return due + timedelta(days=1) if due else clock.day_of(resolution.adopted_at) + ANSWER_WITHIN


@control(
    "governance.members_may_sit",
    title=gettext_noop("Whoever sits on a committee holds the role of a member"),
    clauses=["2012:6.1.7", "2012:4.3.8", "2026:6.1"],
    events=["governance.seat.*", "identity.grant.*"],
)
def members_may_sit() -> Answer:
    """Nobody has a seat with a vote whose role does not hold today: not given, ended, or without a declaration."""
    today = clock.today()
    held = grants.held_on(today).filter(role=COMMITTEE_MEMBER.code, person=OuterRef("person"))
    seats = queries.seats().filter(vacated_on__isnull=True, from_on__lte=today, until_on__gte=today, votes=True)
    return Answer(
        findings=[
            _found(
                each,
                each.person.number,
                gettext_noop("sits on a committee without the role that a seat asks for"),
                "governance:committee",
                str(each.committee_id),
            )
            for each in seats.exclude(Exists(held))
        ],
        looked_at=seats.count(),
    )
