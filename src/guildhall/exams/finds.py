"""What of this room the one search box finds, by number: candidacies, attempts, sittings and forms."""

from collections.abc import Iterator

from guildhall.exams.models import Attempt, Candidacy, Form, Sitting
from guildhall.exams.permissions import VERIFIERS, handles_candidates, plans_and_marks, works_on_forms
from guildhall.exams.queries import visible_to
from guildhall.exams.views.words import status_of, when
from guildhall.identity.roles import EXAM_MANAGER, EXAMINER, INVIGILATOR, ITEM_REVIEWER, OPERATIONS
from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop


@searchable("6-candidacies", title=gettext_noop("Candidates"), permission=handles_candidates)
def candidacies(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Candidacies by their number, for who manages the scheme's examinations, and for operations."""
    assert by.person_id is not None  # noqa: S101  # the permission lets in persons alone
    rows = Candidacy.objects.filter(number__icontains=text)
    mine = visible_to(by.person_id, rows, "version__scheme", EXAM_MANAGER, OPERATIONS)
    for each in mine.order_by("-number")[:limit]:
        yield Found(each.number, status_of(each).word, ("exams:candidacy", str(each.pk)))


@searchable("6-attempts", title=gettext_noop("Attempts"), permission=handles_candidates)
def attempts(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Attempts by their number, for who manages the scheme's examinations, and for operations."""
    assert by.person_id is not None  # noqa: S101  # the permission lets in persons alone
    rows = Attempt.objects.filter(number__icontains=text)
    mine = visible_to(by.person_id, rows, "component__version__scheme", EXAM_MANAGER, OPERATIONS)
    for each in mine.order_by("-number")[:limit]:
        yield Found(each.number, status_of(each).word, ("exams:attempt", str(each.pk)))


@searchable("6-sittings", title=gettext_noop("Sittings"), permission=plans_and_marks)
def sittings(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Sittings by their number, for who works at them."""
    assert by.person_id is not None  # noqa: S101  # the permission lets in persons alone
    rows = Sitting.objects.filter(number__icontains=text)
    roles = (EXAM_MANAGER, INVIGILATOR, EXAMINER, OPERATIONS)
    for each in visible_to(by.person_id, rows, "component__version__scheme", *roles).order_by("-number")[:limit]:
        yield Found(each.number, when(each), ("exams:sitting", str(each.pk)))


@searchable("6-forms", title=gettext_noop("Forms"), permission=works_on_forms)
def forms(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Forms by their number, for who works on them."""
    assert by.person_id is not None  # noqa: S101  # the permission lets in persons alone
    rows = Form.objects.filter(number__icontains=text)
    mine = visible_to(by.person_id, rows, "component__version__scheme", ITEM_REVIEWER, *VERIFIERS)
    for each in mine.order_by("-number")[:limit]:
        yield Found(each.number, each.title, ("exams:form", str(each.pk)))
