"""Shapes on pictures, and whether a point lies in one. A point on the edge lies within."""

from itertools import pairwise

from guildhall.qti.model import Area
from guildhall.qti.values import Scalar

NUMBERS = {"circle": (3,), "rect": (4,), "ellipse": (4,), "default": (0, 4)}


def area(shape: str, coords: str, worth: float = 0.0) -> Area | None:
    """A shape out of its words, or None where they describe none."""
    try:
        read = tuple(float(each.rstrip("%")) for each in coords.replace(",", " ").split())
    except ValueError:
        return None
    fits = len(read) >= 6 and len(read) % 2 == 0 if shape == "poly" else len(read) in NUMBERS.get(shape, ())
    return Area(shape, read, worth) if fits and all(abs(each) < 1e9 for each in read) else None


def within(shape: Area) -> tuple[float, float]:
    """A point that a shape holds: its middle, or its first corner where the middle may lie outside."""
    at = shape.coords
    if shape.shape == "rect":
        return (at[0] + at[2]) / 2, (at[1] + at[3]) / 2
    return (at[0], at[1]) if at else (0.0, 0.0)


def box(shape: Area) -> tuple[float, float, float, float]:
    """The edges of the box around a shape: left, top, right, bottom."""
    at = shape.coords
    if shape.shape in {"circle", "ellipse"}:
        across, down = at[2], at[-1]
        return at[0] - across, at[1] - down, at[0] + across, at[1] + down
    return min(at[::2]), min(at[1::2]), max(at[::2]), max(at[1::2])


def holds(shape: Area, point: Scalar) -> bool:
    """Whether a shape holds a point."""
    if not isinstance(point, tuple):
        return False
    x, y = point
    if isinstance(x, str) or isinstance(y, str):
        return False
    at = shape.coords
    if shape.shape == "circle":
        return (x - at[0]) ** 2 + (y - at[1]) ** 2 <= at[2] ** 2
    if shape.shape == "rect":
        return at[0] <= x <= at[2] and at[1] <= y <= at[3]
    if shape.shape == "ellipse":
        return at[2] > 0 < at[3] and ((x - at[0]) / at[2]) ** 2 + ((y - at[1]) / at[3]) ** 2 <= 1
    return shape.shape == "default" or _in_polygon(x, y, list(zip(at[::2], at[1::2], strict=True)))


def _in_polygon(x: float, y: float, corners: list[tuple[float, float]]) -> bool:
    within = False
    for (ax, ay), (bx, by) in pairwise([*corners, corners[0]]):
        if _on_edge(x, y, ax, ay, bx, by):
            return True
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within


def _on_edge(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> bool:
    straight = (x - ax) * (by - ay) == (y - ay) * (bx - ax)
    return straight and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by)
