"""Forms are reviewed at their interval; what a review finds is tracked until somebody else saw it corrected (9.3.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from guildhall.exams.acts import adopting, deficiencies, reviews_of_forms
from guildhall.exams.lifecycles import DeficiencyState
from guildhall.exams.models import Deficiency, Form
from guildhall.exams.rules import form_reviews as rules
from guildhall.kernel import clock as house_clock
from tests.cast import Cast, acting, engage
from tests.exams.conftest import refused
from tests.exams.making import a_form, a_verified_form
from tests.exams.making_forms import a_standard, an_analysis
from tests.making import Made, a_scheme
from tests.staging import set_once

FOUND = "Statistics of forty attempts, two complaints, no exposure: it performs as it did."
WRONG = "Items 3 and 5 are easier than they were: both were published in a course."


@dataclass(frozen=True)
class Stage:
    """A scheme in effect and a form in use."""

    cast: Cast
    made: Made
    form: Form


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        yield Stage(cast, made, a_form(made))


def by(stage: Stage, who: str = "sam") -> Any:
    return acting(getattr(stage.made.crew, who))


def a_form_of(stage: Stage) -> Form:
    return Form.reloaded(stage.form.pk)


def due(days: int = 30) -> Any:
    return house_clock.today() + timedelta(days=days)


def noted(stage: Stage, **more: Any) -> Deficiency:
    given = {"words": WRONG, "owner": stage.made.crew.ivo, "due_on": due(), **more}
    return deficiencies.note(by=by(stage), form=a_form_of(stage), **given)


def corrected(stage: Stage, who: str = "ivo") -> Deficiency:
    return deficiencies.correct(by=by(stage, who), deficiency=noted(stage), correction="Both items were retired.")


def test_a_review_reaffirms_a_form_until_the_next_one(stage: Stage, clock: Any) -> None:
    adopting.set_interval(by=by(stage), form=a_form_of(stage), months=6, reason="Many candidates.")
    clock.move(days=100)
    study = an_analysis(stage.made, stage.form)

    review = reviews_of_forms.review(by=by(stage), form=a_form_of(stage), verdict="fit", findings=FOUND, study=study)

    form = a_form_of(stage)
    assert (review.verdict, review.findings, review.study, review.attempts) == ("fit", FOUND, study, 0)
    assert (form.review_due_on - house_clock.today()).days > 175
    adopting.set_interval(by=by(stage), form=form, months=12, reason="Few candidates now.")
    assert (a_form_of(stage).review_due_on - house_clock.today()).days == 365, "it counts from the last review"


def test_a_form_that_was_never_given_is_not_reviewed(stage: Stage) -> None:
    fresh = a_verified_form(stage.made, "Form 2", seed=3)
    refused("form-review", reviews_of_forms.review, by=by(stage), form=fresh, verdict="fit", findings=FOUND)


@pytest.mark.parametrize(("verdict", "findings"), [("fit", " "), ("perhaps", FOUND)])
def test_a_review_says_what_it_found(stage: Stage, verdict: str, findings: str) -> None:
    given = {"verdict": verdict, "findings": findings}
    refused("form-review", reviews_of_forms.review, by=by(stage), form=a_form_of(stage), **given)


def test_a_review_rests_on_an_analysis_of_this_form(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"by": by(stage), "form": a_form_of(stage), "verdict": "fit", "findings": FOUND}
    other = a_standard(stage.made, stage.form)
    assert refused("form-review", reviews_of_forms.review, **asked, study=other).field == "study"
    monkeypatch.setattr(rules, "ENOUGH", 0)
    refusal = refused("form-review", reviews_of_forms.review, **asked)
    assert (refusal.field, "names none" in refusal.sentence) == ("study", True)


def test_deficiency_is_tracked_to_its_verified_correction(stage: Stage) -> None:
    given = {"verdict": "with-corrections", "findings": FOUND}
    review = reviews_of_forms.review(by=by(stage), form=a_form_of(stage), **given)
    found = noted(stage, review=review)
    assert (found.state, found.owner, found.review) == (DeficiencyState.NOTED, stage.made.crew.ivo, review)

    found = deficiencies.correct(by=by(stage, "ivo"), deficiency=found, correction="Both items were retired.")
    assert (found.state, found.corrected_by) == (DeficiencyState.CORRECTED, stage.made.crew.ivo)
    found = deficiencies.verify(by=by(stage, "ava"), deficiency=found, verification="The form holds other items.")
    assert (found.state, found.verified_by, found.verification) == (
        DeficiencyState.VERIFIED,
        stage.made.crew.ava,
        "The form holds other items.",
    )


def test_what_is_not_corrected_goes_back(stage: Stage) -> None:
    found = deficiencies.send_back(by=by(stage, "ava"), deficiency=corrected(stage), reason="Item 5 is there still.")
    assert (found.state, found.corrected_by, found.correction) == (DeficiencyState.NOTED, None, "")


def test_it_is_handed_over_for_a_reason(stage: Stage) -> None:
    given = {"owner": stage.made.crew.rita, "due_on": due(60)}
    found = deficiencies.hand_over(by=by(stage), deficiency=noted(stage), reason="Ivo is away.", **given)
    assert (found.owner, found.due_on) == (stage.made.crew.rita, due(60))
    refused("R-60", deficiencies.hand_over, by=by(stage), deficiency=found, reason=" ", **given)
    refused("deficiency", deficiencies.hand_over, by=by(stage), deficiency=found, reason="Away.", owner=stage.cast.otto,
            due_on=due())  # fmt: skip
    refused("deficiency", deficiencies.hand_over, by=by(stage), deficiency=found, reason="Away.",
            owner=stage.made.crew.ivo, due_on=due(0))  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"), [({"words": " "}, "words"), ({"days": 0}, "due_on"), ({"who": "ina"}, "owner")]
)
def test_a_deficiency_says_what_who_and_until_when(stage: Stage, wrong: dict[str, Any], field: str) -> None:
    owner = getattr(stage.made.crew, wrong.get("who", "ivo"))
    given = {"words": wrong.get("words", WRONG), "owner": owner, "due_on": due(wrong.get("days", 30))}
    refusal = refused("deficiency", deficiencies.note, by=by(stage), form=a_form_of(stage), **given)
    assert refusal.field == field


def test_a_deficiency_belongs_to_a_review_of_the_same_form(stage: Stage) -> None:
    other = a_form(stage.made, "Form 2", seed=3)
    review = reviews_of_forms.review(by=by(stage), form=other, verdict="fit", findings=FOUND)
    given = {"words": WRONG, "owner": stage.made.crew.ivo, "due_on": due(), "review": review}
    refused("deficiency", deficiencies.note, by=by(stage), form=a_form_of(stage), **given)


def test_correction_and_verification_are_told(stage: Stage) -> None:
    refused("deficiency", deficiencies.correct, by=by(stage, "ivo"), deficiency=noted(stage), correction="")
    refused("deficiency", deficiencies.verify, by=by(stage, "ava"), deficiency=corrected(stage), verification="")


def test_who_corrected_does_not_verify(stage: Stage) -> None:
    refused("R-11", deficiencies.verify, by=by(stage), deficiency=corrected(stage, "sam"), verification="I did it.")


def test_its_owner_and_who_keeps_the_form_may_correct_and_nobody_else(stage: Stage) -> None:
    with pytest.raises(Exception, match="Somebody else is to correct this"):
        deficiencies.correct(by=by(stage, "rita"), deficiency=noted(stage), correction="Done.")
    refused("R-46", deficiencies.verify, by=by(stage, "ivo"), deficiency=corrected(stage, "sam"), verification="Yes.")
    refused("R-46", reviews_of_forms.review, by=by(stage, "ivo"), form=a_form_of(stage), verdict="fit", findings=FOUND)
