"""What may be translated by whom, and what a translation must keep of its source."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER, ITEM_WRITER
from guildhall.itembank import contents, delivering, queries
from guildhall.itembank.lifecycles import TranslationState
from guildhall.itembank.lifecycles.items import APPROVED_STATES
from guildhall.itembank.models import ItemVersion, Translation
from guildhall.itembank.permissions import TRAINING
from guildhall.itembank.queries import translations as of_translations
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

FOUR_EYES = ("2012:9.2.4", "2012:10.2.3", "2026:9.3")
FITNESS = ("2012:9.2.4", "2012:9.2.5", "2012:9.3.1", "2026:9.3")


@rule("item-translation", kind=Kind.OURS, clauses=FITNESS)
def source_was_approved(*, version: ItemVersion) -> Refusal | None:
    """What is translated was reviewed and approved: otherwise every translation would be made twice."""
    if version.state in APPROVED_STATES:
        return None
    return Refusal(
        _("This version is not approved, is locked or retired, and its translation would be of no use."),
        mend=Mend(_("Have it reviewed and approved first.")),
    )


@rule("item-translation", kind=Kind.OURS, clauses=FITNESS)
def language_is_another_one(*, version: ItemVersion, language: str) -> Refusal | None:
    """An item is translated into another language than its own, and into each once."""
    wanted = language.strip().lower()
    if wanted and wanted != version.language.lower():
        return None
    return Refusal(
        _("The item is written in this language already, or no language is named."),
        mend=Mend(_("Name the language by its code, for example de.")),
        field="language",
    )


@rule("item-translation", kind=Kind.OURS, clauses=FITNESS)
def a_translation_is_no_source(*, version: ItemVersion) -> Refusal | None:
    """What is itself a translation is not translated further: its faults would travel on."""
    source = of_translations.made_from(version)
    if source is None:
        return None
    return Refusal(
        _("This item is a translation itself, and what is translated further brings its faults along."),
        mend=Mend(_("Have its source translated."), link=("itembank:version", str(source.source_id))),
    )


@rule("item-translation", kind=Kind.OURS)
def no_translation_is_under_way(*, version: ItemVersion, language: str) -> Refusal | None:
    """Nobody works on the translated item meanwhile."""
    earlier = of_translations.item_in(version, language.strip().lower())
    other = queries.other_open(earlier) if earlier else None
    if earlier is None or (other is None and earlier.state not in queries.OPEN):
        return None
    working = other.version_id if other else earlier.pk
    return Refusal(
        _("Somebody works on the translation of an earlier version already."),
        mend=Mend(_("Let them end it, or give it up."), link=("itembank:version", str(working))),
    )


@rule("R-10", clauses=TRAINING)
def translator_may_see_items(*, version: ItemVersion, translator: Person) -> Refusal | None:
    """An item is handed to somebody who writes items of the scheme and trains nobody for it."""
    scope_id = version.item.scheme.scope_id
    if translator.pk in queries.trainers(scope_id):
        told = _("%(name)s trains people for this scheme, and who trains for a scheme sees no items of others there.")
        return Refusal(
            told % {"name": translator.name},
            mend=Mend(_("Choose somebody who trains nobody for this scheme.")),
            field="translator",
        )
    if grants.refusal_in(translator.pk, [ITEM_WRITER, EXAM_MANAGER], scope_id) is None:
        return None
    return Refusal(
        _("%(name)s writes no items of this scheme today.") % {"name": translator.name},
        mend=Mend(_("Choose somebody who writes items of this scheme, or have them authorised.")),
        field="translator",
        clauses=("2012:6.1.3", "2026:6.1"),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def verifier_is_no_translator(*, by: Actor, translation: Translation) -> Refusal | None:
    """Nobody verifies what they translated."""
    if not by.is_person(translation.translator_id):
        return None
    return Refusal(
        _("You translated this item, and a translator does not verify their own translation."),
        mend=Mend(_("Somebody else who reviews items of this scheme does it.")),
    )


@rule("R-26", clauses=FITNESS)
def translation_was_made(*, translation: Translation) -> Refusal | None:
    """What is handed over differs from its source in its words, and in nothing else."""
    source, made = (delivering.parsed(each) for each in (translation.source, translation.version))
    if source.body == made.body:
        return Refusal(
            _("Nothing is translated yet: its words are those of the source."), mend=Mend(_("Translate it first."))
        )
    return _other_scoring(source, made)


@rule("R-26", clauses=FITNESS)
def translation_scores_like_its_source(*, translation: Translation) -> Refusal | None:
    """A translation asks in the same way and has the same key and the same points as its source."""
    return _other_scoring(delivering.parsed(translation.source), delivering.parsed(translation.version))


def _other_scoring(source: qti.Item, made: qti.Item) -> Refusal | None:
    """Why two items do not ask and score alike; words that are written as answers may differ."""
    if _shape(source) == _shape(made) and qti.maximum(source) == qti.maximum(made) and _keys_agree(source, made):
        return None
    return Refusal(
        _("The translation asks otherwise than its source, has another key, or yields other points."),
        mend=Mend(_("Translate words alone: options keep their order and their key.")),
    )


def _shape(item: qti.Item) -> list[tuple[str, int]]:
    return [(each.kind, len(each.choices)) for each in item.interactions]


def _keys_agree(source: qti.Item, made: qti.Item) -> bool:
    """Whether the same options are right. Options are known by their place: a form may give them other names."""
    return _by_place(source, qti.key(source)) == _by_place(made, qti.key(made))


def _by_place(item: qti.Item, key: Mapping[str, Sequence[str]]) -> list[list[list[str]]]:
    found = []
    for each in item.interactions:
        places = {choice.identifier: str(place) for place, choice in enumerate(each.choices)}
        right = key.get(each.response, [])
        found.append(sorted([places.get(word, word) for word in one.split()] for one in right) if places else [])
    return found


@rule("R-26", clauses=FITNESS)
def translation_is_what_was_handed_over(*, translation: Translation) -> Refusal | None:
    """What is verified is, to the letter, what was handed over."""
    if translation.fingerprint == contents.fingerprint(translation.version):
        return None
    return Refusal(
        _("The translation was changed after it was handed over."),
        mend=Mend(_("Send it back; its translator hands it over again."), act="itembank.translation.send-back"),
    )


@rule("R-26", clauses=FITNESS)
def verification_says_what_was_found(*, note: str) -> Refusal | None:
    """Who verifies a translation, or sends it back, says what they found."""
    if note.strip():
        return None
    return Refusal(
        _("It is not said how the translation was compared with its source."),
        mend=Mend(_("Say what you found: terms, difficulty, what reads otherwise.")),
        field="note",
    )


@rule("R-26", clauses=FITNESS)
def translation_was_verified(*, version: ItemVersion) -> Refusal | None:
    """A translation goes into use when somebody else verified it, as it stands, and its source is still current."""
    made = of_translations.made_from(version)
    if made is None:
        return None
    if made.state == TranslationState.VERIFIED and made.fingerprint == queries.fingerprint(version):
        return None
    return Refusal(
        _("This item is a translation that nobody has verified as it stands, or its source has a newer version."),
        mend=Mend(
            _("Have it verified, or the newer version translated."),
            act="itembank.translation.verify",
            link=("itembank:translation", str(made.pk)),
        ),
    )
