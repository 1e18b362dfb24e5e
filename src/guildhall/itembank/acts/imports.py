"""Items come in by a staged import: looked through first, taken in one by one or as a whole, undone until use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.itembank import intake as reading
from guildhall.itembank import queries, sorting
from guildhall.itembank.acts import assignments, likenesses, pictures
from guildhall.itembank.intake import Found, Intake
from guildhall.itembank.lifecycles import ITEM, ITEM_IMPORT, ImportState, ItemState
from guildhall.itembank.models import Item, ItemImport, ItemVersion, Origin, StagedItem
from guildhall.itembank.numbering import item_number
from guildhall.itembank.permissions import handles_import, handles_its_import, may_see_staged, may_write
from guildhall.itembank.queries import imports as of_imports
from guildhall.itembank.rules.imports import (
    LEFT_OUT,
    chosen_files_can_be_taken_in,
    default_domain_belongs_to_the_scheme,
    domains_belong_to_the_scheme,
    every_item_has_its_domain,
    file_can_be_looked_through,
    file_is_to_be_taken_in,
    import_is_still_staged,
    nothing_of_it_was_used,
    something_is_chosen,
    something_is_taken_in,
    the_bank_has_none_of_the_chosen,
    the_bank_has_none_of_them,
    trainers_handle_only_their_own,
)
from guildhall.itembank.rules.items import a_reason_is_given
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.qti import Finding
from guildhall.schemes.models import Scheme
from guildhall.vault.files import keep

COMPARING = actors.machine("likeness")
"""Says what the questions of an import are like; the same that compares items as they are kept."""

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
    """Hand in a file of items in any format, to be looked through; nothing of it is in the bank yet.

    The file is kept as it came. Every question in it stands there with what it would become and where it belongs by
    the rules of the scheme, or why it is rejected.
    """
    batch = create(
        ItemImport,
        number=next_number("II"),
        scheme=scheme,
        file=keep(intake.received),
        format=intake.written_in,
        findings=_told(intake.findings),
        staged_by=Person.objects.get(pk=by.name),
    )
    kept = [pictures.keep(by=by, scheme=scheme, picture=each) for each in intake.pictures]
    rules, domains = list(of_imports.rules(scheme)), queries.domains(scheme)
    for position, found in enumerate(_looked_up(scheme, intake.found), start=1):
        placed = sorting.place(() if found.rejected else found.told, rules, domains)
        code = placed.domain_code or ("" if found.rejected else domain_code)
        given = {"pictures": found.shown_as(kept), "domain_code": code, "level": placed.level, "rule": placed.rule}
        create(StagedItem, batch=batch, position=position, **_columns(found), **given)
    return batch


@act(
    "itembank.import.compare",
    about="batch",
    permission=NOBODY,
    machines=[COMPARING.name],
    clauses=CLAUSES,
    sentence=gettext_noop("found what the questions of {subject} are like"),
)
def compare(*, by: Actor, batch: ItemImport, near: Mapping[int, Sequence[tuple[str, int]]]) -> ItemImport:
    """Keep which items of the bank each question is like, with how many per cent of their words both share."""
    for staged in of_imports.undecided(batch).filter(position__in=list(near)):
        change(staged, near=[list(each) for each in near[staged.position]])
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
    """Say for each good question to which domain it belongs, or that it is left out (`LEFT_OUT`).

    `domains` leads from the position of a question to its domain; those that are not named stay as they are.
    """
    for staged in of_imports.undecided(batch).filter(position__in=list(domains)):
        chosen = domains[staged.position]
        if chosen == LEFT_OUT:
            change(staged, left_out=True)
        elif staged.left_out or staged.domain_code != chosen:
            change(staged, left_out=False, left_out_because="", domain_code=chosen, rule=None)
    return change(batch, state=ImportState.STAGED)


@act(
    "itembank.import.sort",
    about="batch",
    permission=handles_import,
    rules=[trainers_handle_only_their_own, import_is_still_staged],
    clauses=CLAUSES,
    label=gettext_noop("Sort again by the rules"),
    sentence=gettext_noop("had {subject} sorted by the rules of its scheme"),
)
def sort(*, by: Actor, batch: ItemImport) -> ItemImport:
    """Let the rules of the scheme say anew where each question belongs that nobody has decided on yet."""
    rules, domains = list(of_imports.rules(batch.scheme)), queries.domains(batch.scheme)
    for staged in of_imports.undecided(batch):
        placed = sorting.place([(aspect, word) for aspect, word in staged.told or ()], rules, domains)
        if placed.domain_code or placed.level:
            code, level = placed.domain_code or staged.domain_code, placed.level or staged.level
            change(staged, domain_code=code, level=level, rule=placed.rule or staged.rule)
    return change(batch, state=ImportState.STAGED)


@act(
    "itembank.import.accept",
    about="batch",
    permission=handles_import,
    rules=[
        trainers_handle_only_their_own,
        import_is_still_staged,
        something_is_chosen,
        chosen_files_can_be_taken_in,
        the_bank_has_none_of_the_chosen,
    ],
    clauses=CLAUSES,
    label=gettext_noop("Take the chosen ones in"),
    sentence=gettext_noop("took some questions of {subject} in"),
)
def accept(*, by: Actor, batch: ItemImport, positions: Sequence[int]) -> ItemImport:
    """Take the chosen questions into the bank, as drafts; the others wait, and the import goes on later."""
    for staged in of_imports.undecided(batch).filter(position__in=positions):
        bring_in(by=by, staged=staged)
    return change(batch, state=ImportState.STAGED)


@act(
    "itembank.import.reject",
    about="batch",
    permission=handles_import,
    rules=[trainers_handle_only_their_own, import_is_still_staged, something_is_chosen, a_reason_is_given],
    clauses=CLAUSES,
    label=gettext_noop("Reject the chosen ones"),
    sentence=gettext_noop("rejected some questions of {subject}"),
)
def reject(*, by: Actor, batch: ItemImport, positions: Sequence[int], reason: str) -> ItemImport:
    """Leave the chosen questions out of the bank, and say why."""
    for staged in of_imports.undecided(batch).filter(position__in=positions):
        change(staged, left_out=True, left_out_because=reason.strip())
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
    """Take all good questions that are left into the bank, as drafts; all of them, or none. The import is over then."""
    for staged in queries.wanted(batch).select_related("batch__scheme__scope", "batch__file", "batch__staged_by"):
        bring_in(by=by, staged=staged)
    return change(batch, state=ImportState.TAKEN)


@act(
    "itembank.item.bring-in",
    about="staged",
    move=ITEM.write,
    permission=may_see_staged,
    rules=[file_is_to_be_taken_in],
    clauses=CLAUSES,
    label=gettext_noop("Take an item in"),
    sentence=gettext_noop("took the item {subject} in from an import"),
)
def bring_in(*, by: Actor, staged: StagedItem) -> ItemVersion:
    """Take one question of an import into the bank, as a draft; who handed it in answers for it as its author."""
    batch = staged.batch
    item = create(
        Item,
        number=item_number(),
        scheme=batch.scheme,
        identifier=staged.identifier,
        domain_code=staged.domain_code,
        level=staged.level,
    )
    version = create(
        ItemVersion,
        item=item,
        origin=Origin.IMPORTED,
        authored_by=batch.staged_by,
        imported_with=batch,
        original=batch.file,
        file_name=staged.name,
        title=staged.title,
        language=staged.language,
        source=staged.source,
        pictures=staged.pictures,
        interactions=staged.interactions,
        maximum=staged.maximum,
    )
    change(staged, taken_as=version)
    return assignments.counted(by, likenesses.made_findable(version))


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
    """Give up what is left of an import; nothing more of it comes into the bank."""
    return change(batch, state=ImportState.DISCARDED)


@act(
    "itembank.import.undo",
    about="batch",
    move=ITEM_IMPORT.undo,
    permission=handles_import,
    rules=[trainers_handle_only_their_own, nothing_of_it_was_used, a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("undid the import {subject}"),
)
def undo(*, by: Actor, batch: ItemImport, reason: str) -> ItemImport:
    """Take everything that an import brought out of the bank again, as long as none of its items was ever in use.

    The items are retired and give their identifiers back, so that the file can be handed in anew.
    """
    for version in of_imports.brought(batch).exclude(state=ItemState.RETIRED):
        take_back(by=by, version=version)
    return change(batch, state=ImportState.UNDONE, undone_because=reason.strip())


@act(
    "itembank.item.take-back",
    about="version",
    move=ITEM.take_back,
    permission=handles_its_import,
    clauses=CLAUSES,
    sentence=gettext_noop("took the item {subject} back with its import"),
)
def take_back(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Take one item that was never used back with the import that brought it; its identifier is free again."""
    change(version.item, identifier=version.item.number)
    return change(version, state=ItemState.RETIRED)


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
        "told": [list(each) for each in found.told],
        "interactions": found.interactions,
        "maximum": found.maximum,
        "findings": _told(found.findings),
        "rejected": found.rejected,
    }


def _told(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [asdict(each) for each in findings]
