"""Forms of questions on a picture. Every spot is told by numbers; a script lets it be drawn on the picture as well."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from guildhall import qti
from guildhall.itembank.forms.writing import (
    EVERY,
    MOST_OF_A_TEXT,
    SPOTS,
    Part,
    QuestionForm,
    Row,
    choices,
    lines,
    one_line,
    texts,
)
from guildhall.itembank.forms.writing_choices import filled_partners, in_order, moved, partners, places
from guildhall.itembank.questions import SHAPES, Form, Question

CALLED = {
    "circle": _("Circle: middle across, middle down, radius"),
    "rect": _("Rectangle: left, top, right, bottom"),
    "ellipse": _("Ellipse: middle across, middle down, half width, half height"),
    "poly": _("Polygon: across and down of every corner"),
}
EXPLAINED = _(
    "Numbers are points of the picture, from its top left corner; the preview shows the spots with their letters. "
    "With a pointer: press “Draw” in a row, then draw on the picture."
)


def coordinates(text: str) -> str:
    """Numbers as QTI writes them, however they were parted."""
    return ",".join(text.replace(",", " ").replace(";", " ").split())


class SpotsForm(QuestionForm):
    """Rows of spots, each with its shape, its numbers, and what a screen reader calls it."""

    beside: tuple[str, ...] = ()

    def in_rows(self) -> dict[str, forms.Field]:
        shapes = [("", "–"), *((each, CALLED[each]) for each in SHAPES)]
        shape = {f"shape_{at}": forms.ChoiceField(label=_("Shape"), required=False, choices=shapes) for at in EVERY}
        names = texts("name", _("Name of spot {letter}"), SPOTS)
        return {**names, **shape, **texts("coords", _("Numbers"), SPOTS, most=400)}

    @property
    def asked(self) -> list[Part]:
        rows = [
            Row(letter, self._those(*(f"{name}_{at}" for name in ("name", "shape", "coords", *self.beside))))
            for at, letter in enumerate(SPOTS, start=1)
        ]
        spots = Part(_g("Spots on the picture"), self._those("picture"), rows, hint=str(EXPLAINED), draws=True)
        return [Part(_g("Question"), self._those("stem", "words", "each")), spots]

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        drawn = {letter: at for at, letter in enumerate(SPOTS, start=1) if told[f"coords_{at}"].strip()}
        spots = tuple(self.spot(told, at) for at in drawn.values())
        return {"spots": spots, "key": self.key(told, moved(drawn))}

    def spot(self, told: dict[str, Any], at: int) -> qti.Spot:
        """The spot of a row."""
        return qti.Spot(told[f"shape_{at}"], coordinates(told[f"coords_{at}"]), one_line(told.get(f"name_{at}", "")))

    def key(self, told: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
        """What is right; `names` are the letters before and after empty rows have gone."""
        raise NotImplementedError

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        told = {f"name_{at}": each.name for at, each in enumerate(question.spots, start=1)}
        told |= {f"shape_{at}": each.shape for at, each in enumerate(question.spots, start=1)}
        return told | {f"coords_{at}": each.coords for at, each in enumerate(question.spots, start=1)}


class HotspotForm(SpotsForm):
    """Spots of which one or several are right."""

    form = Form.HOTSPOT
    beside = ("right",)

    def in_rows(self) -> dict[str, forms.Field]:
        right = {f"right_{at}": forms.BooleanField(label=_("Right"), required=False) for at in EVERY}
        return {**super().in_rows(), **right}

    def key(self, told: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
        return tuple(new for old, new in names.items() if told[f"right_{SPOTS.index(old) + 1}"])

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {**super().rows(question), **{f"right_{SPOTS.index(each) + 1}": True for each in question.key}}


class GraphicOrderForm(SpotsForm):
    """Spots with their right places."""

    form = Form.GRAPHIC_ORDER
    beside = ("place",)

    def in_rows(self) -> dict[str, forms.Field]:
        return {**super().in_rows(), **choices("place", _("Its place"), EVERY)}

    def key(self, told: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
        return in_order(told, names)

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {**super().rows(question), **places(question.key)}


class GraphicAssociateForm(SpotsForm):
    """Spots of which some belong together."""

    form = Form.GRAPHIC_ASSOCIATE
    beside = ("partner",)

    def in_rows(self) -> dict[str, forms.Field]:
        return {**super().in_rows(), **choices("partner", _("Belongs to"))}

    def key(self, told: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
        return partners(told, names)

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {**super().rows(question), **filled_partners(question)}


class GraphicGapMatchForm(SpotsForm):
    """Spots, and the labels that belong to them."""

    form = Form.GRAPHIC_GAP_MATCH
    beside = ("label",)
    words = forms.CharField(
        label=_("Labels to choose from"),
        max_length=MOST_OF_A_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, in the order in which they are shown. They are numbered from the top."),
    )

    def in_rows(self) -> dict[str, forms.Field]:
        return {**super().in_rows(), **choices("label", _("Number of its label"), EVERY)}

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        return {**super().content(told), "options": lines(told["words"])}

    def key(self, told: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
        right = {new: told[f"label_{SPOTS.index(old) + 1}"] for old, new in names.items()}
        return tuple(f"L{label} {spot}" for spot, label in right.items() if label)

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        labels = {f"label_{SPOTS.index(spot) + 1}": label.removeprefix("L") for label, spot in question.pairs}
        return {**super().rows(question), "words": "\n".join(question.options), **labels}


class SelectPointForm(SpotsForm):
    """Areas in which points are set, each with what it is worth."""

    form = Form.SELECT_POINT
    beside = ("worth",)

    def in_rows(self) -> dict[str, forms.Field]:
        kept = {name: each for name, each in super().in_rows().items() if not name.startswith("name_")}
        worth = {
            f"worth_{at}": forms.FloatField(label=_("Points"), required=False, min_value=0, initial=1) for at in EVERY
        }
        return {**kept, **worth}

    def spot(self, told: dict[str, Any], at: int) -> qti.Spot:
        return qti.Spot(told[f"shape_{at}"], coordinates(told[f"coords_{at}"]), worth=told[f"worth_{at}"] or 0.0)

    def key(self, told: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
        return ()

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        worth = {f"worth_{at}": each.worth for at, each in enumerate(question.spots, start=1)}
        return {**super().rows(question), **worth}
