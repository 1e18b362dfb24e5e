"""What waits for whom in guarding items: unusual viewing, items that are worn, translations to make and verify."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.itembank.models import Translation
from guildhall.itembank.queries import exposures, translations
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work

MOST = 50
"""How many things of one kind are listed one by one."""

JUDGED_WITHIN = timedelta(days=14)
"""How long an alert about unusual viewing may wait for its judgement (our own choice)."""


@work("itembank.viewing-alerts")
def alerts_to_judge(*, person_id: UUID) -> Iterator[WorkItem]:
    """Unusual viewing that somebody else is to judge."""
    for alert in exposures.alerts_to_judge(person_id)[:MOST]:
        told = _("Alert %(number)s about unusual viewing of items: judge it")
        why = _("Somebody else looked at them, and you manage %(scheme)s or its examinations.")
        yield WorkItem(
            told % {"number": alert},
            why % {"scheme": alert.scheme.code},
            _("Judge"),
            ("itembank:viewing-alert", str(alert.pk)),
            due_on=clock.day_of(alert.noticed_at + JUDGED_WITHIN),
        )


@work("itembank.worn-items")
def items_to_rest(*, person_id: UUID) -> Iterator[WorkItem]:
    """Items in use that as many candidates saw as the policy of their scheme allows: one row a scheme."""
    for scheme, count in exposures.worn_by_scheme(person_id):
        what = ngettext("%(scheme)s: let %(count)d item rest", "%(scheme)s: let %(count)d items rest", count)
        why = _("As many candidates saw each as the policy of the scheme allows before it rests.")
        link = ("itembank:worn", str(scheme.pk))
        yield WorkItem(what % {"scheme": scheme.code, "count": count}, why, _("Look through"), link)


@work("itembank.translations")
def items_to_translate(*, person_id: UUID) -> Iterator[WorkItem]:
    """Items that one was asked to translate."""
    for each in translations.to_translate(person_id).order_by("assigned_at")[:MOST]:
        yield _of(each, _("Translation %(number)s: make it and hand it over"), _("You were asked to translate it."))


@work("itembank.verifications")
def translations_to_verify(*, person_id: UUID) -> Iterator[WorkItem]:
    """Translations of others to verify against their source."""
    for each in translations.to_verify(person_id)[:MOST]:
        yield _of(each, _("Translation %(number)s: verify it"), _("Somebody else made it, and you review items."))


def _of(translation: Translation, what: str, why: str) -> WorkItem:
    link = ("itembank:translation", str(translation.pk))
    return WorkItem(what % {"number": translation}, why, _("Open"), link)
