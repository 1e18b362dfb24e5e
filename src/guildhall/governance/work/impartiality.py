"""What waits for whom in the register of threats, among signals, texts for the public, and uses of AI."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.ai import AiState
from guildhall.governance.lifecycles.impartiality import ThreatState
from guildhall.governance.lifecycles.training import SearchState
from guildhall.governance.models import AiUse, EquivalentSearch, Threat
from guildhall.governance.queries import impartiality, training
from guildhall.identity import grants
from guildhall.identity.roles import AI_OVERSEER, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work

MOST = 100


@work("governance.signals")
def signals_to_judge(*, person_id: UUID) -> Iterator[WorkItem]:
    """Signals that are not about this person."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    for sighting in impartiality.waiting_signals()[:MOST]:
        if str(person_id) not in sighting.concerns:
            yield WorkItem(
                _("Signal %(number)s: judge it") % {"number": sighting.number},
                sighting.sentence,
                _("Judge"),
                ("governance:signal", str(sighting.pk)),
                clock.day_of(sighting.raised_at + impartiality.JUDGE_WITHIN),
            )


@work("governance.threats")
def threats_to_tend(*, person_id: UUID) -> Iterator[WorkItem]:
    """Threats that wait for analysis, for treatment, or for their yearly review."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    soon = clock.today() + impartiality.ANALYSE_WITHIN
    for threat in impartiality.open_threats().order_by("number")[: 5 * MOST]:
        if str(person_id) not in threat.concerns and (item := _tending(threat)) and (item.due_on or soon) <= soon:
            yield item


def _tending(threat: Threat) -> WorkItem | None:
    """What a threat waits for, and until when."""
    link = ("governance:threat", str(threat.pk))
    named = {"number": threat.number}
    if threat.state == ThreatState.IDENTIFIED:
        day = clock.day_of(threat.identified_at + impartiality.ANALYSE_WITHIN)
        why = _("Somebody named it; how it could harm is not said yet.")
        return WorkItem(_("Threat %(number)s: analyse it") % named, why, _("Analyse"), link, day)
    if threat.state == ThreatState.ANALYSED:
        why = _("Its analysis names the day by which it is treated.")
        return WorkItem(_("Threat %(number)s: treat it") % named, why, _("Treat"), link, threat.treat_by_on)
    if threat.state == ThreatState.ACCEPTED:
        why = _("What was accepted is looked at again after a year.")
        return WorkItem(_("Threat %(number)s: review it") % named, why, _("Review"), link, threat.review_on)
    return None


@work("governance.acceptance")
def threats_to_accept(*, person_id: UUID) -> Iterator[WorkItem]:
    """Treated threats that somebody else treated, for top management."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for threat in Threat.objects.filter(state=ThreatState.TREATED).exclude(treated_by_id=person_id)[:MOST]:
        if str(person_id) not in threat.concerns:
            yield WorkItem(
                _("Threat %(number)s: accept what is left, or not") % {"number": threat.number},
                _("Somebody else treated it; whether that is enough you judge."),
                _("Decide"),
                ("governance:threat", str(threat.pk)),
            )


@work("governance.wordings")
def wordings_to_read(*, person_id: UUID) -> Iterator[WorkItem]:
    """Texts for the public that somebody else handed in."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    for text in training.waiting_wordings().exclude(proposed_by_id=person_id)[:MOST]:
        yield WorkItem(
            _("Text %(number)s for the public: read it") % {"number": text.number},
            _("It is not published before somebody else has looked for favoured training."),
            _("Read"),
            ("governance:wording", str(text.pk)),
        )


@work("governance.searches")
def searches_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Searches for equivalents that somebody else made."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    waiting = EquivalentSearch.objects.filter(state=SearchState.PROPOSED).exclude(proposed_by_id=person_id)
    for search in waiting.order_by("number")[:MOST]:
        yield WorkItem(
            _("Search %(number)s for equivalent training: approve or reject") % {"number": search.number},
            _("A requirement waits that accepts our own course alone."),
            _("Read"),
            ("governance:search", str(search.pk)),
        )


NEXT = {
    AiState.PROPOSED: (QUALITY_MANAGER, AI_OVERSEER),
    AiState.ASSESSED: (QUALITY_MANAGER, AI_OVERSEER),
    AiState.VERIFIED: (QUALITY_MANAGER, TOP_MANAGEMENT),
    AiState.DISCLOSED: (TOP_MANAGEMENT,),
}
"""Who does what is next for a use that is not on yet."""


@work("governance.ai")
def uses_to_bring_on(*, person_id: UUID) -> Iterator[WorkItem]:
    """Uses of artificial intelligence that wait for what this person may do."""
    mine = [state for state, roles in NEXT.items() if person_id in grants.holders(*roles)]
    for use in AiUse.objects.filter(state__in=mine).exclude(owner_id=person_id).order_by("number")[:MOST]:
        yield WorkItem(
            _("Use of AI %(number)s: %(name)s") % {"number": use.number, "name": use.name},
            _("It is off until everything about it is there; its page says what is next."),
            _("Open"),
            ("governance:ai-use", str(use.pk)),
        )


@work("governance.ai-review")
def uses_to_evaluate(*, person_id: UUID) -> Iterator[WorkItem]:
    """Uses that are off for a review, for their overseer."""
    for use in AiUse.objects.filter(state=AiState.UNDER_REVIEW, overseer_id=person_id).order_by("number")[:MOST]:
        yield WorkItem(
            _("Use of AI %(number)s is off: evaluate it") % {"number": use.number},
            _("You oversee it; it is on again only after you found it fit."),
            _("Evaluate"),
            ("governance:ai-use", str(use.pk)),
        )
