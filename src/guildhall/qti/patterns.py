"""Patterns of XML Schema, followed by the library that defines them: no pattern can keep the server busy."""

from functools import lru_cache

from lxml import etree

SCHEMA = "http://www.w3.org/2001/XMLSchema"
LONGEST = 500
LONGEST_TEXT = 1_000


@lru_cache(maxsize=512)
def _schema(pattern: str) -> etree.XMLSchema:
    root = etree.Element(f"{{{SCHEMA}}}schema")
    element = etree.SubElement(root, f"{{{SCHEMA}}}element", name="text")
    kind = etree.SubElement(element, f"{{{SCHEMA}}}simpleType")
    restricted = etree.SubElement(kind, f"{{{SCHEMA}}}restriction", base="xs:string", nsmap={"xs": SCHEMA})
    etree.SubElement(restricted, f"{{{SCHEMA}}}pattern", value=pattern)
    return etree.XMLSchema(root)


def follows(text: str, pattern: str) -> bool:
    """Whether the whole of a text follows a pattern; ValueError where it is none, or takes too long to follow.

    Longer texts than a line or two follow no pattern.
    """
    if len(pattern) > LONGEST:
        raise ValueError("the pattern is too long")
    try:
        schema = _schema(pattern)
    except etree.XMLSchemaParseError as error:
        raise ValueError("it is no pattern") from error
    asked = etree.Element("text")
    try:
        asked.text = text
    except ValueError:
        return False
    try:
        return len(text) <= LONGEST_TEXT and schema.validate(asked)
    except etree.XMLSchemaValidateError as error:
        raise ValueError("the pattern takes too long to follow") from error
