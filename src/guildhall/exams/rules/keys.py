"""What is ruled on keys after an examination was given: for a reason, by two, before results are told (R-11, R-27)."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.exams import blueprints
from guildhall.exams.lifecycles import FormState, RescoringState
from guildhall.exams.models import FormItem, KeyRuling, Rescoring, Ruling
from guildhall.exams.queries import is_released, rulings_in_force
from guildhall.itembank import delivering
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Study

VALIDATED = ("2012:9.3.1", "2012:9.3.5", "2026:9.3")
FROZEN = ("2012:9.3.1", "2012:9.4.4", "2026:9.3")
FOUR_EYES = ("2012:10.2.3", "2012:9.2.4", "2026:10")
GIVEN = (FormState.LIVE, FormState.SUSPENDED, FormState.RETIRED)


@rule("R-27", clauses=VALIDATED)
def the_item_is_scored_in_a_form_that_was_given(*, placement: FormItem) -> Refusal | None:
    """Keys are validated after the examination, item by item, of what is scored; a form before its use is mended."""
    if placement.form.state in GIVEN and placement.removed_at is None and not placement.pretest:
        return None
    return Refusal(
        _("%(item)s is not a scored item of a form that is or was in use.") % {"item": placement},
        mend=Mend(_("Send a form back that is not released yet; a pretest item counts nowhere anyway.")),
    )


@rule("R-27", clauses=VALIDATED)
def a_ruling_has_its_reason(*, reason: str) -> Refusal | None:
    """A ruling on a key says what was found: in the statistics, in the question, by which expert."""
    if reason.strip():
        return None
    return Refusal(
        _("A ruling on a key without a reason shows nobody anything."),
        mend=Mend(_("Say what was found, and by whom.")),
        field="reason",
    )


@rule("R-27", clauses=VALIDATED)
def other_answers_are_named(
    *, placement: FormItem, ruling: str, answers: list[dict[str, Any]] | None
) -> Refusal | None:
    """Who accepts other answers names them, answers that do not earn everything anyway; other rulings name none."""
    if ruling != Ruling.ALSO:
        return _unasked() if answers else None
    item = delivering.parsed(placement.item_version)
    most = float(placement.item_version.maximum)
    known = {each.response for each in item.interactions}
    said = answers or []
    empty = not said or any(not any(each.values()) or set(each) - known for each in said)
    if empty or any(qti.score(item, each).score >= most for each in said):
        return Refusal(
            _("Which other answers are accepted is not said, or the key accepts them already."),
            mend=Mend(_("Name at least one answer that the key does not accept.")),
            field="answers",
        )
    return None


def _unasked() -> Refusal:
    return Refusal(
        _("Answers are named only where other answers are accepted beside the key."),
        mend=Mend(_("Leave them out, or choose that ruling.")),
        field="answers",
    )


@rule("R-27", clauses=VALIDATED)
def the_study_looked_at_this_form(*, placement: FormItem, study: Study | None) -> Refusal | None:
    """A study that a ruling names is one of the same form, with results."""
    if study is None or (study.about == placement.form.ref and study.results_hash):
        return None
    return Refusal(
        _("%(study)s is not a computed study of this form.") % {"study": study},
        mend=Mend(_("Name the item analysis of this form, or none.")),
        field="study",
    )


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def a_frozen_key_changes_by_a_rescoring(*, placement: FormItem, rescoring: Rescoring | None) -> Refusal | None:
    """Once a result of the form was told, a key changes only by a rescoring of all attempts that is being prepared."""
    if not is_released(placement.form):
        return None
    if rescoring and rescoring.form_id == placement.form_id and rescoring.state == RescoringState.OPEN:
        return None
    return Refusal(
        _("Results of the form %(number)s were released, so its keys are frozen.") % {"number": placement.form.number},
        mend=Mend(_("Propose a rescoring; rulings on keys belong to it."), act="exams.rescoring.begin"),
    )


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def no_result_was_told_yet(*, ruling: KeyRuling) -> Refusal | None:
    """A ruling is confirmed by itself before the first released result; afterwards with its rescoring alone."""
    if ruling.rescoring_id is None and not is_released(ruling.placement.form):
        return None
    return Refusal(
        _("Results of this form were released, so this ruling is put into force by its rescoring."),
        mend=Mend(_("Have the rescoring compared and approved."), act="exams.rescoring.approve"),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def who_confirms_did_not_propose(*, by: Actor, ruling: KeyRuling) -> Refusal | None:
    """Four eyes: who proposed a ruling, and who wrote the item, does not confirm it."""
    author_id = ruling.placement.item_version.authored_by_id
    if not by.is_person(ruling.proposed_by_id) and not by.is_person(author_id):
        return None
    return Refusal(
        _("You proposed this ruling, or wrote the item."),
        mend=Mend(_("Somebody else who looks after forms of this scheme confirms it.")),
    )


@rule("R-26", clauses=VALIDATED)
def the_cut_is_said_anew(*, ruling: KeyRuling, cut: Decimal | None) -> Refusal | None:
    """A cut was set for all items: where one is left out, whoever confirms that says which cut the others have."""
    form = ruling.placement.form
    changes_items = ruling.ruling == Ruling.LEFT_OUT and form.cut is not None
    if not changes_items:
        return _no_other_cut() if cut is not None else None
    most = blueprints.highest_score(form, {ruling.placement_id, *_left_out(ruling)})
    if cut is not None and 0 < cut <= most:
        return None
    return Refusal(
        _("Without this item %(most)s points can be scored, and the cut was set for all items.")
        % {"most": most.normalize()},
        mend=Mend(_("Say which cut the remaining items have; by the judgements of the standard setting, for example.")),
        field="cut",
    )


def _no_other_cut() -> Refusal:
    return Refusal(
        _("This ruling leaves the items as they are, so it does not change the cut."),
        mend=Mend(_("Leave the cut out; another standard is adopted by an act of its own.")),
        field="cut",
    )


def _left_out(ruling: KeyRuling) -> set[Any]:
    standing = rulings_in_force(ruling.placement.form).values()
    return {each.placement_id for each in standing if each.ruling == Ruling.LEFT_OUT}
