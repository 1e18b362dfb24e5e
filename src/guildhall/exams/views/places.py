"""Where a sitting is held, with what, and by which software: what its page shows of them, and taking equipment away."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import queries
from guildhall.exams.acts import places
from guildhall.exams.lifecycles import SittingState
from guildhall.exams.models import Sitting, SittingEquipment
from guildhall.exams.permissions import manages_exams
from guildhall.exams.rules.places import needs_a_place
from guildhall.kernel import clock
from guildhall.personnel.resources import unfit_equipment
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Related, Row, Status, Tone
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


def held_at(sitting: Sitting) -> list[Fact]:
    """The room or platform of a sitting, or that it lacks one."""
    if sitting.room:
        link = ("personnel:room", sitting.room_id)
        return [Fact(_("Room"), sitting.room.name, link=link, note=sitting.room.venue.name)]
    if sitting.platform:
        return [Fact(_("Platform"), sitting.platform.name, link=("personnel:venue", sitting.platform_id))]
    if needs_a_place(sitting):
        return [Fact(_("Room"), Status(_("Not named yet"), Tone.SOON), note=_("Without one it does not open."))]
    return []


def delivered_by(sitting: Sitting) -> str:
    """Which release of the software a sitting was opened with."""
    return _("delivered by %(release)s") % {"release": sitting.release.number} if sitting.release else ""


def used_at(sitting: Sitting) -> Related:
    """The equipment of a sitting, and whether it is fit on its day."""
    day = max(clock.today(), clock.day_of(sitting.begins_at))
    over = sitting.state not in {SittingState.PLANNED, SittingState.OPEN}
    return Related(
        _("Equipment used"),
        [
            Row(
                f"{each.equipment.number} {each.equipment.name}",
                "" if over or refusal is None else refusal.sentence,
                () if over else ("exams:equipment-remove", each.pk),
                None if over else Status(_("Fit"), Tone.HOLDS) if refusal is None else Status(_("Not fit"), Tone.FAILS),
            )
            for each in queries.equipment_of(sitting)
            for refusal in [unfit_equipment(each.equipment, day)]
        ],
        empty=_("None. What candidates are examined with is assigned here, and must be calibrated on that day."),
    )


@page(area="desk", permission=manages_exams)
def remove(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take equipment away from a sitting."""
    assigned = get_object_or_404(SittingEquipment.objects.select_related(*SittingEquipment.reload_with), pk=pk)
    return perform(
        request,
        places.remove,
        ActForm(request.POST or None, record=assigned),
        record=assigned,
        then=("exams:sitting", assigned.sitting_id),
        context={"kind": f"{assigned.sitting.number} · {assigned.equipment.number} {assigned.equipment.name}"},
    )
