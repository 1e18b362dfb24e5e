"""What was found in versions of items, by whom, and what still keeps one from going on."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.itembank import contents
from guildhall.itembank.models import (
    AiValidation,
    BankPolicy,
    ItemComment,
    ItemReview,
    ItemVersion,
    KeyValidation,
    Step,
)
from guildhall.itembank.queries.hands import Hand, Part, hands
from guildhall.kernel import remembering
from guildhall.schemes.models import Scheme


@remembering.remembered
def policy(scheme: Scheme) -> BankPolicy:
    """How the bank of a scheme is kept today: what was set last, or the house's own measure."""
    return BankPolicy.objects.filter(scheme=scheme).order_by("-set_at", "-id").first() or BankPolicy(scheme=scheme)


def policies(scheme: Scheme) -> QuerySet[BankPolicy]:
    """What was set for the bank of a scheme, the latest first."""
    return BankPolicy.objects.filter(scheme=scheme).select_related("scheme", "set_by").order_by("-set_at", "-id")


@remembering.remembered
def fingerprint(version: ItemVersion) -> str:
    """The keyed hash of what a version holds now."""
    return contents.fingerprint(version)


def accepted_by(version: ItemVersion, step: Step) -> set[UUID]:
    """Who accepted a version, as it stands now, in one step of its review."""
    return acceptances(version).get(step, set())


def acceptances(version: ItemVersion) -> dict[str, set[UUID]]:
    """Who accepted a version, as it stands now, in each step of its review."""
    accepted: dict[str, set[UUID]] = {}
    for each in _of(version, Part.REVIEWED):
        if each.good and each.person_id and each.fingerprint == fingerprint(version):
            accepted.setdefault(each.told["step"], set()).add(each.person_id)
    return accepted


def content_reviewers(version: ItemVersion) -> set[UUID]:
    """Who ever accepted the content of a version, whatever was changed since."""
    found = _of(version, Part.REVIEWED)
    return {each.person_id for each in found if each.good and each.person_id and each.told["step"] == Step.CONTENT}


@remembering.remembered
def took_part(person_id: UUID | None, version: ItemVersion) -> bool:
    """Whether somebody reviewed a version or answered it blind."""
    return any(each.person_id == person_id for each in judged(version))


def having_part(person_id: UUID) -> Q:
    """The same of the versions of a list, as a question within another."""
    reviews = ItemReview.objects.filter(version=OuterRef("pk"), reviewed_by_id=person_id)
    answers = KeyValidation.objects.filter(version=OuterRef("pk"), answered_by_id=person_id)
    return Q(Exists(reviews)) | Q(Exists(answers))


def judged(version: ItemVersion) -> list[Hand]:
    """What reviews and blind answers found in a version, the latest first."""
    return _of(version, Part.REVIEWED, Part.ANSWERED)


def _of(version: ItemVersion, *parts: Part) -> list[Hand]:
    """What was done with that version of its item."""
    return [each for each in hands(version, *parts) if each.version_id == version.pk]


def awaits_second(version: ItemVersion) -> bool:
    """Whether the policy of the scheme wants two people to accept its content, and nobody did yet."""
    return policy(version.item.scheme).reviewers > 1 and not accepted_by(version, Step.CONTENT)


def key_validations(version: ItemVersion) -> QuerySet[KeyValidation]:
    """The blind answers to a version, the latest first."""
    found = KeyValidation.objects.filter(version=version).select_related("version__item__scheme", "answered_by")
    return found.order_by("-answered_at", "-id")


def key_is_borne_out(version: ItemVersion) -> bool:
    """Whether the latest blind answer to a version, as it stands now, earned all of its points."""
    latest = next(iter(_of(version, Part.ANSWERED)), None)
    return bool(latest and latest.good and latest.fingerprint == fingerprint(version))


def stands_for_it(version: ItemVersion) -> set[UUID]:
    """The experts who stand for a version that a machine drafted, as it stands now."""
    found = _of(version, Part.STOOD)
    return {each.person_id for each in found if each.person_id and each.fingerprint == fingerprint(version)}


def ai_validations(version: ItemVersion) -> QuerySet[AiValidation]:
    """Which experts stand for a version that a machine drafted, as it stands now."""
    found = AiValidation.objects.filter(version=version, fingerprint=contents.fingerprint(version))
    return found.select_related("version__item__scheme", "validated_by").order_by("-validated_at", "-id")


def comments(version: ItemVersion) -> QuerySet[ItemComment]:
    """What was said about a version, in the order in which it was said."""
    found = ItemComment.objects.filter(version=version)
    return found.select_related("version__item__scheme", "said_by", "resolved_by").order_by("said_at", "id")


def open_points(version: ItemVersion) -> QuerySet[ItemComment]:
    """What keeps a version from going on."""
    return ItemComment.objects.filter(version=version, point=True, resolved_at__isnull=True).order_by("said_at")


def count_of_open_points(version: ItemVersion) -> int:
    """How many points keep a version from going on."""
    return len(_of(version, Part.POINTED))


def is_duplicate(version: ItemVersion) -> bool:
    """Whether a version was judged to be a duplicate of another item."""
    return bool(_of(version, Part.DOUBLED))


def unanswered_points(version: ItemVersion, by: Iterable[UUID]) -> QuerySet[ItemComment]:
    """Open points to which none of `by` said anything yet."""
    said = ItemComment.objects.filter(answers=OuterRef("pk"), said_by__in=list(by))
    return open_points(version).exclude(Exists(said))
