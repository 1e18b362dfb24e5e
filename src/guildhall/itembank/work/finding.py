"""What waits for whom in finding and arranging items: near duplicates to judge, items to write, assignments to end."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.itembank import queries
from guildhall.itembank.models import Assignment
from guildhall.itembank.queries import assignments, likenesses
from guildhall.kernel.declarations import WorkItem, work

MOST = 50
"""How many things of one kind are listed one by one."""


@work("itembank.likenesses")
def likenesses_to_judge(*, person_id: UUID) -> Iterator[WorkItem]:
    """Near duplicates, for who manages or reviews items of the scheme and wrote neither."""
    for found in likenesses.to_judge(person_id)[:MOST]:
        yield WorkItem(
            _("Items %(items)s are alike: judge them") % {"items": found},
            _("They share %(share)s of their text; you wrote neither.") % {"share": f"{found.score:.0%}"},
            _("Compare"),
            ("itembank:likeness", str(found.pk)),
        )


@work("itembank.assigned")
def items_to_write(*, person_id: UUID) -> Iterator[WorkItem]:
    """Items that one is asked for and has not written yet."""
    mine = list(assignments.open_ones(writer_id=person_id)[:MOST])
    progress = assignments.progress(mine)
    for each in mine:
        if count := progress[each.pk].to_write:
            told = ngettext("%(number)s: write %(count)d item", "%(number)s: write %(count)d items", count)
            why = _("You are asked for items of the domain %(domain)s of %(scheme)s.")
            yield _of(each, told % {"number": each, "count": count}, why, _("Open"))


@work("itembank.assignments")
def assignments_to_end(*, person_id: UUID) -> Iterator[WorkItem]:
    """Assignments whose items have come or whose day has passed, for who manages the scheme's examinations."""
    managed = list(assignments.open_ones(scopes=queries.sight(person_id).managed)[: MOST * 4])
    progress = assignments.progress(managed)
    for each in managed:
        if not progress[each.pk].to_submit:
            why = _("As many items of the domain %(domain)s of %(scheme)s are submitted as were asked for.")
            yield _of(each, _("%(number)s: conclude it") % {"number": each}, why, _("Conclude"))
        elif each.is_late:
            why = _("Items of the domain %(domain)s of %(scheme)s have not come in time.")
            yield _of(
                each, _("%(number)s is overdue: give more time or withdraw it") % {"number": each}, why, _("Open")
            )


def _of(each: Assignment, what: str, why: str, action: str) -> WorkItem:
    known = {"domain": each.domain_code, "scheme": each.scheme.code}
    return WorkItem(what, why % known, action, ("itembank:assignment", str(each.pk)), each.due_on)
