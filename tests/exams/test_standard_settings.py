"""A panel finds the passing standard of a form: alone, in rounds, and whoever must not judge does not."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams.acts import judges, standards
from guildhall.exams.lifecycles import SettingState
from guildhall.exams.models import Judgement, KnownGroup, Opinion, StandardSetting
from guildhall.exams.panels import freezing, reality, rounds
from guildhall.identity.roles import PANELLIST
from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from guildhall.schemes.freezing import content_of, frozen
from guildhall.schemes.models import StudyKind
from guildhall.schemes.queries.studies import recommended_cut
from tests.cast import Cast, acting, authorise, engage
from tests.exams.conftest import refused
from tests.exams.making import a_form, an_assembled_form
from tests.exams.making_standards import (
    DESCRIBED,
    Panel,
    a_calibration,
    a_panel,
    a_proposed_form,
    a_setting,
    answered,
    closed,
    concluded,
    grid,
    in_a_week,
    opened,
    rated_twice,
    said,
    scored,
    seat,
)
from tests.itembank.making import trains
from tests.making import Made, a_psychometrician, a_scheme
from tests.schemes.making_studies import computed
from tests.staging import set_once


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Made]]:
    """The body, its scheme, and a form whose items stand; each test leaves them as they were."""
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        a_proposed_form(made)
        yield cast, made


@pytest.fixture
def cast(stage: tuple[Cast, Made]) -> Cast:
    return stage[0]


@pytest.fixture
def made(stage: tuple[Cast, Made]) -> Made:
    return stage[1]


@pytest.fixture
def panel(made: Made, cast: Cast) -> Panel:
    return a_panel(made, cast)


def test_a_panel_rates_in_rounds_and_everything_is_frozen(made: Made, cast: Cast):
    panel = rated_twice(made, cast)
    setting = concluded(panel)
    study = computed(setting.study)
    assert (setting.state, setting.round, setting.concluded_by) == (SettingState.CONCLUDED, 2, panel.nele)
    assert (study.kind, study.about, study.persons) == (StudyKind.STANDARD_SETTING, setting.form.ref, 2)
    assert [each["cut"] for each in study.results["rounds"]] == pytest.approx([3.9, 4.05])
    assert sorted(each["cut"] for each in study.results["rounds"][0]["judges"]) == pytest.approx([3.6, 4.2])
    assert recommended_cut(study) == Decimal("5.00")
    assert Judgement.objects.count() == 24


def test_no_name_and_no_person_stands_in_what_is_frozen(made: Made, cast: Cast):
    study = concluded(rated_twice(made, cast)).study
    content = content_of(study).decode()
    told = {str(person.pk) for person in (made.crew.pia, made.crew.pit)} | {"Pia", "Pit", "Operators", "Technicians"}
    assert {word for word in told if word in content} == set()
    assert '"judges":["A","B"]' in content


def test_a_judge_changes_their_mind_within_a_round_and_what_was_said_before_stays(panel: Panel):
    opened(panel)
    judge = {"by": acting(panel.pia.person), "judge": panel.pia}
    judges.judge_items(**judge, judgements={1: "70", 2: "50"})
    judges.judge_items(**judge, judgements={2: "55"})
    shares = Judgement.objects.filter(judge=panel.pia).order_by("placement__position").values_list("round", "share")
    assert list(shares) == [(1, Decimal("0.7")), (1, Decimal("0.55"))]


def test_yes_and_no_count_all_points_or_none(made: Made, cast: Cast):
    panel = opened(a_panel(made, cast, "yes-no-angoff", rounds=1))
    said(panel, ["yes"] * 4 + ["no"] * 2, ["yes"] * 3 + ["no"] * 3)
    study = computed(concluded(closed(panel)).study)
    assert study.results["rounds"][0]["cut"] == pytest.approx(3.5)


def test_ebel_counts_items_where_most_judges_see_them(made: Made, cast: Cast):
    panel = opened(a_panel(made, cast, "ebel", rounds=1))
    essential, important = "essential:easy", "important:hard"
    said(panel, [essential] * 4 + [important] * 2, [essential] * 4 + [important] * 2)
    answered(panel, grid(80), grid(60))
    study = computed(concluded(closed(panel)).study)
    assert study.results["grid"]["cut"] == pytest.approx(4.2)
    assert {(each["relevance"], each["items"]) for each in study.results["grid"]["cells"]} == {
        ("essential", 4),
        ("important", 2),
    }


def test_a_bookmark_lies_in_a_booklet_that_a_calibration_orders(made: Made, cast: Cast):
    nele, form = a_psychometrician(cast, made), a_proposed_form(made)
    setting = a_setting(nele, form, "bookmark", rounds=1, calibration=a_calibration(nele, form, made))
    seated = [seat(nele, setting, person) for person in (made.crew.pia, made.crew.pit)]
    setting = standards.invite(by=acting(nele), setting=setting)
    for judge in seated:
        judges.get_ready(by=acting(judge.person), judge=judge)
    panel = opened(Panel(setting, nele, *seated))
    refused(
        "panel-opinion", judges.answer, by=acting(made.crew.pia), judge=panel.pia, opinions={"bookmark": Decimal(8)}
    )
    answered(panel, {"bookmark": 4}, {"bookmark": 5})
    study = computed(concluded(closed(panel)).study)
    cut = rounds.cut(rounds.held(panel.setting, 1))
    assert [each["name"] for each in study.results["booklet"]] == [
        str(each.item_version) for each in rounds.scored(setting)
    ]
    assert study.results["rounds"][0]["raw"] == pytest.approx(cut, abs=0.05)


def test_the_checks_are_asked_in_the_last_round_and_stand_beside_the_cut(made: Made, cast: Cast):
    form = a_form(made)
    scored(made, cast, form, 6, 5)
    panel = opened(a_panel(made, cast, form=form, rounds=2, with_checks=True))
    early = {"by": acting(made.crew.pia), "judge": panel.pia, "opinions": {"cut": Decimal(50)}}
    refused("panel-opinion", judges.answer, **early)
    panel = opened(closed(said(panel, ["50"] * 6, ["60"] * 6)))
    said(panel, ["50"] * 6, ["60"] * 6)
    told = {"least_cut": 40, "most_cut": 70, "least_fail": 0, "most_fail": 40, "cut": 60, "pass_rate": 70}
    answered(panel, told, {**told, "cut": 50})
    panel = closed(panel)
    data = freezing.dataset_of(panel.setting)
    limits = {"least_cut": pytest.approx(2.4), "most_cut": pytest.approx(4.2), "least_fail": 0.0, "most_fail": 0.4}
    assert data.extra["hofstee"] == [limits, limits]
    assert sorted(each["cut"] for each in data.extra["beuk"]) == [3.0, pytest.approx(3.6)]
    study = computed(concluded(panel).study)
    assert [each["method"] for each in study.results["checks"]] == ["Hofstee", "Beuk"]
    assert reality.of(panel.setting).passing(4.0) == 1.0
    assert reality.of(panel.setting).is_thin


def test_a_judge_who_said_too_little_does_not_count(made: Made, cast: Cast):
    panel = a_panel(made, cast, rounds=1)
    panel = opened(panel)
    said(panel, ["70"] * 6, ["60"] * 3)
    refused("panel-heard", standards.close_round, by=acting(panel.nele), setting=panel.setting)
    extra = freezing.dataset_of(panel.setting).extra
    assert (len(extra["judges"]), extra["seated"]) == (1, 2)


def test_groups_that_are_known_from_elsewhere_give_a_cut(made: Made, cast: Cast):
    form = a_form(made)
    better, worse = (each.number for each in scored(made, cast, form, 6, 2))
    nele = a_psychometrician(cast, made)
    setting = a_setting(nele, form, "contrasting-groups")
    given: dict[str, Any] = {"by": acting(nele), "setting": setting}
    refused("R-26", standards.conclude, **given, summary="x", dataset=frozen(freezing.dataset_of(setting)))
    refused("groups-known", standards.group, **given, groups={"AT-2026-009999": "competent"}, source="Employers")
    refused("groups-known", standards.group, **given, groups={better: "good"}, source="Employers")
    refused("groups-known", standards.group, **given, groups={better: "competent"}, source=" ")
    standards.group(**given, groups={better: "other"}, source="Employers")
    setting = StandardSetting.reloaded(setting.pk)
    setting = standards.group(
        by=acting(nele), setting=setting, groups={better: "competent", worse: "other"}, source="Employers"
    )
    assert KnownGroup.objects.count() == 2
    data = freezing.dataset_of(setting)
    assert [dict(row.groups) for row in data.rows] == [{"judged": "competent"}, {"judged": "other"}]
    study = computed(standards.conclude(by=acting(nele), setting=setting, summary="Told.", dataset=frozen(data)).study)
    assert study.results["groups"]["cut"] == pytest.approx(4.0)


def test_a_panel_is_asked_only_where_the_method_asks_one(made: Made, cast: Cast):
    nele, form = a_psychometrician(cast, made), a_proposed_form(made)
    setting = a_setting(nele, form, "borderline-group")
    refused("panel-enough", standards.invite, by=acting(nele), setting=setting)


def test_groups_are_named_only_where_the_method_asks_for_them(panel: Panel):
    refused("groups-known", standards.group, by=acting(panel.nele), setting=panel.setting, groups={}, source="Nobody")


def test_a_form_whose_items_change_is_not_judged(made: Made, cast: Cast):
    nele, form = a_psychometrician(cast, made), an_assembled_form(made)
    refused("R-26", a_setting, nele=nele, form=form)


def test_who_is_just_good_enough_is_described_first(made: Made, cast: Cast):
    nele, form = a_psychometrician(cast, made), a_proposed_form(made)
    given = {"by": acting(nele), "form": form, "method": "angoff"}
    refused("panel-told", standards.plan, **given, candidate=" ")
    refused("panel-told", standards.plan, **given, candidate=DESCRIBED, rounds=6)
    refused("R-27", standards.plan, **{**given, "method": "bookmark"}, candidate=DESCRIBED)


def test_one_standard_setting_of_a_form_is_under_way(panel: Panel):
    refused("setting_under_way_is_one", a_setting, nele=panel.nele, form=panel.setting.form)


def test_only_who_leads_panels_plans_one(made: Made, cast: Cast):
    form = a_proposed_form(made)
    with pytest.raises(Refusal):
        a_setting(made.crew.max, form)
    assert a_setting(made.crew.sam, form).convened_by == made.crew.sam


def test_who_must_not_judge_is_not_seated(made: Made, cast: Cast):
    nele, form = a_psychometrician(cast, made), a_proposed_form(made)
    setting = a_setting(nele, form)
    refused("R-46", seat, nele=nele, setting=setting, person=cast.otto)
    for person in (nele, made.crew.max):
        authorise(person, PANELLIST, made.scope)
        refused("R-11", seat, nele=nele, setting=setting, person=person)
    refused("panel-described", seat, nele=nele, setting=setting, person=made.crew.pia, interest=" ")
    seat(nele, setting, made.crew.pia)
    refused("judge_is_one", seat, nele=nele, setting=setting, person=made.crew.pia)
    refused("panel-enough", standards.invite, by=acting(nele), setting=setting)


def test_nobody_sits_on_a_panel_that_has_begun_or_is_full(panel: Panel, made: Made, monkeypatch: pytest.MonkeyPatch):
    authorise(made.crew.ivo, PANELLIST, made.scope)
    monkeypatch.setattr(rounds, "MOST_JUDGES", 2)
    refused("panel-room", seat, nele=panel.nele, setting=panel.setting, person=made.crew.ivo)
    panel = opened(panel)
    refused("panel-not-begun", seat, nele=panel.nele, setting=panel.setting, person=made.crew.ivo)


def test_a_new_description_is_read_anew(panel: Panel):
    told = {"candidate": "Somebody else.", "rounds": 3, "with_checks": True}
    setting = standards.describe(by=acting(panel.nele), setting=panel.setting, **told)
    assert [each.trained_at for each in rounds.seated(setting)] == [None, None]
    refused("panel-ready", standards.open_round, by=acting(panel.nele), setting=setting, due_on=in_a_week())


def test_a_judge_gets_ready_once_and_for_themselves(panel: Panel, made: Made, cast: Cast):
    refused("panel-getting-ready", judges.get_ready, by=acting(made.crew.pia), judge=panel.pia)
    with pytest.raises(Refusal):
        judges.get_ready(by=acting(made.crew.pit), judge=panel.pia)


def test_nobody_judges_for_another_or_before_a_round_is_open(panel: Panel, made: Made):
    told = {"judge": panel.pia, "judgements": {1: "50"}}
    refused("panel-open", judges.judge_items, by=acting(made.crew.pia), **told)
    opened(panel)
    for person in (made.crew.pit, panel.nele):
        with pytest.raises(Refusal):
            judges.judge_items(by=acting(person), **told)
    assert Judgement.objects.count() == 0


@pytest.mark.parametrize(
    ("method", "wrong"),
    [
        ("angoff", "101"),
        ("angoff", "-1"),
        ("angoff", "½"),
        ("yes-no-angoff", "50"),
        ("ebel", "essential"),
        ("ebel", "50"),
    ],
)
def test_a_judgement_is_one_that_the_method_knows(made: Made, cast: Cast, method: str, wrong: str):
    panel = opened(a_panel(made, cast, method))
    given = {"by": acting(made.crew.pia), "judge": panel.pia}
    refused("panel-judgement", judges.judge_items, **given, judgements={1: wrong})
    refused("panel-judgement", judges.judge_items, **given, judgements={})
    refused("panel-judgement", judges.judge_items, **given, judgements={99: "50"})


def test_what_could_be_accepted_stands_in_order(made: Made, cast: Cast):
    panel = opened(a_panel(made, cast, rounds=1, with_checks=True))
    given = {"by": acting(made.crew.pia), "judge": panel.pia}
    turned = {"least_cut": Decimal(70), "most_cut": Decimal(60)}
    for wrong in ({}, {"cut": Decimal(101)}, {"bookmark": Decimal(1)}, turned):
        refused("panel-opinion", judges.answer, **given, opinions=wrong)
    judges.answer(**given, opinions={"cut": Decimal(60)})
    judges.answer(**given, opinions={"cut": Decimal(65)})
    assert list(Opinion.objects.values_list("question", "value")) == [("cut", Decimal(65))]


def test_a_round_has_its_day_and_its_reminders(panel: Panel, made: Made):
    by = acting(panel.nele)
    late = clock.today() - timedelta(days=1)
    refused("panel-deadline", standards.open_round, by=by, setting=panel.setting, due_on=late)
    refused("panel-open", standards.remind, by=by, setting=panel.setting)
    panel = opened(panel)
    setting = standards.remind(by=by, setting=panel.setting)
    assert setting.reminded_on == clock.today()
    setting = standards.extend(by=by, setting=setting, due_on=in_a_week() + timedelta(days=7))
    assert setting.reminded_on is None
    said(panel, ["50"] * 6, ["50"] * 6)
    refused("panel-reminding", standards.remind, by=by, setting=setting)


def test_a_panel_concludes_after_its_rounds_on_what_it_said(panel: Panel):
    panel = closed(said(opened(panel), ["70"] * 6, ["60"] * 6))
    given: dict[str, Any] = {"by": acting(panel.nele), "setting": panel.setting}
    data = freezing.dataset_of(panel.setting)
    refused("R-26", standards.conclude, **given, summary="Of one mind.", dataset=frozen(data))
    panel = closed(said(opened(panel), ["70"] * 6, ["65"] * 6))
    given["setting"] = panel.setting
    refused("R-27", standards.conclude, **given, summary="Of one mind.", dataset=frozen(data))
    refused("R-26", standards.conclude, **given, summary=" ", dataset=frozen(freezing.dataset_of(panel.setting)))


def test_a_panel_is_not_asked_for_ever(panel: Panel):
    for _ in range(5):
        panel = closed(said(opened(panel), ["70"] * 6, ["60"] * 6))
    refused("panel-rounds", standards.open_round, by=acting(panel.nele), setting=panel.setting, due_on=in_a_week())


def test_who_left_counts_no_more_and_who_sat_there_stands(made: Made, cast: Cast):
    panel = rated_twice(made, cast)
    by = acting(panel.nele)
    refused("R-60", judges.leave, by=by, judge=panel.pit, reason=" ")
    judges.leave(by=by, judge=panel.pit, reason="Became a trainer")
    assert len(freezing.dataset_of(panel.setting).extra["judges"]) == 1
    setting = standards.abandon(by=by, setting=panel.setting, reason="Too few")
    assert setting.state == SettingState.ABANDONED
    refused("panel-under-way", judges.leave, by=by, judge=panel.pia, reason="Over")
    assert Judgement.objects.count() == 24


def test_who_trains_for_the_scheme_judges_no_item_of_it(panel: Panel, made: Made, cast: Cast):
    panel = opened(panel)
    trains(cast, made, made.crew.pit)
    refused("R-10", judges.judge_items, by=acting(made.crew.pit), judge=panel.pit, judgements={1: "50"})
    standards.abandon(by=acting(panel.nele), setting=panel.setting, reason="One of two trains now")
    another = a_setting(panel.nele, panel.setting.form)
    refused("R-10", seat, nele=panel.nele, setting=another, person=made.crew.pit)
