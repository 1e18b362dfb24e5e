"""What studies compute: one module a kind, plain functions over `guildhall.psychometrics` that know no database.

Each takes the frozen data and the options of a study, as JSON holds them, and gives results as JSON holds them:
``methods`` (which were used, and why those), ``notes`` (what the numbers cannot bear), ``flags`` (what a person should
look at, and why), ``pictures`` (Vega-Lite specifications), and what the kind is about. Numbers keep twelve significant
digits, so that another processor comes to the same ones. Data that cannot be measured gives ``cannot``, with the
sentence that says why.
"""

import json
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
import scipy

from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.results import plain
from guildhall.schemes.datasets import canonical, digest
from guildhall.schemes.studying import (
    calibration,
    dif,
    equating,
    item_analysis,
    job_analysis,
    key_validation,
    standard_setting,
)

Compute = Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, Any]]

DIGITS = 12
"""Significant digits that are kept of every number."""

KINDS: dict[str, Compute] = {
    "item-analysis": item_analysis.compute,
    "calibration": calibration.compute,
    "equating": equating.compute,
    "standard-setting": standard_setting.compute,
    "dif": dif.compute,
    "key-validation": key_validation.compute,
    "job-analysis": job_analysis.compute,
}
"""What computes each kind of study."""


@dataclass(frozen=True)
class Computed:
    """What a study came to: from which data, to which results, by which code."""

    results: dict[str, Any]
    results_hash: str
    data_hash: str
    code_version: str


def run(kind: str, content: bytes, options: Mapping[str, Any]) -> Computed:
    """Compute a study from the bytes of its frozen data."""
    results = compute(kind, json.loads(content), options)
    return Computed(results, digest(canonical(results)), digest(content), code_version())


def compute(kind: str, data: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The results of a study of `kind`, as JSON holds them."""
    try:
        found = KINDS[kind](data, options)
    except CannotMeasure as problem:
        found = {"cannot": {"code": problem.code, "sentence": problem.sentence}}
    kept: dict[str, Any] = rounded(plain(found))
    return kept


def rounded(value: Any) -> Any:
    """A value with its numbers cut to so many digits as are kept."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return value


def code_version() -> str:
    """By which code numbers are computed here."""
    parts = {"Guildhall": version("guildhall"), "numpy": np.__version__, "scipy": scipy.__version__}
    return ", ".join(f"{name} {each}" for name, each in {**parts, "Python": platform.python_version()}.items())
