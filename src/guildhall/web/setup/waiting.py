"""My work leads to the set-up as long as a step of it waits for whoever looks."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.declarations import WorkItem, work
from guildhall.shell.words import translated
from guildhall.web.setup import queries

LEADING = {ADMINISTRATOR.code, TOP_MANAGEMENT.code, QUALITY_MANAGER.code, OPERATIONS.code}
"""Who sets a body up; everybody else is led by their own queues."""


@work("web.setup")
def setup_to_go_on_with(*, person_id: UUID) -> Iterator[WorkItem]:
    """The next step of the set-up that waits for one of those who lead it."""
    if not queries.roles_given(person_id) & LEADING or queries.is_over():
        return
    steps = queries.progress(person_id)
    mine = next((each for each in steps if each.is_open and each.yours), None)
    if mine is not None:
        done = sum(each.standing.done for each in steps)
        yield WorkItem(
            _("Set the body up: %(done)d of %(all)d steps are done") % {"done": done, "all": len(steps)},
            _("Next for you: %(step)s") % {"step": translated(mine.step.title)},
            _("Go on"),
            ("web:setup",),
        )
