"""What was found in versions of items, by whom, and what still keeps one from going on."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

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
from guildhall.schemes.models import Scheme


def policy(scheme: Scheme) -> BankPolicy:
    """How the bank of a scheme is kept today: what was set last, or the house's own measure."""
    return BankPolicy.objects.filter(scheme=scheme).order_by("-set_at", "-id").first() or BankPolicy(scheme=scheme)


def policies(scheme: Scheme) -> QuerySet[BankPolicy]:
    """What was set for the bank of a scheme, the latest first."""
    return BankPolicy.objects.filter(scheme=scheme).select_related("scheme", "set_by").order_by("-set_at", "-id")


def accepted_by(version: ItemVersion, step: Step) -> set[UUID]:
    """Who accepted a version, as it stands now, in one step of its review."""
    return acceptances(version).get(step, set())


def acceptances(version: ItemVersion) -> dict[str, set[UUID]]:
    """Who accepted a version, as it stands now, in each step of its review."""
    found = ItemReview.objects.filter(version=version, accepted=True, fingerprint=contents.fingerprint(version))
    accepted: dict[str, set[UUID]] = {}
    for step, person_id in found.values_list("step", "reviewed_by_id"):
        accepted.setdefault(step, set()).add(person_id)
    return accepted


def awaits_second(version: ItemVersion) -> bool:
    """Whether the policy of the scheme wants two people to accept its content, and nobody did yet."""
    return policy(version.item.scheme).reviewers > 1 and not accepted_by(version, Step.CONTENT)


def key_validations(version: ItemVersion) -> QuerySet[KeyValidation]:
    """The blind answers to a version, the latest first."""
    found = KeyValidation.objects.filter(version=version).select_related("version__item__scheme", "answered_by")
    return found.order_by("-answered_at", "-id")


def key_is_borne_out(version: ItemVersion) -> bool:
    """Whether the latest blind answer to a version, as it stands now, earned all of its points."""
    latest = KeyValidation.objects.filter(version=version).order_by("-answered_at", "-id").first()
    return bool(latest and latest.agrees and latest.fingerprint == contents.fingerprint(version))


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


def unanswered_points(version: ItemVersion, by: Iterable[UUID]) -> QuerySet[ItemComment]:
    """Open points to which none of `by` said anything yet."""
    said = ItemComment.objects.filter(answers=OuterRef("pk"), said_by__in=list(by))
    return open_points(version).exclude(Exists(said))
