"""Pages of equipment: the register with its calendar, each piece with its certificates and its upkeep."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.acts import equipment
from guildhall.personnel.forms.common import SCANS, ReasonForm
from guildhall.personnel.forms.resources import CalibrationForm, EquipmentForm, UpkeepDoneForm, UpkeepForm
from guildhall.personnel.lifecycles import EQUIPMENT, EquipmentState
from guildhall.personnel.models import Calibration, Equipment, EquipmentKind, Proof, Upkeep
from guildhall.personnel.permissions.resources import may_keep_resources, may_read_resources
from guildhall.personnel.resources import unfit_equipment
from guildhall.personnel.views.states import equipment_status
from guildhall.shell.downloads import download
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault import keys
from guildhall.vault.files import receive


def _narrowed(rows: QuerySet[Equipment], choice: str) -> QuerySet[Equipment]:
    if choice == "due":
        return rows.filter(pk__in=queries.equipment_due().values("pk"))
    return rows.filter(state=choice)


def _states(request: PageRequest) -> list[tuple[str, str]]:
    return [("due", gettext_noop("Calibration due or overdue")), *((str(k), v) for k, v in EQUIPMENT.words.items())]


REGISTER = ListPage[Equipment](
    name="personnel.equipment",
    title=gettext_noop("Equipment"),
    queryset=lambda request: queries.equipment(),
    order="number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("personnel:equipment", row.pk), "number", True),
        Column(gettext_noop("Name"), lambda row: row.name, order="name"),
        Column(gettext_noop("Kind"), lambda row: str(EquipmentKind(row.kind).label), order="kind"),
        Column(gettext_noop("Serial number"), lambda row: row.serial, code=True),
        Column(gettext_noop("Where"), lambda row: row.venue.name if row.venue else ""),
        Column(gettext_noop("State"), equipment_status),
        Column(gettext_noop("Calibrated until"), lambda row: row.valid_until, order="valid_until"),
    ],
    filters=[Filter("state", gettext_noop("State"), _states, _narrowed)],
    search=lambda rows, text: (
        rows.filter(number__icontains=text) | rows.filter(name__icontains=text) | rows.filter(serial__icontains=text)
    ),
    search_hint=gettext_noop("Number, name or serial number"),
    empty=gettext_noop(
        "Here stands with what people are examined. What bears on their results is calibrated or verified, and cannot "
        "be used at a sitting when it is not."
    ),
    new=(equipment.register, ("personnel:equipment-register",)),
)


@page(area="desk", permission=may_read_resources)
def register(request: PageRequest) -> HttpResponseBase:
    """With what people are examined."""
    return REGISTER.response(request)


@page(area="desk", permission=may_read_resources)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One piece of equipment."""
    found = _equipment(pk)
    return render_record(
        request,
        found,
        kind=str(EquipmentKind(found.kind).label),
        title=found.number,
        status=equipment_status(found),
        facts=_facts(found),
        offers=_offers(found),
        related=[_calibrations(found), _upkeep(found)],
    )


def _facts(found: Equipment) -> list[Fact]:
    unfit = unfit_equipment(found, clock.today())
    usable = Status(_("Not now"), Tone.FAILS) if unfit else Status(_("Yes"), Tone.HOLDS)
    stands = [Fact(_("Where it stands"), found.venue.name, ("personnel:venue", found.venue.pk))] if found.venue else []
    return [
        Fact(_("Name"), found.name),
        Fact(_("Serial number"), found.serial),
        *stands,
        Fact(_("Can be used"), usable, note=unfit.sentence if unfit else ""),
        Fact(_("Proof"), str(Proof(found.proof).label), note=found.why_none),
        *([Fact(_("Calibrated until"), found.valid_until)] if found.needs_proof else []),
        *([Fact(_("Reason"), found.reason)] if found.reason else []),
        Fact(_("Registered"), found.registered_at, note=found.registered_by.name),
    ]


def _offers(found: Equipment) -> list[Offer]:
    known = {"equipment": found}

    def offer(act: Any, verb: str, *, main: bool = False) -> Offer:
        return Offer(act, (f"personnel:equipment-{verb}", found.pk), known, main=main)

    if found.state == EquipmentState.RETIRED:
        return []
    in_service = found.state == EquipmentState.IN_SERVICE
    return [
        *([offer(equipment.calibrate, "calibrate", main=in_service)] if found.needs_proof else []),
        offer(equipment.withdraw, "withdraw") if in_service else offer(equipment.restore, "restore", main=True),
        offer(equipment.plan_upkeep, "upkeep"),
        offer(equipment.retire, "retire"),
    ]


def _calibrations(found: Equipment) -> Related:
    rows = found.calibrations.order_by("-done_on", "-entered_at")
    return Related(
        _("Calibrations and verifications"),
        [
            Row(
                f"{each.certificate} · {each.laboratory}",
                _("%(done)s, valid until %(until)s") % {"done": _day(each.done_on), "until": _day(each.valid_until)},
                ("personnel:calibration", each.pk),
                Status(_("Passed"), Tone.HOLDS) if each.passed else Status(_("Failed"), Tone.FAILS),
            )
            for each in rows[:30]
        ],
        empty=_("None yet. Without one in force it cannot be used at a sitting, where it needs one (R-30)."),
    )


def _upkeep(found: Equipment) -> Related:
    rows = found.upkeep.order_by("done_on", "due_on")
    return Related(
        _("Calendar of upkeep"),
        [_work(each) for each in rows[:30]],
        empty=_("Nothing is planned. What keeps it fit is planned here with a day, once or again and again."),
    )


def _work(upkeep: Upkeep) -> Row:
    if upkeep.done_on:
        return Row(upkeep.what, f"{_day(upkeep.done_on)}: {upkeep.found}", (), Status(_("Done"), Tone.CLOSED))
    overdue = upkeep.is_overdue_on(clock.today())
    status = Status(_("Overdue"), Tone.FAILS) if overdue else Status(_("Planned"), Tone.OPEN)
    due = _("until %(day)s") % {"day": _day(upkeep.due_on)}
    return Row(upkeep.what, due, ("personnel:upkeep-done", upkeep.pk), status)


def _day(day: Any) -> str:
    return date_format(day, "j M Y")


@page(area="desk", permission=may_keep_resources)
def register_one(request: PageRequest) -> HttpResponseBase:
    """Register a piece of equipment."""
    form = EquipmentForm(request.POST or None)
    return perform(request, equipment.register, form, then=lambda made: ("personnel:equipment", made.pk))


@page(area="desk", permission=may_keep_resources)
def calibrate(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Enter a calibration or verification."""
    found = _equipment(pk)
    form = CalibrationForm(request.POST or None, request.FILES or None, record=found)
    return perform(
        request,
        equipment.calibrate,
        form,
        record=found,
        arguments=_with_certificate,
        then=("personnel:equipment", found.pk),
        context={"kind": f"{found.number} · {found.name}"},
    )


def _with_certificate(typed: dict[str, Any]) -> dict[str, Any]:
    upload = typed["certificate_file"]
    kept = receive(upload, key_id=keys.BODY, allowed=SCANS) if upload else None
    return {**typed, "certificate_file": kept}


STEPS: dict[str, tuple[Any, Any]] = {
    "withdraw": (equipment.withdraw, ReasonForm),
    "restore": (equipment.restore, ReasonForm),
    "retire": (equipment.retire, ReasonForm),
    "upkeep": (equipment.plan_upkeep, UpkeepForm),
}
"""What else can be done with equipment: the act and its form."""


@page(area="desk", permission=may_keep_resources)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Withdraw, restore or retire equipment, or plan its upkeep."""
    found, (act, form) = _equipment(pk), STEPS[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=found),
        record=found,
        then=("personnel:equipment", found.pk),
        context={"kind": f"{found.number} · {found.name}", "harm": verb == "retire"},
    )


@page(area="desk", permission=may_keep_resources)
def upkeep_done(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Enter that upkeep was done."""
    upkeep = get_object_or_404(Upkeep.objects.select_related("equipment"), pk=pk)
    form = UpkeepDoneForm(request.POST or None, record=upkeep)
    then = ("personnel:equipment", upkeep.equipment_id)
    context = {"kind": f"{upkeep.equipment.number} · {upkeep.what}"}
    return perform(request, equipment.do_upkeep, form, record=upkeep, then=then, context=context)


@page(area="desk", permission=may_read_resources)
def calibration(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One calibration or verification."""
    found = get_object_or_404(Calibration.objects.select_related("equipment", "entered_by", "certificate_file"), pk=pk)
    file = (
        [Fact(_("Certificate"), _("File"), ("personnel:calibration-file", found.pk))] if found.certificate_file else []
    )
    return render_record(
        request,
        found,
        kind=_("Calibration or verification"),
        title=found.certificate,
        status=Status(_("Passed"), Tone.HOLDS) if found.passed else Status(_("Failed"), Tone.FAILS),
        facts=[
            Fact(_("Equipment"), found.equipment.number, ("personnel:equipment", found.equipment_id)),
            Fact(_("Done on"), found.done_on, note=found.laboratory),
            Fact(_("Valid until"), found.valid_until),
            Fact(_("Leads back to"), found.trace),
            Fact(_("What was found"), found.words),
            Fact(_("Entered"), found.entered_at, note=found.entered_by.name),
            *file,
        ],
        offers=[],
    )


@page(area="desk", permission=may_read_resources)
def certificate(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The certificate itself."""
    found = get_object_or_404(Calibration.objects.select_related("certificate_file"), pk=pk)
    if found.certificate_file is None:
        raise Http404
    return download(request, found.certificate_file)


def _equipment(pk: UUID) -> Equipment:
    return get_object_or_404(Equipment.objects.select_related("venue", "registered_by"), pk=pk)
