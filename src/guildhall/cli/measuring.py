"""The measurement library at a terminal: files in, tables or JSON out."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from math import isnan
from pathlib import Path
from typing import Any, get_args

import numpy as np

from guildhall.cli.parser import WrongCommand
from guildhall.psychometrics import assembly, classical, equating, fairness, files, irt
from guildhall.psychometrics.equating import neat, random_groups
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.results import plain

NOT_RIGHT = 1
BOOTSTRAP = 200
"""Draws for the errors of methods that have no formula, unless asked otherwise."""

RANDOM, NEAT = get_args(random_groups.Method), get_args(neat.Method)
USUAL = {"random": "linear", "neat": "tucker"}
"""The method where none is named."""

OTHER_NAMES = {"levine-observed": "levine", "chained": "chained-linear", "frequency": "frequency-estimation"}

Json = dict[str, Any]
Command = Callable[[Namespace], int | None]


def _measured(command: Command) -> Command:
    """A command whose input may not be usable: the sentence is told as that of a wrong command."""

    @wraps(command)
    def run(given: Namespace) -> int | None:
        try:
            return command(given)
        except CannotMeasure as problem:
            raise WrongCommand(problem.sentence) from problem

    return run


@_measured
def ctt(given: Namespace) -> None:
    """Classical statistics of a file of answers."""
    names, table = files.read(given.file).table(given.leave_out)
    found = classical.analyse(table, names, missing=given.missing)
    told = found.as_dict()
    if len(names) > 1:
        told["reliability"] = classical.reliability(table, missing=given.missing).as_dict()
    _tell(
        given,
        told,
        ("persons", "mean", "sd", "alpha", "alpha_interval", "kr20", "kr21", "sem"),
        ("items", ("name", "p", "r_drop", "biserial", "discrimination", "alpha_if_deleted")),
        found.notes,
    )


@_measured
def calibrate(given: Namespace) -> int:
    """Item parameters of a file of answers."""
    columns = files.read(given.file)
    aside = [*given.leave_out, *([given.group] if given.group else [])]
    names, table = columns.table(aside)
    priors = irt.Priors(logit_g=tuple(given.guess_prior)) if given.guess_prior else irt.Priors()
    found = irt.calibrate(
        table,
        given.model,
        names,
        group=columns.text(given.group) if given.group else None,
        anchors=_anchors(given.anchors) if given.anchors else None,
        priors=priors,
        errors=given.se,
        quadrature=given.quadrature,
        tolerance=given.tolerance,
    )
    _tell(
        given,
        found.as_dict(),
        ("model", "persons", "log_likelihood", "log_posterior", "aic", "bic", "converged", "steps"),
        ("items", ("name", "a", "b", "d", "g", "se_a", "se_d")),
        found.notes,
    )
    return 0 if found.converged else NOT_RIGHT


@_measured
def equate(given: Namespace) -> None:
    """The conversion from one form to another."""
    method = (given.method or USUAL[given.design]).lower().replace("_", "-")
    method = OTHER_NAMES.get(method, method)
    found = _random(given, method) if given.design == "random" else _neat(given, method)
    told = {**found.as_dict(), "table": found.table}
    for name in ("x", "y", "se"):
        del told[name]
    _tell(given, told, ("method", "design", "end_rule"), ("table", ("x", "y", "se")), found.notes)


@_measured
def dif(given: Namespace) -> None:
    """Differential item functioning between two groups, by three methods."""
    columns = files.read(given.file)
    names, table = columns.table([*given.leave_out, given.group])
    group = [each or None for each in columns.text(given.group)]
    focal = given.focal if given.focal is not None else _smaller(group)
    mantel = fairness.mantel_haenszel(table, group, focal, names, correct=not given.no_correction, purify=given.purify)
    logistic = fairness.logistic_dif(table, group, focal, names, purify=given.purify)
    standard = fairness.standardization(table, group, focal, names)
    rows = [
        {**one.as_dict(), "logistic": two.as_dict(), "standardization": three.as_dict()}
        for one, two, three in zip(mantel.items, logistic.items, standard, strict=True)
    ]
    told = {**mantel.as_dict(), "focal_group": focal, "items": rows}
    shown = ("name", "chi_squared", "p", "alpha", "delta", "ets", "favours")
    _tell(given, told, ("reference", "focal", "focal_group", "flagged"), ("items", shown), mantel.notes)


@_measured
def assemble(given: Namespace) -> int:
    """Forms from a bank; 1 where the rules conflict."""
    bank, wanted = _bank(given.bank), assembly.Specification.of(_specification(given.spec))
    if given.candidates is not None:
        loft = assembly.form_per_candidate(bank, wanted, given.candidates, most_rate=given.rate, seed=given.seed)
        told = loft.as_dict()
        if not given.json:
            told["forms"] = [{"form": place + 1, "items": " ".join(each)} for place, each in enumerate(loft.forms)]
        _tell(given, told, ("greatest_deviation", "greatest_rate"), ("forms", ("form", "items")), loft.notes)
        return 0
    found = assembly.assemble(bank, wanted, given.objective, seconds=given.seconds, seed=given.seed)
    told = found.as_dict()
    if not given.json:
        told["forms"] = [{"form": place + 1, "items": " ".join(each.items)} for place, each in enumerate(found.forms)]
    _tell(given, told, ("greatest_deviation", "seconds"), ("forms", ("form", "items")), found.notes)
    return 0 if found.forms else NOT_RIGHT


def _random(given: Namespace, method: Any) -> equating.Conversion:
    if method not in RANDOM:
        raise WrongCommand(f"Random groups are not equated by {method}: take one of {', '.join(RANDOM)}.")
    if given.external or given.weight is not None:
        raise WrongCommand("--external and --weight belong to --design neat.")
    first, second = files.scores(given.x), files.scores(given.y)
    x, y = equating.Scores.of(first, given.items), equating.Scores.of(second, given.items)
    smooth = given.smooth if given.smooth in {None, "aic"} else _degree(given.smooth)
    run = partial(equating.equate, method=method, smooth=smooth)
    if given.draws or method == "circle-arc":
        return equating.bootstrap(x, y, run, draws=given.draws or BOOTSTRAP, seed=given.seed)
    return run(x, y)


def _neat(given: Namespace, method: Any) -> equating.Conversion:
    if method not in NEAT:
        raise WrongCommand(f"Groups with an anchor are not equated by {method}: take one of {', '.join(NEAT)}.")
    read = [files.read(path) for path in (given.x, given.y)]
    anchors = [each.numbers("anchor") for each in read]
    for path, each, anchor in zip((given.x, given.y), read, anchors, strict=True):
        if not given.external and (each.numbers("total") < anchor).any():
            raise WrongCommand(f"{path}: an anchor is above its total. Where it does not count in it, add --external.")
    most = int(max(np.nan_to_num(each).max(initial=0) for each in anchors))
    x, y = (
        equating.NeatGroup.of(each.numbers("total"), anchor, given.items, most)
        for each, anchor in zip(read, anchors, strict=True)
    )
    if given.smooth == "aic":
        raise WrongCommand("With an anchor the degree of smoothing is a whole number.")
    if given.smooth:
        degree = _degree(given.smooth)
        x, y = x.smoothed(degree, degree), y.smoothed(degree, degree)
    run = partial(equating.equate_neat, method=method, internal=not given.external, weight=given.weight)
    return equating.bootstrap(x, y, run, draws=given.draws or BOOTSTRAP, seed=given.seed)


def _degree(text: str) -> int:
    if not text.isdigit():
        raise WrongCommand(f"The degree of smoothing is a whole number or aic, not {text}.")
    return int(text)


def _smaller(group: Sequence[str | None]) -> str:
    """The group with fewer persons, of equal ones the later by name."""
    named = [each for each in group if each is not None]
    if not named:
        raise CannotMeasure("groups", "Nobody has a group.")
    return min(sorted(set(named), reverse=True), key=named.count)


def _anchors(path: Path) -> dict[str, irt.IrtItem]:
    columns = files.read(path)
    d = columns.numbers("d") if "d" in columns.names else -columns.numbers("a") * columns.numbers("b")
    g = columns.numbers("g") if "g" in columns.names else [0.0] * len(d)
    named = columns.text("item")
    if len(set(named)) != len(named):
        raise CannotMeasure("names", f"{path}: an item stands there twice.")
    rows = zip(named, columns.numbers("a"), d, g, strict=True)
    return {name: irt.IrtItem(name, float(a), (float(step),), float(guess)) for name, a, step, guess in rows}


def _bank(path: Path) -> assembly.Bank:
    columns = files.read(path)
    names = columns.text("item")
    curves = _anchors(path) if "a" in columns.names and {"b", "d"} & set(columns.names) else {}
    texts = {name: columns.text(name) for name in columns.names if name != "item"}
    return assembly.Bank(
        [
            assembly.BankItem(name, {column: values[place] for column, values in texts.items()}, curves.get(name))
            for place, name in enumerate(names)
        ]
    )


def _specification(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as problem:
        raise WrongCommand(f"{path} cannot be read as JSON: {problem}") from problem
    if not isinstance(found, dict):
        raise WrongCommand(f"{path} must hold one JSON object.")
    return found


def _tell(
    given: Namespace, told: Json, heads: Sequence[str], table: tuple[str, Sequence[str]], notes: Sequence[Note]
) -> None:
    if given.json:
        print(json.dumps(plain(told), ensure_ascii=False, indent=2, allow_nan=False))
        return
    for name in heads:
        print(f"{name.replace('_', ' ')}: {_shown(told[name])}")
    key, columns = table
    _print_table(columns, [[_shown(row[column]) for column in columns] for row in told[key]])
    for note in notes:
        print(f"! {note.sentence}", file=sys.stderr)


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    names = [column.replace("_", " ") for column in columns]
    widths = [max(len(row[place]) for row in [names, *rows]) for place in range(len(columns))]
    for row in [names, *rows]:
        print("  ".join(value.rjust(width) for value, width in zip(row, widths, strict=True)).rstrip())


def _shown(value: object) -> str:
    if isinstance(value, float):
        return "" if isnan(value) else f"{round(value, 4) + 0.0:.4f}"
    if isinstance(value, tuple | list):
        return " ".join(_shown(each) for each in value)
    return "" if value is None else str(value)
