"""Scores, information, fit, linking and equating by item response theory."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.psychometrics import irt
from guildhall.psychometrics.irt import curves
from guildhall.psychometrics.irt.items import batches
from guildhall.psychometrics.notes import CannotMeasure
from tests.psychometrics import simulating
from tests.psychometrics.references import BOTH, answers, reference, table

NAN = float("nan")
RASCH_OR_2PL = pytest.mark.parametrize("model", ["Rasch", "2PL"])
KINDS = [("logistic", 2, 0.0), ("logistic", 2, 0.2), ("graded", 4, 0.0), ("credit", 4, 0.0)]


def _calibrated(name, model):
    return irt.calibrate(answers(name), model.lower(), tolerance=1e-8)


@BOTH
@RASCH_OR_2PL
def test_scores_are_what_r_finds(name, model):
    found = _calibrated(name, model)
    from_r = table(f"{name}_scores_{model}.csv")
    for place, method in enumerate(("eap", "map", "ml", "wle")):
        scores = irt.score(answers(name), found.item_set, method, latent=found.latent)
        theta, se = from_r[:, 2 + 2 * place], from_r[:, 3 + 2 * place]
        finite = np.isfinite(theta)
        assert scores.theta[finite] == pytest.approx(theta[finite], abs=1e-4)
        assert scores.se[finite] == pytest.approx(se[finite], abs=5e-4)
        assert (scores.theta[~finite] == theta[~finite]).all()
    eap = irt.score(answers(name), found.item_set, latent=found.latent)
    assert eap.empirical_reliability == pytest.approx(reference(name)[model]["empirical_rxx_EAP"], abs=1e-4)


@BOTH
@RASCH_OR_2PL
def test_information_and_fit_are_what_r_finds(name, model):
    found, expected = _calibrated(name, model), reference(name)[model]
    told = irt.information(found.item_set, [row["theta"] for row in expected["info"]], latent=found.latent)
    assert told.information == pytest.approx([row["test_info"] for row in expected["info"]], abs=1e-4)
    assert told.expected == pytest.approx([row["tcc"] for row in expected["info"]], abs=1e-3)
    if model == "2PL":  # with a free variance R weighs the error by the variance instead of dividing by it
        assert told.marginal_reliability == pytest.approx(expected["marginal_rxx"], abs=1e-4)
    by_sum = irt.sum_scores(found.item_set, found.latent)
    assert by_sum[0] == pytest.approx([row["F1"] for row in expected["EAPsum"]], abs=1e-4)
    assert by_sum[1] == pytest.approx([row["SE_F1"] for row in expected["EAPsum"]], abs=1e-4)
    fit = irt.m2(answers(name), found)
    assert (fit.df, fit.m2) == pytest.approx((expected["M2"]["df"], expected["M2"]["M2"]), rel=1e-4)
    assert (fit.rmsea, *fit.rmsea_interval, fit.srmsr) == pytest.approx(
        [expected["M2"][key] for key in ("RMSEA", "RMSEA_5", "RMSEA_95", "SRMSR")], abs=1e-4
    )
    residual = irt.q3(answers(name), found.item_set, latent=found.latent)
    assert residual.q3 == pytest.approx(np.array(expected["Q3"]), abs=1e-4)


@RASCH_OR_2PL
def test_item_fit_is_what_r_finds(model):
    found, expected = _calibrated("LSAT6", model), reference("LSAT6")[model]["itemfit"]
    fit = irt.s_x2(answers("LSAT6"), found.item_set, latent=found.latent)
    assert [item.s_x2 for item in fit] == pytest.approx([item["S_X2"] for item in expected], abs=1e-3)
    assert [item.df for item in fit] == [item["df.S_X2"] for item in expected]
    # In larger tests score groups may be joined otherwise; most items come out alike even so.
    many, wide = _calibrated("verbal", model), reference("verbal")[model]["itemfit"]
    fit = irt.s_x2(answers("verbal"), many.item_set, latent=many.latent)
    alike = [abs(item.s_x2 - row["S_X2"]) < 0.5 for item, row in zip(fit, wide, strict=True)]
    assert sum(alike) > 17


@pytest.mark.parametrize(("kind", "categories", "guess"), KINDS)
def test_curves_are_the_derivatives_of_each_other(kind, categories, guess):
    batch = batches(simulating.items(kind, 3, categories, guess))[0]
    theta, move = np.linspace(-3, 3, 7), 1e-5
    chance, first, second = curves.by_ability(kind, batch.parameters, theta, guessing=batch.guessing)
    up, down = (
        curves.by_ability(kind, batch.parameters, theta + sign * move, guessing=batch.guessing) for sign in (1, -1)
    )
    assert first == pytest.approx((up[0] - down[0]) / (2 * move), abs=1e-7)
    assert second == pytest.approx((up[1] - down[1]) / (2 * move), abs=1e-7)
    assert np.exp(batch.log_chances(theta)) == pytest.approx(chance)
    assert chance.sum(axis=2) == pytest.approx(1)
    for column in range(batch.parameters.shape[1]):
        sides = []
        for sign in (1, -1):
            values = batch.parameters.copy()
            values[:, column] += sign * move
            sides.append(curves.log_chances(kind, values, theta, guessing=batch.guessing))
        assert batch.slopes(theta)[..., column] == pytest.approx((sides[0] - sides[1]) / (2 * move), abs=1e-6)


@pytest.mark.parametrize(("kind", "categories", "guess"), KINDS)
@pytest.mark.parametrize("method", ["eap", "map", "ml", "wle"])
def test_abilities_are_recovered_and_their_errors_true(kind, categories, guess, method):
    known = irt.ItemSet(simulating.items(kind, 40, categories, guess))
    theta = np.random.default_rng(50).normal(size=600)
    scores = irt.score(simulating.answers(known.items, theta), known, method)
    usable = np.isfinite(scores.theta)
    away = (scores.theta - theta)[usable]
    assert np.sqrt(np.mean(away**2)) < (0.5 if guess else 0.42)
    assert np.mean((away / scores.se[usable]) ** 2) == pytest.approx(1, abs=0.3)


@given(st.lists(st.integers(0, 1), min_size=12, max_size=12))
@settings(max_examples=30, deadline=None)
def test_more_right_answers_are_never_worth_less(row):
    known = irt.ItemSet(simulating.items("logistic", 12))
    before = np.array([row], dtype=float)
    after = before.copy()
    after[0, int(np.argmin(row))] = 1.0
    for method in ("eap", "map", "wle"):
        assert irt.score(after, known, method).theta[0] >= irt.score(before, known, method).theta[0] - 1e-6


def test_extreme_scores_and_silence():
    known = irt.ItemSet(simulating.items("logistic", 10))
    rows = np.array([[1.0] * 10, [0.0] * 10, [NAN] * 10])
    ml, wle, eap = (irt.score(rows, known, method) for method in ("ml", "wle", "eap"))
    assert ml.theta.tolist()[:2] == [np.inf, -np.inf]
    assert ml.as_dict()["theta"] == ["Infinity", "-Infinity", None]
    assert np.isnan(ml.se).all()
    assert np.isfinite(wle.theta[:2]).all()
    assert np.isnan(wle.theta[2])
    assert (eap.theta[2], eap.se[2]) == pytest.approx((0, 1), abs=1e-6)


def test_a_curve_that_is_wrong_does_not_fit():
    known = simulating.items("logistic", 20, seed=51)
    theta = np.random.default_rng(52).normal(size=3000)
    data = simulating.answers(known, theta)
    odd = np.random.default_rng(53).random(3000) < np.where(np.abs(theta) < 0.7, 0.9, 0.2)
    data[:, 0] = odd
    found = irt.calibrate(data, "2pl")
    fit = irt.s_x2(data, found.item_set)
    assert fit[0].p < 1e-6
    assert np.median([item.p for item in fit[1:]]) > 0.05


def test_rasch_fit_sees_guessing_and_is_one_on_average():
    known = simulating.items("logistic", 40, seed=54, slopes=False)
    theta = np.random.default_rng(55).normal(size=2000)
    data = simulating.answers(known, theta)
    data[:, 0] = np.random.default_rng(56).random(2000) < 0.5
    fit = irt.rasch_fit(data, irt.ItemSet(known), theta)
    assert fit[0].outfit > 1.1
    assert fit[0].infit_z > 3
    assert np.mean([item.infit for item in fit[1:]]) == pytest.approx(1, abs=0.01)
    assert np.std([item.infit_z for item in fit[1:]]) == pytest.approx(1, abs=0.4)


def test_items_that_hang_together_are_named():
    known = simulating.items("logistic", 20, seed=57)
    data = simulating.answers(known, np.random.default_rng(58).normal(size=1500))
    data[:, 5] = np.where(np.random.default_rng(59).random(1500) < 0.8, data[:, 4], data[:, 5])
    found = irt.calibrate(data, "2pl")
    told = irt.q3(data, found.item_set)
    assert [pair[:2] for pair in told.pairs] == [("item5", "item6")]
    assert irt.m2(data, found).p < 0.001


def test_a_model_that_holds_is_not_rejected():
    known = simulating.items("logistic", 12, seed=60)
    data = simulating.answers(known, np.random.default_rng(61).normal(size=2000))
    fit = irt.m2(data, irt.calibrate(data, "2pl"))
    assert fit.p > 0.01
    assert fit.rmsea < 0.02


def test_persons_who_guess_stand_out_and_others_do_not():
    known = irt.ItemSet(simulating.items("logistic", 60, seed=62))
    theta = np.random.default_rng(63).normal(size=2000)
    data = simulating.answers(known.items, theta)
    for method in ("ml", "map", "wle"):
        found = irt.lz_star(data, known, method=method, false_positives=0.05)
        usable = found.lz[np.isfinite(found.lz)]
        assert (usable.mean(), usable.std()) == pytest.approx((0, 1), abs=0.1)
        assert (usable < found.limit).mean() == pytest.approx(0.05, abs=0.02)
    guessing = (np.random.default_rng(64).random((200, 60)) < 0.5).astype(float)
    assert (irt.lz_star(guessing, known).lz < found.limit).mean() > 0.6
    with pytest.raises(CannotMeasure):
        irt.lz_star(data, known, method="eap")


def test_models_are_compared():
    known = simulating.items("logistic", 20, seed=65)
    data = simulating.answers(known, np.random.default_rng(66).normal(size=3000))
    rasch, two = irt.calibrate(data, "rasch"), irt.calibrate(data, "2pl")
    found = irt.compare(rasch, two)
    assert (found.df, found.preferred) == (19, "2pl")
    assert found.p < 1e-6
    assert irt.compare(two, rasch).notes[0].code == "not_nested"
    assert irt.best_of([rasch, two]) is two
    with pytest.raises(CannotMeasure):
        irt.compare(rasch, irt.calibrate(data[:100], "2pl"))
    with pytest.raises(CannotMeasure):
        irt.best_of([])


LINKS = ["mean-mean", "mean-sigma", "haebara", "stocking-lord"]


@pytest.mark.parametrize("method", LINKS)
@pytest.mark.parametrize(("kind", "categories", "guess"), KINDS)
def test_a_known_change_of_scale_is_found(method, kind, categories, guess):
    old = simulating.items(kind, 10, categories, guess)
    turn = irt.Link("mean-mean", 1 / 1.3, -0.4 / 1.3, (), (), ())
    new = [turn.item(item) for item in old]
    found = irt.link(old, new, method)
    assert (found.slope, found.intercept) == pytest.approx((1.3, 0.4), abs=1e-4)
    theta = np.linspace(-2, 2, 5)
    moved = irt.ItemSet([found.item(item) for item in new]).expected(found.theta(theta))
    assert moved == pytest.approx(irt.ItemSet(new).expected(theta), abs=1e-3)
    assert max(map(abs, found.residuals)) < 1e-3


@pytest.mark.parametrize("method", LINKS)
def test_two_calibrations_are_linked(method):
    known = simulating.items("logistic", 30, seed=67)
    able = np.random.default_rng(68).normal(0.8, 1.25, 3000)
    first = irt.calibrate(simulating.answers(known, np.random.default_rng(69).normal(size=3000)), "2pl")
    second = irt.calibrate(simulating.answers(known, able, seed=70), "2pl")
    found = irt.link(first.item_set.items, second.item_set.items, method)
    assert (found.slope, found.intercept) == pytest.approx((1.25, 0.8), abs=0.1)


def test_two_anchors_are_noted_and_one_is_refused():
    items = simulating.items("logistic", 2)
    assert irt.link(items, items).notes[0].code == "few_anchors"
    with pytest.raises(CannotMeasure):
        irt.link(items, items[:1])
    with pytest.raises(CannotMeasure):
        irt.link(items, [irt.IrtItem(item.name, item.a, (1.0, 0.0), kind="credit") for item in items])
    equal = [irt.IrtItem(name, 1.0, (0.0,)) for name in "ab"]
    with pytest.raises(CannotMeasure, match="equally hard"):
        irt.link(equal, equal, "mean-sigma")


def test_irt_equating_of_equal_forms_changes_nothing():
    form = irt.ItemSet(simulating.items("logistic", 20, guess=0.2))
    for found in (irt.true_score(form, form), irt.observed_score(form, form)):
        assert found.y == pytest.approx(found.x, abs=1e-6)


def test_true_and_observed_scores_nearly_agree_and_follow_the_harder_form():
    x = irt.ItemSet(simulating.items("logistic", 40, seed=71))
    y = irt.ItemSet([irt.IrtItem(item.name, item.a, (item.d[0] + 0.4,)) for item in x.items])
    true, observed = irt.true_score(x, y), irt.observed_score(x, y)
    assert (true.y[1:-1] > true.x[1:-1]).all()
    assert true.y[10:31] == pytest.approx(observed.y[10:31], abs=0.15)
    back = irt.true_score(y, x)
    assert back.at(true.y[1:-1]) == pytest.approx(true.x[1:-1], abs=0.05)
    floor = irt.true_score(
        irt.ItemSet(simulating.items("logistic", 20, guess=0.25)),
        irt.ItemSet(simulating.items("logistic", 20, guess=0.2)),
    )
    assert floor.y[4] == pytest.approx(4 * 4 / 5)


def _warm(known, answers_, theta):
    """l' + J / (2 I) (Warm 1989, 3PL), straight from the formulas."""
    a, d, g = (np.array(each)[:, None] for each in zip(*((item.a, item.d[0], item.g) for item in known), strict=True))
    curve = 1 / (1 + np.exp(-(a * theta + d)))
    p, rise = g + (1 - g) * curve, (1 - g) * a * curve * (1 - curve)
    bend = rise * a * (1 - 2 * curve)
    odds = p * (1 - p)
    own = ((answers_.T - p) * rise / odds).sum(axis=0)
    return own + (rise * bend / odds).sum(axis=0) / (2 * (rise**2 / odds).sum(axis=0))


def test_weighted_likelihood_holds_with_guessing():
    known = simulating.items("logistic", 15, guess=0.25, seed=19)
    chosen = (np.random.default_rng(19).random((300, 15)) < 0.5).astype(float)
    theta = irt.score(chosen, irt.ItemSet(known), "wle").theta
    inside = np.abs(theta) < 19
    assert inside.mean() > 0.9
    assert np.abs(_warm(known, chosen[inside], theta[inside])).max() < 1e-6


def test_lord_finds_what_is_harder_for_one_group():
    known = simulating.items("logistic", 20, seed=72, slopes=False)
    unfair = [irt.IrtItem(known[0].name, 1.0, (known[0].d[0] - 0.8,)), *known[1:]]
    theta = np.random.default_rng(73).normal(size=2000)
    for model in ("rasch", "2pl"):
        reference_, focal = (
            irt.calibrate(simulating.answers(each, theta + move, seed=seed), model, errors=True)
            for each, move, seed in ((known, 0.0, 74), (unfair, -0.5, 75))
        )
        found = irt.lord(reference_, focal)
        assert "item1" in found.flagged
        assert len(found.flagged) <= 3
        assert found.items[0].harder == pytest.approx(0.8, abs=0.3)
    with pytest.raises(CannotMeasure):
        irt.lord(irt.calibrate(simulating.answers(known, theta), "rasch"), focal)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda known: irt.score([[1, 0]], known),
        lambda known: irt.score([[1, 0, 2]], known),
        lambda known: irt.score([[1, 0, 0.5]], known),
        lambda known: irt.s_x2([[1, 0]], known),
        lambda known: irt.true_score(irt.ItemSet([irt.IrtItem("x", -1.0, (0.0,))] * 2), known),
        lambda known: irt.grid(3),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(CannotMeasure):
        wrong(irt.ItemSet(simulating.items("logistic", 3)))


def test_areas_between_curves_are_those_of_integration():
    from guildhall.psychometrics.irt.raju import unsigned_area

    theta = np.linspace(-60, 60, 400_001)
    for a, b in (((0.8, 1.7), (0.3, -0.4)), ((1.2, 1.2), (0.0, 0.9)), ((2.0, 0.5), (-1.0, 1.0))):
        curves_ = [1 / (1 + np.exp(-np.clip(x * (theta - y), -500, 500))) for x, y in zip(a, b, strict=True)]
        assert unsigned_area(a, b) == pytest.approx(
            np.abs(curves_[0] - curves_[1]).sum() * (theta[1] - theta[0]), abs=1e-4
        )


@pytest.mark.parametrize("test", [irt.lord, irt.raju])
def test_parameters_need_errors_of_their_own(test):
    known = simulating.items("logistic", 6, seed=76, slopes=False)
    data = simulating.answers(known, np.random.default_rng(73).normal(size=400))
    one, other = (irt.calibrate(each, "pcm", errors=True) for each in (data[:200], data[200:]))
    found = test(one, other)
    assert len(found.items if test is irt.lord else found) == 6
    held = irt.calibrate(data[200:], "pcm", anchors={"item1": known[0]}, errors=True)
    found = test(one, held)
    assert [item.name for item in (found.items if test is irt.lord else found)] == [
        f"item{each}" for each in range(2, 7)
    ]
    shared = irt.calibrate(data, "1pl", errors=True)
    with pytest.raises(CannotMeasure, match="share the error"):
        test(shared, shared)


def test_raju_finds_what_is_harder_for_one_group():
    known = simulating.items("logistic", 20, seed=76)
    unfair = [irt.IrtItem(known[0].name, known[0].a, (known[0].d[0] - 1.0,)), *known[1:]]
    theta = np.random.default_rng(77).normal(size=2000)
    for model in ("rasch", "2pl"):
        reference_, focal = (
            irt.calibrate(simulating.answers(each, theta, seed=seed), model, errors=True)
            for each, seed in ((known, 78), (unfair, 79))
        )
        found = irt.raju(reference_, focal, irt.Link("mean-mean", 1.0, 0.0, (), (), ()))
        harder, error = 1.0 / known[0].a if model == "2pl" else 1.0, found[0].signed / found[0].signed_z
        assert found[0].signed == pytest.approx(harder, abs=3 * error)
        assert found[0].signed_p < 0.01
        assert found[0].unsigned >= abs(found[0].signed) - 1e-6
        assert np.median([item.signed_p for item in found[1:]]) > 0.1
    with pytest.raises(CannotMeasure):
        irt.raju(irt.calibrate(simulating.answers(known, theta), "2pl"), focal)
