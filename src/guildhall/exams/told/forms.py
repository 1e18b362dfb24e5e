"""Who hears what of forms in use, and which timers run: cuts that are due, reviews, deficiencies (T-17, T-18)."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from guildhall.exams.models import Assembly, Deficiency, Form, KeyRuling, Rescoring
from guildhall.exams.permissions import JUDGES, VERIFIERS, scope_id_of
from guildhall.exams.told.examining import Words
from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER, PSYCHOMETRICIAN, Role
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record, find


@timer(
    "exams.form-review-is-due",
    code="T-17",
    title=gettext_noop("Form in use is reviewed"),
    starts=["exams.form.release", "exams.form.set_interval", "exams.form.review"],
    stops=["exams.form.retire"],
    warn_days=(30, 7),
    in_work=False,
)
def form_review_is_due(*, entry: Any) -> Run | None:
    """The interval after which a form in use is reaffirmed; it begins anew with every review."""
    form = find(entry.subject)
    if not isinstance(form, Form) or form.review_due_on is None:
        return None
    link = ("exams:form", str(form.pk))
    scope_id = scope_id_of(form)
    return Run(form.ref, form.review_due_on, form.number, role=EXAM_MANAGER.code, link=link, scope_id=scope_id)


@timer(
    "exams.cut-is-due",
    code="T-18",
    title=gettext_noop("Cut of a form with delayed scoring is adopted"),
    starts=["exams.form.delay_scoring"],
    meets=["exams.form.adopt_standard", "exams.form.adopt_equating", "exams.form.set_standard"],
    stops=["exams.form.retire"],
    warn_days=(14, 3),
    in_work=False,
)
def cut_is_due(*, entry: Any) -> Run | None:
    """The time until the study of a form is done whose attempts wait for it; psychometricians are warned."""
    form = find(entry.subject)
    if not isinstance(form, Form) or form.study_due_on is None:
        return None
    link = ("exams:form", str(form.pk))
    scope_id = scope_id_of(form)
    return Run(form.ref, form.study_due_on, form.number, role=PSYCHOMETRICIAN.code, link=link, scope_id=scope_id)


@timer(
    "exams.deficiency-is-due",
    code="T-17",
    title=gettext_noop("Deficiency of a form is corrected"),
    starts=["exams.deficiency.note", "exams.deficiency.hand_over", "exams.deficiency.send_back"],
    meets=["exams.deficiency.correct"],
    warn_days=(7, 1),
    in_work=False,
)
def deficiency_is_due(*, entry: Any) -> Run | None:
    """The time that the owner of a deficiency has to put it right."""
    found = find(entry.subject)
    if not isinstance(found, Deficiency):
        return None
    link = ("exams:deficiency", str(found.pk))
    return Run(found.ref, found.due_on, found.number, found.owner_id, link=link)


@tells("exams.key-ruling.propose", text="exams/key-to-confirm", mailed=False)
def others_hear_of_a_ruling(*, entry: Any) -> Iterator[Told]:
    """Who may confirm a ruling on a key, except who proposed it and who wrote the item."""
    ruling = find(entry.result)
    if isinstance(ruling, KeyRuling) and ruling.rescoring_id is None:
        parts = {ruling.proposed_by_id, ruling.placement.item_version.authored_by_id}
        link = ("exams:form-keys", str(ruling.placement.form_id))
        yield from _told(ruling, ruling.placement.form.number, link, parts, *JUDGES)


@tells("exams.rescoring.keep", text="exams/rescoring-to-approve", mailed=False)
def approvers_hear_of_a_rescoring(*, entry: Any) -> Iterator[Told]:
    """Who may approve a rescoring, except who proposed it: every attempt is compared."""
    rescoring = find(entry.subject)
    if isinstance(rescoring, Rescoring):
        link = ("exams:rescoring", str(rescoring.pk))
        yield from _told(rescoring, rescoring.number, link, {rescoring.proposed_by_id}, *VERIFIERS)


@tells("exams.rescoring.complete", text="exams/rescoring-done")
def managers_hear_of_new_results(*, entry: Any) -> Iterator[Told]:
    """Examination managers: the new results wait for their verification and release."""
    rescoring = find(entry.subject)
    if isinstance(rescoring, Rescoring):
        link = ("exams:rescoring", str(rescoring.pk))
        yield from _told(rescoring, rescoring.number, link, set(), EXAM_MANAGER)


@tells("exams.deficiency.note", text="exams/deficiency-to-correct")
@tells("exams.deficiency.hand_over", text="exams/deficiency-to-correct")
@tells("exams.deficiency.send_back", text="exams/deficiency-sent-back")
def owner_hears_of_a_deficiency(*, entry: Any) -> Iterator[Told]:
    """Who is to put something right: what, until when, or that it is not right yet."""
    found = find(entry.subject)
    if isinstance(found, Deficiency):
        words: Words = {"form": found.form.number, "due_on": found.due_on}
        yield Told(found.owner_id, found.number, words, ("exams:deficiency", str(found.pk)))


@tells("exams.deficiency.correct", text="exams/deficiency-to-verify", mailed=False)
def others_hear_of_a_correction(*, entry: Any) -> Iterator[Told]:
    """Who may look whether a deficiency is put right, except who corrected it."""
    found = find(entry.subject)
    if isinstance(found, Deficiency):
        parts = {found.corrected_by_id} if found.corrected_by_id else set()
        yield from _told(found, found.number, ("exams:deficiency", str(found.pk)), parts, *JUDGES)


@tells("exams.assembly.find", text="exams/assembly-found", mailed=False)
@tells("exams.assembly.fail", text="exams/assembly-impossible", mailed=False)
def asker_hears_of_the_forms(*, entry: Any) -> Iterator[Told]:
    """Who asked for parallel forms: they were found, or which rules cannot hold together."""
    found = find(entry.subject)
    if isinstance(found, Assembly):
        yield Told(found.asked_by_id, found.number, link=("exams:assembly", str(found.pk)))


def _told(record: Record, number: str, link: tuple[str, ...], but: set[UUID], *roles: Role) -> Iterator[Told]:
    for person_id in sorted(grants.holders(*roles, scope_id=scope_id_of(record)) - but):
        yield Told(person_id, number, link=link)
