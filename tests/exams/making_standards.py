"""Panels for tests, made through acts: Nele leads them, Pia and Pit judge.

``setting = a_panel(made, cast)`` is ready for its first round, ``rated(...)`` opens one and lets both say what they are
given, ``concluded(...)`` is a standard setting with its frozen study.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from guildhall.exams.acts import forms, judges, results, standards
from guildhall.exams.lifecycles import FormState
from guildhall.exams.models import Attempt, Form, Judge, StandardSetting
from guildhall.exams.panels import freezing, questions, rounds
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.schemes.freezing import frozen
from guildhall.schemes.models import Study
from tests.cast import Cast, acting
from tests.exams.making import a_candidate, a_sitting, an_assembled_form, booked, checked_in, reconciled, typed
from tests.exams.making import opened as opened_sitting
from tests.making import Made, a_psychometrician
from tests.schemes.making_studies import a_computed_study, a_dataset

DESCRIBED = "Works safely without being watched, looks up what is rare, and stops where they are unsure."


@dataclass(frozen=True)
class Panel:
    """A standard setting with who leads it and who judges."""

    setting: StandardSetting
    nele: Person
    pia: Judge
    pit: Judge

    @property
    def judges(self) -> tuple[Judge, Judge]:
        return self.pia, self.pit


def a_proposed_form(made: Made) -> Form:
    """A form of six items that no longer change; the one that was proposed, where there is one."""
    if found := Form.objects.select_related(*Form.reload_with).filter(state=FormState.CONTENT).first():
        return found
    return forms.propose(by=acting(made.crew.max), form=an_assembled_form(made))


def a_setting(nele: Person, form: Form, method: str = "angoff", **more: Any) -> StandardSetting:
    """A standard setting that Nele planned."""
    return standards.plan(by=acting(nele), form=form, method=method, candidate=DESCRIBED, **more)


def seat(nele: Person, setting: StandardSetting, person: Person, interest: str = "Operators") -> Judge:
    """Somebody whom Nele took onto the panel."""
    told = {"interest": interest, "qualification": "Fifteen years in the field"}
    return judges.seat(by=acting(nele), setting=setting, person=person, **told)


def a_panel(made: Made, cast: Cast, method: str = "angoff", form: Form | None = None, **more: Any) -> Panel:
    """A panel of two who have said that they are ready."""
    nele = a_psychometrician(cast, made)
    form = form or a_proposed_form(made)
    setting = a_setting(nele, form, method, **more)
    seated = [seat(nele, setting, person, interest) for person, interest in people(made)]
    setting = standards.invite(by=acting(nele), setting=setting)
    pia, pit = (judges.get_ready(by=acting(each.person), judge=each) for each in seated)
    return Panel(setting, nele, pia, pit)


def people(made: Made) -> list[tuple[Person, str]]:
    """Who judges, and whose view they bring."""
    return [(made.crew.pia, "Operators"), (made.crew.pit, "Technicians")]


def opened(panel: Panel) -> Panel:
    """The panel with its next round open for a week."""
    return _now(panel, standards.open_round(by=acting(panel.nele), setting=panel.setting, due_on=in_a_week()))


def said(panel: Panel, *every: Sequence[str]) -> Panel:
    """Each judge says of the items, one after the other, what they are given; Pia's come first."""
    for judge, judgements in zip(panel.judges, every, strict=True):
        told = dict(enumerate(judgements, start=1))
        judges.judge_items(by=acting(judge.person), judge=judge, judgements=told)
    return panel


def answered(panel: Panel, *every: Mapping[str, int]) -> Panel:
    """Each judge answers the questions about the form as a whole."""
    for judge, opinions in zip(panel.judges, every, strict=True):
        told = {name: Decimal(value) for name, value in opinions.items()}
        judges.answer(by=acting(judge.person), judge=judge, opinions=told)
    return panel


def closed(panel: Panel) -> Panel:
    """The panel with its round closed."""
    return _now(panel, standards.close_round(by=acting(panel.nele), setting=panel.setting))


def concluded(panel: Panel) -> StandardSetting:
    """The standard setting with its study."""
    data = frozen(freezing.dataset_of(panel.setting))
    return standards.conclude(by=acting(panel.nele), setting=panel.setting, summary="Of one mind.", dataset=data)


def rated_twice(made: Made, cast: Cast, **more: Any) -> Panel:
    """A panel after two rounds: 4.2 and 3.6 points in the first, 4.2 and 3.9 in the second."""
    panel = closed(said(opened(a_panel(made, cast, **more)), ["70"] * 6, ["60"] * 6))
    return closed(said(opened(panel), ["70"] * 6, ["65"] * 6))


def scored(made: Made, cast: Cast, form: Form, *right: int) -> list[Attempt]:
    """Attempts at a form on paper, in one sitting: Carla and Otto have so many of six right, and it counts."""
    planned = a_sitting(made, channel="paper", form=form)
    seats = [booked(a_candidate(made, cast, person), planned) for person in (cast.carla, cast.otto)[: len(right)]]
    sitting = opened_sitting(made, planned)
    papers = [typed(made, cast, checked_in(made, seat), count) for seat, count in zip(seats, right, strict=True)]
    reconciled(made, sitting)
    for paper in papers:
        results.score(by=acting(made.crew.max), attempt=Attempt.reloaded(paper.pk))
    return papers


def grid(share: int) -> dict[str, int]:
    """The same share of right answers for every cell of Ebel's grid."""
    return {questions.CELL + cell: share for cell in questions.CELLS}


def a_calibration(nele: Person, form: Form, made: Made) -> Study:
    """A Rasch calibration of the items of a form, the later the harder."""
    data = a_dataset(persons=120)
    names = [str(each.item_version) for each in rounds.scored(StandardSetting(form=form))]
    columns = tuple(replace(each, name=name) for each, name in zip(data.items, names, strict=True))
    return a_computed_study(nele, made.scheme, "calibration", form.ref, replace(data, items=columns))


def in_a_week() -> Any:
    """A day by which a round can be rated."""
    return clock.today() + timedelta(days=7)


def _now(panel: Panel, setting: StandardSetting) -> Panel:
    pia, pit = (Judge.reloaded(each.pk) for each in panel.judges)
    assert pia
    assert pit
    return Panel(setting, panel.nele, pia, pit)
