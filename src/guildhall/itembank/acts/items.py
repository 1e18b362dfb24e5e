"""Items are written, changed while they are drafts, and begun anew as a further version."""

from collections.abc import Mapping
from typing import Any

from guildhall import qti
from guildhall.identity.models import Person
from guildhall.itembank import findable, queries
from guildhall.itembank.acts import assignments, likenesses, media, pictures
from guildhall.itembank.intake import Intake, kinds_of, maximum_of
from guildhall.itembank.lifecycles import ITEM
from guildhall.itembank.models import Item, ItemVersion, MediumUse, Origin, Rationale
from guildhall.itembank.numbering import item_number
from guildhall.itembank.permissions import may_manage, may_write, wrote_it, wrote_its_draft
from guildhall.itembank.queries import media as library
from guildhall.itembank.questions import Question, built
from guildhall.itembank.rules.items import (
    a_draft_alone_changes,
    a_machine_drafts_only_where_it_is_on,
    domain_belongs_to_the_scheme,
    file_holds_one_good_item,
    file_is_of_this_item,
    form_can_keep_all_of_it,
    new_domain_belongs_to_the_scheme,
    no_other_version_is_under_way,
    trainers_see_only_their_own,
    what_was_in_use_is_revised,
)
from guildhall.itembank.rules.writing import media_may_be_used, media_may_be_used_in_it, question_is_whole
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Scheme
from guildhall.vault.files import keep

CLAUSES = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")
CONTENT = ("title", "language", "source", "pictures", "interactions", "maximum")
CARRIED = (*CONTENT, "origin", "original", "file_name", "imported_with")
"""What a new version takes over from the one that it is made of."""


@act(
    "itembank.item.write",
    about="scheme",
    move=ITEM.write,
    permission=may_write,
    rules=[domain_belongs_to_the_scheme, question_is_whole, media_may_be_used, a_machine_drafts_only_where_it_is_on],
    clauses=CLAUSES,
    sentence=gettext_noop("wrote the item {subject}"),
)
def write(
    *,
    by: Actor,
    scheme: Scheme,
    domain_code: str,
    question: Question,
    by_machine: bool = False,
    drafted_with: str = "",
    level: str = "",
    topic: str = "",
) -> ItemVersion:
    """Write an item for a domain of the blueprint, as a draft that nobody else sees yet.

    `level` is what it asks of the mind, `topic` a keyword by which it is found. Whether a machine drafted it is said
    here and stays with it for ever; `drafted_with` names the version that did.
    """
    number = item_number()
    placed = {"domain_code": domain_code, "level": level, "topic": topic}
    item = create(Item, number=number, scheme=scheme, identifier=number, **placed)
    origin = Origin.MACHINE if by_machine else Origin.WRITTEN
    version = create(
        ItemVersion,
        item=item,
        origin=origin,
        authored_by=Person.objects.get(pk=by.name),
        pictures=media.pictures_of(scheme, question, {}),
        **_content(built(question, number)),
    )
    _note_uses(version, question)
    return assignments.counted(by, likenesses.made_findable(version))


@act(
    "itembank.item.edit",
    about="version",
    permission=wrote_it,
    rules=[a_draft_alone_changes, form_can_keep_all_of_it, question_is_whole, media_may_be_used_in_it],
    clauses=CLAUSES,
    label=gettext_noop("Edit"),
    sentence=gettext_noop("edited the item {subject}"),
)
def edit(*, by: Actor, version: ItemVersion, question: Question) -> ItemVersion:
    """Change one's own draft in the form in which it was written."""
    _note_uses(version, question)
    shown = media.pictures_of(version.item.scheme, question, version.pictures)
    changed = change(version, pictures=shown, **_content(built(question, version.item.identifier)))
    return likenesses.made_findable(changed)


@act(
    "itembank.item.replace",
    about="version",
    permission=wrote_it,
    rules=[a_draft_alone_changes, file_holds_one_good_item, file_is_of_this_item],
    clauses=CLAUSES,
    label=gettext_noop("Replace by a file"),
    sentence=gettext_noop("replaced the item {subject} by a new file"),
)
def replace(*, by: Actor, version: ItemVersion, intake: Intake) -> ItemVersion:
    """Change one's own draft by handing in a new file for it; the file that it came from is kept."""
    found = intake.found[0]
    _note_uses(version, None)
    kept = [pictures.keep(by=by, scheme=version.item.scheme, picture=each) for each in intake.pictures]
    changed = change(
        version,
        title=found.title,
        language=found.language,
        source=found.source,
        pictures=found.shown_as(kept),
        interactions=found.interactions,
        maximum=found.maximum,
        original=keep(intake.received),
        file_name=found.name,
    )
    return likenesses.made_findable(changed)


@act(
    "itembank.item.revise",
    about="version",
    move=ITEM.write,
    permission=wrote_it | may_manage,
    rules=[trainers_see_only_their_own, what_was_in_use_is_revised, no_other_version_is_under_way],
    clauses=CLAUSES,
    label=gettext_noop("Write a new version"),
    sentence=gettext_noop("began a new version, {subject}"),
)
def revise(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Begin a new version of an item that was in use; the one in use stays until the new one is approved."""
    latest = queries.versions(version.item).values_list("ordinal", flat=True)[0]
    made = create(
        ItemVersion,
        item=version.item,
        ordinal=latest + 1,
        authored_by=Person.objects.get(pk=by.name),
        authored_at=clock.now(),
        **{name: getattr(version, name) for name in CARRIED},
    )
    _carry(version, made)
    return likenesses.made_findable(made)


@act(
    "itembank.item.classify",
    about="version",
    permission=wrote_its_draft | may_manage,
    rules=[trainers_see_only_their_own, new_domain_belongs_to_the_scheme],
    clauses=CLAUSES,
    label=gettext_noop("Move to another domain"),
    sentence=gettext_noop("moved the item {subject} to the domain {domain_code}"),
)
def classify(
    *, by: Actor, version: ItemVersion, domain_code: str, level: str | None = None, topic: str | None = None
) -> ItemVersion:
    """Say to which domain of the blueprint an item belongs, in all its versions.

    Its cognitive level and the keyword by which it is found stay as they are where they are not given.
    """
    given = {"domain_code": domain_code, "level": level, "topic": topic}
    change(version.item, **{name: value for name, value in given.items() if value is not None})
    if topic is not None:
        for each in ItemVersion.objects.filter(item=version.item).select_related("item"):
            findable.index(each)
    return version


def _content(item: qti.Item) -> Mapping[str, Any]:
    """The columns of a version that hold what an item is."""
    return {
        "title": item.title,
        "language": item.language,
        "source": qti.to_xml(item).decode(),
        "interactions": kinds_of(item),
        "maximum": maximum_of(item),
    }


def _note_uses(version: ItemVersion, question: Question | None) -> None:
    """Note what of the library a version shows from now on: nothing where a file replaced it."""
    shown = library.shown(version.item.scheme, question) if question else []
    wanted = {each.pk: each for each in shown}
    for use in MediumUse.objects.filter(version=version):
        if use.is_shown != (use.medium_id in wanted):
            change(use, is_shown=use.medium_id in wanted)
        wanted.pop(use.medium_id, None)
    for medium in wanted.values():
        create(MediumUse, medium=medium, version=version)


def _carry(version: ItemVersion, made: ItemVersion) -> None:
    """A new version begins with what the one before it showed, and with its reasons."""
    for medium in library.used_in(version):
        create(MediumUse, medium=medium, version=made)
    for each in Rationale.objects.filter(version=version):
        create(Rationale, version=made, reasons=each.reasons, given_by=each.given_by, given_at=each.given_at)
