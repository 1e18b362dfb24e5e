"""What others may read of how known items are: to how many candidates, to whom in the bank, and what was unusual."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER, SCHEME_MANAGER
from guildhall.itembank.lifecycles import AlertState, ItemState
from guildhall.itembank.models import BankPolicy, Exposure, ItemVersion, ViewingAlert, WatchPolicy
from guildhall.itembank.queries.items import SECRET, listed, sight
from guildhall.itembank.watching import Limits, Look
from guildhall.kernel import actors
from guildhall.ledger.models import Access, Entry, Outcome
from guildhall.schemes.models import Scheme

LOOKS = "itembank.item."
"""How the readings are called by which somebody sees an item."""

ALONG = "itembank.version.recorded"
"""The reading of what is recorded beside the question of an item: its page fetches it in parts."""

OPENED, FINDINGS = "itembank.item.open", "itembank.item.findings"
"""The reading of an item with its key, and of what was found in it: its workbench fetches that in parts."""

FETCHED_WITHIN = timedelta(minutes=1)
"""How soon after its page a part of it is fetched."""

AT_WORK = timedelta(days=30)
"""How long after doing something with an item somebody still has to do with it."""

VERSION = f"{ItemVersion._meta.label_lower}:"


def shown(version: ItemVersion) -> int:
    """To how many candidates a version was shown."""
    found = Exposure.objects.filter(version=version).values_list("shown", flat=True).first()
    return found or 0


def watch_policy(scheme: Scheme) -> WatchPolicy | None:
    """What counts as unusual viewing in a scheme; None where nobody has said it and the house's own limits hold."""
    return WatchPolicy.objects.filter(scheme=scheme).order_by("-ordinal").first()


def limits_of(scheme: Scheme) -> Limits:
    """The limits that hold in a scheme today."""
    said = watch_policy(scheme)
    if said is None:
        return Limits()
    return Limits(said.many, said.minutes, said.night_from, said.night_until, said.idle)


def looks_since(moment: datetime) -> list[Look]:
    """The looks of people at versions that were approved once and are not retired, since a moment."""
    rows = Access.objects.filter(
        at__gte=moment, reading__startswith=LOOKS, subject__startswith=VERSION, outcome=Outcome.DONE
    )
    seen = [
        (UUID(actor.partition(":")[2]), UUID(subject.partition(":")[2]), at)
        for actor, subject, at in rows.values_list("actor", "subject", "at")
        if actor.startswith(f"{actors.ActorKind.PERSON}:")
    ]
    versions = _watched({version for _, version, _ in seen})
    busy = _busy({(who, versions[version].item.ref) for who, version, _ in seen if version in versions}, moment)
    return [
        Look(who, versions[version].item.scheme_id, version, at, is_idle=_is_idle(who, versions[version], busy))
        for who, version, at in seen
        if version in versions
    ]


def _watched(wanted: Iterable[UUID]) -> dict[UUID, ItemVersion]:
    found = ItemVersion.objects.filter(pk__in=set(wanted), approved_at__isnull=False).exclude(state=ItemState.RETIRED)
    return {each.pk: each for each in found.select_related("item").defer(*SECRET)}


def _busy(pairs: set[tuple[UUID, str]], moment: datetime) -> set[tuple[UUID, str]]:
    """Of people and items those where the person did something with the item lately."""
    done = Entry.objects.filter(
        actor__in={str(actors.person(who)) for who, _ in pairs},
        line__in={line for _, line in pairs},
        at__gte=moment - AT_WORK,
        outcome=Outcome.DONE,
    )
    return {(UUID(actor.partition(":")[2]), line) for actor, line in done.values_list("actor", "line").distinct()}


def _is_idle(who: UUID, version: ItemVersion, busy: set[tuple[UUID, str]]) -> bool:
    return version.authored_by_id != who and (who, version.item.ref) not in busy


@dataclass(frozen=True)
class Looked:
    """One look at a version, as the access log has it."""

    at: datetime
    person_id: UUID
    reading: str
    refused: bool


def looks_at(version: ItemVersion, most: int = 200) -> Iterator[Looked]:
    """Who looked at a version, or tried to, the latest first; what is fetched along with its page is told with it."""
    rows = Access.objects.filter(subject=version.ref, actor__startswith=f"{actors.ActorKind.PERSON}:").order_by("-id")
    for each in rows.exclude(reading=ALONG, outcome=Outcome.DONE).exclude(_came_along())[:most]:
        yield Looked(each.at, UUID(each.actor.partition(":")[2]), each.reading, each.outcome == Outcome.REFUSED)


def _came_along() -> Q:
    """What was fetched for the workbench of an item that the same person had opened just before."""
    opened = Access.objects.filter(
        actor=OuterRef("actor"),
        subject=OuterRef("subject"),
        reading=OPENED,
        outcome=Outcome.DONE,
        at__range=(OuterRef("at") - FETCHED_WITHIN, OuterRef("at")),
    )
    return Q(Exists(opened), reading=FINDINGS, outcome=Outcome.DONE)


def alerts_of(person_id: UUID) -> QuerySet[ViewingAlert]:
    """The alerts of the schemes that somebody manages, or whose examinations; those about themselves are not theirs."""
    scopes = grants.scopes_of(person_id, EXAM_MANAGER, SCHEME_MANAGER)
    found = ViewingAlert.objects.filter(scheme__scope__in=scopes).exclude(person_id=person_id)
    return found.select_related("scheme__scope", "person", "judged_by")


def alerts_to_judge(person_id: UUID) -> QuerySet[ViewingAlert]:
    """The alerts that wait for somebody's judgement, the oldest first."""
    return alerts_of(person_id).filter(state=AlertState.OPEN).order_by("noticed_at", "id")


def open_alert(scheme: Scheme, person_id: UUID, kind: str, day: date) -> ViewingAlert | None:
    """The alert about somebody's viewing of that kind on that day, judged or not."""
    found = ViewingAlert.objects.filter(scheme=scheme, person_id=person_id, kind=kind, day=day)
    return found.select_related("person", "scheme__scope").first()


def named(alert: ViewingAlert) -> QuerySet[ItemVersion]:
    """The versions that an alert names."""
    return listed().filter(pk__in=[UUID(each) for each in alert.versions]).order_by("item__number")


def looking_back() -> dict[UUID, int]:
    """Over how many months the policy of each scheme looks back, where it does."""
    latest = BankPolicy.objects.filter(scheme=OuterRef("pk")).order_by("-set_at", "-id")
    found = Scheme.objects.annotate(within=Subquery(latest.values("rest_within")[:1])).filter(within__gt=0)
    return dict(found.values_list("pk", "within"))


def worn() -> QuerySet[ItemVersion]:
    """The items in use that as many candidates saw, since their last rest, as the policy of their scheme allows.

    Where it looks back over months, as many saw them within these.
    """
    policy = BankPolicy.objects.filter(scheme=OuterRef("item__scheme")).order_by("-set_at", "-id")
    limit, within = (
        Coalesce(Subquery(policy.values(name)[:1]), 0, output_field=IntegerField())
        for name in ("rest_after", "rest_within")
    )
    found = listed().filter(state=ItemState.OPERATIONAL).annotate(limit=limit, within=within).filter(limit__gt=0)
    reached = found.filter(exposure__shown__gte=F("exposure__before_rest") + F("limit"))
    reached = reached.filter(Q(within=0) | Q(exposure__lately__gte=F("limit")))
    return reached.select_related("item__scheme__scope", "exposure")


def worn_for(person_id: UUID) -> QuerySet[ItemVersion]:
    """Those of `worn` that somebody lets rest: they keep the bank."""
    return worn().filter(item__scheme__scope__in=sight(person_id).managed)


def worn_by_scheme(person_id: UUID) -> list[tuple[Scheme, int]]:
    """How many items of each scheme wait for somebody to let them rest."""
    counted = dict(worn_for(person_id).values_list("item__scheme").annotate(Count("pk")).order_by())
    return [(each, counted[each.pk]) for each in Scheme.objects.filter(pk__in=counted).order_by("code")]
