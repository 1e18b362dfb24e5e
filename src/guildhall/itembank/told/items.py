"""Who is told what in this room. Nothing that is told holds a word of an item."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, Role
from guildhall.itembank import queries
from guildhall.itembank.models import ItemVersion
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find


@tells("itembank.item.submit", text="itembank/item-submitted", mailed=False)
def reviewers_hear_of_an_item(*, entry: Any) -> Iterator[Told]:
    """Who reviews items of the scheme, except who wrote it and who trains for the scheme."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        yield from told_of(version, holders_of(version, ITEM_REVIEWER) - queries.authors(version))


@tells("itembank.key.confirm", text="itembank/item-accepted", mailed=False)
@tells("itembank.item.review-statistics", text="itembank/item-statistics-accepted", mailed=False)
def managers_hear_of_a_review(*, entry: Any) -> Iterator[Told]:
    """Who manages examinations of the scheme, except who wrote it and who trains for the scheme."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        yield from told_of(version, holders_of(version, EXAM_MANAGER) - queries.authors(version))


@tells("itembank.item.send-back", text="itembank/item-sent-back")
@tells("itembank.key.dispute", text="itembank/item-key-disputed")
@tells("itembank.item.approve", text="itembank/item-approved", mailed=False)
@tells("itembank.item.approve-for-pilot", text="itembank/item-in-pilot", mailed=False)
@tells("itembank.item.clear", text="itembank/item-cleared")
def author_hears_what_became_of_it(*, entry: Any) -> Iterator[Told]:
    """Whoever wrote it."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        yield from told_of(version, {version.authored_by_id})


@tells("itembank.item.compromise", text="itembank/item-compromised")
def managers_hear_of_a_lock(*, entry: Any) -> Iterator[Told]:
    """Who manages examinations of the scheme: forms that hold the item are looked at now."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        yield from told_of(version, holders_of(version, EXAM_MANAGER))


def holders_of(version: ItemVersion, role: Role) -> set[UUID]:
    """Who holds a role in the scheme of a version and trains nobody for it."""
    scope_id = version.item.scheme.scope_id
    return grants.holders(role, scope_id=scope_id) - queries.trainers(scope_id)


def told_of(version: ItemVersion, people: set[UUID]) -> Iterator[Told]:
    """Each of them, with the number of the version and the way to it."""
    for person_id in sorted(people):
        yield Told(person_id, str(version), link=("itembank:version", str(version.pk)))
