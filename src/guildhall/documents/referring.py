"""Where the references in a text lead: on the desk to the record, in public to what everybody may open.

A document is known by its code, a clause by the catalogue, a record by its number as the search finds it. What a reader
cannot open is named and not linked; what is nowhere is left as it was written, and named to its author.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from guildhall.documents import addresses, queries
from guildhall.documents.models import Document, DocumentVersion
from guildhall.documents.rendering import Reference, Resolve, Target, references
from guildhall.documents.rendering import dangling as leading_nowhere
from guildhall.kernel import clauses
from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import all_searchables, openable

MOST = 20
"""How many hits of a number are looked at: a number is given once."""


def on_desk(*texts: str) -> Resolve:
    """Leads who works here to documents, clauses and records."""
    known = _documents(texts)

    def leads(reference: Reference) -> Target | None:
        match reference.kind:
            case "document":
                return _on_desk(known.get(reference.name))
            case "clause":
                return _clause(reference.name, linked=True)
            case "record":
                return Target(reference.name, f"{reverse('web:search')}?{urlencode({'q': reference.name})}")

    return leads


def in_public(*texts: str) -> Resolve:
    """Leads everybody to public documents; anything else is named alone."""
    return _outside(texts, "")


def on_paper(*texts: str) -> Resolve:
    """Leads who reads a file, wherever they are, to public documents by their whole address."""
    return _outside(texts, addresses.site())


def dangling(text: str, by: Actor) -> tuple[Reference, ...]:
    """The references in a text that lead nowhere, as far as its author can tell: each once, in their order."""
    leads = on_desk(text)

    def found(reference: Reference) -> Target | None:
        missing = reference.kind == "record" and not _is_found(reference.name, by)
        return None if missing else leads(reference)

    return leading_nowhere(references(text), found)


def _outside(texts: Iterable[str], site: str) -> Resolve:
    known, shown = _documents(texts), {each.document.code: each for each in queries.public()}

    def leads(reference: Reference) -> Target | None:
        match reference.kind:
            case "document":
                return _in_public(known.get(reference.name), shown, site)
            case "clause":
                return _clause(reference.name, linked=False)
            case "record":
                return Target(reference.name, "")

    return leads


def _documents(texts: Iterable[str]) -> Mapping[str, Document]:
    """Every document that the texts name, fetched at once."""
    codes = {each.name for text in texts for each in references(text) if each.kind == "document"}
    return {each.code: each for each in Document.objects.filter(code__in=codes)} if codes else {}


def _on_desk(document: Document | None) -> Target | None:
    if document is None:
        return None
    return Target(f"{document.title} ({document.code})", reverse("documents:document", args=[document.pk]))


def _in_public(document: Document | None, shown: Mapping[str, DocumentVersion], site: str) -> Target | None:
    """A public document by its title; of any other no more than the code that stands in the text anyway."""
    if document is None:
        return None
    if document.code not in shown:
        return Target(document.code, "")
    address = reverse("documents:public-document", args=[document.code])
    return Target(shown[document.code].title, site + address)


def _clause(name: str, *, linked: bool) -> Target | None:
    if not clauses.exists(name):
        return None
    return Target(clauses.label(name), reverse("conformity:clause", args=[name]) if linked else "")


def _is_found(number: str, by: Actor) -> bool:
    asked = openable(by, all_searchables())
    return any(number in {hit.what, hit.why} for each in asked for hit in each.find(text=number, by=by, limit=MOST))
