"""What waits for whom so that forms stay good: cuts, keys, rescorings, reviews, deficiencies, assemblies."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import (
    AssemblyState,
    DeficiencyState,
    FormState,
    RescoringState,
    RulingState,
)
from guildhall.exams.models import Assembly, Checklist, Deficiency, Form, KeyRuling, Rescoring, StandardSetting
from guildhall.exams.permissions import JUDGES, KEEPERS, VERIFIERS
from guildhall.exams.rules.adopting import the_standard_is_open
from guildhall.exams.work.examining import MOST
from guildhall.identity import grants
from guildhall.itembank.queries import trained_scopes
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind

SOON = timedelta(days=30)
"""How long before its day a review or a cut is shown (our own choice)."""

SCHEME = "component__version__scheme__scope_id__in"


@work("exams.cuts")
def cuts_to_adopt(*, person_id: UUID) -> Iterator[WorkItem]:
    """Forms that wait for their cut, and forms and checklists for which a study was approved; never one's own form."""
    mine = grants.scopes_of(person_id, *VERIFIERS)
    waiting = Form.objects.filter(delayed=True, cut__isnull=True, state=FormState.LIVE, **{SCHEME: mine})
    for form in waiting.exclude(authored_by_id=person_id).order_by("study_due_on")[:MOST]:
        yield _to_adopt(form, _("Its scoring is delayed; candidates wait for their results."))
    for setting in _recommended(mine).exclude(form__authored_by_id=person_id)[:MOST]:
        if the_standard_is_open.check(form=setting.form) is None:
            yield _to_adopt(setting.form, _("The study %(study)s recommends one.") % {"study": setting.study})
    yield from _of_checklists(mine)


def _of_checklists(scopes: set[UUID]) -> Iterator[WorkItem]:
    """Checklists whose examiners judged the whole, with an approved study that no version rests on yet."""
    found = {each.ref: each for each in Checklist.objects.filter(rated=True, **{SCHEME: scopes})}
    settled = Study.objects.filter(about__in=found, kind=StudyKind.STANDARD_SETTING, state=StudyState.APPROVED)
    adopted = Checklist.objects.filter(standard__isnull=False).values("standard")
    for study in settled.exclude(pk__in=adopted).order_by("approved_at")[:MOST]:
        checklist = found[study.about]
        yield WorkItem(
            _("Checklist %(number)s: adopt the cut for its next version") % {"number": checklist.number},
            _("The study %(study)s recommends one.") % {"study": study},
            _("Open"),
            ("exams:checklist", str(checklist.pk)),
        )


def _recommended(scopes: set[UUID]) -> QuerySet[StandardSetting]:
    """Standard settings whose study was approved after the form got the cut that it has."""
    rows = StandardSetting.objects.filter(study__state=StudyState.APPROVED, **{f"form__{SCHEME}": scopes})
    rows = rows.filter(Q(form__standard_at__isnull=True) | Q(form__standard_at__lt=F("study__approved_at")))
    shown = rows.exclude(form__delayed=True, form__cut__isnull=True, form__state=FormState.LIVE)
    return shown.select_related("form", "study").order_by("study__approved_at")


def _to_adopt(form: Form, why: str) -> WorkItem:
    what = _("Form %(number)s: adopt its cut") % {"number": form.number}
    return WorkItem(what, why, _("Adopt"), ("exams:form-adopt-standard", str(form.pk)), form.study_due_on)


@work("exams.keys")
def keys_to_confirm(*, person_id: UUID) -> Iterator[WorkItem]:
    """Rulings on keys that another person proposed and that no rescoring settles."""
    mine = grants.scopes_of(person_id, *JUDGES) - trained_scopes(person_id)
    waiting = KeyRuling.objects.filter(
        state=RulingState.PROPOSED, rescoring__isnull=True, **{f"placement__form__{SCHEME}": mine}
    ).exclude(Q(proposed_by_id=person_id) | Q(placement__item_version__authored_by_id=person_id))
    for ruling in waiting.select_related(*KeyRuling.reload_with).order_by("proposed_at")[:MOST]:
        yield WorkItem(
            _("Form %(form)s, item %(item)s: confirm the ruling on its key")
            % {"form": ruling.placement.form.number, "item": ruling.placement},
            _("No result of the form is released before that."),
            _("Look at it"),
            ("exams:form-keys", str(ruling.placement.form_id)),
        )


@work("exams.rescorings")
def rescorings_to_go_on_with(*, person_id: UUID) -> Iterator[WorkItem]:
    """Rescorings to prepare further, and those that another person proposed and that wait for approval."""
    keeps, approves = grants.scopes_of(person_id, *KEEPERS), grants.scopes_of(person_id, *VERIFIERS)
    scheme = f"form__{SCHEME}"
    prepared = Q(state__in=[RescoringState.OPEN], **{scheme: keeps})
    to_approve = Q(state=RescoringState.COMPARED, **{scheme: approves}) & ~Q(proposed_by_id=person_id)
    for rescoring in Rescoring.objects.filter(prepared | to_approve).order_by("proposed_at")[:MOST]:
        is_open = rescoring.state == RescoringState.OPEN
        what = (
            _("Rescoring %(number)s: say what changes, and compare") if is_open else _("Rescoring %(number)s: approve")
        )
        yield WorkItem(
            what % {"number": rescoring.number},
            _("As long as it is under way, no result of the form is released."),
            _("Open"),
            ("exams:rescoring", str(rescoring.pk)),
        )


@work("exams.form-reviews")
def forms_to_review(*, person_id: UUID) -> Iterator[WorkItem]:
    """Forms in use whose review is due within a month, and those whose interval has no reason."""
    mine = grants.scopes_of(person_id, *KEEPERS)
    live = Form.objects.filter(state=FormState.LIVE, **{SCHEME: mine})
    for form in live.filter(review_due_on__lte=clock.today() + SOON).order_by("review_due_on")[:MOST]:
        yield WorkItem(
            _("Form %(number)s: review it") % {"number": form.number},
            _("Is it still fair, valid and reliable?"),
            _("Review"),
            ("exams:form-review", str(form.pk)),
            form.review_due_on,
        )
    for form in live.filter(review_reason="").order_by("released_at")[:MOST]:
        yield WorkItem(
            _("Form %(number)s: say why it is reviewed so often") % {"number": form.number},
            _("An interval without a reason is a habit."),
            _("Set the interval"),
            ("exams:form-interval", str(form.pk)),
        )


@work("exams.deficiencies")
def deficiencies_to_settle(*, person_id: UUID) -> Iterator[WorkItem]:
    """What somebody is to put right about forms, and corrections of others to look at."""
    own = Deficiency.objects.filter(owner_id=person_id, state=DeficiencyState.NOTED)
    for each in own.order_by("due_on")[:MOST]:
        what = _("Deficiency %(number)s: put it right") % {"number": each.number}
        yield WorkItem(what, each.words, _("Open"), ("exams:deficiency", str(each.pk)), each.due_on)
    mine = grants.scopes_of(person_id, *JUDGES)
    corrected = Deficiency.objects.filter(state=DeficiencyState.CORRECTED, **{f"form__{SCHEME}": mine})
    for each in corrected.exclude(corrected_by_id=person_id).order_by("corrected_at")[:MOST]:
        what = _("Deficiency %(number)s: look whether it is put right") % {"number": each.number}
        yield WorkItem(what, each.correction, _("Open"), ("exams:deficiency", str(each.pk)))


@work("exams.assemblies")
def assemblies_to_settle(*, person_id: UUID) -> Iterator[WorkItem]:
    """Parallel forms that somebody asked for and that were found, or cannot be."""
    computed = Assembly.objects.filter(asked_by_id=person_id, state__in=[AssemblyState.FOUND, AssemblyState.IMPOSSIBLE])
    for each in computed.order_by("found_at")[:MOST]:
        is_found = each.state == AssemblyState.FOUND
        what = _("Parallel forms %(number)s: compare and begin them") if is_found else _("%(number)s: no such forms")
        why = _("They were found.") if is_found else _("It says which rules cannot hold together.")
        yield WorkItem(what % {"number": each.number}, why, _("Open"), ("exams:assembly", str(each.pk)))
