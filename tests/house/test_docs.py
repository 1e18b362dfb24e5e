"""The manual tells what there is: settings, commands, acts, rules, permissions, lifecycles and controls."""

import ast
import re
from pathlib import Path

import pytest

from guildhall import reference
from guildhall.kernel.configuration import variables
from guildhall.ledger.acts import all_acts
from tests.house.source import ROOT, files, name_of, tree

ENVIRONMENT = {"environ", "environb", "getenv"}
REFERENCE = ROOT / "docs" / "reference"
LINK = re.compile(r"\]\(([^)#:\s]*)(?:#([^)]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
READERS = {"settings.py", "cli/__init__.py", "wsgi.py"}
"""Modules that touch the environment: the settings read it, the others set what a command means."""


def test_there_is_a_page_for_each_registry():
    reference.import_house()
    assert sorted(reference.pages()) == [
        "acts.md",
        "commands.md",
        "controls.md",
        "items.md",
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
    """`script/reference` writes it."""
    manual = (REFERENCE / "settings.md").read_text()
    assert [each.name for each in variables() if f"`{each.name}`" not in manual] == []


def test_the_environment_is_read_by_the_settings_alone():
    """A variable that is read elsewhere would be in no registry and in no manual: declare it in the configuration."""
    readers = {
        name_of(path)
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute | ast.alias)  # a bare name is brought in by an alias, or is no environment
        if ENVIRONMENT & {getattr(node, "attr", ""), getattr(node, "name", "")}
    }
    assert readers == READERS


def test_no_page_of_the_reference_is_left_over():
    """Take away a page that `script/reference` no longer writes."""
    assert {page.name for page in REFERENCE.iterdir()} == set(reference.PAGES)


def test_every_act_is_in_the_manual():
    """`script/reference` writes it."""
    reference.import_house()
    manual = (REFERENCE / "acts.md").read_text()
    assert [act.name for act in all_acts() if f"`{act.name}`" not in manual] == []


def test_every_command_is_in_the_manual():
    """`script/reference` writes it."""
    manual = (REFERENCE / "commands.md").read_text()
    assert [name for name in reference.command_names() if f"## guildhall {name}" not in manual] == []


def test_links_between_pages_lead_somewhere():
    """Mend the link, or the heading it leads to."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}#{anchor}"
        for page in pages
        for target, anchor in LINK.findall(page.read_text())
        if not leads_somewhere(page.parent / target if target else page, anchor)
    ]
    assert broken == []


def leads_somewhere(page: Path, anchor: str) -> bool:
    return page.exists() and (not anchor or anchor in map(anchored, HEADING.findall(page.read_text())))


def anchored(heading: str) -> str:
    """How a heading is linked to."""
    return re.sub(r"[^\w\s-]", "", heading.lower()).replace(" ", "-")


def test_every_manual_page_is_reachable():
    """Somebody who begins at docs/README.md finds every page."""
    index = {target for target, _ in LINK.findall((ROOT / "docs" / "README.md").read_text())}
    lost = [
        str(page.relative_to(ROOT / "docs"))
        for page in (ROOT / "docs").rglob("*.md")
        if page.name != "README.md" and str(page.relative_to(ROOT / "docs")) not in index
    ]
    assert lost == []
