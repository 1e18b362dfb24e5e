"""What waits for who keeps and approves premises, equipment and software."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, RESOURCE_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import ReleaseState, VenueState
from guildhall.personnel.models import Inspection, SoftwareRelease, Venue

MOST = 50
"""How many rows a queue shows; who has more begins with the most urgent."""


def _keepers() -> set[UUID]:
    """Who keeps resources: the resource manager, and where there is none the quality manager."""
    return grants.holders(RESOURCE_MANAGER) or grants.holders(QUALITY_MANAGER)


@work("personnel.inspections")
def venues_to_inspect(*, person_id: UUID) -> Iterator[WorkItem]:
    """Venues whose inspection is due soon or overdue, and those that wait for their first."""
    if person_id not in _keepers():
        return
    for venue in queries.venues_due()[:MOST]:
        what = _("%(name)s (%(number)s): inspect again") % {"name": venue.name, "number": venue.number}
        why = _("After that day no sitting is held there.")
        yield WorkItem(what, why, _("Inspect"), ("personnel:venue-inspect", str(venue.pk)), venue.due_on)
    for venue in Venue.objects.filter(state=VenueState.REGISTERED, due_on__isnull=True).order_by("number")[:MOST]:
        what = _("%(name)s (%(number)s): inspect") % {"name": venue.name, "number": venue.number}
        why = _("It is approved only once it was found suitable.")
        yield WorkItem(what, why, _("Inspect"), ("personnel:venue-inspect", str(venue.pk)))


@work("personnel.venues")
def venues_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Venues that were found suitable by somebody else, for who approves them."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    own = set(Inspection.objects.filter(inspected_by_id=person_id, suitable=True).values_list("venue_id", flat=True))
    waiting = Venue.objects.filter(state__in=[VenueState.REGISTERED, VenueState.SUSPENDED], due_on__isnull=False)
    for venue in waiting.exclude(pk__in=own).order_by("number")[:MOST]:
        what = _("%(name)s (%(number)s): approve") % {"name": venue.name, "number": venue.number}
        why = _("It was found suitable by somebody else; you can approve it.")
        yield WorkItem(what, why, _("Read"), ("personnel:venue", str(venue.pk)))


@work("personnel.equipment")
def equipment_to_prove(*, person_id: UUID) -> Iterator[WorkItem]:
    """Equipment whose calibration ends soon or has ended, and upkeep that is due."""
    if person_id not in _keepers():
        return
    for each in queries.equipment_due()[:MOST]:
        what = _("%(name)s (%(number)s): have it calibrated") % {"name": each.name, "number": each.number}
        why = _("Without it no sitting is opened with it.")
        yield WorkItem(what, why, _("Enter"), ("personnel:equipment-calibrate", str(each.pk)), each.valid_until)
    for upkeep in queries.upkeep_due()[:MOST]:
        told = {"number": upkeep.equipment.number, "what": upkeep.what}
        why = _("Planned upkeep of %(name)s.") % {"name": upkeep.equipment.name}
        link = ("personnel:upkeep-done", str(upkeep.pk))
        yield WorkItem(_("%(number)s: %(what)s") % told, why, _("Enter"), link, upkeep.due_on)


@work("personnel.releases")
def releases_to_sign(*, person_id: UUID) -> Iterator[WorkItem]:
    """Reports on releases of the software that nobody has judged yet."""
    if person_id not in _keepers():
        return
    for release in SoftwareRelease.objects.filter(state=ReleaseState.REPORTED).order_by("-number")[:MOST]:
        what = _("Software release %(number)s: read the report and sign") % {"number": release.number}
        why = _("Until then it delivers no examination.")
        yield WorkItem(what, why, _("Read"), ("personnel:release", str(release.pk)))
