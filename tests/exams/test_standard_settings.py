"""A panel finds the passing standard of a form: alone, in rounds, and whoever must not judge does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guildhall.exams import jobs
from guildhall.exams.acts import adopting, judges, standards
from guildhall.exams.controls import judges_were_independent, standards_rest_on_a_panel
from guildhall.exams.lifecycles import SettingState
from guildhall.exams.models import Judgement, KnownGroup, Opinion, StandardSetting
from guildhall.exams.panels import freezing, reality, rounds, seeing
from guildhall.exams.work import cuts_to_adopt, items_to_judge, panels_to_lead
from guildhall.identity.roles import PANELLIST
from guildhall.itembank.models import ItemVersion
from guildhall.kernel import clock
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import followers, sequencer
from guildhall.ledger.models import Access, Entry
from guildhall.notices.models import Notice
from guildhall.schemes.acts import studies
from guildhall.schemes.freezing import content_of, frozen
from guildhall.schemes.models import StudyKind
from guildhall.schemes.queries.studies import recommended_cut
from tests import forge
from tests.cast import Cast, acting, authorise, engage, sign_in
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
    people,
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


def test_an_approved_recommendation_waits_to_be_adopted_by_another_than_the_author(made: Made, cast: Cast):
    panel = rated_twice(made, cast)
    form, ava = panel.setting.form, made.crew.ava
    study = computed(concluded(panel).study)
    study = studies.propose(by=acting(panel.nele), study=study, conclusion="Five.", limits="Two judges.")
    assert waits(cuts_to_adopt, ava) == []
    study = studies.approve(by=acting(ava), study=study)
    assert [waits(cuts_to_adopt, each) for each in (ava, made.crew.max, made.crew.rita)] == [["adopt its cut"], [], []]
    adopting.adopt_standard(by=acting(ava), form=form, study=study, cut=Decimal(5))
    assert waits(cuts_to_adopt, ava) == []


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


def test_judgements_of_the_whole_from_elsewhere_lay_a_line(made: Made, cast: Cast):
    form = a_form(made)
    better, worse = (each.number for each in scored(made, cast, form, 6, 2))
    nele = a_psychometrician(cast, made)
    setting = a_setting(nele, form, "borderline-regression")
    given: dict[str, Any] = {"by": acting(nele), "setting": setting, "source": "Their foremen, knowing no score"}
    refused("groups-known", standards.group, **given, groups={better: "competent"})
    setting = standards.group(**given, groups={better: "5", worse: "1"})
    data = freezing.dataset_of(setting)
    assert [dict(row.groups) for row in data.rows] == [{"rating": "5"}, {"rating": "1"}]
    assert (data.extra["borderline"], data.extra["scale"]["2"]) == (2, "borderline")
    study = computed(standards.conclude(by=acting(nele), setting=setting, summary="Told.", dataset=frozen(data)).study)
    assert study.results["cannot"]["code"] == "size", "two lay no line"
    page = sign_in(Client(), nele).get(f"/exams/standards/{setting.pk}/")
    assert "Their foremen" in page.text


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


SENT = {"revision": ""}
"""A form in which nothing is typed, as a browser sends it."""


def test_a_panel_is_led_and_rated_by_its_pages(made: Made, cast: Cast):
    nele, form = a_psychometrician(cast, made), a_proposed_form(made)
    leading, pia, pit = (sign_in(Client(), person) for person in (nele, made.crew.pia, made.crew.pit))
    planned = {"method": "angoff", "candidate": DESCRIBED, "rounds": 1, "calibration": ""}
    where = leading.post(f"/exams/forms/{form.pk}/standard-setting/", planned).url
    setting = StandardSetting.objects.get()
    assert leading.post(f"{where}describe/", {"candidate": DESCRIBED, "rounds": 2, "with_checks": "on"}).url == where
    for person, interest in people(made):
        told = {"person": str(person.pk), "interest": interest, "qualification": "Ten years"}
        assert leading.post(f"{where}seat/", told).url == where
    assert leading.post(f"{where}invite/", SENT).url == where
    own = f"/exams/panels/{setting.pk}/"
    assert DESCRIBED in pia.get(own).text
    for judge in (pia, pit):
        assert judge.post(f"{own}ready/", SENT).url == own
    assert leading.post(f"{where}open-round/", {"due_on": in_a_week().isoformat()}).url == where
    shown = pia.get(f"{own}items/1/")
    assert "Item 1 of 6" in shown.text
    assert "Question" in shown.context["preview"]
    assert pia.post(f"{own}items/1/", {"said": "70"}).url == f"{own}items/2/"
    assert pia.post(f"{own}items/2/", {"said": "101"}).status_code == 422
    for place in range(2, 7):
        pia.post(f"{own}items/{place}/", {"said": "70"})
        pit.post(f"{own}items/{place}/", {"said": "60"})
    assert "You have said 6 of 6." in pia.get(own).text
    assert "5 of 6" in leading.get(where).text
    assert pit.post(f"{own}items/1/", {"said": "60"}).url == own
    assert leading.post(f"{where}close-round/", SENT).url == where
    seen = pia.get(own)
    assert all(words in seen.text for words in ("Where the judges’ cuts lie", "4.20", "Nobody has taken this form yet"))
    assert (
        "In the round before the panel said 65 per cent, from 60 to 70. You said 70." in pia.get(f"{own}items/1/").text
    )
    leading.post(f"{where}open-round/", {"due_on": in_a_week().isoformat()})
    for judge in (pia, pit):
        for place in range(1, 7):
            last = judge.post(f"{own}items/{place}/", {"said": "65"})
        assert last.url == f"{own}whole/"
        assert judge.post(f"{own}whole/", {"cut": "60", "pass_rate": "70"}).url == own
    leading.post(f"{where}close-round/", SENT)
    assert leading.post(f"{where}conclude/", {"summary": "Of one mind."}).url == where
    setting = StandardSetting.reloaded(setting.pk)
    assert (setting.state, setting.study.persons) == (SettingState.CONCLUDED, 2)
    assert setting.number in leading.get("/exams/standards/").text
    assert setting.study.number in leading.get(where).text


@pytest.mark.parametrize(
    ("method", "typed", "said"),
    [
        ("yes-no-angoff", {"said": "no"}, "no"),
        ("ebel", {"relevance": "important", "difficulty": "hard"}, "Important, hard"),
    ],
)
def test_every_method_asks_in_its_own_words(made: Made, cast: Cast, method: str, typed: dict[str, str], said: str):
    panel = opened(a_panel(made, cast, method))
    own, pia = f"/exams/panels/{panel.setting.pk}/", sign_in(Client(), made.crew.pia)
    assert pia.post(f"{own}items/1/", typed).url == f"{own}items/2/"
    assert lxml.html.fromstring(pia.get(own).text).xpath("//*[@class='said']/text()") == [said]
    again = pia.get(f"{own}items/1/").context["form"]
    assert {name: again.initial[name] for name in typed} == typed


def test_a_bookmark_is_laid_at_an_item_of_the_booklet(made: Made, cast: Cast):
    nele, form = a_psychometrician(cast, made), a_proposed_form(made)
    calibration = a_calibration(nele, form, made)
    leading = sign_in(Client(), nele)
    told = {"method": "bookmark", "candidate": DESCRIBED, "rounds": 1, "calibration": str(calibration.pk)}
    leading.post(f"/exams/forms/{form.pk}/standard-setting/", told)
    setting = StandardSetting.objects.get()
    seated = [seat(nele, setting, person) for person, _ in people(made)]
    setting = standards.invite(by=acting(nele), setting=setting)
    for judge in seated:
        judges.get_ready(by=acting(judge.person), judge=judge)
    opened(Panel(setting, nele, *seated))
    own, pia = f"/exams/panels/{setting.pk}/", sign_in(Client(), made.crew.pia)
    shown = [pia.get(f"{own}items/{place}/") for place in range(1, 7)]
    study = calibration.results["items"]
    easiest = sorted(study, key=lambda each: -each["steps"][0])
    assert [str(each.context["version"]) for each in shown] == [each["name"] for each in easiest]
    assert f"{own}whole/?bookmark=3" in shown[2].text
    assert pia.get(f"{own}whole/?bookmark=3").context["form"]["bookmark"].value() == "3"
    assert pia.post(f"{own}whole/", {"bookmark": "3"}).url == own
    assert Opinion.objects.get().value == 3


def test_every_look_at_an_item_leaves_a_trace_and_nobody_else_looks(panel: Panel, made: Made, cast: Cast):
    panel = opened(panel)
    item = rounds.scored(panel.setting)[0]
    address = f"/exams/panels/{panel.setting.pk}/items/1/"
    sign_in(Client(), made.crew.pia).get(address)
    seen = Access.objects.filter(reading="exams.standard.see-item", subject=item.item_version.ref)
    assert list(seen.values_list("actor", flat=True)) == [str(acting(made.crew.pia))]
    for person in (panel.nele, made.crew.max, made.crew.sam, made.crew.ivo, cast.quinn, cast.carla):
        assert sign_in(Client(), person).get(address).status_code in {403, 404}
    assert Client().get(address).status_code == 302
    another = ItemVersion.objects.exclude(placements__form=panel.setting.form).first()
    assert another is None or seeing.judged.refusal(by=acting(made.crew.pia), judge=panel.pia, version=another)


def test_no_key_and_no_other_judge_stands_on_a_judges_pages(panel: Panel, made: Made):
    panel = closed(said(opened(panel), ["70"] * 6, ["60"] * 6))
    pia = sign_in(Client(), made.crew.pia)
    own = f"/exams/panels/{panel.setting.pk}/"
    pages = [pia.get(own).text, *(pia.get(f"{own}items/{place}/").text for place in range(1, 7))]
    assert [
        name for name in ("Pit", "Technicians", "correctResponse", "Key") if any(name in page for page in pages)
    ] == []


def test_items_are_seen_while_they_are_judged_and_no_longer(made: Made, cast: Cast):
    panel = a_panel(made, cast)
    address = f"/exams/panels/{panel.setting.pk}/items/1/"
    pia = sign_in(Client(), made.crew.pia)
    assert pia.get(address).status_code == 409
    opened(panel)
    assert pia.get(address).status_code == 200
    standards.abandon(by=acting(panel.nele), setting=StandardSetting.reloaded(panel.setting.pk), reason="Over")
    assert pia.get(address).status_code == 409


def test_who_trains_reads_nothing_of_a_panel(panel: Panel, made: Made, cast: Cast):
    trains(cast, made, made.crew.sam)
    assert sign_in(Client(), made.crew.sam).get(f"/exams/standards/{panel.setting.pk}/").status_code == 409
    assert sign_in(Client(), cast.quinn).get(f"/exams/standards/{panel.setting.pk}/").status_code == 200
    assert sign_in(Client(), made.crew.erik).get(f"/exams/standards/{panel.setting.pk}/").status_code == 403


def test_a_judge_leaves_and_groups_are_named_by_pages(panel: Panel, made: Made):
    leading = sign_in(Client(), panel.nele)
    where = f"/exams/standards/{panel.setting.pk}/"
    assert leading.post(f"/exams/standards/judges/{panel.pit.pk}/leave/", {"reason": "Away"}).url == where
    assert "Pit" not in leading.get(where).text.partition('id="panel"')[2].partition("</section>")[0]
    assert sign_in(Client(), made.crew.pit).get(f"/exams/panels/{panel.setting.pk}/").status_code == 404
    leading.post(f"{where}abandon/", {"reason": "Too few"})
    form = panel.setting.form
    told = {"method": "borderline-group", "candidate": DESCRIBED, "rounds": 1, "calibration": ""}
    where = leading.post(f"/exams/forms/{form.pk}/standard-setting/", told).url
    assert leading.post(f"{where}group/", {"groups": "AT-2026-000009, borderline", "source": "x"}).status_code == 409
    assert "Name the groups" in leading.get(where).text


def test_the_register_costs_the_same_for_one_panel_as_for_three(
    panel: Panel, made: Made, django_assert_num_queries: Any
):
    leading = sign_in(Client(), panel.nele)
    leading.get("/exams/standards/")
    with CaptureQueriesContext(connection) as one:
        leading.get("/exams/standards/")
    setting = panel.setting
    for _ in range(2):
        standards.abandon(by=acting(panel.nele), setting=setting, reason="Again")
        setting = a_setting(panel.nele, panel.setting.form)
    with django_assert_num_queries(len(one)):
        leading.get("/exams/standards/")


def follow() -> None:
    """Let everything that follows from the acts done so far come about."""
    while sequencer.run() + followers.advance_all():
        pass


def told(event: str) -> set[str]:
    """Whom a telling reached, by name."""
    follow()
    found = Notice.objects.filter(event=f"exams.standard.{event}").select_related("person")
    return {each.person.given_name for each in found}


def test_judges_are_told_and_only_who_is_behind_is_reminded(made: Made, cast: Cast):
    panel = a_panel(made, cast, rounds=1)
    assert told("invite") == {"Pia", "Pit"}
    panel = opened(panel)
    assert told("open-round") == {"Pia", "Pit"}
    judges.judge_items(by=acting(made.crew.pia), judge=panel.pia, judgements=dict.fromkeys(range(1, 7), "50"))
    setting = standards.remind(by=acting(panel.nele), setting=panel.setting)
    assert told("remind") == {"Pit"}
    concluded(closed(said(replace(panel, setting=setting), ["50"] * 6, ["60"] * 6)))
    assert (told("close-round"), told("conclude")) == ({"Pia", "Pit"}, {"Pia", "Pit"})


def test_the_house_reminds_shortly_before_the_day_and_once_it_passed(panel: Panel):
    panel = opened(panel)
    days = {}
    for day in (0, 4, 5, 6, 7, 8, 9):
        with clock.at(clock.now() + timedelta(days=day)):
            jobs.remind_panels.function()
            jobs.remind_panels.function()
        days[day] = Entry.objects.filter(act="exams.standard.remind").count()
    assert days == {0: 0, 4: 0, 5: 1, 6: 1, 7: 1, 8: 2, 9: 2}


def waits(queue: Any, person: Any) -> list[str]:
    """What a queue asks somebody to do, whatever the record."""
    return [each.what.partition(": ")[2] for each in queue.waiting_for(person_id=person.pk)]


def test_what_waits_for_whom_follows_the_panel(made: Made, cast: Cast):
    nele, form = a_psychometrician(cast, made), a_proposed_form(made)
    setting = a_setting(nele, form, rounds=1)
    seated = [seat(nele, setting, person) for person, _ in people(made)]
    assert (waits(items_to_judge, made.crew.pia), waits(panels_to_lead, nele)) == ([], [])
    setting = standards.invite(by=acting(nele), setting=setting)
    assert waits(items_to_judge, made.crew.pia) == ["get ready"]
    pia, pit = (judges.get_ready(by=acting(each.person), judge=each) for each in seated)
    assert (waits(items_to_judge, made.crew.pia), waits(panels_to_lead, nele)) == ([], ["open the first round"])
    panel = opened(Panel(setting, nele, pia, pit))
    judges.judge_items(by=acting(made.crew.pia), judge=panel.pia, judgements={1: "50"})
    assert waits(items_to_judge, made.crew.pia) == ["say what you think, 5 of 6 left"]
    assert waits(panels_to_lead, nele) == []
    with clock.at(clock.now() + timedelta(days=8)):
        assert waits(panels_to_lead, nele) == ["close the round, or give more time"]
    said(panel, ["50"] * 6, ["50"] * 6)
    assert (waits(items_to_judge, made.crew.pia), waits(panels_to_lead, nele)) == ([], ["close the round"])
    closed(panel)
    assert waits(panels_to_lead, nele) == ["go on"]


def test_conformity_sees_a_standard_without_a_panel(made: Made, cast: Cast):
    assert standards_rest_on_a_panel.query().not_applicable
    setting = concluded(rated_twice(made, cast))
    assert standards_rest_on_a_panel.query().state == ControlState.HOLDS
    forge.alter(setting.judges.first(), trained_at=None)
    assert [each.number for each in standards_rest_on_a_panel.query().findings] == [setting.number]


def test_conformity_sees_judges_who_are_not_independent(panel: Panel, made: Made, cast: Cast):
    assert judges_were_independent.query().state == ControlState.HOLDS
    trains(cast, made, made.crew.pit)
    assert [each.number for each in judges_were_independent.query().findings] == [panel.setting.number]
    judges.leave(by=acting(panel.nele), judge=panel.pit, reason="Trains now")
    assert judges_were_independent.query().state == ControlState.HOLDS
    forge.alter(panel.setting, convened_by=made.crew.pia)
    assert [each.number for each in judges_were_independent.query().findings] == [panel.setting.number]


def test_without_a_panel_there_is_nothing_to_judge_by(made: Made):
    assert judges_were_independent.query().not_applicable
