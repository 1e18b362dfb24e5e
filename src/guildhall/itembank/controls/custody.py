"""What conformity looks at in how items are guarded: unusual viewing, exports, wear, translations."""

from collections.abc import Iterable
from datetime import timedelta

from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank import queries
from guildhall.itembank.lifecycles import AlertState
from guildhall.itembank.models import ItemExport, ItemVersion, Translation, ViewingAlert
from guildhall.itembank.queries import exposures, translations
from guildhall.itembank.queries.items import listed
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Scheme

SECURITY = ("2012:7.4.1", "2012:7.4.2", "2026:7.4")
JUDGED_WITHIN = timedelta(days=14)
"""How long an alert about unusual viewing may wait (our own choice)."""


@control(
    "itembank.unusual_viewing_is_judged",
    title=gettext_noop("Unusual viewing of items was judged within two weeks, and by somebody else"),
    clauses=SECURITY,
    events=["itembank.viewing-alert.*"],
)
def unusual_viewing_is_judged() -> Answer:
    """No alert about unusual viewing waits longer than two weeks, and nobody judged how they looked themselves."""
    alerts = list(ViewingAlert.objects.select_related("scheme").order_by("number"))
    waiting = [each for each in alerts if each.state == AlertState.OPEN]
    late = [each for each in waiting if each.noticed_at + JUDGED_WITHIN < clock.now()]
    own = [each for each in alerts if each.judged_by_id == each.person_id]
    ends = [clock.day_of(each.noticed_at + JUDGED_WITHIN) for each in waiting if each not in late]
    return Answer(
        findings=[
            *_alerts(late, gettext_noop("has waited longer than two weeks for a judgement")),
            *_alerts(own, gettext_noop("was judged by whoever it is about")),
        ],
        looked_at=len(alerts),
        changes_on=min(ends) + timedelta(days=1) if ends else None,
    )


def _alerts(found: Iterable[ViewingAlert], sentence: str) -> list[Finding]:
    return [Finding(each.ref, each.number, sentence, ("itembank:viewing-alert", str(each.pk))) for each in found]


@control(
    "itembank.exports_were_by_right",
    title=gettext_noop("Items left the bank by the hand of who keeps it, and by nobody who trains for the scheme"),
    clauses=["2012:5.2.3 b)", *SECURITY],
    events=["itembank.export.*", "personnel.training.*"],
)
def exports_were_by_right() -> Answer:
    """Every export was made by somebody who managed the examinations that day and trains nobody for the scheme."""
    exports = list(ItemExport.objects.select_related("scheme", "made_by").order_by("number"))
    trainers = {each.scheme.scope_id: queries.trainers(each.scheme.scope_id) for each in exports}
    wrong = [each for each in exports if each.made_by_id in trainers[each.scheme.scope_id] or not _held(each)]
    sentence = gettext_noop("was made by somebody without the right to it")
    return Answer(
        findings=[Finding(each.ref, each.number, sentence, ("itembank:export", str(each.pk))) for each in wrong],
        looked_at=len(exports),
    )


def _held(export: ItemExport) -> bool:
    return grants.held_in(export.made_by_id, EXAM_MANAGER, export.scheme.scope_id, clock.day_of(export.made_at))


@control(
    "itembank.no_item_is_worn",
    title=gettext_noop("No item in use was seen by as many candidates as the policy of its scheme has it rest after"),
    clauses=["2012:7.4.2", "2012:9.3.5", "2026:7.4", "2026:9.3"],
    events=["itembank.exposure.*", "itembank.item.*", "itembank.policy.*"],
)
def no_item_is_worn() -> Answer:
    """Where a scheme says after how many candidates an item rests, none in use was seen by as many since its rest."""
    schemes = [each for each in Scheme.objects.select_related("scope") if queries.policy(each).rest_after]
    worn = exposures.worn().order_by("-exposure__shown", "item__number")
    return Answer(
        findings=_versions(worn, gettext_noop("was seen by as many candidates as its scheme has it rest after")),
        looked_at=listed().filter(item__scheme__in=schemes, state="operational").count(),
        not_applicable="" if schemes else gettext_noop("No scheme says after how many candidates an item rests."),
    )


@control(
    "itembank.translations_were_verified",
    title=gettext_noop("Every translated item in use was verified by somebody else against its current source"),
    clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"],
    events=["itembank.translation.*", "itembank.item.*"],
)
def translations_were_verified() -> Answer:
    """No translated item is in use that nobody but its translator compared with its source, or whose source changed."""
    used = Translation.objects.filter(version__state="operational")
    found = translations.unverified()
    return Answer(
        findings=_versions(found, gettext_noop("is a translation that was not verified against its current source")),
        looked_at=used.count(),
        not_applicable="" if used.exists() else gettext_noop("No item in use is a translation."),
    )


def _versions(found: Iterable[ItemVersion], sentence: str) -> list[Finding]:
    return [Finding(each.ref, str(each), sentence, ("itembank:version", str(each.pk))) for each in found]
