"""What every result has in common: it is frozen, and it can be written as JSON."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

import numpy as np


@dataclass(frozen=True, eq=False)
class Result:
    """What an analysis found. Two results are compared by what `as_dict` says."""

    def as_dict(self) -> dict[str, object]:
        """The result as JSON can hold it: arrays as lists, what is not known (not a number) as null."""
        return {each.name: plain(getattr(self, each.name)) for each in fields(self)}


def plain(value: object) -> object:
    """A value as JSON can hold it. Infinite numbers become the words Infinity and -Infinity."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return _plain_number(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(each) for each in value]
    return _plain_object(value)


def _plain_number(value: float) -> float | str | None:
    if math.isnan(value):
        return None
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def _plain_object(value: object) -> object:
    if hasattr(value, "as_dict"):
        return value.as_dict()
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return value
