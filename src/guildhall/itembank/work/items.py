"""What waits for whom in this room."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemVersion, Origin
from guildhall.kernel.declarations import WorkItem, work

MOST = 50
"""How many items of one kind are listed one by one."""


@work("itembank.drafts")
def drafts(*, person_id: UUID) -> Iterator[WorkItem]:
    """One's own items: to mend after they were sent back, or to finish and submit."""
    for version in queries.to_write(person_id)[:MOST]:
        yield of_version(version, *_state_of(version), _("Open"))


def _state_of(version: ItemVersion) -> tuple[str, str]:
    """What is to be done with a draft, and why."""
    if version.approved_at:
        why = _("The lock was taken away; it is reviewed and approved anew before it is used again.")
        return _("Item %(number)s was cleared: submit it again"), why
    if version.submitted_at:
        return _("Item %(number)s was sent back: mend it"), _("You wrote it; it is said there what is to be mended.")
    return _("Item %(number)s: submit it for review"), _("You wrote it, and nobody sees it until it is submitted.")


@work("itembank.reviews")
def reviews(*, person_id: UUID) -> Iterator[WorkItem]:
    """Items of others to review."""
    for version in queries.in_review(person_id)[:MOST]:
        why = _("Somebody else wrote it, and you review items of %(scheme)s.")
        what, verb = _step(version)
        yield of_version(version, what, why, _("Review"), page=f"itembank:version-{verb}")


def _step(version: ItemVersion) -> tuple[str, str]:
    """What is looked at now in a version, and the page on which it is."""
    if version.state == ItemState.FAIRNESS:
        return _("Item %(number)s: review its fairness and language"), "assess"
    if version.origin == Origin.MACHINE and not queries.ai_validations(version).exists():
        return _("Item %(number)s: a machine drafted it; stand for it as an expert, or send it back"), "stand"
    return _("Item %(number)s: review its content"), "accept"


@work("itembank.approvals")
def approvals(*, person_id: UUID) -> Iterator[WorkItem]:
    """Reviewed items to approve."""
    for version in queries.to_approve(person_id)[:MOST]:
        why = _("It was accepted in review; you neither wrote it nor reviewed it alone.")
        pilot = version.state == ItemState.VALIDATED and queries.policy(version.item.scheme).pilots
        what = _("Item %(number)s: approve it for a pilot") if pilot else _("Item %(number)s: approve it")
        page = "itembank:version-approve-for-pilot" if pilot else "itembank:version-approve"
        yield of_version(version, what, why, _("Approve"), page)


@work("itembank.imports")
def imports(*, person_id: UUID) -> Iterator[WorkItem]:
    """One's own imports to look through."""
    for batch in queries.to_take(person_id)[:MOST]:
        yield WorkItem(
            _("Import %(number)s: take it in or discard it") % {"number": batch.number},
            _("You handed it in; nothing of it is in the bank yet."),
            _("Look through"),
            ("itembank:import", str(batch.pk)),
        )


def of_version(version: ItemVersion, what: str, why: str, action: str, page: str = "itembank:version") -> WorkItem:
    """Something to do with a version; number and scheme stand in the sentences."""
    known = {"number": version, "scheme": version.item.scheme.code}
    return WorkItem(what % known, why % known, action, (page, str(version.pk)))
