"""The starter set in every state: Quinn takes it in and submits it, Tom approves it."""

from collections.abc import Iterable

from guildhall.documents.acts import versions
from guildhall.documents.acts.starter import take_in
from guildhall.documents.models import Document, DocumentVersion
from guildhall.documents.starter import starters
from guildhall.kernel import clock
from tests.cast import Cast, acting


def taken_in(cast: Cast, *codes: str) -> list[Document]:
    """Documents of the set, as drafts."""
    return [take_in(by=acting(cast.quinn), code=code, owner=cast.quinn) for code in codes]


def started(cast: Cast, *codes: str) -> list[DocumentVersion]:
    """Documents of the set, in effect from today in each of their languages."""
    documents = taken_in(cast, *codes)
    drafts = DocumentVersion.objects.filter(document__in=documents).order_by("document__code", "language")
    return list(_approved(cast, drafts))


def everything_in_effect(cast: Cast) -> list[DocumentVersion]:
    """The whole set in effect from today."""
    return started(cast, *starters())


def _approved(cast: Cast, drafts: Iterable[DocumentVersion]) -> Iterable[DocumentVersion]:
    for draft in drafts:
        submitted = versions.submit(by=acting(cast.quinn), version=draft)
        asked = {"effective_on": clock.today(), "no_training_favoured": True}
        yield versions.approve(by=acting(cast.tom), version=submitted, **asked)
