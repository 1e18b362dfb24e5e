"""What conformity looks at in near duplicates and in what holds between items."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.itembank.controls.items import VALIDITY
from guildhall.itembank.lifecycles import ItemState, LikenessState, SetState
from guildhall.itembank.models import ItemSet, ItemVersion, Likeness, SetMember
from guildhall.itembank.queries import likenesses
from guildhall.itembank.queries.relations import declared
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

MET = (ItemState.PILOT, ItemState.PILOTING, ItemState.OPERATIONAL)
"""States in which candidates meet a version."""


@control(
    "itembank.no_duplicate_is_in_use",
    title=gettext_noop("No item in use was judged a duplicate of another one"),
    clauses=VALIDITY,
    events=["itembank.likeness.*", "itembank.item.*", "itembank.key.*"],
)
def no_duplicate_is_in_use() -> Answer:
    """No version that candidates meet was judged to be a duplicate by somebody."""
    found = _in_use().filter(state=LikenessState.REJECTED)
    return _answer(found, gettext_noop("is in use, and was judged a duplicate"))


@control(
    "itembank.near_duplicates_are_judged",
    title=gettext_noop("Items in use that are almost the same were judged by somebody"),
    clauses=VALIDITY,
    events=["itembank.likeness.*", "itembank.item.*", "itembank.key.*"],
)
def near_duplicates_are_judged() -> Answer:
    """No two versions that candidates meet are alike without somebody having said that both may stand."""
    found = _in_use().filter(state=LikenessState.WAITING, other__state__in=MET)
    return _answer(found, gettext_noop("are in use and alike, and nobody has judged them"))


@control(
    "itembank.likenesses_were_judged_by_others",
    title=gettext_noop("Nobody judged whether an item that they wrote is a duplicate"),
    clauses=["2012:9.2.4", "2012:10.2.3", "2026:9.3"],
    events=["itembank.likeness.*"],
)
def likenesses_were_judged_by_others() -> Answer:
    """No likeness was judged by somebody who wrote a version of one of the two items."""
    theirs = ItemVersion.objects.filter(authored_by=OuterRef("judged_by"))
    newer, other = (Exists(theirs.filter(item=OuterRef(f"{side}__item"))) for side in ("version", "other"))
    found = likenesses.likenesses().filter(newer | other)
    return _answer(found, gettext_noop("were judged by somebody who wrote one of them"))


@control(
    "itembank.no_set_holds_enemies",
    title=gettext_noop("No item set holds two items that are enemies"),
    clauses=["2012:9.3.1", "2026:9.3"],
    events=["itembank.enemies.*", "itembank.set.*"],
)
def no_set_holds_enemies() -> Answer:
    """No set that goes into forms as a whole holds two items of which one form may hold at most one."""
    kept = ItemSet.objects.filter(state=SetState.KEPT)
    first = SetMember.objects.filter(of=OuterRef(OuterRef("pk")), item=OuterRef("item"), left_at__isnull=True)
    second = SetMember.objects.filter(of=OuterRef(OuterRef("pk")), item=OuterRef("other"), left_at__isnull=True)
    broken = kept.filter(Exists(declared().filter(Exists(first), Exists(second)))).order_by("number")
    sentence = gettext_noop("holds two items that are enemies, so that no form can hold it")
    found = [Finding(each.ref, each.number, sentence, ("itembank:set", str(each.pk))) for each in broken]
    return Answer(findings=found, looked_at=kept.count())


def _in_use() -> QuerySet[Likeness]:
    return likenesses.likenesses().filter(version__state__in=MET).order_by("id")


def _answer(offenders: Iterable[Likeness], sentence: str) -> Answer:
    found = [Finding(each.ref, str(each), sentence, ("itembank:likeness", str(each.pk))) for each in offenders]
    return Answer(findings=found, looked_at=Likeness.objects.exclude(state=LikenessState.GONE).count())
