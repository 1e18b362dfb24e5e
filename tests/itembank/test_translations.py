"""An approved item is translated by one person and verified against its source by another; a new source outdates it."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from guildhall import qti
from guildhall.identity.roles import ITEM_REVIEWER, ITEM_WRITER
from guildhall.itembank import controls, delivering, followers, jobs, queries, readings, told, work
from guildhall.itembank.acts import items, reviews, translations
from guildhall.itembank.acts.translations import OUTDATING
from guildhall.itembank.models import ItemVersion, Translation
from guildhall.itembank.queries import translations as of_translations
from guildhall.jobs.models import Job
from guildhall.kernel.declarations import ControlState
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import FAIR, RIGHT, a_draft, a_question, answered, in_use, refused, trains, whole
from tests.making import Made

GERMAN = {
    "stem": "Was muss gesperrt sein, bevor jemand die Nabe betritt?",
    "options": ("Der Azimutantrieb", "Der Rotor", "Der Kran"),
    "language": "de",
}
FOUND = {"note": "Terms as in the manual; as hard as the source."}


@pytest.fixture
def source(made: Made) -> ItemVersion:
    return in_use(made, a_draft(made))


def assigned(made: Made, source: ItemVersion, language: str = "de") -> Translation:
    """A translation that Max asks Ivo for."""
    given = {"version": source, "language": language, "translator": made.crew.ivo}
    return translations.assign(by=acting(made.crew.max), **given)


def translated(made: Made, translation: Translation, **more: Any) -> Translation:
    """The translation with German words, handed over."""
    by = acting(made.crew.ivo)
    items.edit(by=by, version=translation.version, question=a_question(**{**GERMAN, **more}))
    return translations.hand_over(by=by, translation=Translation.objects.get(pk=translation.pk))


def verified(made: Made, translation: Translation) -> Translation:
    return translations.verify(by=acting(made.crew.rita), translation=translated(made, translation), **FOUND)


def reviewed(made: Made, version: ItemVersion) -> ItemVersion:
    """A translated draft that went its way through review."""
    rita = acting(made.crew.rita)
    version = reviews.submit(by=acting(made.crew.ivo), version=ItemVersion.objects.get(pk=version.pk))
    version = reviews.assess(by=rita, version=reviews.accept(by=rita, version=version, **RIGHT), **FAIR)
    return answered(made.crew.max, version, qti.key(delivering.parsed(version)))


def test_a_translation_is_an_item_of_its_own_that_knows_its_source(made: Made, source: ItemVersion) -> None:
    translation = assigned(made, source, " DE ")

    draft = translation.version
    assert (translation.number, translation.state, translation.language) == ("TL-2026-000001", "begun", "de")
    assert (draft.state, draft.language, draft.authored_by) == ("draft", "de", made.crew.ivo)
    assert (draft.item.domain_code, draft.item.identifier) == ("A", f"{source.item.identifier}-de")
    assert delivering.parsed(draft).body == delivering.parsed(source).body
    assert readings.seen(by=acting(made.crew.ivo), version=draft).html


def test_it_is_verified_by_another_before_it_goes_into_use(made: Made, source: ItemVersion) -> None:
    translation = assigned(made, source)
    refused("R-26", translations.hand_over, by=acting(made.crew.ivo), translation=translation)
    handed_over = translated(made, translation)
    draft = reviewed(made, translation.version)
    refused("R-26", reviews.approve, by=acting(made.crew.max), version=draft)

    done = translations.verify(by=acting(made.crew.rita), translation=handed_over, **FOUND)

    assert (done.state, done.verified_by, done.note) == ("verified", made.crew.rita, FOUND["note"])
    assert reviews.approve(by=acting(made.crew.max), version=draft).state == "operational"


def test_who_translated_does_not_verify(made: Made, source: ItemVersion) -> None:
    handed_over = translated(made, assigned(made, source))
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)

    refused("R-11", translations.verify, by=acting(made.crew.ivo), translation=handed_over, **FOUND)
    refused("R-11", translations.send_back, by=acting(made.crew.ivo), translation=handed_over, **FOUND)


def test_a_verifier_says_what_they_found_and_may_send_it_back(made: Made, source: ItemVersion) -> None:
    by, handed_over = acting(made.crew.rita), translated(made, assigned(made, source))
    refused("R-26", translations.verify, by=by, translation=handed_over, note=" ")

    back = translations.send_back(by=by, translation=handed_over, note="The hub is the Nabe.")

    assert (back.state, back.note) == ("begun", "The hub is the Nabe.")
    assert translated(made, back, title="Again").state == "handed-over"


def test_what_was_changed_after_it_was_handed_over_is_not_verified(made: Made, source: ItemVersion) -> None:
    handed_over = translated(made, assigned(made, source))
    question = a_question(**{**GERMAN, "stem": "Etwas anderes?"})
    items.edit(by=acting(made.crew.ivo), version=ItemVersion.objects.get(pk=handed_over.version_id), question=question)

    given = {"by": acting(made.crew.rita), "translation": Translation.objects.get()}
    assert refused("R-26", translations.verify, **given, **FOUND).mend.act == "itembank.translation.send-back"


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": ("A",)},
        {"options": ("Der Azimutantrieb", "Der Rotor")},
        {"form": "multiple-choice", "key": ("B", "C")},
    ],
)
def test_a_translation_keeps_key_and_options(made: Made, source: ItemVersion, wrong: dict[str, Any]) -> None:
    translation = assigned(made, source)

    by = acting(made.crew.ivo)
    items.edit(by=by, version=translation.version, question=a_question(**{**GERMAN, **wrong}))
    refused("R-26", translations.hand_over, by=by, translation=Translation.objects.get())


@pytest.mark.parametrize("language", ["en", " EN", ""])
def test_it_is_another_language(made: Made, source: ItemVersion, language: str) -> None:
    given = {"by": acting(made.crew.max), "version": source, "language": language, "translator": made.crew.ivo}

    assert refused("item-translation", translations.assign, **given).field == "language"


def test_only_what_was_approved_is_translated_and_no_translation_further(made: Made, source: ItemVersion) -> None:
    given = {"by": acting(made.crew.max), "language": "fr", "translator": made.crew.ivo}
    refused("item-translation", translations.assign, **given, version=a_draft(made))
    translation = verified(made, assigned(made, source))
    german = reviews.approve(by=acting(made.crew.max), version=reviewed(made, translation.version))

    refusal = refused("item-translation", translations.assign, **given, version=german)

    assert refusal.mend.link == ("itembank:version", str(source.pk))


def test_each_language_once_at_a_time(made: Made, source: ItemVersion) -> None:
    first = assigned(made, source)
    given = {"by": acting(made.crew.max), "version": source, "language": "de", "translator": made.crew.ivo}
    refused("item-translation", translations.assign, **given)
    verified(made, first)
    reviews.approve(by=acting(made.crew.max), version=reviewed(made, first.version))

    refused("translation_is_one", translations.assign, **given)


def test_who_trains_or_writes_nothing_there_translates_nothing(made: Made, cast: Cast, source: ItemVersion) -> None:
    given = {"by": acting(made.crew.max), "version": source, "language": "de"}
    assert refused("R-10", translations.assign, **given, translator=made.crew.rita).field == "translator"
    trains(cast, made, made.crew.ivo)
    assert refused("R-10", translations.assign, **given, translator=made.crew.ivo).field == "translator"
    refused("R-46", translations.assign, **{**given, "by": acting(made.crew.rita)}, translator=made.crew.ivo)
    trains(cast, made, made.crew.max)
    refused("R-10", translations.assign, **given, translator=made.crew.ivo)


def test_somebody_elses_translation_is_not_handed_over(made: Made, cast: Cast, source: ItemVersion) -> None:
    translation = assigned(made, source)
    authorise(cast.quinn, ITEM_WRITER, made.scope)

    refused("permission", translations.hand_over, by=acting(cast.quinn), translation=translation)


def test_it_is_given_up_by_who_keeps_the_bank(made: Made, source: ItemVersion) -> None:
    translation = assigned(made, source)
    refused("R-46", translations.abandon, by=acting(made.crew.ivo), translation=translation, reason="No.")
    refused("R-60", translations.abandon, by=acting(made.crew.max), translation=translation, reason="")

    given_up = translations.abandon(by=acting(made.crew.max), translation=translation, reason="Not needed.")
    reviews.retire(by=acting(made.crew.max), version=translation.version, reason="Not needed.")

    assert given_up.state == "abandoned"
    assert of_translations.of_version(source).count() == 0


def a_newer_source(made: Made, source: ItemVersion) -> ItemVersion:
    by = acting(made.crew.ivo)
    newer = items.revise(by=by, version=source)
    items.edit(by=by, version=newer, question=a_question(stem="What is locked before somebody enters the hub?"))
    return in_use(made, ItemVersion.objects.get(pk=newer.pk))


def outdated(version: ItemVersion) -> None:
    """What the worker does once a newer version is approved."""
    for each in of_translations.of_earlier(version):
        translations.outdate(by=OUTDATING, translation=each)


def test_a_newer_source_outdates_it_and_is_translated_as_its_next_version(made: Made, source: ItemVersion) -> None:
    first = verified(made, assigned(made, source))
    german = reviews.approve(by=acting(made.crew.max), version=reviewed(made, first.version))
    control = controls.translations_were_verified
    assert (control.query().state, control.query().looked_at) == (ControlState.HOLDS, 1)

    newer = a_newer_source(made, source)
    assert [each.number for each in control.query().findings] == [str(german)]
    outdated(newer)

    second = assigned(made, newer)
    assert Translation.objects.get(pk=first.pk).state == "outdated"
    assert (second.version.item, second.version.ordinal) == (german.item, 2)
    assert [each.number for each in control.query().findings] == [str(german)]
    verified(made, second)
    reviews.approve(by=acting(made.crew.max), version=reviewed(made, second.version))
    assert control.query().state == ControlState.HOLDS


def test_approving_a_newer_source_queues_the_outdating(made: Made, source: ItemVersion) -> None:
    entry = Entry.objects.filter(act="itembank.item.approve").latest("id")
    followers.course.effect(entry=entry, index=0)

    job = Job.objects.filter(kind=jobs.outdate_translations.name).latest("id")
    assert UUID(job.arguments["version"]) == source.pk


def test_the_control_names_what_nobody_verified(made: Made, source: ItemVersion) -> None:
    control = controls.translations_were_verified
    assert control.query().state == ControlState.NOT_APPLICABLE
    translation = verified(made, assigned(made, source))
    german = reviews.approve(by=acting(made.crew.max), version=reviewed(made, translation.version))

    forge.alter(Translation.objects.get(), state="handed-over")

    assert [each.number for each in control.query().findings] == [str(german)]


def test_it_waits_for_its_translator_and_then_for_a_verifier(made: Made, source: ItemVersion) -> None:
    def waiting(queue: Any, person: Any) -> list[str]:
        return [each.what for each in queue.waiting_for(person_id=person.id)]

    translation = assigned(made, source)
    assert waiting(work.items_to_translate, made.crew.ivo) == ["Translation TL-2026-000001: make it and hand it over"]
    assert waiting(work.translations_to_verify, made.crew.rita) == []
    translated(made, translation)

    assert waiting(work.items_to_translate, made.crew.ivo) == []
    assert waiting(work.translations_to_verify, made.crew.rita) == ["Translation TL-2026-000001: verify it"]
    handed_over = Entry.objects.get(act="itembank.translation.hand-over")
    assert [each.person_id for each in told.reviewers_hear_of_a_translation(entry=handed_over)] == [made.crew.rita.id]
    asked = Entry.objects.get(act="itembank.translation.assign")
    assert [each.person_id for each in told.translator_hears_of_it(entry=asked)] == [made.crew.ivo.id]


def test_who_translated_an_item_does_not_answer_it_blind(made: Made, cast: Cast, source: ItemVersion) -> None:
    authorise(cast.quinn, ITEM_WRITER, made.scope)
    given = {"version": source, "language": "de", "translator": cast.quinn}
    translations.assign(by=acting(made.crew.max), **given)

    assert queries.knows_the_key(cast.quinn.id, source)
    assert not queries.knows_the_key(cast.olive.id, source)


def sent(client: Client, address: str, **typed: Any) -> Any:
    page = client.get(address)
    carried = {name: page.context["form"][name].value() for name in ("revision", "once")}
    return client.post(address, {**{name: value for name, value in carried.items() if value is not None}, **typed})


def test_pages_call_a_language_by_its_name(made: Made, source: ItemVersion) -> None:
    translation = assigned(made, source)
    max_ = sign_in(Client(), made.crew.max)
    pages = [reverse("itembank:translation", args=[translation.pk]), reverse("itembank:translations")]
    shown = [max_.get(each).content.decode() for each in pages]
    assert "Translation into German" in shown[0]
    assert "<span>German</span>" in shown[1]


def test_a_translation_goes_its_way_through_the_pages(made: Made, source: ItemVersion) -> None:
    ivo, rita, manager = (sign_in(Client(), each) for each in (made.crew.ivo, made.crew.rita, made.crew.max))
    address = reverse("itembank:version-translate", args=[source.pk])
    assert address in whole(manager, source)

    answer = sent(manager, address, language="de", translator=str(made.crew.ivo.pk))

    translation = Translation.objects.get()
    assert answer["Location"] == reverse("itembank:translation", args=[translation.pk])
    items.edit(by=acting(made.crew.ivo), version=translation.version, question=a_question(**GERMAN))
    page = ivo.get(answer["Location"]).content.decode()
    assert ("What must be locked" in page, "Was muss gesperrt sein" in page, 'lang="de"' in page) == (True,) * 3
    step = "itembank:translation-{}".format
    assert sent(ivo, reverse(step("hand-over"), args=[translation.pk])).status_code == 302
    assert "Was muss gesperrt sein" in rita.get(reverse(step("verify"), args=[translation.pk])).content.decode()
    assert sent(rita, reverse(step("verify"), args=[translation.pk]), **FOUND).status_code == 302
    assert "Verified against its source" in rita.get(answer["Location"]).content.decode()
    shown = whole(manager, source)
    assert ("Translated: " in shown, translation.version.item.number in shown) == (True, True)


def test_source_and_translation_are_sent_to_nobody_else(made: Made, source: ItemVersion) -> None:
    """Rita reviews; as long as a translation is not handed over, it is not hers either."""
    translation = assigned(made, source)
    pages = [reverse(f"itembank:translation{each}", args=[translation.pk]) for each in ("", "-verify", "-hand-over")]

    for name in ("rita", "sam", "dora", "ina"):
        client = sign_in(Client(), getattr(made.crew, name))
        told = b"".join(client.get(path).content for path in [*pages, reverse("itembank:translations")])
        assert [word for word in (b"What must be locked", b"The rotor", b"TL-2026-000001") if word in told] == [], name


def test_who_trains_is_sent_no_word_of_source_or_translation(made: Made, cast: Cast, source: ItemVersion) -> None:
    translation = translated(made, assigned(made, source))
    address = reverse("itembank:translation", args=[translation.pk])
    clients = [sign_in(Client(), person) for person in (made.crew.rita, made.crew.max)]
    assert all(b"What must be locked" in client.get(address).content for client in clients)

    for person in (made.crew.rita, made.crew.max):
        trains(cast, made, person)

    assert [client for client in clients if b"What must be locked" in client.get(address).content] == []
