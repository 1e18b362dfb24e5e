"""What waits for who answers blind, judges statistics and flags, and ends rests."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.itembank import queries
from guildhall.itembank.queries import looking
from guildhall.itembank.work.items import MOST, of_version
from guildhall.kernel.declarations import WorkItem, work
from guildhall.schemes.models import Study


@work("itembank.keys")
def keys(*, person_id: UUID) -> Iterator[WorkItem]:
    """Items to answer blind, so that their keys are borne out."""
    for version in queries.to_answer_blind(person_id)[:MOST]:
        why = _("You have not seen its key; a blind answer shows whether it holds.")
        yield of_version(version, _("Item %(number)s: answer it blind"), why, _("Answer"), "itembank:version-answer")


@work("itembank.pilots")
def pilots(*, person_id: UUID) -> Iterator[WorkItem]:
    """Items that were tried long enough to be judged."""
    for version in queries.pilots_to_judge(person_id)[:MOST]:
        why = _("As many candidates answered it in its pilot as the policy of %(scheme)s asks for.")
        what = _("Item %(number)s: judge its statistics")
        yield of_version(version, what, why, _("Judge"), "itembank:version-review-statistics")


@work("itembank.statistics")
def statistics(*, person_id: UUID) -> Iterator[WorkItem]:
    """Items in use whose newest statistics nobody has looked at: one row a study, one an item where none is known."""
    for study, count in looking.studies_to_see(person_id):
        yield _of_study(study, count)
    for version in looking.statistics_of(None, person_id)[:MOST]:
        why = _("Items of %(scheme)s were measured, and nobody has looked at the numbers of this one yet.")
        what = _("Item %(number)s: look at its statistics")
        yield of_version(version, what, why, _("Look"), "itembank:version-look")


def _of_study(study: Study, count: int) -> WorkItem:
    what = ngettext(
        "Study %(number)s: look at the statistics of %(count)d item",
        "Study %(number)s: look at the statistics of %(count)d items",
        count,
    )
    why = _("It measured items of %(scheme)s in use, and nobody has looked at these numbers yet.")
    return WorkItem(
        what % {"number": study.number, "count": count},
        why % {"scheme": study.scheme.code},
        _("Look"),
        ("itembank:study-statistics", str(study.pk)),
    )


@work("itembank.flags")
def flags(*, person_id: UUID) -> Iterator[WorkItem]:
    """Flagged items to judge."""
    for version in queries.flags_to_judge(person_id)[:MOST]:
        why = _("It was flagged, and goes into no new form until it is kept, replaced or retired.")
        yield of_version(version, _("Item %(number)s: judge what was flagged"), why, _("Judge"), "itembank:version-key")


@work("itembank.rests")
def rests(*, person_id: UUID) -> Iterator[WorkItem]:
    """Items that have rested long enough."""
    for version in queries.rests_to_end(person_id)[:MOST]:
        why = _("Its rest is over, and it may stand in forms again.")
        yield of_version(version, _("Item %(number)s: use it again"), why, _("Use again"), "itembank:version-wake")
