"""Pictures, recordings and passages come into the library with their rights, and leave it when these end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from guildhall.identity.models import Person
from guildhall.itembank.acts import pictures
from guildhall.itembank.lifecycles import MEDIUM
from guildhall.itembank.models import Medium, MediumKind
from guildhall.itembank.permissions import may_write
from guildhall.itembank.permissions.media import may_keep_medium
from guildhall.itembank.pictures import size_of
from guildhall.itembank.queries import media as library
from guildhall.itembank.questions import Question
from guildhall.itembank.rules.items import a_reason_is_given
from guildhall.itembank.rules.media import (
    medium_is_told_in_words,
    medium_is_whole,
    medium_stays_told_in_words,
    rights_are_told,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Scheme
from guildhall.vault.files import Received

CLAUSES = ("2012:7.4.2", "2012:9.3.1", "2026:7.4", "2026:9.3")


@act(
    "itembank.medium.keep",
    about="scheme",
    move=MEDIUM.keep,
    permission=may_write,
    rules=[rights_are_told, medium_is_whole, medium_is_told_in_words],
    clauses=CLAUSES,
    sentence=gettext_noop("added {subject} to the library of items"),
)
def keep(
    *,
    by: Actor,
    scheme: Scheme,
    kind: str,
    title: str,
    rights: str,
    origin: str,
    alternative: str = "",
    words: str = "",
    usable_until: date | None = None,
    picture: Received | None = None,
) -> Medium:
    """Add something to the library of a scheme, with whose it is, where it comes from, and in words.

    `picture` is the file of a picture or of a recording; what is heard in a recording is its `alternative`.
    """
    return create(
        Medium,
        number=next_number("MD"),
        scheme=scheme,
        kind=kind,
        title=title,
        rights=rights,
        origin=origin,
        usable_until=usable_until,
        kept_by=Person.objects.get(pk=by.name),
        **({"words": _lines(words)} if picture is None else _filed(by, scheme, kind, picture, alternative)),
    )


def _lines(words: str) -> str:
    """Words by their lines, without the empty ones."""
    return "\n".join(" ".join(each.split()) for each in words.splitlines() if each.strip())


def _filed(by: Actor, scheme: Scheme, kind: str, file: Received, alternative: str) -> Mapping[str, Any]:
    kept = pictures.keep(by=by, scheme=scheme, picture=file)
    if kind == MediumKind.RECORDING:
        return {"picture": kept, "alternative": _lines(alternative)}
    width, height = size_of(file) or (0, 0)
    return {"picture": kept, "alternative": alternative, "width": width, "height": height}


@act(
    "itembank.medium.describe",
    about="medium",
    permission=may_keep_medium,
    rules=[rights_are_told, medium_stays_told_in_words],
    clauses=CLAUSES,
    label=gettext_noop("Change rights and words"),
    sentence=gettext_noop("changed what is told of {subject}"),
)
def describe(
    *,
    by: Actor,
    medium: Medium,
    title: str,
    rights: str,
    origin: str,
    alternative: str = "",
    usable_until: date | None = None,
) -> Medium:
    """Correct what is told of a medium, or renew its rights. Items that show it already keep the words they have."""
    words = _lines(alternative) if medium.kind == MediumKind.RECORDING else alternative
    told = {"title": title, "rights": rights, "origin": origin, "alternative": words}
    return change(medium, usable_until=usable_until, **told)


@act(
    "itembank.medium.withdraw",
    about="medium",
    move=MEDIUM.withdraw,
    permission=may_keep_medium,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("withdrew {subject} from new items: {reason}"),
)
def withdraw(*, by: Actor, medium: Medium, reason: str) -> Medium:
    """Let a medium go into no further item. Those that show it stay as they are, and its page names them."""
    return change(medium, state=MEDIUM.withdraw.target, reason=reason)


@act(
    "itembank.medium.restore",
    about="medium",
    move=MEDIUM.restore,
    permission=may_keep_medium,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("let {subject} into new items again: {reason}"),
)
def restore(*, by: Actor, medium: Medium, reason: str) -> Medium:
    """Let a medium that was withdrawn go into items again."""
    return change(medium, state=MEDIUM.restore.target, reason=reason)


def pictures_of(scheme: Scheme, question: Question, held: Mapping[str, str]) -> dict[str, str]:
    """Which file stands under each address that a question shows: one of the library, or one that was held before."""
    kept = {each.address: str(each.picture_id) for each in library.shown(scheme, question) if each.picture_id}
    return {address: {**held, **kept}[address] for address in question.addresses}
