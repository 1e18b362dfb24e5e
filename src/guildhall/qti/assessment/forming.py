"""Which items a candidate meets, and in which order: drawn from the seed, and the same for it for ever."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from guildhall.qti.assessment.model import ItemRef, Part, Section, Test
from guildhall.qti.findings import problem

MOST_PLACES = 10_000
"""How many draws a form may take; more than that only a test with replacement can ask for."""


@dataclass(frozen=True)
class Placed:
    """An item at its place in a candidate's form.

    `sections` are those around it, from the outermost. `key` names the place: an item that was drawn again has the
    number of the draw behind its identifier.
    """

    item: ItemRef
    part: str
    sections: tuple[str, ...]
    key: str


def form_of(test: Test, seed: int | None = None) -> tuple[Placed, ...]:
    """The form that a seed draws; without a seed everything stands as written, and the first are selected."""
    draw = _Draw(test, seed)
    return tuple(_numbered(each for part in test.parts for section in part.sections for each in draw.of(section, part)))


def _numbered(placed: Iterable[Placed]) -> Iterable[Placed]:
    times: dict[str, int] = {}
    for each in placed:
        times[each.key] = times.get(each.key, 0) + 1
        yield each if times[each.key] == 1 else replace(each, key=f"{each.key}.{times[each.key]}")


Unit = tuple[Placed, ...]
"""What is shuffled as one: an item, or a section whose items stay together."""


class _Draw:
    """Draws the sections of a test for one seed, counting as it goes."""

    def __init__(self, test: Test, seed: int | None) -> None:
        self.test, self.seed, self.drawn = test, seed, 0

    def of(self, section: Section, part: Part, around: tuple[str, ...] = ()) -> list[Placed]:
        """The items of a section in the order of this candidate."""
        return [each for _, unit in self._units(section, part, around) for each in unit]

    def _units(self, section: Section, part: Part, around: tuple[str, ...]) -> list[tuple[bool, Unit]]:
        within = (*around, section.identifier)
        chance = Random(f"{self.seed} {self.test.identifier} {section.identifier}")  # noqa: S311, no secret
        units: list[tuple[bool, Unit]] = []
        for child in self._selected(section, chance):
            self._count(section)
            units.extend(self._of_child(section, child, part, within))
        return self._ordered(section, units, chance)

    def _count(self, section: Section) -> None:
        self.drawn += 1
        if self.drawn > MOST_PLACES:
            message = f"The test asks for more than {MOST_PLACES:,} draws."
            line, element = section.node.line, section.node.name
            raise problem(self.test.name, message, "Select fewer.", line=line, element=element)

    def _of_child(
        self, section: Section, child: Section | ItemRef, part: Part, within: tuple[str, ...]
    ) -> list[tuple[bool, Unit]]:
        if isinstance(child, ItemRef):
            return [(child.fixed, (Placed(child, part.identifier, within, child.identifier),))]
        if section.shuffle and not child.visible and not child.keep_together:
            return self._units(child, part, within)
        return [(child.fixed, tuple(self.of(child, part, within)))]

    def _selected(self, section: Section, chance: Random) -> Sequence[Section | ItemRef]:
        """Those that are required, and as many of the others as are left to select, in their order."""
        if section.select is None:
            return section.children
        places = [place for place, child in enumerate(section.children) if child.required]
        free = max(section.select - len(places), 0)
        if section.with_replacement and section.children:
            places += [self._at(place, len(section.children), chance) for place in range(free)]
        else:
            others = [place for place, child in enumerate(section.children) if not child.required]
            places += (others if self.seed is None else sorted(others, key=lambda _: chance.random()))[:free]
        return [section.children[place] for place in sorted(places)]

    def _at(self, number: int, count: int, chance: Random) -> int:
        return number % count if self.seed is None else int(chance.random() * count)

    def _ordered(self, section: Section, units: list[tuple[bool, Unit]], chance: Random) -> list[tuple[bool, Unit]]:
        """By chance where the section says so; what is fixed keeps its place."""
        if self.seed is None or not section.shuffle:
            return units
        loose = iter(sorted((each for each in units if not each[0]), key=lambda _: chance.random()))
        return [each if each[0] else next(loose) for each in units]
