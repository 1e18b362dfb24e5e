"""The reasons of an item are written beside it, and stand still when it is handed in."""

from collections.abc import Mapping

from guildhall.identity.models import Person
from guildhall.itembank.models import ItemVersion, Rationale
from guildhall.itembank.permissions import wrote_it
from guildhall.itembank.rules.items import a_draft_alone_changes
from guildhall.itembank.rules.rationales import reasons_are_of_this_item
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create


@act(
    "itembank.rationale.write",
    about="version",
    permission=wrote_it,
    rules=[a_draft_alone_changes, reasons_are_of_this_item],
    clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"],
    label=gettext_noop("Write the reasons"),
    sentence=gettext_noop("wrote the reasons of the item {subject}"),
)
def write(*, by: Actor, version: ItemVersion, reasons: Mapping[str, tuple[str, str]]) -> Rationale:
    """Say for the key and each distractor why it is right or wrong, and where that is written.

    Reviewers judge the key by it, and an appeal is answered with it. Only the author of a draft writes it.
    """
    kept = {name: list(said) for name, said in reasons.items() if any(each.strip() for each in said)}
    author, found = Person.objects.get(pk=by.name), Rationale.objects.filter(version=version).first()
    if found:
        return change(found, reasons=kept, given_by=author, given_at=clock.now())
    return create(Rationale, version=version, reasons=kept, given_by=author)
