"""Write a test as QTI 3.0, such that reading it again gives the same test."""

from collections.abc import Iterable, Mapping

from guildhall.qti.assessment.model import ItemRef, Part, Section, Test
from guildhall.qti.assessment.reading import BEFORE, REFERENCE, SECTION, TEST
from guildhall.qti.model import Node
from guildhall.qti.parsing import QTI_3
from guildhall.qti.writing import declaration, tree_to_xml


def to_test_xml(test: Test) -> bytes:
    """The test as a file of QTI 3.0 in UTF-8."""
    held = {"identifier": test.identifier, "title": test.title, **_language(test), **test.metadata}
    parts = (
        *(declaration(each) for each in test.outcomes),
        *_kept(test.rest, before=True),
        *(_part(each) for each in test.parts),
        *((Node("qti-outcome-processing", {}, test.rules),) if test.rules else ()),
        *_kept(test.rest, before=False),
    )
    return tree_to_xml(Node(TEST, held, parts), QTI_3)


def _language(test: Test) -> Mapping[str, str]:
    return {"xml:lang": test.language} if test.language else {}


def _kept(rest: Iterable[Node], *, before: bool) -> tuple[Node, ...]:
    return tuple(each for each in rest if (each.name in BEFORE) == before)


def _part(part: Part) -> Node:
    held = {
        "identifier": part.identifier,
        "navigation-mode": part.navigation,
        "submission-mode": part.submission,
    }
    sections = tuple(_section(each) for each in part.sections)
    return Node("qti-test-part", held, (*_kept(part.rest, before=True), *sections, *_kept(part.rest, before=False)))


def _section(section: Section) -> Node:
    held = {
        "identifier": section.identifier,
        "title": section.title,
        "visible": "true" if section.visible else "false",
        **_flags(required=section.required, fixed=section.fixed),
        **({} if section.keep_together else {"keep-together": "false"}),
        **section.more,
    }
    children = (_section(each) if isinstance(each, Section) else _reference(each) for each in section.children)
    kept = (*_kept(section.rest, before=True), *_drawing(section))
    return Node(SECTION, held, (*kept, *children, *_kept(section.rest, before=False)))


def _drawing(section: Section) -> Iterable[Node]:
    if section.select is not None:
        yield Node(
            "qti-selection", {"select": str(section.select), **_flags(with_replacement=section.with_replacement)}
        )
    if section.shuffle:
        yield Node("qti-ordering", {"shuffle": "true"})


def _flags(**given: bool) -> Mapping[str, str]:
    return {name.replace("_", "-"): "true" for name, held in given.items() if held}


def _reference(each: ItemRef) -> Node:
    held = {
        "identifier": each.identifier,
        "href": each.href,
        **_flags(required=each.required, fixed=each.fixed),
        **({"category": " ".join(each.categories)} if each.categories else {}),
        **each.more,
    }
    weights = (Node("qti-weight", {"identifier": name, "value": repr(value)}) for name, value in each.weights.items())
    renamed = (
        Node("qti-variable-mapping", {"source-identifier": source, "target-identifier": target})
        for target, source in each.renamed.items()
    )
    return Node(REFERENCE, held, (*_kept(each.rest, before=True), *renamed, *weights, *_kept(each.rest, before=False)))
