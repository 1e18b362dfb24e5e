"""Pages of translations: the list, source and translation side by side, and every step from assigning to verifying."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.persons import names
from guildhall.identity.roles import ITEM_WRITER
from guildhall.itembank import queries, readings
from guildhall.itembank.acts import translations
from guildhall.itembank.forms import ReasonForm
from guildhall.itembank.forms.translations import FoundForm, TranslateForm
from guildhall.itembank.lifecycles import TRANSLATION, TranslationState
from guildhall.itembank.lifecycles.items import APPROVED_STATES
from guildhall.itembank.models import ItemVersion, Translation
from guildhall.itembank.permissions import manages_items, works_on_translations
from guildhall.itembank.queries import translations as of_translations
from guildhall.itembank.views.items import version_of
from guildhall.itembank.views.sections import Where, part
from guildhall.itembank.wording import status_of, translation_status
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import language


def _with_names(rows: Sequence[Translation]) -> None:
    """Who translates each item, in one query for all rows."""
    called = names(each.translator_id for each in rows)
    for each in rows:
        each.who = called.get(each.translator_id, "")  # type: ignore[attr-defined]  # for this page only


REGISTER = ListPage[Translation](
    name="itembank.translations",
    title=gettext_noop("Translations of items"),
    queryset=lambda request: of_translations.visible_translations(request.person.id),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("itembank:translation", row.pk), "number", True),
        Column(gettext_noop("Source"), lambda row: str(row.source), order="source__item__number", code=True),
        Column(gettext_noop("Language"), lambda row: language(row.language), order="language"),
        Column(gettext_noop("Translation"), lambda row: str(row.version), order="version__item__number", code=True),
        Column(gettext_noop("State"), translation_status, order="state"),
        Column(gettext_noop("Translator"), lambda row: row.who, exported=False),  # type: ignore[attr-defined]
        Column(gettext_noop("Assigned"), lambda row: row.assigned_at, order="assigned_at"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in TRANSLATION.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(source__item__number__icontains=text),
    search_hint=gettext_noop("Number of a translation or of its source"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stand translations of items. An examination manager has an approved item translated on its page; the "
        "translation is an item of its own, verified against its source by somebody else."
    ),
)


@page(area="desk", permission=works_on_translations)
def register(request: PageRequest) -> HttpResponseBase:
    """The translations that somebody may open."""
    return REGISTER.response(request)


@page(area="desk", permission=works_on_translations)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A translation beside its source, as candidates see both; every look is logged."""
    translation = translation_of(pk)
    beside = readings.beside_source(by=request.actor, translation=translation)
    return render_record(
        request,
        translation,
        kind=_("Translation into %(language)s") % {"language": language(translation.language)},
        title=translation.number,
        status=translation_status(translation),
        facts=_facts(request, translation),
        offers=_offers(translation),
        template="itembank/translation.html",
        context={"beside": beside, "translation": translation},
    )


def _facts(request: PageRequest, translation: Translation) -> list[Fact]:
    readable = {each.pk for each in queries.visible_to(request.person.id).filter(pk__in=_pair(translation))}
    verifier = translation.verified_by.name if translation.verified_by else ""
    return [
        Fact(_("Source"), str(translation.source), **_way(translation.source, readable)),
        Fact(_("Translation"), str(translation.version), **_way(translation.version, readable)),
        Fact(_("Translator"), translation.translator.name),
        Fact(_("Assigned"), translation.assigned_at),
        Fact(_("Handed over"), translation.handed_over_at),
        Fact(_("What was found"), translation.note),
        Fact(_("Verified"), translation.verified_at, note=verifier),
    ]


def _pair(translation: Translation) -> list[UUID]:
    return [translation.source_id, translation.version_id]


def _way(version: ItemVersion, readable: set[UUID]) -> dict[str, Any]:
    """The way to a version for who may open it, with its state."""
    shown: dict[str, Any] = {"status": status_of(version)}
    return {**shown, "link": ("itembank:version", version.pk)} if version.pk in readable else shown


OFFERED: dict[TranslationState, tuple[str, ...]] = {
    TranslationState.BEGUN: ("hand-over", "abandon"),
    TranslationState.HANDED_OVER: ("verify", "send-back", "abandon"),
}
STEPS: dict[str, tuple["Act[..., Any]", type[ActForm]]] = {
    "hand-over": (translations.hand_over, ActForm),
    "send-back": (translations.send_back, FoundForm),
    "verify": (translations.verify, FoundForm),
    "abandon": (translations.abandon, ReasonForm),
}
"""What is done with a translation, by the name of its page, and what is typed."""


def _offers(translation: Translation) -> list[Offer]:
    offered = OFFERED.get(TranslationState(translation.state), ())
    return [
        Offer(
            STEPS[name][0],
            (f"itembank:translation-{name}", translation.pk),
            {"translation": translation},
            main=not place,
        )
        for place, name in enumerate(offered)
    ]


@page(area="desk", permission=manages_items)
def assign(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Have an approved version translated."""
    version = version_of(pk)
    form = TranslateForm(request.POST or None, record=version, people=_translators(version))
    return perform(
        request,
        translations.assign,
        form,
        record=version,
        arguments=lambda typed: {"language": typed["language"], "translator": form.chosen},
        then=lambda made: ("itembank:translation", made.pk),
        context={"kind": str(version)},
    )


def _translators(version: ItemVersion) -> list[tuple[Person, str]]:
    """Who writes items of the scheme and trains nobody for it, by name."""
    scope_id = version.item.scheme.scope_id
    able = grants.holders(ITEM_WRITER, scope_id=scope_id) - queries.trainers(scope_id)
    called = names(able)
    found = [(each, called.get(each.pk, "")) for each in Person.objects.filter(pk__in=able)]
    return sorted(found, key=lambda each: each[1].casefold())


@page(area="desk", permission=works_on_translations)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Hand a translation over, verify it, send it back or give it up, with source and translation before one's eyes."""
    translation = translation_of(pk)
    act, kind = STEPS[verb]
    return perform(
        request,
        act,
        kind(request.POST or None, record=translation),
        record=translation,
        then=("itembank:translation", translation.pk),
        template="itembank/translation_step.html",
        context={
            "kind": translation.number,
            "beside": readings.beside_source(by=request.actor, translation=translation),
            "translation": translation,
        },
    )


@part(Where.RECORD, place=70)
def languages(request: PageRequest, version: ItemVersion) -> Related | None:
    """The translations of a version, or the source that it was translated from; for who may open them."""
    found = of_translations.of_version_or_its_own(version)
    mine = of_translations.visible_translations(request.person.id).filter(pk=OuterRef("pk"))
    rows = [_row(each, each.is_mine, version) for each in found.annotate(is_mine=Exists(mine))]
    if version.state in APPROVED_STATES and translations.assign.refusal(by=request.actor, version=version) is None:
        rows.append(Row(_("Have it translated"), "", ("itembank:version-translate", version.pk)))
    return Related(_("Languages"), rows) if rows else None


def _row(translation: Translation, readable: bool, version: ItemVersion) -> Row:
    is_source = translation.source_id == version.pk
    what = translation.version if is_source else translation.source
    words = _("Translated: %(version)s") if is_source else _("Translated from %(version)s")
    way = ("itembank:translation", translation.pk) if readable else ()
    return Row(words % {"version": what}, language(translation.language), way, translation_status(translation))


def translation_of(pk: UUID) -> Translation:
    """The translation of that identifier, with all that its pages show."""
    return get_object_or_404(of_translations.translations(), pk=pk)
