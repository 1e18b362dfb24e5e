"""What conformity looks at of premises, equipment and software (6.4, 9.3.4)."""

from django.db.models import Exists, F, OuterRef, Q, Subquery

from guildhall.kernel import clock, software
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import resources
from guildhall.personnel.lifecycles import EquipmentState, VenueState
from guildhall.personnel.models import Calibration, Equipment, Inspection, Proof, SoftwareRelease, Upkeep, Venue


@control(
    "personnel.venues_are_inspected",
    title=gettext_noop("Approved sites and platforms are inspected in time, and approved by somebody else"),
    clauses=["2012:6.4", "2026:6.4"],
    events=["personnel.venue.*"],
)
def venues_are_inspected() -> Answer:
    """No approved venue is past its next inspection, lacks one, or was approved by who inspected it last."""
    today = clock.today()
    approved = Venue.objects.filter(state=VenueState.APPROVED)
    latest = Inspection.objects.filter(venue=OuterRef("pk"), entered_at__lte=OuterRef("approved_at"))
    inspector = Subquery(latest.order_by("-entered_at").values("inspected_by")[:1])
    carried = Inspection.objects.filter(venue=OuterRef("pk"), suitable=True, due_on__gte=today)
    wrong = approved.annotate(inspector=inspector).filter(~Exists(carried) | Q(inspector=F("approved_by")))
    due = approved.filter(due_on__gte=today).order_by("due_on").values_list("due_on", flat=True)
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("is approved without an inspection in force, or by who inspected it"),
                ("personnel:venue", str(each.pk)),
            )
            for each in wrong.order_by("number")
        ],
        looked_at=approved.count(),
        changes_on=due.first(),
    )


@control(
    "personnel.equipment_is_proved",
    title=gettext_noop("Equipment in service is calibrated or verified, where it bears on results"),
    clauses=["2012:9.3.4", "2012:6.4", "2026:9.3"],
    events=["personnel.equipment.*"],
)
def equipment_is_proved() -> Answer:
    """Nothing in service that needs a calibration or verification lacks a passed one that is in force today."""
    today = clock.today()
    kept = Equipment.objects.filter(state=EquipmentState.IN_SERVICE).exclude(proof=Proof.NONE)
    in_force = Calibration.objects.filter(equipment=OuterRef("pk"), passed=True, valid_until__gte=today)
    bare = kept.filter(~Exists(in_force) | Q(valid_until__isnull=True) | Q(valid_until__lt=today))
    ends = kept.filter(valid_until__gte=today).order_by("valid_until").values_list("valid_until", flat=True)
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("is in service without a calibration or verification in force"),
                ("personnel:equipment", str(each.pk)),
            )
            for each in bare.order_by("number")
        ],
        looked_at=kept.count(),
        changes_on=ends.first(),
    )


@control(
    "personnel.upkeep_is_done",
    title=gettext_noop("Upkeep of equipment is done by its day"),
    clauses=["2012:6.4", "2012:9.3.4", "2026:6.4"],
    events=["personnel.upkeep.*", "personnel.equipment.*"],
)
def upkeep_is_done() -> Answer:
    """No upkeep of equipment in service is overdue."""
    today = clock.today()
    waiting = Upkeep.objects.filter(done_on__isnull=True, equipment__state=EquipmentState.IN_SERVICE)
    overdue = {
        each.equipment_id: each.equipment for each in waiting.filter(due_on__lt=today).select_related("equipment")
    }
    ahead = waiting.filter(due_on__gte=today).order_by("due_on").values_list("due_on", flat=True)
    return Answer(
        findings=[
            Finding(
                each.ref, each.number, gettext_noop("has upkeep that is overdue"), ("personnel:equipment", str(each.pk))
            )
            for each in overdue.values()
        ],
        looked_at=Upkeep.objects.count(),
        changes_on=ahead.first(),
    )


@control(
    "personnel.software_is_verified",
    title=gettext_noop("The software that runs is verified"),
    clauses=["2012:9.3.4", "2026:6.4", "2026:9.3"],
    events=["personnel.release.*"],
)
def software_is_verified() -> Answer:
    """The release that runs here held every reference case, and somebody signed that it did."""
    known = SoftwareRelease.objects.count()
    if resources.verified_release():
        return Answer(looked_at=known)
    last = SoftwareRelease.objects.order_by("-number").first()
    if last is None:
        return Answer(judgement=gettext_noop("Nobody has verified the software yet: with what are people examined?"))
    here = last.fingerprint == software.fingerprint()
    sentence = (
        gettext_noop("runs here, and nobody signed it as verified")
        if here
        else gettext_noop("was verified last, and another release runs here now")
    )
    return Answer(
        findings=[Finding(last.ref, last.number, sentence, ("personnel:release", str(last.pk)))], looked_at=known
    )
