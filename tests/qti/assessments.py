"""Tests as a file writes them, and the items that they refer to."""

from guildhall import qti
from tests.qti.writers import BODY, MATCH, NS, outcome, response, text

MAP = MATCH.replace("match_correct", "map_response")
WORTH = (
    '<qti-mapping><qti-map-entry map-key="A" mapped-value="2"/><qti-map-entry map-key="B" mapped-value="1"/>'
    "</qti-mapping>"
)
BOUNDED = outcome("SCORE").replace("/>", ">").replace(
    'base-type="float">', 'base-type="float" normal-maximum="2" normal-minimum="-1">'
)  # fmt: skip


def item(name: str, worth: bool = False) -> qti.Item:
    """An item whose key is A: worth a point, or two with one for B."""
    declared = response(correct=("A",), more=WORTH if worth else "")
    body = BODY.replace('max-choices="0"', 'max-choices="1"')
    written = text(declared, body, MAP if worth else MATCH, outcomes=BOUNDED if worth else outcome("SCORE"))
    return qti.read_item(written.replace("item-1", name).encode(), name=f"{name}.xml")


def reference(name: str, within: str = "", **attributes: str) -> str:
    """A reference to an item."""
    held = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return (
        f'<qti-assessment-item-ref identifier="{name}" href="{name.lower()}.xml"{held}>{within}'
        "</qti-assessment-item-ref>"
    )


def section(name: str, *within: str, **attributes: str) -> str:
    """A section with what stands in it."""
    held = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in {"visible": "true", **attributes}.items())
    return (
        f'<qti-assessment-section identifier="{name}" title="{name}"{held}>{"".join(within)}</qti-assessment-section>'
    )


def written(*sections: str, rules: str = "", outcomes: str = "", title: str = "A test", rest: str = "") -> str:
    """A whole test file."""
    declared = outcomes or outcome("SCORE")
    processing = f"<qti-outcome-processing>{rules}</qti-outcome-processing>" if rules else ""
    return (
        f'<qti-assessment-test {NS} identifier="test-1" title="{title}" xml:lang="en">{declared}{rest}'
        '<qti-test-part identifier="PART" navigation-mode="nonlinear" submission-mode="simultaneous">'
        f"{''.join(sections)}</qti-test-part>{processing}</qti-assessment-test>"
    )


def read(*sections: str, **named: str) -> qti.Test:
    """The test of such a file."""
    return qti.read_test(written(*sections, **named).encode(), name="test.xml")
