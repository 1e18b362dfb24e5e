"""What changes after results were told: by a rescoring of every attempt, compared first, approved by another (R-27)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from guildhall.exams import blueprints
from guildhall.exams.lifecycles import RulingState
from guildhall.exams.models import Form, Rescored, Rescoring, Ruling
from guildhall.exams.queries import is_released, rulings_in_force, scored_with
from guildhall.exams.rules.adopting import refusal_of, refusal_of_cut
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Study, StudyKind

FROZEN = ("2012:9.3.1", "2012:9.4.4", "2026:9.3")
FOUR_EYES = ("2012:10.2.3", "2012:9.4.4", "2026:10")


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def results_of_it_were_told(*, form: Form) -> Refusal | None:
    """All attempts are rescored where candidates know results; before that, keys are validated and cuts adopted."""
    if is_released(form):
        return None
    return Refusal(
        _("No result of the form %(number)s was released yet, so nothing is frozen.") % {"number": form.number},
        mend=Mend(_("Rule on its keys, or adopt another cut; what was scored is scored again by itself.")),
    )


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def another_cut_rests_on_a_study(*, form: Form, cut: Decimal | None, study: Study | None) -> Refusal | None:
    """Another cut rests on an approved standard setting or equating of the form, and lies within it."""
    if cut is None:
        return None
    if study is None:
        return Refusal(
            _("A cut that candidates were told changes only because of a study."),
            mend=Mend(_("Name the approved study of this form on which the other cut rests.")),
            field="study",
        )
    refusals = [refusal_of(study, form, kind) for kind in (StudyKind.STANDARD_SETTING, StudyKind.EQUATING)]
    return refusals[0] if all(refusals) else refusal_of_cut(form, cut)


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def something_changes(*, rescoring: Rescoring) -> Refusal | None:
    """A rescoring changes a key or the cut; where an item is left out it says the cut of the others too."""
    ruled = list(rescoring.key_rulings.filter(state=RulingState.PROPOSED))
    if not ruled and rescoring.cut is None:
        return Refusal(
            _("This rescoring changes neither a key nor the cut."),
            mend=Mend(_("Rule on the keys in question first, or give it up."), act="exams.key-ruling.propose"),
        )
    new = {each.placement_id for each in ruled if each.ruling == Ruling.LEFT_OUT}
    replaced = {each.placement_id for each in ruled}
    standing = rulings_in_force(rescoring.form).values()
    kept = {e.placement_id for e in standing if e.ruling == Ruling.LEFT_OUT and e.placement_id not in replaced}
    most = blueprints.highest_score(rescoring.form, new | kept)
    cut = rescoring.form.cut if rescoring.cut is None else rescoring.cut
    if cut is not None and 0 < cut <= most:
        return None
    return Refusal(
        _("With these rulings %(most)s points can be scored, and the cut is beyond them.") % {"most": most.normalize()},
        mend=Mend(_("Give the rescoring up and begin it with another cut and its study.")),
    )


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def every_result_was_compared(*, rescoring: Rescoring) -> Refusal | None:
    """What is approved is known to the last attempt: results that came since are compared first."""
    looked_at = set(rescoring.rescored.filter(set_aside_at__isnull=True).values_list("before_id", flat=True))
    if {each.pk for each in scored_with(rescoring.form)} == looked_at:
        return None
    return Refusal(
        _("Attempts were scored, verified or voided since the comparison."),
        mend=Mend(_("Compare every attempt again."), act="exams.rescoring.compare"),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def who_approves_proposed_nothing_of_it(*, by: Actor, rescoring: Rescoring) -> Refusal | None:
    """Four eyes: who proposed a rescoring or one of its rulings, or wrote one of these items, does not approve it."""
    ruled = rescoring.key_rulings.filter(state=RulingState.PROPOSED)
    parts = {rescoring.proposed_by_id, *ruled.values_list("proposed_by_id", flat=True)}
    parts |= set(ruled.values_list("placement__item_version__authored_by_id", flat=True))
    if by.person_id not in parts:
        return None
    return Refusal(
        _("You proposed this rescoring or one of its rulings, or wrote one of the items."),
        mend=Mend(_("Somebody else who may verify forms of this scheme approves it.")),
    )


@rule("R-27", clauses=FROZEN, kind=Kind.ACCREDITATION)
def every_change_was_carried_out(*, rescoring: Rescoring) -> Refusal | None:
    """A rescoring is done when every attempt whose numbers change has its new result."""
    waiting = [each for each in to_carry(rescoring) if each.before.state in STANDING]
    if not waiting:
        return None
    return Refusal(
        _("Attempts wait to be scored again: %(numbers)s.") % {"numbers": ", ".join(str(each) for each in waiting[:5])},
        mend=Mend(_("They are scored by themselves in a moment.")),
    )


STANDING = ("scored", "verified", "released")


def to_carry(rescoring: Rescoring) -> list[Rescored]:
    """The attempts that are scored again: where a number changes, and where nobody was told a result yet."""
    rows = rescoring.rescored.filter(set_aside_at__isnull=True, after__isnull=True)
    loaded = rows.select_related(*Rescored.reload_with).order_by("attempt__number")
    return [each for each in loaded if each.changes or each.before.released_at is None]
