"""Items in a pilot stand in forms as pretests alone, and their pilot begins when such a form is released."""

from decimal import Decimal

import pytest

from guildhall.exams.acts import forms
from guildhall.exams.models import Form
from guildhall.exams.queries import placements
from guildhall.itembank.acts import pilots, reviews
from guildhall.itembank.models import ItemVersion
from tests.cast import acting
from tests.exams.conftest import refused
from tests.exams.making import BLUEPRINT, an_empty_form
from tests.itembank.making import a_draft, items_in_use, reviewed, set_policy
from tests.making import Made


@pytest.fixture
def tried(made: Made) -> ItemVersion:
    """An item that is approved for a pilot."""
    set_policy(made, pilots=True)
    return pilots.approve(by=acting(made.crew.max), version=reviewed(made, a_draft(made, title="Tried")))


def test_an_item_in_its_pilot_counts_for_nobody(made: Made, tried: ItemVersion) -> None:
    by, form = acting(made.crew.max), an_empty_form(made)

    refusal = refused("R-26", forms.add, by=by, form=form, version=tried)
    assert refusal.mend.sentence.endswith("one approved for a pilot only as a pretest.")
    form = forms.add(by=by, form=form, version=tried, pretest=True)

    (placement,) = placements(form)
    refused("R-26", forms.mark_pretest, by=by, placement=placement, pretest=False)


def test_a_pilot_begins_when_its_form_is_released(made: Made, tried: ItemVersion) -> None:
    form = _verified(made, tried)
    assert ItemVersion.objects.get(pk=tried.pk).state == "pilot"

    form = forms.release(by=acting(made.crew.max), form=form)

    assert (form.state, ItemVersion.objects.get(pk=tried.pk).state) == ("live", "piloting")


def test_a_form_is_not_released_with_a_pilot_that_was_locked(made: Made, tried: ItemVersion) -> None:
    form = _verified(made, tried)
    reviews.compromise(by=acting(made.crew.max), version=tried, reason="It was posted in a forum.")

    refused("R-26", forms.release, by=acting(made.crew.max), form=form)


def _verified(made: Made, tried: ItemVersion) -> Form:
    """A verified form of items in use that tries one out."""
    set_policy(made, pilots=False)
    items_in_use(made, BLUEPRINT)
    by = acting(made.crew.max)
    form = forms.add(by=by, form=an_empty_form(made), version=tried, pretest=True)
    form = forms.assemble(by=by, form=form, seed=7)
    study = {"cut": Decimal(4), "basis": "Modified Angoff, 5 judges", "comparability": "First form of its component."}
    form = forms.propose(by=by, form=forms.set_standard(by=by, form=form, **study))
    form = forms.sign_content(by=acting(made.crew.rita), form=form, record="No overlap, no cueing.")
    return forms.verify(by=acting(made.crew.ava), form=form, record="Blueprint, keys and standard looked at.")
