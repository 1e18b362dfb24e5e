"""What others may read of training offered, of equivalents looked for, and of texts cleared for the public."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.training import OfferState, SearchState, StatementState, WordingState
from guildhall.governance.models import EquivalentSearch, PublicWording, TrainingOffer, TrainingStatement
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal

EQUIVALENTS = ("2012:5.2.3 d)", "2026:5.2")


def statement() -> TrainingStatement | None:
    """What the body states now on whether it trains."""
    return TrainingStatement.objects.filter(state=StatementState.CURRENT).first()


def offers() -> QuerySet[TrainingOffer]:
    """What the entity or a related body offers, or is about to."""
    offered = TrainingOffer.objects.filter(state=OfferState.OFFERED)
    return offered.select_related("scope", "related", "threat").order_by("number")


def search_for(scope_id: UUID, requirement: str, day: date | None = None) -> EquivalentSearch | None:
    """The approved search that found no equivalent for a requirement, if one holds on a day."""
    approved = EquivalentSearch.objects.filter(state=SearchState.APPROVED, until_on__gte=day or clock.today())
    return approved.filter(scope_id=scope_id, requirement__iexact=requirement).first()


def own_course_is_barred(scope_id: UUID, requirement: str) -> Refusal | None:
    """Why a requirement may not accept the body's own course alone; None where no equivalent exists (R-57)."""
    if search_for(scope_id, requirement):
        return None
    return Refusal(
        _("%(requirement)s accepts our own course alone, and no search of the last year found that there is no other.")
        % {"requirement": requirement},
        mend=Mend(
            _("Accept equivalent training of others, or record the search and have it approved."),
            act="governance.equivalent-search.propose",
            link=("governance:search-propose",),
        ),
        code="R-57",
        clauses=EQUIVALENTS,
    )


def waiting_wordings() -> QuerySet[PublicWording]:
    """The texts for the public that wait for their review."""
    return PublicWording.objects.filter(state=WordingState.PROPOSED).order_by("proposed_at")
