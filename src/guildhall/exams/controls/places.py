"""What conformity looks at of the places, equipment and software with which people were examined (6.4, 9.3.4)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from guildhall.exams.lifecycles import SittingState
from guildhall.exams.models import Channel, Sitting, SittingEquipment
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import ReleaseState
from guildhall.personnel.models import Calibration, Inspection, Proof
from guildhall.schemes.models import ComponentKind

PLACES = ("2012:6.4", "2012:9.3.2", "2012:7.4.3", "2026:6.4")
FIT = ("2012:9.3.4", "2012:6.4", "2026:9.3")
USED = ("personnel.venue.*", "personnel.room.*", "exams.sitting.*")


def _opened() -> QuerySet[Sitting]:
    """Sittings in the body's own hands that were opened."""
    begun = Sitting.objects.filter(opened_at__isnull=False).exclude(channel=Channel.PROVIDER)
    return begun.annotate(day=TruncDate("opened_at"))


def _named(records: Iterable[Record], sentence: str) -> list[Finding]:
    return [Finding(each.ref, str(each), sentence, ("exams:sitting", str(each.pk))) for each in records]


@control(
    "exams.places_were_fit",
    title=gettext_noop("Every sitting was held at a site or on a platform that was inspected and approved that day"),
    clauses=PLACES,
    events=USED,
)
def places_were_fit() -> Answer:
    """No sitting was opened without a place, at a venue that nobody approved, or beyond what an inspection carries."""
    opened = _opened().exclude(component__kind=ComponentKind.OBSERVATION)
    carried = Inspection.objects.filter(
        Q(venue=OuterRef("room__venue")) | Q(venue=OuterRef("platform")),
        suitable=True,
        inspected_on__lte=OuterRef("day"),
        due_on__gte=OuterRef("day"),
    )
    unplaced = Q(room__isnull=True, platform__isnull=True)
    unapproved = Q(room__venue__approved_at__isnull=True, platform__isnull=True)
    unapproved |= Q(platform__approved_at__isnull=True, room__isnull=True)
    wrong = opened.filter(unplaced | unapproved | ~Exists(carried))
    sentence = gettext_noop("was held where no inspection and approval was in force that day")
    return Answer(findings=_named(wrong, sentence), looked_at=opened.count())


@control(
    "exams.rooms_held_their_seats",
    title=gettext_noop("No sitting has more seats than its room or platform takes"),
    clauses=PLACES,
    events=USED,
)
def rooms_held_their_seats() -> Answer:
    """No sitting, planned or held, has more seats than its place; the acts also count what shares a room at a time."""
    standing = Sitting.objects.exclude(state__in=[SittingState.CANCELLED, SittingState.ABORTED])
    placed = standing.filter(Q(room__isnull=False) | Q(platform__isnull=False))
    full = placed.filter(Q(capacity__gt=F("room__capacity")) | Q(capacity__gt=F("platform__capacity")))
    sentence = gettext_noop("has more seats than its room or platform takes")
    return Answer(findings=_named(full, sentence), looked_at=placed.count())


@control(
    "exams.equipment_was_fit",
    title=gettext_noop("No equipment was used outside its calibration or verification"),
    clauses=FIT,
    events=["personnel.equipment.*", "exams.sitting.*"],
)
def equipment_was_fit() -> Answer:
    """Whatever needs a calibration or verification and was used at a sitting had one in force on that day."""
    used = SittingEquipment.objects.filter(
        Q(removed_at__isnull=True) | Q(removed_at__gt=F("sitting__opened_at")), sitting__opened_at__isnull=False
    ).annotate(day=TruncDate("sitting__opened_at"))
    in_force = Calibration.objects.filter(
        equipment=OuterRef("equipment"), passed=True, done_on__lte=OuterRef("day"), valid_until__gte=OuterRef("day")
    )
    bare = used.exclude(equipment__proof=Proof.NONE).exclude(Exists(in_force))
    sittings = {each.sitting_id: each.sitting for each in bare.select_related("sitting")}
    sentence = gettext_noop("used equipment that was not calibrated or verified that day")
    return Answer(findings=_named(sittings.values(), sentence), looked_at=used.count(), changes_on=_next_end())


def _next_end() -> date | None:
    """The day on which the next calibration of something that is planned to be used ends."""
    planned = SittingEquipment.objects.filter(removed_at__isnull=True, sitting__state=SittingState.PLANNED)
    ends = planned.filter(equipment__valid_until__gte=clock.today()).order_by("equipment__valid_until")
    return ends.values_list("equipment__valid_until", flat=True).first()


@control(
    "exams.releases_were_verified",
    title=gettext_noop("Every examination in the browser was delivered by verified software"),
    clauses=("2012:9.3.4", "2026:6.4", "2026:9.3"),
    events=["personnel.release.*", "exams.sitting.open"],
)
def releases_were_verified() -> Answer:
    """No sitting was opened in the browser by a release that nobody had signed by then."""
    delivered = Sitting.objects.filter(channel=Channel.BROWSER, opened_at__isnull=False)
    signed = Q(release__state__in=[ReleaseState.VERIFIED, ReleaseState.WITHDRAWN])
    before = signed & Q(release__judged_at__lte=F("opened_at"))
    still = Q(release__withdrawn_at__isnull=True) | Q(release__withdrawn_at__gte=F("opened_at"))
    sentence = gettext_noop("was opened with a release of the software that nobody had verified")
    return Answer(findings=_named(delivered.exclude(before & still), sentence), looked_at=delivered.count())
