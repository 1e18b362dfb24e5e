"""Who hears of unusual viewing, exports and translations. Nothing that is told holds a word of an item."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, SCHEME_MANAGER
from guildhall.itembank import queries
from guildhall.itembank.models import ItemExport, Translation, ViewingAlert
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find


@tells("itembank.viewing-alert.notice", text="itembank/viewing-alert")
def judges_hear_of_unusual_viewing(*, entry: Any) -> Iterator[Told]:
    """Who manages the scheme or its examinations, but never whoever looked."""
    alert = find(entry.subject)
    if isinstance(alert, ViewingAlert):
        judges = grants.holders(EXAM_MANAGER, SCHEME_MANAGER, scope_id=alert.scheme.scope_id) - {alert.person_id}
        yield from _told(alert, judges, "itembank:viewing-alert")


@tells("itembank.viewing-alert.take-up", text="itembank/viewing-taken-up")
def whoever_looked_hears_of_it(*, entry: Any) -> Iterator[Told]:
    """Whoever looked: they can say what it was."""
    alert = find(entry.subject)
    if isinstance(alert, ViewingAlert):
        yield Told(alert.person_id, alert.number, words={"day_on": alert.day})


@tells("itembank.export.make", text="itembank/export-made", mailed=False)
def managers_hear_of_an_export(*, entry: Any) -> Iterator[Told]:
    """Everybody else who manages the scheme or its examinations."""
    export = find(entry.result)
    if isinstance(export, ItemExport):
        scope_id = export.scheme.scope_id
        managers = grants.holders(EXAM_MANAGER, scope_id=scope_id) - queries.trainers(scope_id) - {export.made_by_id}
        yield from _told(export, managers, "itembank:export")


@tells("itembank.translation.assign", text="itembank/translation-assigned")
@tells("itembank.translation.send-back", text="itembank/translation-sent-back")
@tells("itembank.translation.outdate", text="itembank/translation-outdated", mailed=False)
def translator_hears_of_it(*, entry: Any) -> Iterator[Told]:
    """Whoever translates it, or did."""
    translation = find(entry.subject)
    if isinstance(translation, Translation):
        yield from _told(translation, {translation.translator_id}, "itembank:translation")


@tells("itembank.translation.hand-over", text="itembank/translation-handed-over", mailed=False)
def reviewers_hear_of_a_translation(*, entry: Any) -> Iterator[Told]:
    """Who reviews items of the scheme, except its translator and who trains for the scheme."""
    translation = find(entry.subject)
    if isinstance(translation, Translation):
        scope_id = translation.source.item.scheme.scope_id
        reviewers = grants.holders(ITEM_REVIEWER, scope_id=scope_id) - queries.trainers(scope_id)
        yield from _told(translation, reviewers - {translation.translator_id}, "itembank:translation")


def _told(record: ViewingAlert | ItemExport | Translation, people: set[UUID], page: str) -> Iterator[Told]:
    for person_id in sorted(people):
        yield Told(person_id, record.number, link=(page, str(record.pk)))
