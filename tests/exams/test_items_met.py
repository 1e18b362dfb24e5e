"""A retake gives the form with the fewest items that the candidate has met before (R-28)."""

from decimal import Decimal

from guildhall.exams.acts import forms
from guildhall.exams.models import Candidacy, Form
from guildhall.exams.queries import items_met, placements
from guildhall.exams.rules.seats import form_for
from guildhall.itembank.models import ItemVersion
from tests.cast import Cast, acting
from tests.exams.making import a_form, a_sitting, an_empty_form
from tests.exams.making_forms import in_use, papers, told
from tests.itembank.making import items_in_use
from tests.making import Made


def a_form_of(made: Made, title: str, versions: list[ItemVersion]) -> Form:
    """A form in use of exactly these items."""
    by = acting(made.crew.max)
    form = an_empty_form(made, title)
    for version in versions:
        form = forms.add(by=by, form=form, version=version)
    return in_use(
        made, forms.set_standard(by=by, form=form, cut=Decimal(4), basis="Panel", comparability="Common items.")
    )


def test_the_form_with_the_fewest_items_met_is_given(made: Made, cast: Cast) -> None:
    first = a_form(made)
    (attempt,) = papers(made, cast, first, {cast.carla: 2})
    told(made, attempt)
    known = {each.item_version.item.domain_code: each.item_version for each in placements(first)}
    fresh = items_in_use(made, {"A": 5, "B": 3, "C": 1})
    a, b, (c,) = ([each for each in fresh if each.item.domain_code == code] for code in "ABC")
    near = a_form_of(made, "Near", [known["A"], *a[:2], known["B"], b[0], known["C"]])
    far = a_form_of(made, "Far", [*a[2:5], *b[1:3], c])

    assert (items_met(near, {first.pk}), items_met(far, {first.pk})) == (3, 0)
    sitting = a_sitting(made, form=first)
    candidacy = Candidacy.reloaded(attempt.candidacy_id)
    assert form_for(candidacy, sitting) == far, "the older one shares three items with what Carla has met"
