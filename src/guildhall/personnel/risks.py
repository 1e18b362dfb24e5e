"""What makes the work of an examiner more of a risk: computed from records, told in words, and never a score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from guildhall.kernel.words import gettext_noop
from guildhall.personnel.lifecycles import DeclarationState, InterestState, MonitoringState, SignalState
from guildhall.personnel.models import Agreement, ConflictSignal, Interest, Monitoring

ENOUGH = 10
"""From how many attempts that were marked twice something is said about agreement (our own choice)."""

FAIR = Decimal("0.6")
"""Agreement beyond chance below which raters are looked at (our own choice)."""

STRICT = Decimal(10)
"""By how many per cent of the points an examiner may differ from others (our own choice)."""

DOUBTED = (MonitoringState.MEASURES, MonitoringState.SETTLED, MonitoringState.FAILED)

NEVER = gettext_noop("Never monitored in this work")
EARLIER = gettext_noop("The last monitoring asked for measures")
DISAGREES = gettext_noop("Agrees too seldom with other raters")
DIFFERS = gettext_noop("Gives more or fewer points than other raters")
SAFEGUARD = gettext_noop("Works under a safeguard for a declared interest")
FOUND = gettext_noop("An undeclared conflict was confirmed")


@dataclass(frozen=True)
class Circumstances:
    """What is known of many people at once, fetched in a few queries."""

    agreements: Mapping[tuple[UUID, str, UUID], Agreement]
    safeguarded: frozenset[UUID]
    found: frozenset[UUID]


def circumstances(people: Iterable[UUID]) -> Circumstances:
    """What bears on the risk of these people's work."""
    ids = set(people)
    agreements = Agreement.objects.filter(person_id__in=ids).select_related("person")
    treated = Interest.objects.filter(
        state=InterestState.TREATED, declaration__state=DeclarationState.SIGNED, declaration__person_id__in=ids
    )
    confirmed = ConflictSignal.objects.filter(state=SignalState.CONFIRMED, person_id__in=ids)
    return Circumstances(
        agreements={(each.person_id, each.role, each.scope_id): each for each in agreements},
        safeguarded=frozenset(treated.values_list("declaration__person_id", flat=True)),
        found=frozenset(confirmed.values_list("person_id", flat=True)),
    )


def reasons(person_id: UUID, role: str, scope_id: UUID, last: Monitoring | None, known: Circumstances) -> list[str]:
    """Why this work is looked at sooner than the others', in sentences to be translated; the gravest first."""
    agreement = known.agreements.get((person_id, role, scope_id))
    told = {
        EARLIER: last is not None and last.state in DOUBTED,
        FOUND: person_id in known.found,
        DISAGREES: agreement is not None and disagrees(agreement),
        DIFFERS: agreement is not None and differs(agreement),
        SAFEGUARD: person_id in known.safeguarded,
        NEVER: last is None,
    }
    return [sentence for sentence, holds in told.items() if holds]


def disagrees(agreement: Agreement) -> bool:
    """Whether somebody agrees too seldom with others, where enough was marked twice to say so."""
    return agreement.twice >= ENOUGH and agreement.kappa is not None and agreement.kappa < FAIR


def differs(agreement: Agreement) -> bool:
    """Whether somebody is more lenient or stricter than others, where enough was marked twice to say so."""
    return agreement.twice >= ENOUGH and agreement.leniency is not None and abs(agreement.leniency) > STRICT
