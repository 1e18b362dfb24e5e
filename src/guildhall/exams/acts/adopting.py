"""Passing standards reach forms from approved studies; a form given before is scored once its cut is known."""

from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.exams import equatings
from guildhall.exams.lifecycles import UNSETTLED
from guildhall.exams.models import Checklist, Conversion, Form
from guildhall.exams.permissions import may_adopt_standards, may_assemble, may_keep_forms
from guildhall.exams.permissions.ratings import may_adopt_for_checklists
from guildhall.exams.rules.adopting import (
    the_adopted_cut_can_be_reached,
    the_cut_is_carried,
    the_cut_is_the_recommended_one,
    the_delay_has_its_end,
    the_interval_is_justified,
    the_standard_is_open,
    the_study_equates_it,
    the_study_sets_a_standard_for_it,
)
from guildhall.exams.rules.checklists import the_checklist_is_a_draft, who_approves_did_not_write_it
from guildhall.exams.rules.forms import who_signs_off_is_not_the_author
from guildhall.exams.rules.ratings import the_cut_of_the_steps_can_be_reached, the_study_rated_these_steps
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Study
from guildhall.schemes.queries import studies

STANDARD = ("2012:9.3.1", "2012:9.2.4", "2026:9.3")
REAFFIRMED = ("2012:9.3.5", "2026:9.3")


@act(
    "exams.form.adopt_standard",
    about=("form", "study"),
    permission=may_adopt_standards,
    rules=[
        the_standard_is_open,
        who_signs_off_is_not_the_author,
        the_study_sets_a_standard_for_it,
        the_adopted_cut_can_be_reached,
        the_cut_is_the_recommended_one,
    ],
    clauses=STANDARD,
    sentence=gettext_noop("adopted a cut of {cut} for the form {subject}"),
    label=gettext_noop("Adopt the standard of a study"),
)
def adopt_standard(
    *, by: Actor, form: Form, study: Study, cut: Decimal, reason: str = "", comparability: str = ""
) -> Form:
    """Adopt the cut that an approved standard setting about this form recommends, or another with its reason.

    `comparability` is what makes the form comparable to earlier ones, where that is not said yet or said anew. What
    waited for the cut is scored then; what was scored by another cut and not released is scored again.
    """
    basis = " · ".join(filter(None, [study.number, study.title, reason.strip()]))
    shown = {"comparability": comparability.strip() or form.comparability}
    return change(form, standard=study, equating=None, **shown, **_settled(by, form, cut, basis))


@act(
    "exams.form.adopt_equating",
    about=("form", "study"),
    permission=may_adopt_standards,
    rules=[
        the_standard_is_open,
        who_signs_off_is_not_the_author,
        the_study_equates_it,
        the_cut_is_carried,
    ],
    clauses=STANDARD,
    sentence=gettext_noop("carried the cut of another form to the form {subject}"),
    label=gettext_noop("Carry the cut by an equating"),
)
def adopt_equating(*, by: Actor, form: Form, study: Study) -> Form:
    """Carry the cut of the base form to this one by the conversion of an approved equating; the table is kept."""
    rows = studies.conversion(study)
    base = equatings.base_of(study)
    assert base is not None  # noqa: S101  # the rules asked for base and cut
    assert base.cut is not None  # noqa: S101
    cut = equatings.carried(rows, base.cut)
    assert cut is not None  # noqa: S101
    adopter = Person.objects.get(pk=by.name)
    kept = [list(each) for each in rows]
    create(Conversion, form=form, base=base, study=study, rows=kept, base_cut=base.cut, cut=cut, adopted_by=adopter)
    basis = f"{study.number} · {study.title} · {base.number}: {base.cut}"
    shown = {} if form.comparability else {"comparability": f"{study.number} · {study.title} · {base.number}"}
    return change(form, equating=study, standard=None, **shown, **_settled(by, form, cut, basis))


@act(
    "exams.checklist.adopt_standard",
    about=("checklist", "study"),
    permission=may_adopt_for_checklists,
    rules=[
        the_checklist_is_a_draft,
        who_approves_did_not_write_it,
        the_study_rated_these_steps,
        the_cut_of_the_steps_can_be_reached,
        the_cut_is_the_recommended_one,
    ],
    clauses=STANDARD,
    sentence=gettext_noop("adopted a cut of {cut} points for the checklist {subject}"),
    label=gettext_noop("Adopt the cut of a study"),
)
def adopt_for_checklist(*, by: Actor, checklist: Checklist, study: Study, cut: Decimal, reason: str = "") -> Checklist:
    """Adopt the cut that a study of judged attempts recommends for the next version of their checklist.

    Whoever was examined by the version before keeps its cut: a standard changes by a new version alone (R-27).
    """
    basis = " · ".join(filter(None, [study.number, study.title, reason.strip()]))
    adopter = Person.objects.get(pk=by.name)
    return change(checklist, cut=cut, cut_basis=basis, standard=study, standard_by=adopter, standard_at=clock.now())


@act(
    "exams.form.delay_scoring",
    about="form",
    permission=may_assemble,
    rules=[the_delay_has_its_end],
    clauses=STANDARD,
    sentence=gettext_noop("delayed the scoring of the form {subject}: {reason}"),
    label=gettext_noop("Delay the scoring"),
)
def delay_scoring(*, by: Actor, form: Form, due_on: date, reason: str) -> Form:
    """Let a form be used before its cut is known, because the study needs its data; nothing is scored until then."""
    rests = {"standard": None, "equating": None, "standard_by": None, "standard_at": None}
    delay: dict[str, Any] = {"delayed": True, "study_due_on": due_on, "delay_reason": reason.strip()}
    return change(form, cut=None, cut_basis="", **delay, **rests)


@act(
    "exams.form.set_interval",
    about="form",
    permission=may_keep_forms,
    rules=[the_interval_is_justified],
    clauses=REAFFIRMED,
    sentence=gettext_noop("set the interval of review of the form {subject} at {months} months: {reason}"),
    label=gettext_noop("Set the interval of review"),
)
def set_interval(*, by: Actor, form: Form, months: int, reason: str) -> Form:
    """Decide after how many months a form is reviewed again, and why; it counts from its release or last review."""
    last = form.reviews.order_by("-reviewed_at").first()
    since = last.reviewed_at if last else form.released_at
    due_on = Period(months=months).after(clock.day_of(since)) if since else None
    return change(form, review_months=months, review_reason=reason.strip(), review_due_on=due_on)


def _settled(by: Actor, form: Form, cut: Decimal, basis: str) -> dict[str, Any]:
    """A cut that stands, by whom it was adopted, and that the scoring of a form in use changed with it."""
    adopter = Person.objects.get(pk=by.name)
    counted = {} if form.state in UNSETTLED else {"scoring": form.scoring + 1}
    return {"cut": cut, "cut_basis": basis, "standard_by": adopter, "standard_at": clock.now(), **counted}
