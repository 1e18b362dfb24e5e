"""Pictures of parallel forms before they are begun: how alike they are in difficulty and in length."""

from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams.models import Assembly
from guildhall.shell.pictures import ACTION, BRASS, QUIET, Picture


def of_assembly(assembly: Assembly) -> list[Picture]:
    """The difficulty of every item of every form with the means, where it is known; and how much there is to read."""
    forms: list[dict[str, Any]] = assembly.found.get("forms", []) if assembly.found else []
    if not forms:
        return []
    return [*_difficulty(forms), _length(forms)]


def _difficulty(forms: list[dict[str, Any]]) -> list[Picture]:
    known = [form for form in forms if form["mean_p"] is not None]
    if len(known) < len(forms):
        return []
    points = [
        {"form": form["name"], "item": name, "p": p}
        for form in forms
        for name, p in zip(form["numbers"], form["p"], strict=True)
        if p is not None
    ]
    means = [{"form": form["name"], "mean": form["mean_p"]} for form in forms]
    apart = max(form["mean_p"] for form in forms) - min(form["mean_p"] for form in forms)
    return [
        Picture(
            title=_("Difficulty of the forms"),
            description=_("The mean difficulties of the forms lie %(apart)s apart, as shares of the points.")
            % {"apart": f"{apart:.3f}"},
            spec=_strips(points, means),
            heads=[
                _("Form"),
                _("Items with statistics"),
                _("Mean difficulty"),
                _("Mean discrimination"),
                _("Information at the cut"),
            ],
            rows=[
                (
                    form["name"],
                    form["known_p"],
                    _told(form["mean_p"]),
                    _told(form["mean_r"]),
                    _told(form["information"]),
                )
                for form in forms
            ],
        )
    ]


def _told(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _strips(points: list[dict[str, Any]], means: list[dict[str, Any]]) -> dict[str, Any]:
    y = {"field": "form", "type": "nominal", "title": _("Form")}
    axis = {"type": "quantitative", "title": _("Share of the points"), "scale": {"domain": [0, 1]}}
    return {
        "width": 420,
        "height": {"step": 34},
        "layer": [
            {
                "data": {"values": points},
                "mark": {"type": "circle", "size": 70, "opacity": 0.55, "color": ACTION},
                "encoding": {"y": y, "x": {"field": "p", **axis}},
            },
            {
                "data": {"values": means},
                "mark": {"type": "tick", "thickness": 3, "size": 28, "color": BRASS},
                "encoding": {"y": y, "x": {"field": "mean", **axis}},
            },
        ],
    }


def _length(forms: list[dict[str, Any]]) -> Picture:
    most, least = max(form["words"] for form in forms), min(form["words"] for form in forms)
    values = [{"form": form["name"], "words": form["words"]} for form in forms]
    return Picture(
        title=_("Words to read"),
        description=_("Between %(least)d and %(most)d words in a form.") % {"least": least, "most": most},
        spec={
            "data": {"values": values},
            "mark": {"type": "bar", "cornerRadiusEnd": 2, "color": QUIET},
            "width": 420,
            "height": {"step": 26},
            "encoding": {
                "y": {"field": "form", "type": "nominal", "title": _("Form")},
                "x": {"field": "words", "type": "quantitative", "title": _("Words")},
            },
        },
        heads=[_("Form"), _("Items"), _("Words")],
        rows=[(form["name"], len(form["items"]), form["words"]) for form in forms],
    )
