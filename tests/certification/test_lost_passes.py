"""A grant that rested on a pass which a rescoring took away is brought before who has decisions made anew."""

from decimal import Decimal
from typing import Any

import pytest

from guildhall.certification import controls, work
from guildhall.certification.acts import proposals
from guildhall.certification.models import DecisionFile
from guildhall.exams import jobs
from guildhall.exams.acts import candidacies, rescorings, results
from guildhall.exams.models import Candidacy, Form, Rescoring
from guildhall.exams.queries import current
from guildhall.schemes.models import Stage
from tests.applications.making import found
from tests.cast import Cast, acting
from tests.certification.making import authorised, granted, prepared
from tests.exams.making import a_candidate, a_practical_result, a_written_result
from tests.exams.making_forms import a_standard, do
from tests.making import Made
from tests.personnel.making_monitorings import somebody

WHY = "The panel of this year found a higher standard."


@pytest.fixture
def file(made: Made, cast: Cast) -> DecisionFile:
    """The grant to Nora, who had four of six right where four were needed."""
    authorised(cast, made)
    candidacy = a_candidate(made, cast, somebody(cast))
    a_written_result(made, cast, candidacy, right=4)
    a_practical_result(made, Candidacy.reloaded(candidacy.pk))
    found(made, candidacy.application, Stage.DECISION)
    complete = candidacies.settle(Candidacy.reloaded(candidacy.pk))
    certification = granted(made, prepared(complete))
    return DecisionFile.objects.get(certification=certification)


def rescored(made: Made, file: DecisionFile, cut: int) -> None:
    """Every attempt at the form scored again by another cut, and the new results told."""
    attempt = file.candidacy.attempts.get(form__isnull=False)
    form = Form.reloaded(attempt.form_id)
    study = a_standard(made, form)
    rescoring = rescorings.begin(by=acting(made.crew.sam), form=form, reason=WHY, cut=Decimal(cut), study=study)
    rescorings.compare(by=acting(made.crew.sam), rescoring=rescoring)
    do(jobs.compare_rescoring, rescoring=rescoring.pk)
    rescorings.approve(by=acting(made.crew.ava), rescoring=Rescoring.reloaded(rescoring.pk))
    do(jobs.carry_rescoring, rescoring=rescoring.pk)
    by = acting(made.crew.max)
    results.release(by=by, result=results.verify(by=by, result=current(attempt)))


def waiting(person: Any) -> list[str]:
    return [each.what for each in work.grants_to_decide_anew.waiting_for(person_id=person.pk)]


def test_grant_on_a_lost_pass_is_brought_before_a_decision(made: Made, cast: Cast, file: DecisionFile) -> None:
    rescored(made, file, cut=5)

    assert waiting(cast.quinn) == [f"Decision {file.number}: have it made anew"]
    assert waiting(cast.tom) == [f"Decision {file.number}: have it made anew"]
    assert waiting(made.crew.max) == []
    assert [each.number for each in controls.grants_had_every_criterion.query().findings] == [file.number]

    proposals.prepare_anew(by=acting(cast.quinn), file=DecisionFile.reloaded(file.pk), grounds=WHY)
    assert waiting(cast.quinn) == []


def test_grant_on_a_pass_that_stays_is_left_alone(made: Made, cast: Cast, file: DecisionFile) -> None:
    rescored(made, file, cut=3)
    assert waiting(cast.quinn) == []
