"""A document as the statements it makes, in the one order that can be signed (RDF Dataset Canonicalization).

A term that no context defines makes no statement, and would go unsigned without a word; here it is refused.
"""

from collections.abc import Mapping
from typing import Any

from pyld import jsonld

from guildhall.credentials.contexts import context

NOWHERE = "https://undefined.invalid/"
"""What an undefined term or a relative address is resolved against, in order to find it."""


class NotSignable(ValueError):
    """A document says something that a signature over its statements would not cover."""


def canonical(document: Mapping[str, Any]) -> bytes:
    """The statements of a document, one a line; `NotSignable` where it cannot be read in full."""
    return _statements(document).encode()


def refuse_undefined(document: Mapping[str, Any]) -> None:
    """Refuse a document with a term that its contexts do not define, or with a relative address."""
    if not (contexts := document.get("@context")):
        raise NotSignable("This document names no context, so nothing in it has a meaning.")
    known = contexts if isinstance(contexts, list) else [contexts]
    caught = {**document, "@context": [*known, {"@vocab": f"{NOWHERE}#", "@base": NOWHERE}]}
    statements = _statements(caught)
    if NOWHERE in statements:
        term = statements.split(NOWHERE, 1)[1].split(">", 1)[0].lstrip("#")
        raise NotSignable(f"The contexts of this document do not define '{term}', so no signature would cover it.")


def _statements(document: Mapping[str, Any]) -> str:
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    try:
        lines: str = jsonld.normalize(document, options)
    except jsonld.JsonLdError as problem:
        raise NotSignable(f"This document cannot be read as linked data: {_first_cause(problem)}") from problem
    return lines


def _load(url: str, _options: object) -> dict[str, Any]:
    # 'static' tells PyLD that this vocabulary never changes, and it keeps what it has made of it.
    return {"contextUrl": None, "documentUrl": url, "document": context(url), "tag": "static"}


def _first_cause(problem: BaseException) -> str:
    while problem.__cause__ is not None:
        problem = problem.__cause__
    return str(problem.args[0])
