"""What an adaptive test must keep to: length, precision, content and exposure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import check_fields


@dataclass(frozen=True, eq=False)
class Plan:
    """The rules of an adaptive test.

    - ends after `least` items at the earliest and `most` at the latest; between them when the standard error is at most
      `error`, or, with a `cut`, when the cut lies more than `sure` standard errors away (1.96: 95 %);
    - `content` gives the share of each domain, `domains` that of each item: the domain that lacks most comes next
      (Kingsbury and Zara 1989);
    - `randomesque`: one of so many best items is drawn (1: always the best);
    - `keys`: the chance with which an item that was chosen is given (Sympson and Hetter 1985), see `sympson_hetter`.
    """

    least: int = 10
    most: int = 60
    error: float | None = 0.3
    cut: float | None = None
    sure: float = 1.96
    content: Mapping[str, float] = field(default_factory=dict)
    domains: tuple[str, ...] = ()
    randomesque: int = 1
    keys: Floats | None = None

    def __post_init__(self) -> None:
        check_fields(self)
        if not 1 <= self.least <= self.most or self.randomesque < 1 or not self.sure > 0:
            raise CannotMeasure("plan", "The least length is one at least, and not above the most.")
        if self.error is not None and not self.error > 0:
            raise CannotMeasure("plan", "The standard error asked for is above zero.")
        if self.content and set(self.content) - set(self.domains):
            raise CannotMeasure("plan", "Content asks for a domain that no item has.")
