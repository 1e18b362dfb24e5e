"""The commands: what they say for people and programs, and how they refuse a file that is not usable."""

import json
import subprocess
import sys

import numpy as np
import pytest

from guildhall.cli import main
from guildhall.psychometrics import equating, irt
from tests.psychometrics import simulating
from tests.psychometrics.test_calibration import COUNTS, PATTERNS


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """A command in a folder of its own: exit code, what was printed, and what went wrong."""
    monkeypatch.chdir(tmp_path)

    def runs(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["psychometrics", *map(str, arguments)])
        printed = capsys.readouterr()
        return ended.value.code, printed.out, printed.err

    return runs


def _write(path, names, rows):
    lines = [",".join("" if np.isnan(value) else f"{value:.12g}" for value in row) for row in rows]
    path.write_text("\n".join([",".join(names), *lines]) + "\n")
    return path


@pytest.fixture
def lsat(tmp_path):
    return _write(tmp_path / "lsat.csv", [f"item{each}" for each in range(1, 6)], np.repeat(PATTERNS, COUNTS, axis=0))


def test_ctt_says_what_was_promised(run, lsat):
    code, out, _ = run("ctt", lsat, "--json")
    found = json.loads(out)
    assert code == 0
    # psych::alpha on these data gives alpha .2949972; item 1: p .924, r.drop .1128, alpha without .2754.
    assert (found["alpha"], found["kr20"], found["sem"]) == pytest.approx((0.2949972, 0.2949972, 0.8690666), abs=1e-6)
    first = found["items"][0]
    assert (first["name"], first["p"]) == ("item1", 0.924)
    assert (first["r_drop"], first["alpha_if_deleted"]) == pytest.approx((0.1128327, 0.2753562), abs=1e-6)


def test_ctt_for_people_is_a_table_with_notes(run, tmp_path):
    path = _write(tmp_path / "few.csv", ["a", "b", "c"], [[1, 1, 0], [0, 1, 0], [1, 1, 1], [0, 0, float("nan")]])
    code, out, err = run("ctt", path)
    assert code == 0
    assert out.splitlines()[0] == "persons: 3"
    assert "! 3 attempts: fewer than 30; withheld." in err


@pytest.mark.parametrize("model", ["rasch", "2pl", "3pl", "grm", "gpcm"])
def test_calibrate_says_what_was_promised(run, lsat, model):
    code, out, _ = run("calibrate", lsat, "--model", model, "--se", "--json", "--quadrature", 61, "--tolerance", "1e-7")
    found = json.loads(out)
    assert code == 0
    assert found["converged"] is True
    if model != "3pl":
        best = -2466.93760 if model == "rasch" else -2466.65338
        assert (found["log_likelihood"], found["log_posterior"]) == pytest.approx((best, best), abs=1e-4)
    for item in found["items"]:
        assert {"name", "a", "b", "d", "g", "se_a", "se_d"} <= set(item)
        assert item["b"] == pytest.approx(-item["d"] / item["a"])
        assert item["se_d"] > 0


def test_calibrate_takes_groups_and_anchors(run, tmp_path):
    known = simulating.items("logistic", 12)
    data = simulating.answers(known, np.random.default_rng(90).normal(size=800))
    names = [item.name for item in known]
    path = tmp_path / "groups.csv"
    rows = [",".join([*names, "site"])] + [
        ",".join([*(f"{value:g}" for value in row), "north" if place % 2 else "south"])
        for place, row in enumerate(data)
    ]
    path.write_text("\n".join(rows))
    anchors = tmp_path / "anchors.csv"
    anchors.write_text("item,a,d\n" + "\n".join(f"{item.name},{item.a},{item.d[0]}" for item in known[:4]))
    code, out, _ = run("calibrate", path, "--model", "2pl", "--group", "site", "--anchors", anchors, "--json")
    found = json.loads(out)
    assert code == 0
    assert [group["name"] for group in found["groups"]] == ["south", "north"]
    assert [item["fixed"] for item in found["items"][:5]] == [True, True, True, True, False]


def test_equate_random_groups(run, tmp_path):
    chance = np.random.default_rng(91)
    first, second = chance.binomial(40, 0.5, 300), chance.binomial(40, 0.55, 300)
    x, y = _write(tmp_path / "x.csv", ["total"], first[:, None]), _write(tmp_path / "y.csv", ["total"], second[:, None])
    for method in ("mean", "linear", "equipercentile"):
        code, out, _ = run("equate", x, y, "--design", "random", "--method", method, "--items", 40, "--json")
        found = json.loads(out)
        expected = equating.equate(equating.Scores.of(first, 40), equating.Scores.of(second, 40), method)
        assert code == 0
        assert found["table"] == expected.table
        assert found["end_rule"]
    code, out, _ = run("equate", x, y, "--method", "circle-arc", "--items", 40, "--draws", 20, "--json")
    assert json.loads(out)["table"][20]["se"] > 0
    code, out, _ = run("equate", x, y, "--method", "equipercentile", "--smooth", "aic", "--items", 40)
    assert (code, out.splitlines()[0]) == (0, "method: equipercentile, smoothed")


def test_equate_takes_frequencies_and_items(run, tmp_path):
    counts = _write(tmp_path / "x.csv", ["score", "count"], [[0, 2], [1, 3], [2, 1]])
    items = _write(tmp_path / "y.csv", ["i1", "i2"], [[1, 1], [0, 1], [0, 0]])
    _, out, _ = run("equate", counts, items, "--method", "mean", "--json")
    assert [row["y"] for row in json.loads(out)["table"]] == pytest.approx([1 / 6, 7 / 6, 13 / 6])


@pytest.mark.parametrize("method", ["tucker", "levine", "chained_equipercentile", "frequency-estimation"])
def test_equate_with_an_anchor(run, tmp_path, method):
    chance = np.random.default_rng(92)
    for name, able in (("x", 0.6), ("y", 0.5)):
        person = chance.beta(8 * able, 8 * (1 - able), 400)
        rows = np.stack([chance.binomial(20, person), chance.binomial(8, person)], axis=1)
        rows[:, 0] += rows[:, 1]
        _write(tmp_path / f"{name}.csv", ["total", "anchor"], rows)
    code, out, _ = run(
        "equate", tmp_path / "x.csv", tmp_path / "y.csv", "--design", "neat", "--method", method, "--items", 28,
        "--draws", 20, "--json",
    )  # fmt: skip
    found = json.loads(out)["table"]
    assert code == 0
    assert [row["x"] for row in found] == list(range(29))
    assert found[14]["se"] > 0


def test_dif_names_the_unfair_item(run, tmp_path):
    chance = np.random.default_rng(93)
    group = np.arange(900) % 3 == 0
    theta = chance.normal(size=900)[:, None]
    right = chance.random((900, 12)) < 1 / (
        1 + np.exp(-(theta - np.where(group[:, None] & (np.arange(12) == 4), 1.5, 0)))
    )
    path = _write(tmp_path / "dif.csv", [*(f"i{each}" for each in range(12)), "g"], np.column_stack([right, group]))
    code, out, _ = run("dif", path, "--group", "g", "--json")
    found = json.loads(out)
    assert (code, found["focal_group"]) == (0, "1")
    assert found["flagged"] == ["i4"]
    worst = found["items"][4]
    assert (worst["ets"], worst["favours"], worst["logistic"]["effect_class"] != "A") == ("C", "reference", True)
    assert worst["standardization"]["notable"]
    assert "ets" in run("dif", path, "--group", "g", "--focal", "1", "--purify")[1].splitlines()[4]


def test_assemble_makes_forms_or_says_why_not(run, tmp_path):
    bank = tmp_path / "bank.csv"
    rows = [f"I{each},{'AB'[each % 2]},{20 + each % 7},1.0,{(each % 9 - 4) / 4}" for each in range(60)]
    bank.write_text("item,domain,words,a,b\n" + "\n".join(rows))
    spec = {
        "forms": 2,
        "length": 12,
        "cells": [{"where": {"domain": "A"}, "least": 6, "most": 6}],
        "enemies": [["I0", "I2"]],
        "budgets": [{"column": "words", "most": 290}],
        "targets": [{"theta": 0.0, "information": 2.6, "within": 0.1}],
    }
    (tmp_path / "spec.json").write_text(json.dumps(spec))
    code, out, _ = run("assemble", bank, "spec.json", "--json")
    assert code == 0
    assert [len(form["items"]) for form in json.loads(out)["forms"]] == [12, 12]
    (tmp_path / "spec.json").write_text(json.dumps({**spec, "length": 40}))
    code, out, err = run("assemble", bank, "spec.json")
    assert code == 1
    assert "These cannot all hold:" in err
    loft = {"forms": 1, "length": 12, "cells": [{"where": {"domain": each}, "least": 6, "most": 6} for each in "AB"]}
    (tmp_path / "spec.json").write_text(json.dumps(loft))
    code, out, _ = run("assemble", bank, "spec.json", "--candidates", 10, "--rate", 0.5, "--json")
    assert (code, len(json.loads(out)["forms"])) == (0, 10)


@pytest.mark.parametrize(
    ("text", "arguments", "told"),
    [
        (
            "a,b\n1,x\n",
            ["ctt"],
            "Column b, row 2: 'x' is no number. Leave the column out, or mend",
        ),
        ("a,b\n1\n", ["ctt"], "row 2 has 1 values, the header 2."),
        ("a,a\n1,1\n", ["ctt"], "two columns have the same name: a. Rename one of them."),
        ("a,b\n", ["ctt"], "needs a header row and at least one row of values."),
        ("a,b\n,\n,\n", ["ctt"], "The answers are all missing."),
        ("a,b\n1,1\n", ["ctt", "--leave-out", "c"], "There is no column c; there are a, b."),
        ("a,b\n1,1\n1,1\n", ["calibrate"], "0 items differ between persons: the model needs 2."),
        ("a,b,g\n1,1,1\n0,1,1\n", ["dif", "--group", "g"], "there are 1: 1."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(run, tmp_path, text, arguments, told):
    path = tmp_path / "wrong.csv"
    path.write_text(text)
    code, out, err = run(arguments[0], path, *arguments[1:])
    assert (code, out) == (2, "")
    assert told in err


def test_a_file_that_is_not_there_is_refused(run, tmp_path):
    code, _, err = run("ctt", tmp_path / "nothing.csv")
    assert code == 2
    assert "cannot be read as text" in err


def test_a_file_that_is_no_text_is_refused(run, tmp_path):
    (tmp_path / "latin.csv").write_bytes("größe,b\n1,0\n".encode("latin-1"))
    assert "it is not in UTF-8. Save it as CSV in UTF-8." in run("ctt", "latin.csv")[2]
    assert "there is no such file." in run("ctt", "nothing.csv")[2]
    code, out, err = run("ctt", tmp_path)
    assert (code, out) == (2, "")
    assert "it is a folder. Name a file in it." in err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("score,count\n0,-1\n1,5\n", "counts are whole numbers from 0"),
        ("score,count\n0,1.5\n1,5\n", "counts are whole numbers from 0"),
        ("score,count\n0,1000000000000\n", "of at most 10000000 persons together"),
        ("scale,xcount,ycount\n0,1,2\n1,5,2\n", "a file of frequencies has two columns, score and count."),
    ],
)
def test_frequencies_are_counts(run, tmp_path, text, sentence):
    (tmp_path / "x.csv").write_text(text)
    code, out, err = run("equate", "x.csv", "x.csv", "--method", "mean")
    assert (code, out) == (2, "")
    assert sentence in err


def test_items_without_an_answer_are_no_score(run, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,1\n,\n1,\n,\n")
    (tmp_path / "y.csv").write_text("total\n2\n1\n")
    _, out, _ = run("equate", "x.csv", "y.csv", "--method", "mean", "--json")
    assert json.loads(out)["table"][0]["y"] == pytest.approx(0)


def test_equating_names_its_methods(run, tmp_path):
    pairs = np.random.default_rng(5).integers(0, 9, (60, 1)) + np.array([[4, 0]])
    path = _write(tmp_path / "x.csv", ["total", "anchor"], pairs)
    told = {
        method: json.loads(run("equate", path, path, "--design", "neat", *method.split(), "--draws", 2, "--json")[1])
        for method in ("", "--method Levine_observed", "--method chained")
    }
    assert [each["method"] for each in told.values()] == ["tucker", "levine", "chained-linear"]
    assert "take one of tucker, levine" in run("equate", path, path, "--design", "neat", "--method", "linear")[2]
    assert "belong to --design neat" in run("equate", path, path, "--external")[2]
    assert "Seed must be 0 or more." in run("equate", path, path, "--design", "neat", "--seed", -1)[2]
    above = _write(tmp_path / "above.csv", ["total", "anchor"], pairs[:, ::-1])
    assert "an anchor is above its total" in run("equate", path, above, "--design", "neat")[2]
    assert run("equate", above, above, "--design", "neat", "--external", "--draws", 2)[0] == 0


def test_methods_belong_to_designs(run, tmp_path):
    path = _write(tmp_path / "x.csv", ["total"], [[1], [2], [3]])
    assert run("equate", path, path, "--method", "tucker")[0] == 2
    assert run("equate", path, path, "--design", "neat", "--method", "mean")[0] == 2
    assert run("equate", path, path, "--method", "equipercentile", "--smooth", "much")[0] == 2
    assert "no column anchor" in run("equate", path, path, "--design", "neat", "--method", "tucker")[2]


def test_other_commands_start_without_numpy():
    code = "import sys; import guildhall.cli.parser as p; p.build(); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_library_knows_no_installation():
    parts = "irt, guildhall.psychometrics.assembly"
    code = f"import sys; import guildhall.psychometrics.{parts}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert irt.MODELS[0] == "rasch"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a,b,\n1,0,\n0,1,\n1,1,\n", ["a", "b"]),  # as spreadsheets write it
        ("a,b\n1,0,,\n0,1\n1,1,\n", ["a", "b"]),
        ('"a\nb","c\u2028d"\n1,0\n0,1\n1,1\n', ["a\nb", "c\u2028d"]),
        ("a;b\n1;0\n0;1,0\n1,0;1\n", ["a", "b"]),  # where the comma marks decimals
        ("a\tb\n1\t0\n0\t1\n1\t1\n", ["a", "b"]),
        ('a, "b"\n1, "0"\n0,"1" \n 1 ,1\n\n  \n', ["a", "b"]),
        ("a,b\n1,0\n0,1\n1,1\nNA,1\n1,nan\n", ["a", "b"]),
        ('\ufeff"a ""x""",b\r\n1,0\r\n0,1\r\n\r\n1,1\r\n', ['a "x"', "b"]),
    ],
)
def test_files_of_other_programs_are_read(run, tmp_path, text, names):
    path = tmp_path / 'an "odd" näme.csv'
    path.write_bytes(text.encode())
    code, out, _ = run("ctt", path, "--json")
    found = json.loads(out)
    assert code == 0
    assert [(item["name"], item["p"]) for item in found["items"]] == [(name, pytest.approx(2 / 3)) for name in names]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,0\n0,1,1\n", "row 3 has 3 values, the header 2."),
        ("a,b\n1,0\n1_0,1\n", "Column a, row 3: '1_0' is no number."),
        ("a,b\n1,0\n0,-inf\n", "Column b, row 3: '-inf' is no number."),
        ("a;b\n1;0\nx;1\n", "Column a, row 3: 'x' is no number."),
        ("a;b\n1;0;1\n0;1\n", "row 2 has 3 values, the header 2."),
        ("a,b\n1,\x000\n", "it holds zero bytes"),
        (',a,b\n1,0,1\n2,1,0\n', "column 1 has no name. Name it, or leave row numbers out of the file."),
        ('"a,b\n1,0\n0,1\n', "needs a header row and at least one row of values."),
        ("a,b\n1,0\n1e60,1\n", "In the answers there is a number of 1e+50 or more."),
        ("a,b\n1,0\n" + "x" * 200_000 + ",1\n", "cannot be read as CSV: field larger than field limit"),
    ],
)  # fmt: skip
def test_files_that_say_something_else_are_refused(run, tmp_path, text, sentence):
    path = tmp_path / "file.csv"
    path.write_text(text)
    code, out, err = run("ctt", path, "--json")
    assert (code, out) == (2, "")
    assert sentence in err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--model", "rasch", "--anchors", "item,a,d\na,2,0"], "Anchor a has slope 2, a rasch has 1: take 1pl or 2pl"),
        (["--tolerance", "nan"], "The tolerance lies between 0 and 1."),
        (["--quadrature", "100000000"], "Five to 10000 points and a positive reach are needed."),
        (["--model", "3pl", "--guess-prior", "-1", "0"], "A prior is a mean and a standard deviation above 0."),
        (["--anchors", "item,a,d,g\na,1,0,1.5"], "The parameters of a are not usable."),
        (["--anchors", "item,a,d\na,,0"], "The parameters of a are not usable."),
        (["--anchors", "item,a,d\na,1e5,0"], "The parameters of anchor a lie beyond 1000."),
        (["--anchors", "item,a,d\na,1,0\na,1,1"], "anchors.csv: an item stands there twice."),
    ],
)
def test_calibrate_refuses_what_cannot_be(run, tmp_path, options, sentence):
    path = _write(tmp_path / "x.csv", ["a", "b", "c"], np.random.default_rng(1).integers(0, 2, (40, 3)))
    if "--anchors" in options:
        (tmp_path / "anchors.csv").write_text(options[-1])
        options = [*options[:-1], "anchors.csv"]
    code, _, err = run("calibrate", path, *options)
    assert code == 2
    assert sentence in err


@pytest.mark.parametrize(
    ("first", "options", "sentence"),
    [
        ([[10**9, 1], [2, 0]], ["--method", "tucker"], "The greatest score lies between 0 and 10000"),
        ([[9000, 1], [9000, 9000]], ["--method", "tucker"], "too many scores for a table of both"),
        ([[5, 1]], ["--method", "levine"], "this anchor links nothing"),
        ([[5, 1], [3, 0]], ["--method", "frequency-estimation", "--smooth", "99"], "The degree must be 1 at least"),
        ([[5, 1], [3, 0]], ["--method", "frequency-estimation", "--smooth", "aic"], "is a whole number"),
    ],
)
def test_equate_refuses_what_cannot_be(run, tmp_path, first, options, sentence):
    x = _write(tmp_path / "x.csv", ["total", "anchor"], np.array(first, dtype=float))
    y = _write(tmp_path / "y.csv", ["total", "anchor"], np.array([[5.0, 2], [3, 1], [1, 0]]))
    code, _, err = run("equate", x, y, "--design", "neat", *options)
    assert code == 2
    assert sentence in err


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({"length": 2}, "The specification lacks forms."),
        ({"forms": True, "length": 2}, "forms is a whole number, not True."),
        ({"forms": 1, "length": 2.5}, "length is a whole number, not 2.5."),
        ({"forms": 1, "length": 2, "cells": [{"least": 1, "most": 2}]}, "cells, row 1 lacks where."),
        ({"forms": 1, "length": 2, "cells": "A"}, "cells is a list, not 'A'."),
        ({"forms": 1, "length": 2, "targets": [{"theta": "x", "information": 1}]}, "theta is a number, not 'x'."),
        ({"forms": 1, "length": 2, "means": [{"column": "p", "middle": 1}]}, "row 1 knows no middle; its words are"),
        ({"forms": 1, "length": 2, "exposure": {"column": "uses"}}, "exposure has the words column and most."),
        ({"forms": 1, "length": 2, "sets": ["a"]}, "sets is an object of names and values, not ['a']."),
        ({"forms": 1, "length": 2, "must": "a"}, "must is a list, not 'a'."),
        ({"forms": 1000000, "length": 2}, "1000000 forms from 3 items are too many at once: at most 333333 forms."),
        ({"forms": 1, "length": 2, "sets": {"s": []}}, "A set, and a group of enemies, has at least one item."),
        ({"forms": 1, "length": 2, "enemies": [[]]}, "A set, and a group of enemies, has at least one item."),
        ({"forms": 1, "length": 2, "cells": [{"where": {}, "least": 1, "most": 2}]}, "A cell says where"),
        ({"forms": 1, "length": 2, "targets": [{"theta": 0, "information": -5}]}, "information is above 0"),
        ({"forms": 1, "length": 2, "targets": [{"theta": 99, "information": 5}]}, "ability at most 20 from 0"),
        ({"forms": 1, "length": 2, "means": [{"column": "uses", "least": 2, "most": 1}]}, "least is above the most."),
        ({"forms": 1, "length": 2, "foo": 1}, "The specification knows no foo; its words are forms, length"),
    ],
)
def test_assemble_says_what_is_wrong_with_a_specification(run, tmp_path, spec, sentence):
    (tmp_path / "bank.csv").write_text("item,uses\na,1\nb,2\nc,3\n")
    (tmp_path / "spec.json").write_text(json.dumps(spec))
    code, out, err = run("assemble", "bank.csv", "spec.json", "--json")
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_bank_names_every_item_once(run, tmp_path):
    (tmp_path / "spec.json").write_text("\ufeff" + json.dumps({"forms": 1, "length": 1}), encoding="utf-8")
    for text, sentence in (("item,p\n,x\nb,x\n", "has no name."), ("item,p\nb,x\nb,y\n", "the same name: b.")):
        (tmp_path / "bank.csv").write_text(text)
        code, _, err = run("assemble", "bank.csv", "spec.json")
        assert (code, sentence in err) == (2, True)
    (tmp_path / "bank.csv").write_text("item,p\nb,x\n")
    assert run("assemble", "bank.csv", "spec.json")[0] == 0
    (tmp_path / "deep.json").write_text("[" * 100_000)
    assert run("assemble", "bank.csv", "deep.json")[0] == 2


def test_what_is_wrong_is_found_in_its_place(run, tmp_path):
    rows = np.column_stack([np.random.default_rng(7).integers(0, 2, (40, 3)), np.arange(40)])
    path = _write(tmp_path / "x.csv", ["a", "b", "c", "age"], rows)
    assert "categories at item age of person 31: join some of them" in run("calibrate", path)[2]
    group = _write(tmp_path / "group.csv", ["a", "b", "age", "g"], rows[:, [0, 1, 3, 2]])
    assert "but not item age of person 3." in run("dif", group, "--group", "g")[2]


def test_an_item_set_aside_keeps_its_answers(run, tmp_path):
    rows = np.column_stack([np.ones(40), np.random.default_rng(7).integers(0, 2, (40, 3))])
    rows[:5, 0] = np.nan
    _, out, _ = run("calibrate", _write(tmp_path / "x.csv", ["a", "b", "c", "d"], rows), "--json")
    found = json.loads(out)["items"]
    assert [(item["answers"], item["a"]) for item in found] == [(35, None), (40, 1), (40, 1), (40, 1)]


def test_small_groups_and_items_without_comparison_are_named(run, tmp_path):
    rows = np.column_stack([np.random.default_rng(7).integers(0, 2, (40, 3)), np.arange(40) < 3])
    path = _write(tmp_path / "x.csv", ["a", "b", "c", "g"], rows)
    assert "Groups of fewer than 30 persons: 1. Their mean" in run("calibrate", path, "--group", "g")[2]
    same = _write(tmp_path / "same.csv", ["a", "b", "g"], np.repeat([[1, 1, 0], [0, 0, 1]], 40, axis=0))
    assert "Nothing can be compared: a, b." in run("dif", same, "--group", "g")[2]


def test_a_form_per_candidate_needs_candidates_and_a_rate(run, tmp_path):
    (tmp_path / "bank.csv").write_text("item,part\na,x\nb,x\nc,x\n")
    cells = [{"where": {"part": "x"}, "least": 2, "most": 2.0}]
    (tmp_path / "spec.json").write_text(json.dumps({"forms": 1, "length": 2, "cells": cells}))
    for options in (
        ["--candidates", "0"],
        ["--candidates", "3", "--rate", "0"],
        ["--candidates", "3", "--rate", "nan"],
    ):
        code, _, err = run("assemble", "bank.csv", "spec.json", *options)
        assert (code, "at least one candidate, and a rate" in err) == (2, True)
    assert run("assemble", "bank.csv", "spec.json", "--candidates", "3", "--rate", "1")[0] == 0
