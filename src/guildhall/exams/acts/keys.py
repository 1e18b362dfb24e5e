"""Key validation after an examination: what one rules on an item another confirms, and it is scored so (R-27)."""

from decimal import Decimal
from typing import Any

from guildhall.exams.lifecycles import KEY_RULING, RulingState
from guildhall.exams.models import Form, FormItem, KeyRuling, Rescoring, Ruling
from guildhall.exams.permissions import may_confirm_rulings, may_propose_rulings, may_withdraw_rulings
from guildhall.exams.queries import rulings_in_force
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.keys import (
    a_frozen_key_changes_by_a_rescoring,
    a_ruling_has_its_reason,
    no_result_was_told_yet,
    other_answers_are_named,
    the_cut_is_said_anew,
    the_item_is_scored_in_a_form_that_was_given,
    the_study_looked_at_this_form,
    who_confirms_did_not_propose,
)
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Study

MACHINE = actors.machine("key-validation")
"""Puts a later ruling in the place of an earlier one, and into force what a rescoring brings."""

CLAUSES = ("2012:9.3.1", "2012:9.3.5", "2026:9.3")


@act(
    "exams.key-ruling.propose",
    about=("placement", "rescoring"),
    move=KEY_RULING.propose,
    permission=may_propose_rulings,
    rules=[
        the_item_is_scored_in_a_form_that_was_given,
        a_frozen_key_changes_by_a_rescoring,
        a_ruling_has_its_reason,
        other_answers_are_named,
        the_study_looked_at_this_form,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("proposed a ruling on the key of {subject}: {ruling}"),
)
def propose(
    *,
    by: Actor,
    placement: FormItem,
    ruling: str,
    reason: str,
    answers: list[dict[str, Any]] | None = None,
    study: Study | None = None,
    rescoring: Rescoring | None = None,
) -> KeyRuling:
    """Propose what is done with an item after the examination: its key stands, or the item is scored otherwise.

    Until another person confirms it, nothing is scored otherwise, and no result of the form is released.
    """
    return create(
        KeyRuling,
        placement=placement,
        ruling=ruling,
        reason=reason.strip(),
        answers=answers or [],
        study=study,
        rescoring=rescoring,
        proposed_by=Person.objects.get(pk=by.name),
    )


@act(
    "exams.key-ruling.confirm",
    about="ruling",
    move=KEY_RULING.confirm,
    permission=may_confirm_rulings,
    rules=[no_result_was_told_yet, who_confirms_did_not_propose, the_cut_is_said_anew],
    clauses=CLAUSES,
    sentence=gettext_noop("confirmed the ruling on the key of {subject}"),
)
def confirm(*, by: Actor, ruling: KeyRuling, cut: Decimal | None = None) -> KeyRuling:
    """Put a ruling into force before any result of the form is told; what was scored already is scored again by it.

    Where an item is left out, the cut for the remaining ones is said with it.
    """
    form = Form.reloaded(ruling.placement.form_id)
    assert form is not None  # noqa: S101  # the placement leads to it
    told = {"cut": cut, "cut_basis": f"{form.cut_basis} · −{ruling.placement}"} if cut is not None else {}
    if ruling.ruling != Ruling.KEEP or ruling.placement_id in rulings_in_force(form):
        change(form, scoring=form.scoring + 1, **told)
    return _into_force(ruling, Person.objects.get(pk=by.name))


@act(
    "exams.key-ruling.apply",
    about="ruling",
    move=KEY_RULING.apply,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[],
    clauses=CLAUSES,
    sentence=gettext_noop("put the ruling on the key of {subject} into force with its rescoring"),
)
def apply(*, by: Actor, ruling: KeyRuling, approver: Person) -> KeyRuling:
    """Put a ruling into force because its rescoring was approved, in the name of who approved that."""
    return _into_force(ruling, approver)


@act(
    "exams.key-ruling.replace",
    about="ruling",
    move=KEY_RULING.replace,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("put another ruling on the key of {subject} in the place of this one"),
)
def replace(*, by: Actor, ruling: KeyRuling) -> KeyRuling:
    """Let a later ruling on the same item take the place of an earlier one, which stays on record."""
    return change(ruling, state=RulingState.REPLACED)


@act(
    "exams.key-ruling.withdraw",
    about="ruling",
    move=KEY_RULING.withdraw,
    permission=may_withdraw_rulings,
    machines=[MACHINE.name],
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("withdrew the ruling on the key of {subject}: {reason}"),
)
def withdraw(*, by: Actor, ruling: KeyRuling, reason: str) -> KeyRuling:
    """Take a ruling back that is not in force yet."""
    return change(ruling, state=RulingState.WITHDRAWN)


def _into_force(ruling: KeyRuling, confirmer: Person) -> KeyRuling:
    """Let a ruling count, in the place of an earlier one on the same item."""
    if earlier := rulings_in_force(ruling.placement.form).get(ruling.placement_id):
        replace(by=MACHINE, ruling=earlier)
    return change(ruling, state=RulingState.IN_FORCE, confirmed_by=confirmer, confirmed_at=clock.now())
