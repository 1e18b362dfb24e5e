"""What waits for whom in the life of items, beside what is to be written, reviewed and approved."""

from uuid import UUID

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import BankPolicy, ItemStatistic, ItemVersion
from guildhall.itembank.queries.items import listed, sight
from guildhall.itembank.queries.keys import keys_known
from guildhall.itembank.queries.statistics import unseen_statistics
from guildhall.kernel import clock

MOST = 200
"""Among how many waiting items those are looked for whose key somebody has not seen."""


def to_answer_blind(person_id: UUID) -> list[ItemVersion]:
    """Items whose key somebody may bear out: of others, not reviewed by them, and never opened by them."""
    seen = sight(person_id)
    states = listed().filter(state=ItemState.KEYING, item__scheme__scope__in=seen.reviewed | seen.managed)
    waiting = list(states.order_by("submitted_at", "id")[:MOST])
    known = keys_known(person_id, waiting)
    return [each for each in waiting if each.pk not in known]


def pilots_to_judge(person_id: UUID) -> QuerySet[ItemVersion]:
    """Items in a pilot of which as many answers are known as the policy of their scheme asks for."""
    newest = ItemStatistic.objects.filter(version=OuterRef("pk")).order_by("-recorded_at", "-id").values("n")[:1]
    policy = BankPolicy.objects.filter(scheme=OuterRef("item__scheme")).order_by("-set_at", "-id")
    least = Coalesce(Subquery(policy.values("pilot_least")[:1]), BankPolicy().pilot_least, output_field=IntegerField())
    waiting = _studied(person_id).filter(state=ItemState.PILOTING).annotate(known=Subquery(newest), least=least)
    return waiting.filter(known__gte=least).order_by("item__number")


def statistics_to_see(person_id: UUID) -> QuerySet[ItemVersion]:
    """Items in use whose newest statistics nobody has looked at."""
    mine = _studied(person_id).filter(state=ItemState.OPERATIONAL).values("pk")
    return unseen_statistics().filter(pk__in=mine).order_by("item__number")


def _studied(person_id: UUID) -> QuerySet[ItemVersion]:
    """Items of others in the schemes whose statistics somebody judges."""
    seen = sight(person_id)
    wrote = ItemVersion.objects.filter(item=OuterRef("item"), authored_by_id=person_id)
    return listed().filter(item__scheme__scope__in=seen.studied | seen.managed).exclude(Exists(wrote))


def flags_to_judge(person_id: UUID) -> QuerySet[ItemVersion]:
    """Flagged items of others in the schemes that somebody manages."""
    wrote = ItemVersion.objects.filter(item=OuterRef("item"), authored_by_id=person_id)
    waiting = listed().filter(item__scheme__scope__in=sight(person_id).managed, state=ItemState.FLAGGED)
    return waiting.exclude(Exists(wrote)).order_by("item__number")


def rests_to_end(person_id: UUID) -> QuerySet[ItemVersion]:
    """Items in the schemes that somebody manages whose rest is over."""
    waiting = listed().filter(item__scheme__scope__in=sight(person_id).managed, state=ItemState.RESTING)
    return waiting.filter(rests_until__lte=clock.today()).order_by("rests_until", "item__number")
