"""What others may read of the bank: which items are in use, what the blueprint needs, what waits. No item's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, When

from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, ITEM_WRITER, PSYCHOMETRICIAN
from guildhall.itembank.lifecycles import ImportState, ItemState
from guildhall.itembank.lifecycles.items import REVIEWED_STATES
from guildhall.itembank.models import Item, ItemImport, ItemReview, ItemVersion, StagedItem, Step
from guildhall.itembank.queries.hands import Hand, Part, hands
from guildhall.itembank.queries.judgements import having_part
from guildhall.kernel import clock, remembering
from guildhall.personnel.lifecycles import CourseState, TrainingState
from guildhall.personnel.models import Course, Training
from guildhall.schemes.lifecycles import VersionState
from guildhall.schemes.models import BlueprintRow, Domain, Scheme, SchemeVersion

OPEN = (
    ItemState.DRAFT,
    *REVIEWED_STATES,
    ItemState.VALIDATED,
    ItemState.PILOT,
    ItemState.PILOTING,
    ItemState.STATISTICS,
)
"""States of a version that is on its way into use."""

SECRET = ("source", "pictures")
"""Columns that a list does not load."""


def usable(scheme: Scheme) -> QuerySet[ItemVersion]:
    """The versions of a scheme's items that may stand in a form."""
    return listed().filter(item__scheme=scheme, state=ItemState.OPERATIONAL).order_by("item__number")


def usable_in(scheme: Scheme, domain_code: str) -> QuerySet[ItemVersion]:
    """Those of `usable` that belong to one domain of the blueprint."""
    return usable(scheme).filter(item__domain_code=domain_code)


def listed() -> QuerySet[ItemVersion]:
    """All versions as lists show them, without what they ask."""
    return ItemVersion.objects.select_related("item__scheme__scope").defer(*SECRET)


@remembering.remembered
def trained_scopes(person_id: UUID) -> frozenset[UUID]:
    """The schemes for which somebody trains or trained people: there they see no items but their own (R-10)."""
    given = Training.objects.filter(trainer_id=person_id, state=TrainingState.RECORDED)
    held = Course.objects.filter(trainer_id=person_id, state=CourseState.DECLARED)
    return frozenset(given.values_list("scope_id", flat=True).union(held.values_list("scope_id", flat=True)))


def trainers(scope_id: UUID) -> set[UUID]:
    """Who trains or trained people for a scheme."""
    given, held = trainings_for(scope_id)
    return set(given) | set(held)


def trainings_for(scope_id: UUID) -> tuple[QuerySet[Training, UUID], QuerySet[Course, UUID]]:
    """Who gave a recorded training for a scheme, and who holds a course for it; to be asked, or asked within."""
    given = Training.objects.filter(scope_id=scope_id, state=TrainingState.RECORDED)
    held = Course.objects.filter(scope_id=scope_id, state=CourseState.DECLARED, trainer__isnull=False)
    return given.values_list("trainer_id", flat=True), held.values_list("trainer_id", flat=True)


@dataclass(frozen=True)
class Sight:
    """The schemes in which somebody manages, reviews, studies or writes items; where they train, they only write."""

    person_id: UUID
    managed: frozenset[UUID]
    reviewed: frozenset[UUID]
    studied: frozenset[UUID]
    written: frozenset[UUID]

    @property
    def versions(self) -> QuerySet[ItemVersion]:
        """What they may open: all they manage, what is or was theirs to review, what candidates met where they study
        how well it measures, and what they wrote."""
        return listed().filter(self._managed | self._wrote | self._judged | self._studied)

    @property
    def _managed(self) -> Q:
        return _in(self.managed)

    @property
    def _wrote(self) -> Q:
        return _in(self.written) & Q(authored_by_id=self.person_id)

    @property
    def _judged(self) -> Q:
        return _in(self.reviewed) & (Q(state__in=REVIEWED_STATES) | having_part(self.person_id))

    @property
    def _studied(self) -> Q:
        return _in(self.studied) & Q(approved_at__isnull=False)


def _in(scopes: frozenset[UUID]) -> Q:
    """Of an item of these schemes: a question of its own and no join, so that a list is walked in its order."""
    if not scopes:
        return Q(pk__in=[])
    return Q(Exists(Item.objects.filter(pk=OuterRef("item"), scheme__scope__in=scopes)))


def sight(person_id: UUID) -> Sight:
    """What somebody's roles and trainings let them see."""
    roles = (ITEM_WRITER, ITEM_REVIEWER, EXAM_MANAGER, PSYCHOMETRICIAN)
    scopes: dict[str, set[UUID]] = {each.code: set() for each in roles}
    for code, scope_id in grants.held_by(person_id, clock.today()):
        scopes.get(code, set()).add(scope_id)
    barred = trained_scopes(person_id)
    return Sight(
        person_id,
        managed=frozenset(scopes[EXAM_MANAGER.code] - barred),
        reviewed=frozenset(scopes[ITEM_REVIEWER.code] - barred),
        studied=frozenset(scopes[PSYCHOMETRICIAN.code] - barred),
        written=frozenset(scopes[ITEM_WRITER.code] | scopes[EXAM_MANAGER.code]),
    )


def visible_to(person_id: UUID) -> QuerySet[ItemVersion]:
    """The versions that somebody may open."""
    return sight(person_id).versions


def authors(version: ItemVersion) -> set[UUID]:
    """Who wrote a version of an item, or an earlier one that it was made from."""
    wrote = hands(version, Part.WROTE)
    return {each.person_id for each in wrote if each.person_id and each.ordinal <= version.ordinal}


def other_open(version: ItemVersion) -> Hand | None:
    """Another version of the same item that is being worked on."""
    others = (each for each in hands(version, Part.WROTE) if each.version_id != version.pk)
    return next((each for each in others if each.told["state"] in OPEN), None)


def versions(item: Item) -> QuerySet[ItemVersion]:
    """All versions of an item, the latest first."""
    return listed().filter(item=item).order_by("-ordinal")


def reviews(version: ItemVersion) -> QuerySet[ItemReview]:
    """What was found in a version, the latest first."""
    found = ItemReview.objects.filter(version=version).select_related("version__item__scheme", "reviewed_by")
    return found.order_by("-reviewed_at", "-id")


def scheme_version(scheme: Scheme) -> SchemeVersion | None:
    """The version whose domains items belong to: the one in effect, or the latest that is being made."""
    return _standing(scheme).first()


def _standing(scheme: Any) -> QuerySet[SchemeVersion]:
    """The versions of a scheme, the one in front whose domains items belong to."""
    found = SchemeVersion.objects.filter(scheme=scheme).exclude(state=VersionState.ABANDONED)
    in_effect = Case(When(state=VersionState.EFFECTIVE, then=0), default=1)
    return found.order_by(in_effect, "-ordinal")


def domains(scheme: Scheme) -> list[Domain]:
    """The domains to which items of a scheme belong."""
    return list(_domains(scheme).order_by("position", "code"))


def _domains(scheme: Any) -> QuerySet[Domain]:
    return Domain.objects.filter(version=Subquery(_standing(scheme).values("pk")[:1]))


@remembering.remembered
def domain_title(scheme: Scheme, code: str) -> str | None:
    """What a domain of the blueprint is called; None where the scheme has no domain of that code."""
    return _domains(scheme).filter(code=code).values_list("title", flat=True).first()


def domain_titles() -> Subquery:
    """The same beside each version of a list, with no query more."""
    found = _domains(OuterRef(OuterRef("item__scheme")))
    return Subquery(found.filter(code=OuterRef("item__domain_code")).values("title")[:1])


def domains_of(version: SchemeVersion | None) -> list[Domain]:
    """The domains of a version of a scheme, in their order."""
    return list(Domain.objects.filter(version=version).order_by("position", "code"))


def domain_codes(scheme: Scheme) -> set[str]:
    """The codes of `domains`."""
    return {each.code for each in domains(scheme)}


def schemes_of(person_id: UUID) -> QuerySet[Scheme]:
    """The schemes whose items somebody writes or manages."""
    return Scheme.objects.filter(scope__in=sight(person_id).written).select_related("scope").order_by("code")


@dataclass(frozen=True)
class Cell:
    """One domain of a scheme: how many items its blueprint needs, and how many there are in which state."""

    code: str
    title: str
    needed: int
    usable: int
    under_way: int

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.usable)


def coverage(scheme: Scheme) -> list[Cell]:
    """The blueprint against the bank: the items that one form needs, and those that are in use or under way."""
    version = scheme_version(scheme)
    rows = BlueprintRow.objects.filter(component__version=version, items__gt=0)
    needed = dict(rows.values_list("domain__code").annotate(Sum("items")))
    held = _held(scheme)
    return [
        Cell(each.code, each.title, needed.get(each.code, 0), *held.get(each.code, (0, 0)))
        for each in domains_of(version)
    ]


def _held(scheme: Scheme) -> dict[str, tuple[int, int]]:
    """How many items of each domain are in use, and how many are being worked on."""
    found = ItemVersion.objects.filter(item__scheme=scheme, state__in=[ItemState.OPERATIONAL, *OPEN])
    by_domain = found.values_list("item__domain_code").annotate(
        in_use=Count("item", distinct=True, filter=Q(state=ItemState.OPERATIONAL)),
        under_way=Count("item", distinct=True, filter=Q(state__in=OPEN)),
    )
    return {code: (in_use, under_way) for code, in_use, under_way in by_domain}


def imports_of(person_id: UUID) -> QuerySet[ItemImport]:
    """The imports that somebody may open: their own, and all of the schemes whose items they manage."""
    seen = sight(person_id)
    managed = Q(scheme__scope__in=seen.managed)
    own = Q(scheme__scope__in=seen.written, staged_by_id=person_id)
    good, bad = (Count("staged", filter=Q(staged__rejected=rejected)) for rejected in (False, True))
    found = ItemImport.objects.select_related("scheme__scope", "file", "staged_by").filter(managed | own)
    return found.annotate(good=good, bad=bad)


def staged(batch: ItemImport) -> QuerySet[StagedItem]:
    """The files of an import, in their order."""
    found = StagedItem.objects.filter(batch=batch).select_related("batch__scheme__scope").order_by("position")
    return found.defer("source", "pictures")


def wanted(batch: ItemImport) -> QuerySet[StagedItem]:
    """The files of an import that are still to be taken in."""
    left = StagedItem.objects.filter(batch=batch, rejected=False, left_out=False, taken_as__isnull=True)
    return left.order_by("position")


def known(scheme: Scheme, identifiers: Iterable[str]) -> dict[str, str]:
    """The numbers of the items that have one of `identifiers`, by the identifier."""
    found = Item.objects.filter(scheme=scheme, identifier__in=list(identifiers))
    return dict(found.values_list("identifier", "number"))


def taken_from(batch: ItemImport) -> dict[str, UUID]:
    """The versions that an import made, by the identifier of their item."""
    made = ItemVersion.objects.filter(imported_with=batch).order_by("ordinal")
    return dict(made.values_list("item__identifier", "pk"))


def in_review(person_id: UUID) -> QuerySet[ItemVersion]:
    """What waits for somebody's review: items of others, in schemes for which they train nobody.

    What they accepted as the first of two waits for somebody else.
    """
    states = (ItemState.CONTENT, ItemState.FAIRNESS)
    waiting = listed().filter(item__scheme__scope__in=sight(person_id).reviewed, state__in=states)
    theirs = ItemReview.objects.filter(version=OuterRef("pk"), reviewed_by_id=person_id, step=Step.CONTENT)
    endorsed = theirs.filter(accepted=True, reviewed_at__gte=OuterRef("submitted_at"))
    first_of_two = Q(state=ItemState.CONTENT) & Q(Exists(endorsed))
    return waiting.exclude(first_of_two).exclude(item__in=_written(person_id)).order_by("submitted_at", "id")


def to_approve(person_id: UUID) -> QuerySet[ItemVersion]:
    """What waits for somebody's approval: reviewed by another, written by another."""
    states = (ItemState.VALIDATED, ItemState.STATISTICS)
    waiting = listed().filter(item__scheme__scope__in=sight(person_id).managed, state__in=states)
    accepted = ItemReview.objects.filter(version=OuterRef("pk"), step=Step.CONTENT, accepted=True)
    others = accepted.exclude(reviewed_by_id=person_id)
    return waiting.filter(Exists(others)).exclude(item__in=_written(person_id)).order_by("submitted_at", "id")


def to_write(person_id: UUID) -> QuerySet[ItemVersion]:
    """Somebody's own drafts."""
    mine = Q(item__scheme__scope__in=sight(person_id).written, authored_by_id=person_id, state=ItemState.DRAFT)
    return listed().filter(mine).order_by("authored_at", "id")


def to_take(person_id: UUID) -> QuerySet[ItemImport]:
    """Somebody's own imports that wait to be taken in."""
    return imports_of(person_id).filter(state=ImportState.STAGED, staged_by_id=person_id).order_by("staged_at")


def _written(person_id: UUID) -> QuerySet[ItemVersion, UUID]:
    return ItemVersion.objects.filter(authored_by_id=person_id).values_list("item_id", flat=True)
