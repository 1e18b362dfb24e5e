"""Who is told while an item is reviewed and used. Nothing that is told holds a word of an item or of a comment."""

from collections.abc import Iterator
from typing import Any

from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER
from guildhall.itembank import queries
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.told.items import holders_of, told_of
from guildhall.kernel.actors import person
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find


@tells("itembank.item.accept", text="itembank/item-fairness", mailed=False)
def reviewers_hear_of_its_words(*, entry: Any) -> Iterator[Told]:
    """Who reviews items of the scheme, except who wrote it: its fairness and language are looked at next."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        yield from told_of(version, holders_of(version, ITEM_REVIEWER) - queries.authors(version))


@tells("itembank.item.endorse", text="itembank/item-second", mailed=False)
def a_second_reviewer_is_asked(*, entry: Any) -> Iterator[Told]:
    """Who reviews items of the scheme, except who wrote it and who accepted it as the first."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        first = {each for each in holders_of(version, ITEM_REVIEWER) if str(person(each)) == entry.actor}
        yield from told_of(version, holders_of(version, ITEM_REVIEWER) - queries.authors(version) - first)


@tells("itembank.item.assess", text="itembank/item-keying", mailed=False)
def who_knows_no_key_is_asked(*, entry: Any) -> Iterator[Told]:
    """Who reviews items of the scheme or manages its examinations and has not seen the key."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        asked = holders_of(version, ITEM_REVIEWER) | holders_of(version, EXAM_MANAGER)
        yield from told_of(version, {each for each in asked if not queries.knows_the_key(each, version)})


@tells("itembank.item.flag", text="itembank/item-flagged")
def managers_hear_of_a_flag(*, entry: Any) -> Iterator[Told]:
    """Who manages examinations of the scheme, except who wrote it."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        yield from told_of(version, holders_of(version, EXAM_MANAGER) - queries.authors(version))


@tells("itembank.item.keep", text="itembank/item-kept", mailed=False)
def who_flagged_it_hears_the_ruling(*, entry: Any) -> Iterator[Told]:
    """Whoever raised the flag that was judged last."""
    version = find(entry.subject)
    if isinstance(version, ItemVersion):
        flag = queries.flags(version).exclude(ruling="").order_by("-ruled_at").first()
        yield from told_of(version, {flag.raised_by_id} if flag else set())


@tells("itembank.comment.say", text="itembank/item-commented", mailed=False)
def who_talks_hears_of_a_comment(*, entry: Any) -> Iterator[Told]:
    """Its author and everybody who commented on it before, as far as they may still open it; not who said it."""
    version = find(entry.subject)
    if not isinstance(version, ItemVersion):
        return
    talking = {version.authored_by_id, *queries.comments(version).values_list("said_by_id", flat=True)}
    others = {each for each in talking if str(person(each)) != entry.actor}
    yield from told_of(version, {each for each in others if version in queries.visible_to(each)})
