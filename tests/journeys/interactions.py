"""A bank with an item of every kind of question, and what a candidate does at each of them to answer rightly."""

from typing import Any

from lxml import html

from guildhall import qti
from guildhall.itembank import delivering
from guildhall.itembank.acts import items
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.questions import BY_HAND, Form
from guildhall.itembank.readings import PREVIEW
from tests.cast import acting, engage
from tests.itembank.examples import a_picture, example
from tests.journeys.behind import sessions
from tests.journeys.way import everybody
from tests.making import a_scheme


def prepare() -> dict[str, str]:
    """A scheme in effect with its crew, and a picture in its library."""
    made = a_scheme(engage())
    a_picture(made.crew.ivo, made.scheme)
    return sessions([made.crew.ivo])


def write_all() -> dict[str, Any]:
    """Ivo writes an item of every kind that is scored by the house; where it stands, and what is right."""
    _, made = everybody()
    by, told = acting(made.crew.ivo), {}
    for form in sorted(set(Form) - BY_HAND):
        version = items.write(by=by, scheme=made.scheme, domain_code="A", question=example(form))
        told[str(form)] = {"version": str(version.pk), "right": right(version), "most": f"{float(version.maximum):g}"}
    return {"scheme": str(made.scheme.pk), "items": told}


def right(version: ItemVersion) -> dict[str, list[str]]:
    """By name of the control, what a candidate who answers rightly leaves in it."""
    best = qti.best_answers(delivering.parsed(version))
    shown = html.fragment_fromstring(delivering.shown(version, id_prefix=PREVIEW, values=best).html, create_parent=True)
    found: dict[str, list[str]] = {}
    for control in shown.xpath(".//*[@data-response]"):
        found.setdefault(control.get("name"), []).extend(_held(control))
    return {name: values for name, values in found.items() if values}


def _held(control: Any) -> list[str]:
    if control.tag == "select":
        values = control.xpath("./option[@selected]/@value")
    elif control.get("type") in {"radio", "checkbox"}:
        values = [control.get("value")] if control.get("checked") is not None else []
    else:
        values = [control.get("value")]
    return [str(each) for each in values if each]
