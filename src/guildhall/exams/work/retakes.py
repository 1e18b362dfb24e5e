"""Which forms are missing so that candidates who wait can repeat a component within the limit of items met before."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import retakes
from guildhall.exams.permissions import KEEPERS
from guildhall.identity import grants
from guildhall.kernel.declarations import WorkItem, work


@work("exams.retakes")
def forms_to_assemble_for_repeats(*, person_id: UUID) -> Iterator[WorkItem]:
    """Components that candidates may repeat and cannot: they have met too many items of every form in use."""
    for each in retakes.stuck(grants.scopes_of(person_id, *KEEPERS)):
        count = len(each.candidacies)
        why = ngettext(
            "%(count)d candidate waits to repeat it and knows over %(most)d per cent of the items of each form in use.",
            "%(count)d candidates wait to repeat it and know over %(most)d per cent of the items of each form in use.",
            count,
        )
        yield WorkItem(
            _("%(component)s: assemble another form") % {"component": each.component.title},
            why % {"count": count, "most": each.component.overlap_most or 0},
            _("Look"),
            ("exams:forms",),
        )
