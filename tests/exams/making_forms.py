"""What keeps forms good, for tests: standards and equatings from studies, papers of several candidates, delayed forms.

Sam prepares studies and proposes, Ava approves and confirms; the form is Max's, so he never adopts its cut.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from guildhall.exams import jobs
from guildhall.exams.acts import adopting, attempts, external, forms, results
from guildhall.exams.models import Attempt, Form, FormItem, Result
from guildhall.exams.queries import placements
from guildhall.identity.models import Person
from guildhall.jobs import queueing
from guildhall.jobs.models import Job
from guildhall.kernel import clock, identifiers
from guildhall.schemes.models import Study
from tests.cast import Cast, acting
from tests.exams.making import (
    BLUEPRINT,
    a_candidate,
    a_sitting,
    an_empty_form,
    booked,
    checked_in,
    opened,
    reconciled,
    released,
    typed,
)
from tests.itembank.making import items_in_use
from tests.making import Made
from tests.schemes.making_studies import a_dataset, a_judged_dataset, an_approved_study

WHY_LATER = "No panel could be found before the first date; judges and data of that date set the cut."


def a_standard(made: Made, form: Form, **more: Any) -> Study:
    """An approved standard setting about a form: six judges, two rounds; it recommends 4 of 6."""
    data = a_judged_dataset()
    return an_approved_study(made.crew.sam, made.crew.ava, made.scheme, "standard-setting", form.ref, data, **more)


def an_equating(made: Made, form: Form, base: Form, **more: Any) -> Study:
    """An approved equating of a form to a base form of six items that was a little harder."""
    there = [float(sum(row.scores)) for row in a_dataset(seed=23).rows]
    told = {"about": base.ref, "about_words": base.number, "maximum": 6.0, "cut": float(base.cut or 0)}
    data = replace(a_dataset(), extra={"base": {**told, "scores": there}})
    options = {"method": "mean", "draws": 20, **more}
    return an_approved_study(made.crew.sam, made.crew.ava, made.scheme, "equating", form.ref, data, options=options)


def an_analysis(made: Made, form: Form) -> Study:
    """An approved item analysis about a form."""
    return an_approved_study(made.crew.sam, made.crew.ava, made.scheme, "item-analysis", form.ref)


def a_filled_form(made: Made, title: str = "Form 1", seed: int = 7) -> Form:
    """A form that Max filled to its blueprint from new items; it has no cut, and says why there is none to compare."""
    items_in_use(made, BLUEPRINT)
    return forms.assemble(by=acting(made.crew.max), form=an_empty_form(made, title), seed=seed)


def delayed(made: Made, form: Form, days: int = 30) -> Form:
    """The form, whose scoring Max delayed."""
    due_on = clock.today() + timedelta(days=days)
    form = forms.set_standard(
        by=acting(made.crew.max), form=form, cut=Decimal(4), basis="For now", comparability="First form."
    )
    return adopting.delay_scoring(by=acting(made.crew.max), form=form, due_on=due_on, reason=WHY_LATER)


def in_use(made: Made, form: Form) -> Form:
    """The form signed off by Rita, verified by Ava and released by Max."""
    by = acting(made.crew.max)
    form = forms.propose(by=by, form=form)
    form = forms.sign_content(by=acting(made.crew.rita), form=form, record="No overlap, no cueing.")
    form = forms.verify(by=acting(made.crew.ava), form=form, record="Blueprint, keys and standard looked at.")
    return forms.release(by=by, form=form)


def papers(made: Made, cast: Cast, form: Form, right: Mapping[Person, int]) -> list[Attempt]:
    """Papers of one sitting of a form, each with so many right answers from the first place on; the log is complete."""
    sitting = a_sitting(made, channel="paper", form=form)
    seats = [booked(a_candidate(made, cast, person), sitting) for person in right]
    opened(made, sitting)
    handed_in = [
        typed(made, cast, checked_in(made, seat), count) for seat, count in zip(seats, right.values(), strict=True)
    ]
    reconciled(made, sitting)
    return [Attempt.reloaded(each.pk) for each in handed_in]


def a_whole_score(made: Made, cast: Cast, person: Person, form: Form, score: int) -> Attempt:
    """A paper of which only the score was typed; the log is complete, and Max had it scored."""
    sitting = a_sitting(made, channel="paper", form=form)
    attempt = booked(a_candidate(made, cast, person), sitting)
    opened(made, sitting)
    attempt = attempts.hand_in(by=acting(made.crew.ina), attempt=checked_in(made, attempt))
    content = {"score": str(score), "maximum": "6"}
    for typist in (made.crew.ina, cast.olive):
        external.type_in(by=acting(typist), attempt=attempt, content=content)
    reconciled(made, sitting)
    results.score(by=acting(made.crew.max), attempt=Attempt.reloaded(attempt.pk))
    return Attempt.reloaded(attempt.pk)


def told(made: Made, attempt: Attempt) -> Result:
    """The result of an attempt, released."""
    return released(made, attempt)


def place(form: Form, position: int) -> FormItem:
    """The item at a place of a form."""
    return placements(form).get(position=position)


def scored(form: Form) -> None:
    """What the house does by itself once key or cut of a form changed."""
    do(jobs.score_form, form=form.pk)
    for queued in Job.objects.filter(kind=jobs.score_attempt.name):
        do(jobs.score_attempt, **queued.arguments)


def do(kind: Any, **arguments: Any) -> None:
    """Do a job as the worker does it."""
    token = queueing.running.set(Job(id=identifiers.new_id(), kind=kind.name))
    try:
        kind.run({name: str(value) for name, value in arguments.items()})
    finally:
        queueing.running.reset(token)
