"""Who has items translated, who translates them, and who verifies what was translated."""

from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, ITEM_WRITER
from guildhall.itembank.lifecycles import TranslationState
from guildhall.itembank.models import Translation
from guildhall.itembank.permissions.items import barred
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

works_on_translations = holds(ITEM_WRITER, ITEM_REVIEWER, EXAM_MANAGER)
"""Whom the pages of translations let in; acts and readings ask for the scheme and the translation."""


@permission("translates it")
def translates_it(*, by: Actor, translation: Translation) -> Refusal | None:
    """A translation is handed over by who was asked to make it."""
    if not by.is_person(translation.translator_id):
        return Refusal(
            _("Somebody else was asked to translate this item."),
            mend=Mend(_("Whoever was asked to translate it hands it over.")),
            clauses=("2012:9.2.4", "2026:9.3"),
        )
    return refusal_in(by, _scope(translation), ITEM_WRITER, EXAM_MANAGER)


@permission("reviews items of the scheme")
def may_verify(*, by: Actor, translation: Translation) -> Refusal | None:
    """A translation is verified by who reviews items of the scheme, and trains nobody for it."""
    return refusal_in(by, _scope(translation), ITEM_REVIEWER) or barred(by, _scope(translation))


@permission("manages examinations of the scheme")
def manages_translation(*, by: Actor, translation: Translation) -> Refusal | None:
    """A translation is given up by who keeps the bank."""
    return refusal_in(by, _scope(translation), EXAM_MANAGER)


@permission("translates it, verifies it, or manages examinations of the scheme")
def may_compare_translation(*, by: Actor, translation: Translation) -> Refusal | None:
    """Source and translation are seen side by side by their translator, by who verifies, and by who keeps the bank."""
    if by.is_person(translation.translator_id):
        return refusal_in(by, _scope(translation), ITEM_WRITER, EXAM_MANAGER)
    if refusal_in(by, _scope(translation), EXAM_MANAGER) is None:
        return barred(by, _scope(translation))
    refused: Refusal | None = may_verify(by=by, translation=translation)
    return refused or _not_theirs(by, translation)


def _not_theirs(by: Actor, translation: Translation) -> Refusal | None:
    verified_it = translation.verified_by_id is not None and by.is_person(translation.verified_by_id)
    if translation.state == TranslationState.HANDED_OVER or verified_it:
        return None
    return Refusal(
        _("This translation does not wait to be verified, and reviewers see translations while they verify them."),
        mend=Mend(_("Wait until it is handed over.")),
        clauses=("2012:7.4.2", "2026:7.4"),
    )


def _scope(translation: Translation) -> UUID:
    return translation.source.item.scheme.scope_id
