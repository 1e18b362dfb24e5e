"""What others may read of the library: what an item may show, where it stands, and who sees it."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guildhall.itembank.lifecycles import ItemState, MediumState
from guildhall.itembank.models import ItemVersion, Medium, MediumKind, MediumUse
from guildhall.itembank.queries.items import sight, trained_scopes
from guildhall.itembank.questions import Question
from guildhall.kernel import clock
from guildhall.schemes.models import Scheme

MOST_NAMED = 20
"""How many media are named one by one where something is wrong with them."""


def numbers_in(question: Question) -> set[str]:
    """The numbers of what a question shows from the library."""
    named = {each.removeprefix("media/") for each in question.addresses}
    return named | ({question.passage.number} if question.passage else set())


def shown(scheme: Scheme, question: Question) -> list[Medium]:
    """What of the library of a scheme a question shows."""
    found = Medium.objects.filter(scheme=scheme, number__in=numbers_in(question))
    return list(found.select_related("scheme__scope", "picture__file"))


def used_in(version: ItemVersion) -> QuerySet[Medium]:
    """What of the library a version shows."""
    return Medium.objects.filter(uses__version=version, uses__is_shown=True)


def uses(medium: Medium) -> QuerySet[MediumUse]:
    """The versions of items that show a medium, the latest first."""
    found = MediumUse.objects.filter(medium=medium, is_shown=True).select_related("version__item__scheme")
    return found.order_by("-version__authored_at", "-id")


def visible_to(person_id: UUID) -> QuerySet[Medium]:
    """The library as somebody may see it: of the schemes in which they write; where they train, only what they kept."""
    seen = sight(person_id)
    whole = (seen.managed | seen.written) - trained_scopes(person_id)
    theirs = Q(scheme__scope__in=seen.written, kept_by_id=person_id)
    found = Medium.objects.filter(Q(scheme__scope__in=whole) | theirs).select_related("scheme__scope", "kept_by")
    return found.annotate(shown_in=Count("uses", filter=Q(uses__is_shown=True)))


def choosable(scheme: Scheme, person_id: UUID, kind: MediumKind) -> list[Medium]:
    """What somebody may put into an item of a scheme today."""
    today = clock.today()
    found = visible_to(person_id).filter(scheme=scheme, kind=kind, state=MediumState.KEPT)
    return list(found.filter(Q(usable_until__isnull=True) | Q(usable_until__gte=today)).order_by("number"))


def ended(media: QuerySet[Medium]) -> list[Medium]:
    """Those of the library that items on their way or in use show although the right to show them has ended."""
    live = Q(uses__is_shown=True) & ~Q(uses__version__state=ItemState.RETIRED)
    found = media.filter(live, usable_until__lt=clock.today()).distinct().order_by("number")
    return list(found[:MOST_NAMED])
