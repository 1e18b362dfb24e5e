"""Is every use of artificial intelligence registered, verified, overseen, fair and told (26:6.5)?"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from guildhall.documents import queries as documents
from guildhall.governance.lifecycles.ai import AiState
from guildhall.governance.lifecycles.impartiality import ThreatState
from guildhall.governance.models import AiUse, Touches
from guildhall.governance.queries import ai
from guildhall.identity import grants
from guildhall.identity.roles import AI_OVERSEER
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

NONE_REGISTERED = gettext_noop("No use of artificial intelligence is switched on.")
EVENTS = ["governance.ai.*"]
YEAR = timedelta(days=365)
PROCEDURE = "PR-AI"
"""The code of the procedure on uses of artificial intelligence."""


def _answer(uses: Iterable[AiUse], sentence: str, is_wrong: Callable[[AiUse], bool]) -> Answer:
    """Which of the uses that are switched on offend; not applicable where none is."""
    found = list(uses)
    if not found:
        return Answer(not_applicable=NONE_REGISTERED)
    ends = [each.evaluate_on for each in found if each.evaluate_on and each.evaluate_on >= clock.today()]
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("governance:ai-use", str(each.pk)))
            for each in found
            if is_wrong(each)
        ],
        looked_at=len(found),
        changes_on=min(ends) + timedelta(days=1) if ends else None,
    )


@control(
    "governance.ai_is_verified_and_evaluated",
    title=gettext_noop("Uses of artificial intelligence were verified before they were on, and are evaluated in time"),
    clauses=["2026:6.5/verify-manage-monitor"],
    events=EVENTS,
)
def ai_is_verified_and_evaluated() -> Answer:
    """No use was on before its verification, and none is past the day of its evaluation."""
    return _answer(ai.active(), gettext_noop("was on before it was verified, or is evaluated too late"), _unverified)


def _unverified(use: AiUse) -> bool:
    in_order = use.verified_at is not None and use.activated_at is not None and use.verified_at <= use.activated_at
    return not in_order or use.evaluate_on is None or use.evaluate_on < clock.today()


@control(
    "governance.ai_is_overseen",
    title=gettext_noop("Somebody competent oversees each use of artificial intelligence"),
    clauses=["2026:6.5/human-oversight", "2026:6.5/competence", "2026:5.1"],
    events=[*EVENTS, "identity.grant.*", "personnel.*"],
)
def ai_is_overseen() -> Answer:
    """Each use that is on has an overseer who holds the role today and does not answer for the use."""
    overseers = grants.holders(AI_OVERSEER)
    return _answer(
        ai.active(),
        gettext_noop("has no overseer who holds the role today, or one who answers for the use"),
        lambda use: use.overseer_id not in overseers or use.overseer_id == use.owner_id,
    )


@control(
    "governance.ai_was_validated_by_experts",
    title=gettext_noop("An expert of the subject validated what each use of artificial intelligence gives"),
    clauses=["2026:6.5/expert-validation"],
    events=EVENTS,
)
def ai_was_validated_by_experts() -> Answer:
    """Each use that is on has the findings of an expert who does not answer for it."""
    return _answer(
        ai.active(),
        gettext_noop("has no findings of an expert who does not answer for it"),
        lambda use: use.expert_id in {None, use.owner_id} or not use.expert_findings.strip(),
    )


@control(
    "governance.ai_is_shown_to_be_fair",
    title=gettext_noop("Uses of artificial intelligence that judge people are shown to be valid, reliable and fair"),
    clauses=["2026:6.5/validity-fairness"],
    events=EVENTS,
)
def ai_is_shown_to_be_fair() -> Answer:
    """What touches scores, admission, invigilation or suspicion has a report on validity and fairness of this year."""
    judging = [each for each in ai.active() if each.judges_people]
    return _answer(judging, gettext_noop("judges people without a report on fairness of the last year"), _unshown)


def _unshown(use: AiUse) -> bool:
    latest = use.evaluations.filter(model_version=use.model_version).order_by("-evaluated_at").first()
    moments = [each for each in (use.verified_at, latest.evaluated_at if latest else None) if each]
    return not use.fairness.strip() or not moments or clock.now() - max(moments) > YEAR


@control(
    "governance.ai_is_disclosed",
    title=gettext_noop("The public statement names exactly the uses of artificial intelligence that are on"),
    clauses=["2026:6.5/disclosure"],
    events=[*EVENTS, "documents.*"],
)
def ai_is_disclosed() -> Answer:
    """Each use that is on is named in the statement in effect, and none that was stopped or given up still is."""
    over = AiUse.objects.filter(state__in=[AiState.STOPPED, AiState.RETIRED]).order_by("number")
    told = [each for each in over if ai.is_disclosed(each)]
    silent = gettext_noop("is on, and no public statement in effect names it")
    answer = _answer(ai.active(), silent, lambda use: not ai.is_disclosed(use))
    if not told:
        return answer
    sentence = gettext_noop("is not on any more, and the public statement still names it")
    gone = [Finding(each.ref, each.number, sentence, ("governance:ai-use", str(each.pk))) for each in told]
    return Answer(findings=[*answer.findings, *gone], looked_at=answer.looked_at + len(told))


@control(
    "governance.ai_risks_are_assessed",
    title=gettext_noop(
        "Risks of each use of artificial intelligence are assessed, and data leaves under agreement alone"
    ),
    clauses=["2026:6.5/impartiality-confidentiality", "2026:4.3/risks"],
    events=[*EVENTS, "governance.threat.*"],
)
def ai_risks_are_assessed() -> Answer:
    """Each use that is on has its three risks assessed, its entry in the register of threats, and an agreement where
    data leaves.
    """
    return _answer(
        ai.active().select_related("threat"),
        gettext_noop("lacks an assessed risk, its threat in the register, or an agreement for data that leaves"),
        _unassessed,
    )


def _unassessed(use: AiUse) -> bool:
    risks = (use.risk_to_impartiality, use.risk_to_confidentiality, use.risk_to_security)
    stands = use.threat is not None and use.threat.state != ThreatState.CLOSED
    return not stands or not all(each.strip() for each in risks) or (use.sends_data_out and not use.agreement.strip())


@control(
    "governance.ai_in_examinations_is_procedural",
    title=gettext_noop("A procedure governs artificial intelligence that watches, marks or suspects"),
    clauses=["2026:6.5/examination-invigilation"],
    events=[*EVENTS, "documents.*"],
)
def ai_in_examinations_is_procedural() -> Answer:
    """Where a use that is on watches over examinations, marks or suspects, the procedure on it is in effect."""
    touching = {Touches.INVIGILATION, Touches.SECURITY, Touches.SCORES}
    used = [each for each in ai.active() if each.touches in touching]
    procedure = documents.effective(PROCEDURE)
    return _answer(
        used,
        gettext_noop("watches, marks or suspects, and no procedure in effect governs that"),
        lambda use: procedure is None,
    )
