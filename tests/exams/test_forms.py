"""Forms: assembled to the blueprint, signed off and verified by others, frozen once released."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from guildhall.exams import blueprints, keycheck
from guildhall.exams.acts import forms
from guildhall.exams.lifecycles import FormState
from guildhall.exams.models import Form, FormItem
from guildhall.exams.queries import placements
from guildhall.identity.acts import scopes
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank.acts import reviews
from guildhall.itembank.models import ItemVersion
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.guard import writing_as
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.exams.conftest import refused
from tests.exams.making import (
    BLUEPRINT,
    a_form,
    a_verified_form,
    an_assembled_form,
    an_empty_form,
)
from tests.itembank.making import a_draft, items_in_use
from tests.making import Made

SHORT = {"A": 2, "B": 2, "C": 1}


def by(made: Made, who: str = "max") -> Actor:
    return acting(getattr(made.crew, who))


def layout(form: Form) -> list[tuple[int, str, bool]]:
    return [(each.position, each.item_version.item.domain_code, each.pretest) for each in placements(form)]


def test_form_is_filled_to_its_blueprint_by_the_seed(made: Made) -> None:
    items_in_use(made, {code: wanted + 2 for code, wanted in BLUEPRINT.items()})
    first, again = (
        [str(each) for each in placements(forms.assemble(by=by(made), form=an_empty_form(made), seed=seed))]
        for seed in (7, 8)
    )

    assert [row.fits for row in blueprints.match(Form.objects.first())] == [True, True, True]
    assert len(first) == len(again) == 6
    assert len(set(first) & set(again)) == 1, "the bank has five of six for A; what stands in fewer forms comes first"


def test_the_same_bank_and_seed_give_the_same_form(made: Made) -> None:
    items_in_use(made, {code: wanted + 2 for code, wanted in BLUEPRINT.items()})
    form = an_empty_form(made)
    drawn = [str(each) for each in placements(forms.assemble(by=by(made), form=form, seed=7))]
    for placement in placements(form):
        forms.remove(by=by(made), placement=FormItem.objects.get(pk=placement.pk))

    forms.assemble(by=by(made), form=Form.objects.get(pk=form.pk), seed=7)

    assert [str(each) for each in placements(form)] == drawn


def test_pretest_items_do_not_count_for_the_blueprint(made: Made) -> None:
    versions = items_in_use(made, {"A": 4, "B": 2, "C": 1})
    form = forms.add(by=by(made), form=an_empty_form(made), version=versions[0], pretest=True)

    form = forms.assemble(by=by(made), form=form, seed=1)

    assert [(row.code, row.wanted, row.scored, row.pretest, row.points) for row in blueprints.match(form)] == [
        ("A", 3, 3, 1, 3),
        ("B", 2, 2, 0, 2),
        ("C", 1, 1, 0, 1),
    ]
    assert sum(pretest for _, _, pretest in layout(form)) == 1


def test_items_move_and_leave_and_the_others_close_up(made: Made) -> None:
    form = an_assembled_form(made)
    numbers = [str(each) for each in placements(form)]
    first = placements(form).first()

    moved = forms.move(by=by(made), placement=first, position=3)
    assert [str(each) for each in placements(form)] == [numbers[1], numbers[2], numbers[0], *numbers[3:]]
    gone = forms.remove(by=by(made), placement=moved)

    assert [str(each) for each in placements(form)] == [numbers[1], numbers[2], *numbers[3:]]
    assert [position for position, _, _ in layout(form)] == [1, 2, 3, 4, 5]
    assert FormItem.objects.get(pk=gone.pk).removed_at is not None
    assert Form.objects.get(pk=form.pk).cut is None, "a cut was set for other items"


def test_form_lives_from_assembly_to_retirement(made: Made) -> None:
    form = a_form(made)
    assert (form.state, form.content_by, form.verified_by, form.released_by) == (
        FormState.LIVE,
        made.crew.rita,
        made.crew.ava,
        made.crew.max,
    )
    form = forms.suspend(by=by(made), form=form, reason="A candidate photographed the screen.")
    form = forms.resume(by=by(made), form=form, reason="The picture showed the front page only.")
    form = forms.retire(by=by(made), form=form, reason="Shown two hundred times.")
    assert form.state == FormState.RETIRED


def test_sent_back_form_needs_its_sign_off_again(made: Made) -> None:
    form = forms.send_back(by=by(made, "rita"), form=a_verified_form(made), reason="Items 2 and 5 cue each other.")

    assert (form.state, form.content_by, form.content_record, form.verified_by, form.verification) == (
        FormState.ASSEMBLING,
        None,
        "",
        None,
        "",
    )


def test_no_form_without_a_blueprint(made: Made) -> None:
    refused("R-26", forms.begin, by=by(made), component=made.practical, title="Form 1")


def test_only_reviewed_items_of_the_scheme_come_in(made: Made) -> None:
    form, draft = an_empty_form(made), a_draft(made)
    refused("R-26", forms.add, by=by(made), form=form, version=draft)


def test_only_items_of_domains_of_the_blueprint_come_in(made: Made) -> None:
    form, (version,) = an_empty_form(made), items_in_use(made, {"A": 1})
    forge.alter(version.item, domain_code="Z")
    refused("R-26", forms.add, by=by(made), form=form, version=ItemVersion.objects.get(pk=version.pk))


def test_item_stands_in_a_form_once(made: Made) -> None:
    form, (version,) = an_empty_form(made), items_in_use(made, {"A": 1})
    form = forms.add(by=by(made), form=form, version=version)
    refused("form_item_is_one", forms.add, by=by(made), form=form, version=version)


def test_form_cannot_be_filled_from_too_small_a_bank(made: Made) -> None:
    items_in_use(made, SHORT)
    refusal = refused("R-26", forms.assemble, by=by(made), form=an_empty_form(made), seed=1)
    assert "A: 0 / 1" not in refusal.sentence
    assert "A: 2 / 3" in refusal.sentence


def test_place_beyond_the_form_is_refused(made: Made) -> None:
    placement = placements(an_assembled_form(made)).first()
    refused("R-26", forms.move, by=by(made), placement=placement, position=7)


def test_empty_form_is_not_proposed(made: Made) -> None:
    refused("R-26", forms.propose, by=by(made), form=an_empty_form(made))


@pytest.mark.parametrize(("cut", "basis"), [(0, "Angoff"), (7, "Angoff"), (4, " ")])
def test_standard_is_within_the_form_and_rests_on_a_study(made: Made, cut: int, basis: str) -> None:
    form = an_assembled_form(made)
    refused("R-26", forms.set_standard, by=by(made), form=form, cut=Decimal(cut), basis=basis)


@pytest.mark.parametrize("change", [{"cut": None}, {"cut_basis": ""}, {"comparability": ""}])
def test_verification_asks_for_standard_and_comparability(made: Made, change: dict[str, Any]) -> None:
    form = proposed(made, an_assembled_form(made))
    forge.alter(form, **change)
    refused("R-26", forms.verify, by=by(made, "ava"), form=Form.objects.get(pk=form.pk), record="Looked at.")


def proposed(made: Made, form: Form) -> Form:
    form = forms.propose(by=by(made), form=form)
    return forms.sign_content(by=by(made, "rita"), form=form, record="No overlap.")


def test_verification_asks_for_the_blueprint(made: Made) -> None:
    form = an_assembled_form(made)
    forms.mark_pretest(by=by(made), placement=placements(form).first(), pretest=True)
    form = Form.objects.get(pk=form.pk)
    form = forms.set_standard(by=by(made), form=form, cut=Decimal(3), basis="Angoff", comparability="First form.")
    refusal = refused("R-26", forms.verify, by=by(made, "ava"), form=proposed(made, form), record="Looked at.")
    assert "A has 2 of 3" in refusal.sentence


def test_verification_runs_the_keys(made: Made) -> None:
    form = proposed(made, an_assembled_form(made))
    version = placements(form).first().item_version
    forge.alter(version, maximum=version.maximum + 1)

    assert keycheck.faults(form) == [keycheck.Fault(str(version), with_key=True)]
    refusal = refused("R-26", forms.verify, by=by(made, "ava"), form=form, record="Looked at.")
    assert str(version) in refusal.sentence


def test_a_wrong_answer_that_earns_everything_is_found(made: Made) -> None:
    form = proposed(made, an_assembled_form(made))
    forge.alter(placements(form).first().item_version, maximum=Decimal(0))

    assert {fault.with_key for fault in keycheck.faults(form)} == {True, False}


@pytest.mark.parametrize("step", [forms.sign_content, forms.verify])
def test_author_never_signs_off_their_own_form(made: Made, step: Any) -> None:
    form = forms.propose(by=by(made), form=an_assembled_form(made))
    if step is forms.verify:
        form = forms.sign_content(by=by(made, "rita"), form=form, record="No overlap.")
    refused("R-11", step, by=by(made), form=form, record="I made it, it is fine.")


def test_sign_off_says_what_was_looked_at(made: Made) -> None:
    form = forms.propose(by=by(made), form=an_assembled_form(made))
    refused("R-26", forms.sign_content, by=by(made, "rita"), form=form, record=" ")


def test_form_with_an_item_that_was_locked_is_not_released(made: Made) -> None:
    form = a_verified_form(made)
    version = placements(form).first().item_version
    reviews.compromise(by=by(made), version=version, reason="It was posted in a forum.")
    refusal = refused("R-26", forms.release, by=by(made), form=form)
    assert str(version) in refusal.sentence


def test_items_of_a_proposed_form_stand(made: Made) -> None:
    form = forms.propose(by=by(made), form=an_assembled_form(made))
    placement = placements(form).first()
    (other,) = items_in_use(made, {"A": 4})[-1:]
    refused("R-27", forms.add, by=by(made), form=form, version=other)
    refused("R-27", forms.assemble, by=by(made), form=form, seed=1)
    refused("R-27", forms.remove, by=by(made), placement=placement)
    refused("R-27", forms.move, by=by(made), placement=placement, position=2)
    refused("R-27", forms.mark_pretest, by=by(made), placement=placement, pretest=True)


def test_standard_of_a_released_form_is_frozen(made: Made) -> None:
    refused("R-27", forms.set_standard, by=by(made), form=a_form(made), cut=Decimal(3), basis="Too few passed.")


@pytest.mark.parametrize("step", [forms.suspend, forms.retire])
def test_taking_a_form_out_of_use_has_its_reason(made: Made, step: Any) -> None:
    refused("R-60", step, by=by(made), form=a_form(made), reason=" ")


def test_database_holds_no_form_in_use_without_standard_and_verification(made: Made) -> None:
    form = an_assembled_form(made)
    with pytest.raises(IntegrityError), transaction.atomic(), writing_as("forge"):
        Form.objects.filter(pk=form.pk).update(state=FormState.LIVE)


@pytest.mark.parametrize("who", ["rita", "ina", "erik", "dora"])
def test_only_the_examination_manager_assembles(made: Made, who: str) -> None:
    with pytest.raises(Refusal) as caught:
        forms.begin(by=by(made, who), component=made.written, title="Form 1")
    assert caught.value.code == "R-46"


def test_a_role_in_another_scheme_does_not_count(made: Made, cast: Cast) -> None:
    other = scopes.open_scope(by=acting(cast.tom), kind="scheme", number="ELK", name="Electrician")
    authorise(cast.quinn, EXAM_MANAGER, other)
    refused("R-46", forms.begin, by=acting(cast.quinn), component=made.written, title="Form 1")
