"""A document as the statements it makes, in the one order that can be signed (RDF Dataset Canonicalization).

Linked data passes over in silence what it does not know, and a signature over statements would not cover it. Here that
is refused: what is signed, and what is verified, is plain JSON of which every word counts.
"""

from collections.abc import Iterator, Mapping
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


def refuse_unsigned(document: Mapping[str, Any]) -> None:
    """Refuse a document of which a signature would not cover every word.

    That is: a term that no context defines, a relative address, an empty value, and whatever would change the meaning
    of the rest (contexts of its own, keywords of JSON-LD).
    """
    contexts = document.get("@context")
    if not contexts or not isinstance(contexts, list) or not all(isinstance(each, str) for each in contexts):
        raise NotSignable("This document does not name its contexts in a list, so nothing in it has a sure meaning.")
    if odd := next(_odd({name: value for name, value in document.items() if name != "@context"}), None):
        raise NotSignable(f"No signature would cover {odd}.")
    statements = _statements({**document, "@context": [*contexts, {"@vocab": f"{NOWHERE}#", "@base": NOWHERE}]})
    if NOWHERE in statements:
        term = statements.split(NOWHERE, 1)[1].split(">", 1)[0].lstrip("#")
        raise NotSignable(f"The contexts of this document do not define '{term}', so no signature would cover it.")


def _odd(value: object, name: str = "the document") -> Iterator[str]:
    """What in a value is no plain word, number, object or list."""
    if isinstance(value, dict):
        for inner, each in value.items():
            if inner.startswith("@"):
                yield f"the keyword {inner}"
            yield from _odd(each, inner)
    elif isinstance(value, list) and value:
        for each in value:
            yield from _odd(each, name)
    elif not isinstance(value, str | int):
        yield f"an empty value or a fraction in {name}"
    elif str(value).startswith("_:"):
        yield f"an address of nothing in {name}"


def _statements(document: Mapping[str, Any]) -> str:
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    try:
        lines: str = jsonld.normalize(document, options)
    except (jsonld.JsonLdError, ValueError) as problem:
        raise NotSignable(f"This document cannot be read as linked data: {_first_cause(problem)}") from problem
    return lines


def _load(url: str, _options: object) -> dict[str, Any]:
    # 'static' tells PyLD that this vocabulary never changes, and it keeps what it has made of it.
    return {"contextUrl": None, "documentUrl": url, "document": context(url), "tag": "static"}


def _first_cause(problem: BaseException) -> str:
    while problem.__cause__ is not None:
        problem = problem.__cause__
    return str(problem.args[0])
