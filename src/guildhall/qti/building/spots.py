"""Items on a picture: spots to choose, to order, to pair and to name, and points to set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guildhall.qti import geometry
from guildhall.qti.building.pairs import uses
from guildhall.qti.building.parts import RESPONSE, Options, Pairs, asks, keyed, number, paired, whole
from guildhall.qti.graphics import letter
from guildhall.qti.item import Item
from guildhall.qti.model import Area, AreaMapping, Node, Processing, Response
from guildhall.qti.values import Cardinality


@dataclass(frozen=True)
class Picture:
    """A picture: its address, what it shows in words, and its size in the points that spots are told in."""

    address: str
    alternative: str
    width: int
    height: int

    @property
    def node(self) -> Node:
        size = {"width": str(self.width), "height": str(self.height)}
        return Node("img", {"src": self.address, "alt": self.alternative, **size})


@dataclass(frozen=True)
class Spot:
    """A spot on a picture; as they are drawn, spots are called A, B, C. `worth` counts where points are set."""

    shape: str
    coords: str
    name: str = ""
    worth: float = 1.0

    @property
    def area(self) -> Area:
        found = geometry.area(self.shape, self.coords, self.worth)
        if found is None:
            raise ValueError(f"{self.shape} {self.coords} is no shape.")
        return found

    def lies_in(self, picture: Picture) -> bool:
        """Whether this is a shape that can be hit, and lies on the picture with all of it."""
        found = geometry.area(self.shape, self.coords)
        if found is None or found.shape == "default" or not geometry.holds(found, geometry.within(found)):
            return False
        left, top, right, bottom = geometry.box(found)
        return 0 <= left < right <= picture.width and 0 <= top < bottom <= picture.height


def hotspot(
    *,
    identifier: str,
    title: str,
    stem: str,
    picture: Picture,
    spots: Sequence[Spot],
    key: Sequence[str],
    language: str = "en",
) -> Item:
    """Spots of a picture are chosen; worth one point for exactly the right ones."""
    several = len(key) > 1
    drawn = _drawn("qti-hotspot-choice", spots)
    asked = asks("hotspot", stem, [picture.node, *drawn], max_choices="0" if several else "1")
    response = keyed("multiple" if several else "single", "identifier", key)
    return whole(identifier, title, asked, response, language)


def graphic_order(
    *,
    identifier: str,
    title: str,
    stem: str,
    picture: Picture,
    spots: Sequence[Spot],
    key: Sequence[str],
    language: str = "en",
) -> Item:
    """Spots of a picture are put into their order; worth one point for exactly this one."""
    asked = asks("graphic-order", stem, [picture.node, *_drawn("qti-hotspot-choice", spots)])
    return whole(identifier, title, asked, keyed("ordered", "identifier", key), language)


def graphic_associate(
    *,
    identifier: str,
    title: str,
    stem: str,
    picture: Picture,
    spots: Sequence[Spot],
    pairs: Pairs,
    each: bool = False,
    language: str = "en",
) -> Item:
    """Spots of a picture are paired: one point for all, or one for `each` pair."""
    drawn = _drawn("qti-associable-hotspot", spots, uses(pairs))
    asked = asks("graphic-associate", stem, [picture.node, *drawn], max_associations="0")
    response = keyed("multiple", "pair", [" ".join(pair) for pair in pairs])
    return paired(whole(identifier, title, asked, response, language), pairs, each=each)


def graphic_gap_match(
    *,
    identifier: str,
    title: str,
    stem: str,
    picture: Picture,
    spots: Sequence[Spot],
    labels: Options,
    pairs: Pairs,
    each: bool = False,
    language: str = "en",
) -> Item:
    """Labels are put to the spots of a picture: one point for all, or one for `each` spot."""
    listed = [Node("qti-gap-text", {"identifier": name, "match-max": "0"}, (text,)) for name, text in labels]
    drawn = _drawn("qti-associable-hotspot", spots)
    asked = asks("graphic-gap-match", stem, [picture.node, *listed, *drawn])
    response = keyed("multiple", "directedPair", [" ".join(pair) for pair in pairs])
    return paired(whole(identifier, title, asked, response, language), pairs, each=each)


def select_point(
    *, identifier: str, title: str, stem: str, picture: Picture, areas: Sequence[Spot], language: str = "en"
) -> Item:
    """As many points are set on a picture as there are areas, each worth what the area is that it hits."""
    asked = asks("select-point", stem, [picture.node], max_choices=str(len(areas)))
    shape: Cardinality = "multiple" if len(areas) > 1 else "single"
    mapping = AreaMapping(tuple(each.area for each in areas), lower=0.0)
    item = whole(identifier, title, asked, Response(RESPONSE, shape, "point", areas=mapping), language)
    best = sum(each.worth for each in areas)
    outcomes = (number("SCORE", 0.0), number("MAXSCORE", best))
    return replace(item, outcomes=outcomes, processing=Processing("map_response_point"))


def _drawn(kind: str, spots: Sequence[Spot], most: str = "1") -> list[Node]:
    return [_spot(kind, letter(place), each, most) for place, each in enumerate(spots)]


def _spot(kind: str, name: str, spot: Spot, most: str) -> Node:
    held = {"identifier": name, "shape": spot.shape, "coords": spot.coords}
    called = {"hotspot-label": spot.name} if spot.name else {}
    limit = {"match-max": most} if kind == "qti-associable-hotspot" else {}
    return Node(kind, held | called | limit)
