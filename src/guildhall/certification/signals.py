"""What decisions show that may threaten impartiality: people of the body, and theirs, who are decided on."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from guildhall.certification.lifecycles import MADE
from guildhall.certification.models import DecisionFile
from guildhall.kernel import clock
from guildhall.kernel.signals import Hint, signal
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import ties

LOOKED_BACK = timedelta(days=365)
"""How far back decisions are looked at."""


@signal(
    "certification.decision_on_somebody_tied",
    title=gettext_noop("A decision on somebody to whom one of our people is tied"),
    threat="familiarity",
    clauses=["2012:4.3.6", "2012:4.3.7", "2012:6.1.8", "2026:4.3/risks"],
)
def decision_on_somebody_tied() -> Iterator[Hint]:
    """Somebody was decided on to whom one of the personnel declared a tie, whoever decided.

    A tie between decider and person is refused by the act; this shows the others, who could have put in a word.
    """
    made = DecisionFile.objects.filter(state__in=MADE, decided_at__gte=clock.now() - LOOKED_BACK)
    tied = _tied_to()
    for file in made.filter(person_id__in=tied).order_by("number"):
        people = tied[file.person_id]
        yield Hint(
            about=file.ref,
            words=gettext_noop("%(file)s decided on somebody to whom %(count)d of our people declared a tie."),
            figures={"file": file.number, "count": len(people)},
            value=float(len(people)),
            limit=1.0,
            concerns=sorted({*people, *([file.decided_by_id] if file.decided_by_id else [])}),
            link=("certification:file", str(file.pk)),
        )


def _tied_to() -> dict[UUID, set[UUID]]:
    """By the person concerned, who of the personnel declared a tie to them that binds today."""
    found: dict[UUID, set[UUID]] = {}
    binding = ties.binding(clock.today()).filter(concerned__isnull=False)
    for person_id, concerned_id in binding.values_list("person_id", "concerned_id"):
        found.setdefault(concerned_id, set()).add(person_id)
    return found
