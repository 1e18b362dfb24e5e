"""The manual tells what there is: settings, commands, acts, rules, permissions, lifecycles and controls."""

import re

import pytest

from guildhall import reference
from guildhall.kernel.configuration import variables
from guildhall.ledger.acts import all_acts
from tests.house.source import ROOT

REFERENCE = ROOT / "docs" / "reference"
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def test_there_is_a_page_for_each_registry():
    reference.import_house()
    assert sorted(reference.pages()) == [
        "acts.md",
        "commands.md",
        "controls.md",
        "lifecycles.md",
        "permissions.md",
        "rules.md",
        "settings.md",
    ]


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_reference_is_current(name):
    reference.import_house()
    assert (REFERENCE / name).read_text() == reference.pages()[name], "Run script/reference."


def test_every_variable_is_in_the_manual():
    manual = (REFERENCE / "settings.md").read_text()
    assert [each.name for each in variables() if f"`{each.name}`" not in manual] == []


def test_every_act_is_in_the_manual():
    reference.import_house()
    manual = (REFERENCE / "acts.md").read_text()
    assert [act.name for act in all_acts() if f"`{act.name}`" not in manual] == []


def test_every_command_is_in_the_manual():
    manual = (REFERENCE / "commands.md").read_text()
    assert [name for name in reference.command_names() if f"## guildhall {name}" not in manual] == []


def test_links_between_pages_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text())
        if not target.startswith(("http", "mailto")) and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_manual_page_is_reachable():
    """Somebody who begins at docs/README.md finds every page."""
    index = (ROOT / "docs" / "README.md").read_text()
    lost = [
        str(page.relative_to(ROOT / "docs"))
        for page in (ROOT / "docs").rglob("*.md")
        if page.name != "README.md" and str(page.relative_to(ROOT / "docs")) not in index
    ]
    assert lost == []
