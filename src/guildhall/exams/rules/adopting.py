"""How a passing standard reaches a form: from an approved study, by another than its author, or later (R-26, R-27)."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.exams import blueprints, equatings
from guildhall.exams.lifecycles import UNSETTLED, FormState
from guildhall.exams.models import Form
from guildhall.exams.queries import is_released
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries import studies

STANDARD = ("2012:9.3.1", "2012:9.2.4", "2026:9.3")
REAFFIRMED = ("2012:9.3.5", "2026:9.3")
LONGEST = 60
"""The most months between two reviews of a form (our own choice)."""


@rule("R-27", clauses=STANDARD, kind=Kind.ACCREDITATION)
def the_standard_is_open(*, form: Form) -> Refusal | None:
    """A cut is adopted before the verification, or of a form in use before its first result is released."""
    if form.state in UNSETTLED:
        return None
    if form.state == FormState.VERIFIED and form.cut is not None:
        return Refusal(
            _("The passing standard of the form %(number)s is frozen since its verification.")
            % {"number": form.number},
            mend=Mend(_("Send the form back, and adopt the other cut then."), act="exams.form.send_back"),
        )
    if not is_released(form):
        return None
    return Refusal(
        _("Results of the form %(number)s were released, so its passing standard is frozen.") % {"number": form.number},
        mend=Mend(_("Propose a rescoring: all attempts are compared and scored again."), act="exams.rescoring.begin"),
    )


@rule("R-26", clauses=STANDARD)
def the_study_sets_a_standard_for_it(*, form: Form, study: Study) -> Refusal | None:
    """A cut rests on an approved standard setting about this very form."""
    return refusal_of(study, form, StudyKind.STANDARD_SETTING)


@rule("R-26", clauses=STANDARD)
def the_study_equates_it(*, form: Form, study: Study) -> Refusal | None:
    """A cut is carried by an approved equating of this very form to one whose cut is known."""
    if refusal := refusal_of(study, form, StudyKind.EQUATING):
        return refusal
    base = equatings.base_of(study)
    same = base is not None and base.component.version.scheme_id == form.component.version.scheme_id
    if base is not None and same and base.pk != form.pk and base.cut is not None:
        return None
    return Refusal(
        _("%(study)s leads to no other form of this scheme that has a passing standard.") % {"study": study},
        mend=Mend(_("Choose an equating to a form whose cut was adopted.")),
        field="study",
    )


@rule("R-26", clauses=STANDARD)
def the_cut_is_carried(*, form: Form, study: Study) -> Refusal | None:
    """The conversion of an equating reaches the cut of the base form within this form."""
    base = equatings.base_of(study)
    cut = equatings.carried(studies.conversion(study), base.cut) if base and base.cut is not None else None
    if cut is not None:
        return refusal_of_cut(form, cut)
    return Refusal(
        _("No score of this form stands for the cut of the base form in %(study)s.") % {"study": study},
        mend=Mend(_("Look at the conversion table: it may not reach that far, so another study is needed.")),
        field="study",
    )


@rule("R-26", clauses=STANDARD)
def the_cut_is_the_recommended_one(*, study: Study, cut: Decimal, reason: str) -> Refusal | None:
    """Whoever adopts another cut than the one that the study recommends says why."""
    recommended = studies.recommended_cut(study)
    if recommended is None or reason.strip() or cut == recommended.quantize(Decimal("0.01")):
        return None
    return Refusal(
        _("%(study)s recommends a cut of %(recommended)s.") % {"study": study, "recommended": recommended},
        mend=Mend(_("Adopt that one, or give the reason for the other.")),
        field="reason",
    )


@rule("R-26", clauses=STANDARD)
def the_adopted_cut_can_be_reached(*, form: Form, cut: Decimal) -> Refusal | None:
    """A cut lies above nought and not above what can be scored."""
    return refusal_of_cut(form, cut)


@rule("R-26", clauses=STANDARD)
def the_delay_has_its_end(*, form: Form, due_on: date, reason: str) -> Refusal | None:
    """Scoring is delayed before the verification, for a reason, until a day on which the study is due."""
    if form.state not in UNSETTLED:
        return Refusal(
            _("Whether the scoring of the form %(number)s is delayed stands since its verification.")
            % {"number": form.number},
            mend=Mend(_("Send it back as long as it is not released.")),
        )
    if due_on <= clock.today():
        return Refusal(
            _("A study that is due on %(day)s is due already.") % {"day": date_format(due_on, "j M Y")},
            mend=Mend(_("Give the day by which the cut is adopted; candidates wait for it.")),
            field="due_on",
        )
    if reason.strip():
        return None
    return Refusal(
        _("Scoring is delayed for a reason: which data are missing, and how the cut is set then."),
        mend=Mend(_("Write it down; an assessor will ask.")),
        field="reason",
    )


@rule("review-interval", clauses=REAFFIRMED, kind=Kind.OURS)
def the_interval_is_justified(*, months: int, reason: str) -> Refusal | None:
    """How often a form is reviewed is a decision with a reason, within five years."""
    if not 1 <= months <= LONGEST:
        return Refusal(
            _("The interval of review lies between one month and five years."),
            mend=Mend(_("Give the number of months.")),
            field="months",
        )
    if reason.strip():
        return None
    return Refusal(
        _("An interval without a reason is a habit."),
        mend=Mend(_("Say why so often: the number of candidates, exposure, changes of the trade.")),
        field="reason",
    )


def refusal_of(study: Study, form: Form, kind: StudyKind) -> Refusal | None:
    """Why a form cannot rest on a study: of another kind, about another record, or not approved."""
    if study.kind == kind and study.about == form.ref and study.state == StudyState.APPROVED:
        return None
    return Refusal(
        _("%(study)s is not an approved study of this kind about the form %(form)s.")
        % {"study": study, "form": form.number},
        mend=Mend(_("Have the study of this form approved first, by somebody who did not prepare it.")),
        field="study",
    )


def refusal_of_cut(form: Form, cut: Decimal) -> Refusal | None:
    """Why a cut cannot be that of a form: at nought, or above what can be scored."""
    most = blueprints.highest_score(form)
    if 0 < cut <= most:
        return None
    return Refusal(
        _("A cut of %(cut)s is not between nought and the %(most)s points of this form.")
        % {"cut": cut, "most": most.normalize()},
        mend=Mend(_("Give the passing raw score.")),
        field="cut",
    )
