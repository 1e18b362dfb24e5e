"""Who could be the second of two reviewers of an item."""

from guildhall.identity import grants
from guildhall.identity.persons import names
from guildhall.identity.roles import ITEM_REVIEWER
from guildhall.itembank.models import ItemVersion, Step
from guildhall.itembank.queries.items import authors, trainers
from guildhall.itembank.queries.judgements import accepted_by


def second_readers(version: ItemVersion) -> list[str]:
    """By name who could accept its content next: reviewers who neither wrote nor accepted it, nor train people."""
    scope_id = version.item.scheme.scope_id
    barred = authors(version) | trainers(scope_id) | accepted_by(version, Step.CONTENT)
    return sorted(names(grants.holders(ITEM_REVIEWER, scope_id=scope_id) - barred).values(), key=str.casefold)
