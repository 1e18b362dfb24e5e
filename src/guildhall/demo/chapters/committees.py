"""Committees: five interests at one table, two meetings and what came of them, and a vote that was out of balance."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.demo import paper
from guildhall.demo.body import Body, refused
from guildhall.governance.acts import committees, item_conflicts, items, meetings, resolutions
from guildhall.governance.models import AgendaItem, Committee, Meeting, Resolution, Seat
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.vault import keys
from guildhall.vault.files import receive
from guildhall.vault.kinds import PDF

DIRECTOR, SECRETARY, OFFICE = "director", "secretary", "operations"
TERM = Period(months=48)
ABSTAINS = "committee1"
PLACE = "Room 1, Hafenstraße 12"
UNBALANCED = 15
"""How many days ago the committee of the scheme met and could not vote."""

AHEAD = 20
"""In how many days the committee for impartiality meets again."""


def tell(body: Body) -> None:
    """One committee stands from the founding on and has met twice; the other has lost a member and its balance."""
    diary, told = body.diary, body.told.house
    diary.ago(705, partial(_set_up_the_first, body), "10:00")
    diary.ago(300, partial(_set_up_the_second, body), "10:00")
    for each in told["committee"]["meetings"]:
        _meet(body, each)
    diary.ago(45, partial(_leave, body), "18:00")
    _fail_to_vote(body, told["scheme_committee"])
    diary.ago(6, partial(_plan_the_next, body), "10:00")
    diary.ago(3, partial(_name_a_conflict, body), "21:00")


def _set_up_the_first(body: Body) -> None:
    _set_up(body, body.scope, "impartiality", body.told.house["committee"])


def _set_up_the_second(body: Body) -> None:
    _set_up(body, body.scheme.scope, "scheme", body.told.house["scheme_committee"])


def _set_up(body: Body, scope: Scope, kind: str, told: Mapping[str, Any]) -> None:
    """Interests are named with the quorum, and everybody is appointed for a term."""
    by, today = body.by(DIRECTOR), clock.today()
    made = committees.set_up(
        by=by,
        scope=scope,
        kind=kind,
        name=told["name"],
        mandate=told["mandate"],
        categories=tuple(told["interests"]),
        quorum=3,
        quorum_categories=2,
    )
    for key, interest in told["seats"].items():
        term = {"from_on": today, "until_on": TERM.after(today), "chairs": key == told.get("chair")}
        committees.appoint(by=by, committee=made, person=body.people[key], category=interest, **term)


def _committee(kind: str) -> Committee:
    return Committee.objects.select_related("scope").get(kind=kind)


def _meet(body: Body, told: Mapping[str, Any]) -> None:
    """Planned and invited to, held with a vote, written down and approved; then answered, and perhaps done."""
    diary, days = body.diary, told["days"]
    diary.ago(days + 30, partial(_plan, body, "impartiality", days, told), "10:00")
    diary.ago(days, partial(_hold_and_resolve, body, told), "14:00")
    diary.ago(days - 6, partial(_write_the_minutes, body, "impartiality", told["minutes"]), "10:00")
    diary.ago(days - 12, partial(_approve_the_minutes, body, "impartiality", "committee5"), "20:00")
    diary.ago(days - 14, partial(_answer, body, told), "09:00")
    if told["report"]:
        diary.ago(days - 80, partial(_report, body, told), "09:00")


def _plan(body: Body, kind: str, days: int, *agenda: Mapping[str, Any]) -> None:
    begins = body.days.ago(days, "14:00")
    meeting = _planned(body, kind, begins)
    for told in agenda:
        items.add(by=body.by(SECRETARY), meeting=meeting, title=told["title"], motion=told["motion"])
    meetings.invite(by=body.by(SECRETARY), meeting=meeting)


def _planned(body: Body, kind: str, begins: datetime) -> Meeting:
    when = {"begins_at": begins, "ends_at": begins + timedelta(hours=2)}
    return meetings.plan(by=body.by(SECRETARY), committee=_committee(kind), place=PLACE, **when)


def _meeting(kind: str) -> Meeting:
    """The latest meeting of a committee."""
    found = Meeting.objects.filter(committee__kind=kind).select_related(*Meeting.reload_with)
    return found.latest("begins_at")


def _hold(body: Body, kind: str) -> AgendaItem:
    """Everybody who sits there has come."""
    meeting = _meeting(kind)
    there = Seat.objects.filter(committee=meeting.committee, vacated_on__isnull=True)
    meetings.hold(by=body.by(SECRETARY), meeting=meeting, present=tuple(str(each.pk) for each in there))
    return AgendaItem.objects.select_related(*AgendaItem.reload_with).get(meeting=meeting)


def _hold_and_resolve(body: Body, told: Mapping[str, Any]) -> None:
    """The members vote on the motion; one abstains, and who has a conflict in it has left the room."""
    by, item = body.by(SECRETARY), _hold(body, "impartiality")
    out = told.get("conflicted")
    if out:
        item_conflicts.declare(by=body.by(out), item=item, person=body.people[out], words=told["conflict"])
    item = items.open_vote(by=by, item=item)
    for key in body.told.house["committee"]["seats"]:
        if key != out:
            choice = "abstain" if key == ABSTAINS else "for"
            seat = Seat.objects.get(committee=item.meeting.committee, person=body.people[key])
            items.vote(by=body.by(key), item=item, seat=seat, choice=choice)
    items.close_vote(by=by, item=item)


def _write_the_minutes(body: Body, kind: str, words: str) -> None:
    meetings.draft(by=body.by(SECRETARY), meeting=_meeting(kind), words=words)


def _approve_the_minutes(body: Body, kind: str, key: str) -> None:
    meetings.approve(by=body.by(key), meeting=_meeting(kind))


def _resolution(told: Mapping[str, Any]) -> Resolution:
    found = Resolution.objects.select_related(*Resolution.reload_with)
    return found.get(item__title=told["title"])


def _answer(body: Body, told: Mapping[str, Any]) -> None:
    """The director follows the advice, and somebody does it within three months."""
    resolutions.accept(
        by=body.by(DIRECTOR),
        resolution=_resolution(told),
        answer=told["answer"],
        responsible=body.people[OFFICE],
        due_on=clock.today() + timedelta(days=90),
    )


def _report(body: Body, told: Mapping[str, Any]) -> None:
    resolutions.complete(by=body.by(OFFICE), resolution=_resolution(told), report=told["report"])


def _leave(body: Body) -> None:
    """A member of the scheme's committee lays the seat down; nobody has been appointed since."""
    told = body.told.house["scheme_committee"]
    seat = Seat.objects.select_related(*Seat.reload_with).get(
        committee=_committee("scheme"), person=body.people[told["left"]]
    )
    committees.vacate(by=body.by(DIRECTOR), seat=seat, reason=told["left_because"])


def _fail_to_vote(body: Body, told: Mapping[str, Any]) -> None:
    """Half of those who are there stand for one interest: no vote is opened, and the refusal stands on record."""
    diary = body.diary
    diary.ago(UNBALANCED + 25, partial(_plan, body, "scheme", UNBALANCED, told), "11:00")
    diary.ago(UNBALANCED, partial(_try_to_vote, body, told), "14:00")
    diary.ago(UNBALANCED - 3, partial(_write_the_minutes, body, "scheme", told["minutes"]), "10:00")
    diary.ago(UNBALANCED - 7, partial(_approve_the_minutes, body, "scheme", "panel3"), "20:00")


def _try_to_vote(body: Body, told: Mapping[str, Any]) -> None:
    by, item = body.by(SECRETARY), _hold(body, "scheme")
    refused(items.open_vote, by=by, item=item)
    items.defer(by=by, item=item, reason=told["deferred"])


def _plan_the_next(body: Body) -> None:
    """The next meeting has a paper that one of the members must not see."""
    meeting = _planned(body, "impartiality", body.days.ago(-AHEAD, "14:00"))
    by = body.by(SECRETARY)
    for told in body.told.house["committee"]["next"]:
        item = items.add(by=by, meeting=meeting, title=told["title"], motion=told["motion"])
        if "paper" in told:
            sheet = SimpleUploadedFile("Letter.pdf", paper.signed(told["paper"], told["lines"]), PDF.media_type)
            items.add_paper(
                by=by, item=item, title=told["paper"], file=receive(sheet, key_id=keys.BODY, allowed=(PDF,))
            )
    meetings.invite(by=by, meeting=meeting)


def _name_a_conflict(body: Body) -> None:
    """Whoever teaches at the school that asks says so, and neither reads the paper nor votes."""
    told = body.told.house["committee"]["next"][-1]
    item = AgendaItem.objects.select_related(*AgendaItem.reload_with).get(title=told["title"])
    key = told["conflicted"]
    item_conflicts.declare(by=body.by(key), item=item, person=body.people[key], words=told["conflict"])
