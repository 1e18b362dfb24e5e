"""Who hears that a use of artificial intelligence is off, and when it is evaluated again."""

from collections.abc import Iterator
from typing import Any

from guildhall.governance.models import AiEvaluation, AiUse
from guildhall.identity.roles import AI_OVERSEER
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find


@timer(
    "governance.ai-evaluation",
    code="T-34",
    title=gettext_noop("Use of artificial intelligence is evaluated again"),
    starts=["governance.ai.activate", "governance.ai.confirm", "governance.ai.evaluate"],
    stops=[
        "governance.ai.change-model",
        "governance.ai.question",
        "governance.ai.lapse",
        "governance.ai.stop",
    ],
    warn_days=(60, 30, 7),
    text="governance/ai-evaluation",
)
def ai_evaluation(*, entry: Any) -> Run | None:
    """The day by which a use is evaluated again; it switches itself off after it."""
    use = _use(entry)
    if use is None or use.evaluate_on is None:
        return None
    return Run(use.ref, use.evaluate_on, use.number, role=AI_OVERSEER.code, link=("governance:ai-use", str(use.pk)))


@tells("governance.ai.lapse", text="governance/ai-off")
@tells("governance.ai.change-model", text="governance/ai-off")
@tells("governance.ai.question", text="governance/ai-off")
@tells("governance.ai.stop", text="governance/ai-off")
def its_people_hear_that_it_is_off(*, entry: Any) -> Iterator[Told]:
    """Owner and overseer of the use: nobody leans on it from this moment."""
    use = _use(entry)
    if use is not None:
        for person_id in sorted({use.owner_id, use.overseer_id}):
            yield Told(person_id, use.number, words={"use": use.name}, link=("governance:ai-use", str(use.pk)))


def _use(entry: Any) -> AiUse | None:
    found = find(entry.result)
    if isinstance(found, AiEvaluation):
        return found.use
    return found if isinstance(found, AiUse) else None
