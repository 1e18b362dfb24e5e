"""The standard response processing templates, as rules."""

from functools import cache

from guildhall.qti.model import Node
from guildhall.qti.parsing import parse

MATCH = """
<qti-response-condition>
  <qti-response-if>
    <qti-match><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match>
    <qti-set-outcome-value identifier="SCORE">{full}</qti-set-outcome-value>{right}
  </qti-response-if>
  <qti-response-else>
    <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">0</qti-base-value>
    </qti-set-outcome-value>{wrong}
  </qti-response-else>
</qti-response-condition>"""
MAP = """
<qti-response-condition>
  <qti-response-if>
    <qti-is-null><qti-variable identifier="RESPONSE"/></qti-is-null>
    <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">0</qti-base-value>
    </qti-set-outcome-value>
  </qti-response-if>
  <qti-response-else>
    <qti-set-outcome-value identifier="SCORE"><qti-{expression} identifier="RESPONSE"/></qti-set-outcome-value>
  </qti-response-else>
</qti-response-condition>"""
NOTHING = """
<qti-response-condition>
  <qti-response-if>
    <qti-is-null><qti-variable identifier="RESPONSE"/></qti-is-null>
    <qti-set-outcome-value identifier="SCORE"><qti-variable identifier="MAXSCORE"/></qti-set-outcome-value>
  </qti-response-if>
  <qti-response-else>
    <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">0</qti-base-value>
    </qti-set-outcome-value>
  </qti-response-else>
</qti-response-condition>"""
FULL = """
<qti-response-condition>
  <qti-response-if>
    <qti-equal><qti-variable identifier="SCORE"/><qti-variable identifier="MAXSCORE"/></qti-equal>
    {right}
  </qti-response-if>
  <qti-response-else>{wrong}</qti-response-else>
</qti-response-condition>"""
ONE = '<qti-base-value base-type="float">1</qti-base-value>'
MAXIMUM = '<qti-variable identifier="MAXSCORE"/>'
CHOSEN = '<qti-set-outcome-value identifier="FEEDBACK"><qti-variable identifier="RESPONSE"/></qti-set-outcome-value>'


def _basic(word: str) -> str:
    value = f'<qti-base-value base-type="identifier">{word}</qti-base-value>'
    return f'<qti-set-outcome-value identifier="FEEDBACKBASIC">{value}</qti-set-outcome-value>'


_TOLD = {"right": _basic("correct"), "wrong": _basic("incorrect")}
TEMPLATES: dict[str, str] = {
    "match_correct": MATCH.format(full=ONE, right="", wrong=""),
    "match_nothing": NOTHING,
    "map_response": MAP.format(expression="map-response"),
    "map_response_point": MAP.format(expression="map-response-point"),
    "CC2_match_basic": MATCH.format(full=MAXIMUM, **_TOLD),
    "CC2_match": MATCH.format(full=MAXIMUM, **_TOLD) + CHOSEN,
    "CC2_map_response": MAP.format(expression="map-response") + FULL.format(**_TOLD),
}
"""Each template by its name. They process RESPONSE into SCORE; those of Common Cartridge tell how it went as well."""

TOLD = frozenset({"FEEDBACK", "FEEDBACKBASIC"})
"""Outcomes that a template sets only where the item declares them."""


def short_name(address: str) -> str:
    """A template's name out of its address, which differs between versions and tools."""
    return address.strip().rstrip("/").rsplit("/", 1)[-1].removesuffix(".xml")


@cache
def rules_of(template: str) -> tuple[Node, ...]:
    """The rules that a template stands for."""
    root, _ = parse(f"<qti-response-processing>{TEMPLATES[template]}</qti-response-processing>".encode(), template)
    return root.elements
