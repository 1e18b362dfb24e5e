"""Who is told what, once, in their language, and without a plain word on the disk."""

from collections.abc import Iterable, Iterator

import pytest
from django.utils import translation

from guildhall.identity.acts import grants, persons
from guildhall.identity.models import Grant, Person
from guildhall.identity.roles import OPERATIONS, PERSONNEL
from guildhall.kernel import clock as house_clock
from guildhall.kernel import declarations
from guildhall.kernel.declarations import Told, all_tellings, all_timers, tells
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import followers, sequencer
from guildhall.ledger.models import Cursor, Entry
from guildhall.notices import texts
from guildhall.notices.models import Channel, Message, Notice, Sending
from guildhall.vault import keys
from tests import forge
from tests.cast import Cast, acting
from tests.notices.conftest import everything_stored, follow


def _give_role(cast: Cast, person: Person) -> Grant:
    return grants.give(
        by=acting(cast.tom), person=person, role=PERSONNEL.code, scope=cast.body, from_on=house_clock.today()
    )


def _german(cast: Cast, *, email: str) -> Person:
    return persons.register(
        by=acting(cast.olive), given_name="Jürgen", family_name="Äppelwoi", email=email, language="de"
    )


def test_new_role_is_told_in_inbox_and_by_mail(cast: Cast) -> None:
    follow()
    before = Notice.objects.count()
    grant = _give_role(cast, cast.otto)
    follow()
    notice = Notice.objects.select_related("person").get(person=cast.otto)
    message = Message.objects.get(notice=notice)
    assert Notice.objects.count() == before + 1
    assert (notice.event, notice.text, notice.words) == (
        "identity.grant.give",
        "notices/role-given",
        {"role": "Member of the personnel", "from_on": grant.from_on.isoformat(), "until_on": ""},
    )
    assert (message.channel, message.state, message.kind) == (Channel.EMAIL, Sending.WAITING, "notices/role-given")
    assert message.title == "You have a new role: Member of the personnel"
    assert "from 2 Mar 2026 you hold the role “Member of the personnel”." in message.body


def test_german_is_told_in_german_and_reads_in_the_language_they_choose(cast: Cast) -> None:
    person = _german(cast, email="juergen@example.org")
    _give_role(cast, person)
    follow()
    notice = Notice.objects.select_related("person").get(person=person)
    message = Message.objects.get(person=person)
    assert message.title.startswith("Sie haben eine neue Aufgabe")
    assert "Guten Tag Jürgen Äppelwoi,\n\nab dem 2. März 2026 haben Sie die Rolle" in message.body
    assert texts.of(notice, "en").subject == "You have a new role: Member of the personnel"


def test_who_has_no_mail_gets_a_letter(cast: Cast) -> None:
    _give_role(cast, cast.gero)
    follow()
    letter = Message.objects.get(person=cast.gero)
    assert (letter.channel, letter.state) == (Channel.LETTER, Sending.WAITING)
    assert "http" not in letter.body


def test_refused_attempt_tells_nobody(cast: Cast) -> None:
    with pytest.raises(Refusal):
        grants.give(
            by=acting(cast.otto),
            person=cast.otto,
            role=OPERATIONS.code,
            scope=cast.body,
            from_on=house_clock.today(),
        )
    follow()
    assert not Notice.objects.filter(person=cast.otto).exists()


def test_followers_that_start_over_tell_nothing_twice(cast: Cast) -> None:
    _give_role(cast, cast.otto)
    follow()
    told = (Notice.objects.count(), Message.objects.count())
    with forge.behind_the_acts():
        Cursor.objects.all().update(position=0)
    follow()
    assert (Notice.objects.count(), Message.objects.count()) == told
    assert told[0] >= 1


@pytest.fixture
def stumbling() -> Iterator[list[str]]:
    """A telling of two people that stops between them, as long as the list is not empty."""
    trouble = ["power cut"]

    def both(*, entry: Entry) -> Iterable[Told]:
        grant = Grant.objects.get(pk=entry.result.partition(":")[2])
        yield Told(grant.person_id, words={"role": grant.role, "ended_on": grant.from_on})
        if trouble:
            raise ConnectionError(trouble[0])
        yield Told(Person.objects.get(number="P-2026-000001").id, words={"role": grant.role, "ended_on": grant.from_on})

    tells("identity.grant.give", text="notices/role-ended")(both)
    yield trouble
    del declarations._tellings["identity.grant.give", "notices/role-ended"]


def test_follower_killed_between_two_people_tells_each_once(cast: Cast, stumbling: list[str], clock: object) -> None:
    follow()
    assert not Notice.objects.filter(text="notices/role-ended").exists()
    stumbling.clear()
    clock.move(hours=2)  # type: ignore[attr-defined]
    follow()
    told = Notice.objects.filter(text="notices/role-ended")
    entries = Entry.objects.filter(act="identity.grant.give", outcome="done")
    assert told.values("person", "source").distinct().count() == told.count()
    assert {each.entry for each in told} == {each.id for each in entries}


def test_erased_person_is_passed_over_and_the_others_are_told(cast: Cast) -> None:
    sequencer.run()
    followers.advance_all()
    _give_role(cast, cast.otto)
    _give_role(cast, cast.carla)
    keys.destroy(cast.otto.data_key)
    follow()
    assert not Notice.objects.filter(person=cast.otto).exists()
    assert Notice.objects.filter(person=cast.carla).count() == 1
    assert all(each.behind == 0 for each in followers.standings())


def test_no_name_address_or_word_is_stored_in_plain(cast: Cast) -> None:
    person = _german(cast, email="juergen.aeppelwoi@example.org")
    _give_role(cast, person)
    _give_role(cast, cast.gero)
    follow()
    stored = everything_stored()
    plain = ["Äppelwoi", "Jürgen", "juergen.aeppelwoi", "Hollenstedt", "Member of the personnel", "neue Aufgabe"]
    assert [word for word in plain if word.encode() in stored] == []
    assert str(person.id).encode() in stored or person.id.hex.encode() in stored


def test_what_is_filled_in_is_never_markup(cast: Cast) -> None:
    person = persons.register(by=acting(cast.olive), given_name="<b>{{ link }}</b>", family_name="O'Neil & Söhne")
    _give_role(cast, person)
    follow()
    letter = Message.objects.get(person=person)
    assert "Dear <b>{{ link }}</b> O'Neil & Söhne," in letter.body
    assert "&lt;b&gt;{{ link }}&lt;/b&gt;" in texts.as_html(texts.Text(letter.title, letter.body), "en")


def test_every_text_that_is_declared_is_written_in_both_languages() -> None:
    declared = {each.text for each in all_tellings()} | {each.text for each in all_timers()} | {"notices/timer"}
    engine = texts._plain_text()
    for text in sorted(declared):
        for language in ("en", "de"):
            wanted = texts.files(text, language)[0]
            assert engine.get_template(wanted).name == wanted


def test_words_that_are_dates_are_said_in_the_readers_way() -> None:
    words = {
        "title": "Declaration of interests runs out",
        "due_on": "2026-05-31",
        "name": "Ada",
        "link": "",
        "number": "",
    }
    with translation.override("en"):
        assert texts.written("notices/timer", language="en", words=words).subject.endswith("by 31 May 2026")
        assert texts.written("notices/timer", language="de", words=words).subject.endswith("bis 31. Mai 2026")
