"""Pictures of numbers: drawn here, told in words, fit for a page that lets nothing in from elsewhere."""

import re

import pytest
from django.template import Context, Template
from django.utils import translation
from lxml import etree

from guildhall.shell import pictures
from guildhall.shell.pictures import Picture, drawn

VALUES = [{"domain": "Safety & <rescue>", "weight": 1250.5}, {"domain": "Hydraulics", "weight": 30}]
SPEC = {
    "data": {"values": VALUES},
    "mark": {"type": "bar", "color": pictures.ACTION},
    "encoding": {
        "y": {"field": "domain", "type": "nominal", "title": None},
        "x": {"field": "weight", "type": "quantitative", "title": "Weight"},
    },
}
WEIGHTS = Picture(
    title="Weight of the domains",
    description="Safety weighs most.",
    spec=SPEC,
    heads=["Domain", "Weight"],
    rows=[(each["domain"], each["weight"]) for each in VALUES],
)


def shown(picture: Picture) -> str:
    return Template("{% load pictures %}{% picture it %}").render(Context({"it": picture}))


def test_picture_is_told_by_title_words_and_table():
    page = etree.HTML(shown(WEIGHTS))
    svg = page.find(".//svg")
    told = [page.find(f".//*[@id='{svg.get(which)}']").text for which in ("aria-labelledby", "aria-describedby")]
    cells = [[cell.findtext("span") for cell in row.iter("td")] for row in page.find(".//tbody")]
    assert (svg.get("role"), told) == ("img", ["Weight of the domains", "Safety weighs most."])
    assert cells == [["Safety & <rescue>", "1250.5"], ["Hydraulics", "30"]]


def test_picture_keeps_to_the_content_policy():
    """No style, no script, no address: nothing that the page's policy would have to let in."""
    element = WEIGHTS.svg
    assert re.findall(r"style=|<style|<script|<image|<a |href|https?:(?!//www\.w3\.org)|on\w+=", element) == []


def test_picture_follows_the_readers_colours_on_a_page_alone():
    assert ('fill="var(--action)"' in WEIGHTS.svg, pictures.ACTION in WEIGHTS.svg) == (True, False)
    assert (f'fill="{pictures.ACTION}"' in drawn(SPEC), "var(" in drawn(SPEC)) == (True, False)


def test_picture_is_set_in_the_fonts_of_the_house():
    assert set(re.findall(r'font-family="([^"]*)"', drawn(SPEC))) == {"Inter"}


def test_numbers_on_axes_are_written_as_the_reader_writes_them():
    with translation.override("de"):
        german = WEIGHTS.svg
    assert (">1.200<" in german, ">1,200<" in WEIGHTS.svg) == (True, True)


def test_the_same_picture_is_drawn_once():
    assert WEIGHTS.svg is not None
    before = pictures._drawn.cache_info().misses
    again = Picture(WEIGHTS.title, WEIGHTS.description, dict(SPEC), WEIGHTS.heads, WEIGHTS.rows)
    assert (again.svg, again.name, pictures._drawn.cache_info().misses) == (WEIGHTS.svg, WEIGHTS.name, before)


def test_two_pictures_of_a_page_do_not_share_marks():
    clipped = {**SPEC, "mark": {"type": "bar", "clip": True}}
    marks = [set(re.findall(r' id="([^"]+)"', Picture(t, "", clipped, [], []).svg)) for t in ("One", "Two")]
    assert all(marks)
    assert marks[0] & marks[1] == set()


@pytest.mark.parametrize("data", [{"url": "https://example.org/x.json"}, {"url": "file:///etc/hostname"}])
def test_picture_that_would_fetch_something_is_a_defect(data):
    with pytest.raises(ValueError, match="fetches nothing"):
        drawn({**SPEC, "data": data})
