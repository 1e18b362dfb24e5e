"""What others may read of imports: what is still to be decided, what came of one, and the rules that sort questions."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.lifecycles.items import REVIEWED_STATES
from guildhall.itembank.models import ImportRule, ItemImport, ItemVersion, StagedItem
from guildhall.schemes.models import Scheme

UNUSED = (ItemState.DRAFT, *REVIEWED_STATES, ItemState.VALIDATED, ItemState.RETIRED)
"""States in which a version stands that no candidate has met, as long as it was never approved."""


def rules(scheme: Scheme) -> QuerySet[ImportRule]:
    """The rules by which imports of a scheme are sorted, the oldest first: of several that fit, it counts."""
    return ImportRule.objects.filter(scheme=scheme, ended_at__isnull=True).order_by("made_at", "id")


def undecided(batch: ItemImport) -> QuerySet[StagedItem]:
    """The good questions of an import that are not in the bank: those that were left out can be taken in after all."""
    found = StagedItem.objects.filter(batch=batch, rejected=False, taken_as__isnull=True)
    return found.select_related("batch__scheme__scope", "batch__file", "batch__staged_by").order_by("position")


def brought(batch: ItemImport) -> QuerySet[ItemVersion]:
    """The versions that an import brought into the bank."""
    made = ItemVersion.objects.filter(staged_as__batch=batch).select_related("item__scheme__scope")
    return made.order_by("item__number")


def used(batch: ItemImport) -> QuerySet[ItemVersion]:
    """Those of `brought` that were ever in use, or are locked: they cannot be taken back."""
    return brought(batch).filter(Q(approved_at__isnull=False) | ~Q(state__in=UNUSED))


def near(staged: Iterable[StagedItem], seen: QuerySet[ItemVersion]) -> dict[int, list[tuple[ItemVersion, int]]]:
    """What of `seen` the questions of an import are like, by their positions, with the per cent of shared words."""
    alike = {each.position: {UUID(pk): share for pk, share in each.near or ()} for each in staged}
    known = seen.in_bulk({pk for found in alike.values() for pk in found}) if any(alike.values()) else {}
    return {
        position: [(known[pk], share) for pk, share in found.items() if pk in known]
        for position, found in alike.items()
    }


def words(staged: Iterable[StagedItem]) -> list[tuple[str, str, int]]:
    """What the files of an import say about their questions: aspect, word, and of how many; the commonest first."""
    counted = Counter((aspect, word) for each in staged for aspect, word in each.told or ())
    return [(aspect, word, count) for (aspect, word), count in counted.most_common()]
