"""What waits for whom because an item was locked."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.exams import exposures
from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank.queries import trained_scopes
from guildhall.kernel.declarations import WorkItem, work


@work("exams.exposed")
def locked_items_to_see_to(*, person_id: UUID) -> Iterator[WorkItem]:
    """Locked items that stand in a released form, or on which results hang that nobody knows yet."""
    scopes = grants.scopes_of(person_id, EXAM_MANAGER) - trained_scopes(person_id)
    for version in exposures.to_see_to(scopes):
        yield WorkItem(
            _("Item %(number)s is locked: see to forms and attempts") % {"number": version},
            _("It stands in forms of %(scheme)s, whose examinations you manage.")
            % {"scheme": version.item.scheme.code},
            _("See whom it concerns"),
            ("exams:exposed-item", str(version.pk)),
        )
