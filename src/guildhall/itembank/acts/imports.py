"""Items come in by a staged import: looked through first, taken in as a whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from guildhall.identity.models import Person
from guildhall.itembank import intake as reading
from guildhall.itembank import queries
from guildhall.itembank.acts import items, pictures
from guildhall.itembank.intake import Found, Intake
from guildhall.itembank.lifecycles import ITEM_IMPORT, ImportState
from guildhall.itembank.models import ItemImport, StagedItem
from guildhall.itembank.permissions import handles_import, may_write
from guildhall.itembank.rules.imports import (
    LEFT_OUT,
    default_domain_belongs_to_the_scheme,
    domains_belong_to_the_scheme,
    every_item_has_its_domain,
    file_can_be_looked_through,
    import_is_still_staged,
    something_is_taken_in,
    the_bank_has_none_of_them,
    trainers_handle_only_their_own,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.qti import Finding
from guildhall.schemes.models import Scheme
from guildhall.vault.files import keep

CLAUSES = ("2012:7.4.2", "2012:9.3.1", "2026:7.4", "2026:9.3")


@act(
    "itembank.import.stage",
    about="scheme",
    move=ITEM_IMPORT.stage,
    permission=may_write,
    rules=[file_can_be_looked_through, default_domain_belongs_to_the_scheme],
    clauses=CLAUSES,
    sentence=gettext_noop("handed in the items of {subject}"),
)
def stage(*, by: Actor, scheme: Scheme, intake: Intake, domain_code: str = "") -> ItemImport:
    """Hand in a file or package of items, to be looked through; nothing of it is in the bank yet.

    The file is kept as it came. Every file in it stands there with what it would become, or why it is rejected.
    """
    batch = create(
        ItemImport,
        number=next_number("II"),
        scheme=scheme,
        file=keep(intake.received),
        findings=_told(intake.findings),
        staged_by=Person.objects.get(pk=by.name),
    )
    kept = [pictures.keep(by=by, scheme=scheme, picture=each) for each in intake.pictures]
    for position, found in enumerate(_looked_up(scheme, intake.found), start=1):
        given = {"pictures": found.shown_as(kept), "domain_code": "" if found.rejected else domain_code}
        create(StagedItem, batch=batch, position=position, **_columns(found), **given)
    return batch


@act(
    "itembank.import.arrange",
    about="batch",
    permission=handles_import,
    rules=[trainers_handle_only_their_own, import_is_still_staged, domains_belong_to_the_scheme],
    clauses=CLAUSES,
    label=gettext_noop("Choose domains"),
    sentence=gettext_noop("chose the domains for {subject}"),
)
def arrange(*, by: Actor, batch: ItemImport, domains: Mapping[int, str]) -> ItemImport:
    """Say for each good file to which domain its item belongs, or that it is left out (`LEFT_OUT`).

    `domains` leads from the position of a file to its domain; files that are not named stay as they are.
    """
    for staged in StagedItem.objects.filter(batch=batch, rejected=False, position__in=list(domains)):
        chosen = domains[staged.position]
        if chosen == LEFT_OUT:
            change(staged, left_out=True)
        else:
            change(staged, left_out=False, domain_code=chosen)
    return change(batch, state=ImportState.STAGED)


@act(
    "itembank.import.take",
    about="batch",
    move=ITEM_IMPORT.take,
    permission=handles_import,
    rules=[
        trainers_handle_only_their_own,
        something_is_taken_in,
        every_item_has_its_domain,
        the_bank_has_none_of_them,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("took the good files of {subject} in"),
)
def take(*, by: Actor, batch: ItemImport) -> ItemImport:
    """Take all good files that were not left out into the bank, as drafts; all of them, or none."""
    for staged in queries.wanted(batch).select_related("batch__scheme__scope", "batch__file", "batch__staged_by"):
        items.bring_in(by=by, staged=staged)
    return change(batch, state=ImportState.TAKEN)


@act(
    "itembank.import.discard",
    about="batch",
    move=ITEM_IMPORT.discard,
    permission=handles_import,
    rules=[trainers_handle_only_their_own],
    clauses=CLAUSES,
    sentence=gettext_noop("discarded the import {subject}"),
)
def discard(*, by: Actor, batch: ItemImport) -> ItemImport:
    """Give up an import; nothing of it comes into the bank."""
    return change(batch, state=ImportState.DISCARDED)


def _looked_up(scheme: Scheme, found: Iterable[Found]) -> list[Found]:
    """What was found, with what the bank already has rejected."""
    found = list(found)
    known = queries.known(scheme, [each.identifier for each in found if not each.rejected])
    return [
        reading.in_the_bank(each, known[each.identifier]) if not each.rejected and each.identifier in known else each
        for each in found
    ]


def _columns(found: Found) -> dict[str, Any]:
    return {
        "name": found.name,
        "identifier": found.identifier,
        "title": found.title,
        "language": found.language,
        "source": found.source,
        "interactions": found.interactions,
        "maximum": found.maximum,
        "findings": _told(found.findings),
        "rejected": found.rejected,
    }


def _told(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [asdict(each) for each in findings]
