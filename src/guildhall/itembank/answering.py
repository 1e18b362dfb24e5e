"""What somebody answered to an item on a page of the bank: read from a form as the exam's page reads it."""

from django.http import QueryDict
from lxml import html

from guildhall import qti


def answered(shown: qti.Rendered, sent: QueryDict) -> dict[str, list[str]]:
    """The answers to an item as it was shown, by the names of its responses, in the order of the page.

    Which control belongs to which response stands in the page itself; a field that was left empty is an empty text.
    """
    found: dict[str, list[str]] = {}
    names: set[str] = set()
    for control in html.fragment_fromstring(shown.html, create_parent=True).xpath(".//*[@data-response]"):
        response, name = control.get("data-response"), control.get("name")
        texts = found.setdefault(response, [])
        if name not in names:
            names.add(name)
            texts.extend(sent.getlist(name))
    return found
