"""Items are translated by one person and verified against their source by another; a newer source outdates them."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.itembank import contents, delivering
from guildhall.itembank.acts import enemies, likenesses
from guildhall.itembank.lifecycles import ITEM, TRANSLATION, TranslationState
from guildhall.itembank.models import Item, ItemVersion, Origin, Translation
from guildhall.itembank.numbering import item_number
from guildhall.itembank.permissions import may_manage
from guildhall.itembank.permissions.translations import manages_translation, may_verify, translates_it
from guildhall.itembank.queries import translations as of_translations
from guildhall.itembank.rules.items import a_reason_is_given, trainers_see_only_their_own
from guildhall.itembank.rules.translations import (
    a_translation_is_no_source,
    language_is_another_one,
    no_translation_is_under_way,
    source_was_approved,
    translation_is_what_was_handed_over,
    translation_scores_like_its_source,
    translation_was_made,
    translator_may_see_items,
    verification_says_what_was_found,
    verifier_is_no_translator,
)
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

CLAUSES = ("2012:9.2.4", "2012:9.2.5", "2012:9.3.1", "2026:9.3")
OUTDATING = actors.machine("translations")
"""Sees to translations when their source has a newer version."""


@act(
    "itembank.translation.assign",
    about="version",
    move=TRANSLATION.assign,
    permission=may_manage,
    rules=[
        trainers_see_only_their_own,
        source_was_approved,
        a_translation_is_no_source,
        language_is_another_one,
        no_translation_is_under_way,
        translator_may_see_items,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("had an item translated: {subject}"),
)
def assign(*, by: Actor, version: ItemVersion, language: str, translator: Person) -> Translation:
    """Have an approved version translated by somebody, who sees it as a draft of their own.

    The first translation into a language is a new item, which stands in no form beside its source; that of a newer
    source is the next version of the same item.
    """
    wanted = language.strip().lower()
    is_first = of_translations.item_in(version, wanted) is None
    draft = begin_version(by=by, version=version, language=wanted, translator=translator)
    if is_first:
        enemies.declare(by=by, version=version, other_number=draft.item.number, reason=_("One translates the other."))
    return create(
        Translation,
        number=next_number("TL"),
        source=version,
        version=draft,
        language=wanted,
        translator=translator,
        assigned_by=Person.objects.get(pk=by.name),
    )


@act(
    "itembank.item.begin-translation",
    about="version",
    move=ITEM.write,
    permission=may_manage,
    clauses=CLAUSES,
    label=gettext_noop("Begin the draft of a translation"),
    sentence=gettext_noop("began the item {subject} as a translation"),
)
def begin_version(*, by: Actor, version: ItemVersion, language: str, translator: Person) -> ItemVersion:
    """Put a draft before a translator that holds the words of the source; they are its author."""
    earlier = of_translations.item_in(version, language)
    item = earlier.item if earlier else _new_item(version, language)
    content = replace(delivering.parsed(version), identifier=item.identifier, language=language)
    ordinal = (item.versions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0) + 1
    draft = create(ItemVersion, item=item, ordinal=ordinal, authored_by=translator, **_content(version, content))
    return likenesses.made_findable(draft)


def _new_item(version: ItemVersion, language: str) -> Item:
    source = version.item
    return create(
        Item,
        number=item_number(),
        scheme=source.scheme,
        identifier=f"{source.identifier[:190]}-{language[:8]}",
        domain_code=source.domain_code,
        level=source.level,
        topic=source.topic,
    )


def _content(version: ItemVersion, content: qti.Item) -> dict[str, Any]:
    return {
        "origin": Origin.WRITTEN,
        "title": version.title,
        "language": content.language,
        "source": qti.to_xml(content).decode(),
        "pictures": version.pictures,
        "interactions": version.interactions,
        "maximum": version.maximum,
    }


@act(
    "itembank.translation.hand-over",
    about="translation",
    move=TRANSLATION.hand_over,
    permission=translates_it,
    rules=[translation_was_made],
    clauses=CLAUSES,
    sentence=gettext_noop("handed the translation {subject} over"),
)
def hand_over(*, by: Actor, translation: Translation) -> Translation:
    """Give one's own translation to be verified; it is compared with its source word by word."""
    return change(
        translation,
        state=TranslationState.HANDED_OVER,
        handed_over_at=clock.now(),
        fingerprint=contents.fingerprint(translation.version),
    )


@act(
    "itembank.translation.send-back",
    about="translation",
    move=TRANSLATION.send_back,
    permission=may_verify,
    rules=[verifier_is_no_translator, verification_says_what_was_found],
    clauses=CLAUSES,
    sentence=gettext_noop("sent the translation {subject} back"),
)
def send_back(*, by: Actor, translation: Translation, note: str) -> Translation:
    """Give a translation back and say what reads otherwise than its source."""
    return change(translation, state=TranslationState.BEGUN, note=note.strip())


@act(
    "itembank.translation.verify",
    about="translation",
    move=TRANSLATION.verify,
    permission=may_verify,
    rules=[
        verifier_is_no_translator,
        translation_is_what_was_handed_over,
        translation_scores_like_its_source,
        verification_says_what_was_found,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("verified the translation {subject} against its source"),
)
def verify(*, by: Actor, translation: Translation, note: str) -> Translation:
    """Find that a translation asks the same as its source, as hard and as fair; its review as an item follows."""
    return change(
        translation,
        state=TranslationState.VERIFIED,
        note=note.strip(),
        verified_by=Person.objects.get(pk=by.name),
        verified_at=clock.now(),
    )


@act(
    "itembank.translation.outdate",
    about="translation",
    move=TRANSLATION.outdate,
    permission=NOBODY,
    machines=[OUTDATING.name],
    clauses=CLAUSES,
    sentence=gettext_noop("found the translation {subject} outdated by its source"),
)
def outdate(*, by: Actor, translation: Translation) -> Translation:
    """Mark a translation whose source has a newer version in use; that version is translated anew."""
    return change(translation, state=TranslationState.OUTDATED)


@act(
    "itembank.translation.abandon",
    about="translation",
    move=TRANSLATION.abandon,
    permission=manages_translation,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("gave the translation {subject} up: {reason}"),
)
def abandon(*, by: Actor, translation: Translation, reason: str) -> Translation:
    """Give up a translation that nobody needs any more; its draft is retired by who keeps the bank."""
    return change(translation, state=TranslationState.ABANDONED)
