"""Decision files: all, those that somebody finds in their list, and what has none yet."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.certification.lifecycles import UNDECIDED, DecisionState
from guildhall.certification.models import DecisionFile, DecisionKind
from guildhall.certification.permissions import OVERSEERS
from guildhall.exams.lifecycles import CandidacyState, ResultState
from guildhall.exams.models import Candidacy, Result
from guildhall.identity import grants
from guildhall.identity.roles import DECIDER, EXAM_MANAGER
from guildhall.kernel.actors import Actor


def files() -> QuerySet[DecisionFile]:
    """All decision files, each with whom and what it is about."""
    return DecisionFile.objects.select_related(*DecisionFile.reload_with, "taken_by", "handed_to", "decided_by")


def listed_for(by: Actor) -> QuerySet[DecisionFile]:
    """The files that somebody finds in their list: all for who oversees the body, otherwise those of their schemes."""
    if by.person_id is None:
        return files().none()
    if grants.roles_of(by.person_id) & {each.code for each in OVERSEERS}:
        return files()
    return files().filter(version__scheme__scope__in=grants.scopes_of(by.person_id, DECIDER, EXAM_MANAGER))


def files_of(person_id: UUID) -> QuerySet[DecisionFile]:
    """The decisions about one person, the oldest first."""
    return files().filter(person_id=person_id).order_by("prepared_at")


def undecided() -> QuerySet[DecisionFile]:
    """The files on which somebody still has to decide, the oldest first."""
    return files().filter(state__in=UNDECIDED).order_by("prepared_at")


def resting_on_lost_passes() -> QuerySet[DecisionFile]:
    """Grants whose candidate was told meanwhile that an examination is not passed after all, not made anew yet.

    A rescoring took the pass away, and no other attempt at the same component brought it back.
    """
    told = Result.objects.filter(state=ResultState.RELEASED, attempt__form__isnull=False)
    same = {"attempt__candidacy": OuterRef("attempt__candidacy"), "attempt__component": OuterRef("attempt__component")}
    kept = Result.objects.filter(state=ResultState.RELEASED, passed=True, **same)
    was = Result.objects.filter(attempt=OuterRef("attempt"), state=ResultState.RESCORED, passed=True)
    lost = told.filter(Exists(was), ~Exists(kept), attempt__candidacy=OuterRef("candidacy"), passed=False)
    anew = DecisionFile.objects.filter(replaces=OuterRef("pk"))
    granted = files().filter(kind=DecisionKind.GRANT, state=DecisionState.GRANTED)
    return granted.filter(Exists(lost), ~Exists(anew)).order_by("decided_at")


def without_file() -> QuerySet[Candidacy]:
    """Candidacies whose file is complete and for which no decision was prepared."""
    prepared = DecisionFile.objects.filter(candidacy=OuterRef("pk"), state__in=UNDECIDED)
    complete = Candidacy.objects.filter(state=CandidacyState.COMPLETE)
    return complete.exclude(Exists(prepared)).select_related(*Candidacy.reload_with)
