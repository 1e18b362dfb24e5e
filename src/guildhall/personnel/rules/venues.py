"""What registering, inspecting and approving venues must not break (R-25, T-14)."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.notices import timers
from guildhall.personnel import fitness
from guildhall.personnel.lifecycles import VenueState
from guildhall.personnel.models import Access, ExamRoom, Inspection, Venue, VenueKind

SUITABLE = ("2012:6.4", "2012:9.3.2", "2026:6.4")
INSPECTED = ("2012:6.4", "2012:9.3.3", "2026:6.4")


@rule("venue-described", kind=Kind.OURS, clauses=SUITABLE)
def a_venue_is_described(*, kind: str, name: str, address: str, capacity: int | None, release: str) -> Refusal | None:
    """A venue has a name and an address; a platform says how many it takes at once, and in which version it runs."""
    if kind not in VenueKind.values:
        return Refusal(_("This is no kind of venue."), mend=Mend(_("Choose one of the list.")), field="kind")
    return _undescribed(kind, name, address, capacity, release)


@rule("venue-described", kind=Kind.OURS, clauses=SUITABLE)
def a_changed_venue_is_described(
    *, venue: Venue, name: str, address: str, capacity: int | None, release: str
) -> Refusal | None:
    """What is entered anew of a venue is as whole as when it was registered."""
    return _undescribed(venue.kind, name, address, capacity, release)


def _undescribed(kind: str, name: str, address: str, capacity: int | None, release: str) -> Refusal | None:
    missing = [field for field, value in (("name", name), ("address", address)) if not value.strip()]
    if kind == VenueKind.PLATFORM:
        missing += [field for field, value in (("capacity", capacity), ("release", release.strip())) if not value]
    if missing:
        return Refusal(
            _("A venue needs its name and its address, and a platform its version and how many it takes at once."),
            mend=Mend(_("Fill in what is missing.")),
            field=missing[0],
        )
    if kind == VenueKind.SITE and (capacity or release.strip()):
        return Refusal(
            _("A site has its seats in its rooms, and no version."),
            mend=Mend(_("Leave these two fields empty, and add the rooms afterwards.")),
            field="capacity",
        )
    return None


@rule("T-14", kind=Kind.ACCREDITATION, clauses=INSPECTED)
def an_inspection_is_fresh(*, inspected_on: date) -> Refusal | None:
    """An inspection was made already, and so lately that it carries the venue still."""
    today = clock.today()
    if inspected_on <= today < timers.due_on("T-14", inspected_on):
        return None
    sentence = (
        _("%(day)s lies ahead; an inspection is entered once it was made.")
        if inspected_on > today
        else _("An inspection of %(day)s carries nothing any more.")
    )
    return Refusal(
        sentence % {"day": date_format(inspected_on, "j M Y")},
        mend=Mend(_("Give the day on which somebody looked at the venue, or inspect it now.")),
        field="inspected_on",
    )


@rule("R-25", clauses=INSPECTED)
def every_criterion_is_answered(*, venue: Venue, answers: dict[str, Any]) -> Refusal | None:
    """An inspection looks at every criterion; where one is not met, it says what follows."""
    missing = fitness.unanswered(venue.kind, answers)
    if not missing:
        return None
    return Refusal(
        _("Not answered, or not met without a note: %(words)s.")
        % {"words": "; ".join(_(each.words) for each in missing)},
        mend=Mend(_("Answer each criterion; where one is not met, write what follows from it.")),
        field=missing[0].code,
    )


@rule("R-25", clauses=INSPECTED)
def an_unsuitable_venue_says_why(*, suitable: bool, words: str) -> Refusal | None:
    """That a venue is not suitable is said with its reason, or nobody could mend it."""
    if suitable or words.strip():
        return None
    return Refusal(
        _("That a venue is not suitable helps nobody without the reason."),
        mend=Mend(_("Write what has to change before it is inspected again.")),
        field="words",
    )


@rule("R-25", clauses=INSPECTED)
def the_venue_is_kept(*, venue: Venue) -> Refusal | None:
    """What was given up is not inspected any more, and gets no rooms."""
    if venue.state != VenueState.CLOSED:
        return None
    return Refusal(_("This venue was given up."), mend=Mend(_("Register it anew if it is used again.")))


def latest_inspection(venue: Venue) -> Inspection | None:
    """The inspection that was entered last."""
    return venue.inspections.select_related("inspected_by").order_by("-entered_at").first()


@rule("R-25", clauses=SUITABLE)
def an_inspection_carries_it(*, venue: Venue) -> Refusal | None:
    """A venue is approved on an inspection that found it suitable as it is, and that is in force today."""
    if venue.due_on and venue.due_on >= clock.today():
        return None
    return Refusal(
        _("No inspection in force has found %(number)s suitable as it is now.") % {"number": venue.number},
        mend=Mend(
            _("Inspect it first."),
            act="personnel.venue.inspect",
            link=("personnel:venue-inspect", str(venue.pk)),
        ),
    )


@rule("R-11", kind=Kind.ACCREDITATION, clauses=SUITABLE)
def the_approver_did_not_inspect(*, by: Actor, venue: Venue) -> Refusal | None:
    """Four eyes: who found a venue suitable does not approve it."""
    inspection = latest_inspection(venue)
    if inspection is None or not by.is_person(inspection.inspected_by_id):
        return None
    return Refusal(
        _("You inspected this venue yourself, and it is approved by somebody else."),
        mend=Mend(_("Somebody else who holds the role of quality manager or top management approves it.")),
    )


@rule("room-described", kind=Kind.OURS, clauses=SUITABLE)
def a_room_is_described(*, name: str, capacity: int, features: tuple[str, ...]) -> Refusal | None:
    """A room has a name and at least one seat, and says what makes it accessible in the words of the list."""
    if not name.strip() or capacity < 1:
        return Refusal(
            _("A room needs its name and at least one seat."),
            mend=Mend(_("Say how people find it, and how many can sit an examination there.")),
            field="name" if not name.strip() else "capacity",
        )
    return _unknown_features(features)


@rule("room-described", kind=Kind.OURS, clauses=SUITABLE)
def a_changed_room_is_described(*, capacity: int, features: tuple[str, ...]) -> Refusal | None:
    """What is entered anew of a room has at least one seat, and the words of the list."""
    if capacity < 1:
        return Refusal(
            _("A room without a seat examines nobody."),
            mend=Mend(_("Take it out of use instead.")),
            field="capacity",
        )
    return _unknown_features(features)


def _unknown_features(features: tuple[str, ...]) -> Refusal | None:
    if set(features) <= set(Access.values):
        return None
    return Refusal(
        _("This is not in the list of what makes a room accessible."),
        mend=Mend(_("Choose from the list, and write anything else into the note.")),
        field="features",
    )


@rule("room-of-site", kind=Kind.OURS, clauses=SUITABLE)
def rooms_are_of_sites(*, venue: Venue) -> Refusal | None:
    """A platform has no rooms: it says itself how many it takes."""
    if venue.kind == VenueKind.SITE:
        return None
    return Refusal(_("A platform has no rooms."), mend=Mend(_("Its capacity is entered with a change of it.")))


@rule("room-open", kind=Kind.OURS, clauses=SUITABLE)
def its_site_is_kept(*, room: ExamRoom) -> Refusal | None:
    """A room of a site that was given up is not put back into use."""
    if room.venue.state != VenueState.CLOSED:
        return None
    return Refusal(_("This site was given up."), mend=Mend(_("Register it anew if it is used again.")))


@rule("R-60", clauses=["2012:7.1.1", "2012:10.2.4", "2026:7.1"])
def it_is_said_why(*, reason: str) -> Refusal | None:
    """What is taken out of use says why: others plan with it."""
    if reason.strip():
        return None
    return Refusal(
        _("Whoever planned with it would not know why."),
        mend=Mend(_("Say in a sentence why, and until when if that is known.")),
        field="reason",
    )
