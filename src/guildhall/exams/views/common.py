"""What pages about forms have in common: the form, its studies, who could put it right, and how things stand."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from guildhall.exams import queries
from guildhall.exams.lifecycles import AssemblyState, DeficiencyState, RescoringState, RulingState
from guildhall.exams.models import Assembly, Deficiency, Form, KeyRuling, Rescoring
from guildhall.exams.permissions import JUDGES, scope_id_of
from guildhall.exams.rules.form_reviews import CORRECTORS
from guildhall.identity import grants
from guildhall.identity.persons import names
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study
from guildhall.schemes.queries import studies
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

TONES: dict[type, dict[str, Tone]] = {
    KeyRuling: {
        RulingState.PROPOSED: Tone.SOON,
        RulingState.IN_FORCE: Tone.HOLDS,
        RulingState.REPLACED: Tone.CLOSED,
        RulingState.WITHDRAWN: Tone.CLOSED,
    },
    Rescoring: {
        RescoringState.COMPARED: Tone.SOON,
        RescoringState.APPROVED: Tone.SOON,
        RescoringState.DONE: Tone.HOLDS,
        RescoringState.ABANDONED: Tone.CLOSED,
    },
    Deficiency: {
        DeficiencyState.NOTED: Tone.FAILS,
        DeficiencyState.CORRECTED: Tone.SOON,
        DeficiencyState.VERIFIED: Tone.HOLDS,
    },
    Assembly: {
        AssemblyState.FOUND: Tone.SOON,
        AssemblyState.IMPOSSIBLE: Tone.FAILS,
        AssemblyState.TAKEN: Tone.HOLDS,
        AssemblyState.DISCARDED: Tone.CLOSED,
    },
}
"""What each state means; whatever is not named is simply going on."""


def stands(record: KeyRuling | Rescoring | Deficiency | Assembly) -> Status:
    """The state of a record in a word."""
    assert record.lifecycle is not None  # noqa: S101  # each of these lives a life
    word = translated(record.lifecycle.words[record.state])
    return Status(word, TONES[type(record)].get(record.state, Tone.OPEN))


def form_of(pk: UUID) -> Form:
    """The form of that identifier."""
    return get_object_or_404(queries.forms(), pk=pk)


def looked_after(request: PageRequest, pk: UUID) -> Form:
    """The form of that identifier, in a scheme in which the reader looks after forms."""
    mine = queries.visible_to(request.person.id, queries.forms(), "component__version__scheme", *JUDGES)
    return get_object_or_404(mine, pk=pk)


def studies_of(form: Form, *kinds: str, approved: bool = False) -> QuerySet[Study]:
    """The studies about a form that have numbers, or those of them that were approved; the latest first."""
    states = [StudyState.APPROVED] if approved else list(studies.COMPUTED)
    return studies.about(form.ref).filter(kind__in=kinds, state__in=states)


def correctors(form: Form) -> dict[UUID, str]:
    """Who could put something right about a form, by name."""
    known = names(grants.holders(*CORRECTORS, scope_id=scope_id_of(form)))
    return dict(sorted(known.items(), key=lambda each: each[1]))
