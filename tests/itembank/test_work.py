"""What waits for whom, and who is told."""

from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER
from guildhall.itembank import setup, work
from guildhall.itembank.acts import imports, reviews
from guildhall.kernel.declarations import WorkQueue, all_tellings
from guildhall.ledger import followers, sequencer
from guildhall.ledger.models import Entry
from guildhall.notices import texts
from guildhall.notices.models import Notice
from tests.cast import Cast, acting, authorise
from tests.itembank.making import a_draft, file, handed_in, in_review, in_use, items_in_use, reviewed, trains
from tests.making import Made


def waits(queue: WorkQueue, person: Person) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.what, each.link) for each in queue.waiting_for(person_id=person.id)]


def test_a_draft_waits_for_its_author_and_what_was_sent_back_says_so(made: Made) -> None:
    new = a_draft(made)
    sent = reviews.send_back(by=acting(made.crew.rita), version=in_review(made, a_draft(made)), comment="Mend it.")

    locked = reviews.compromise(by=acting(made.crew.max), version=in_use(made, a_draft(made)), reason="Sold.")
    cleared = reviews.clear(by=acting(made.crew.max), version=locked, reason="Another item.")

    assert waits(work.drafts, made.crew.ivo) == [
        ("Item IT-2026-000001 v1: submit it for review", ("itembank:version", str(new.pk))),
        ("Item IT-2026-000002 v1 was sent back: mend it", ("itembank:version", str(sent.pk))),
        ("Item IT-2026-000003 v1 was cleared: submit it again", ("itembank:version", str(cleared.pk))),
    ]
    assert waits(work.drafts, made.crew.max) == []


def test_what_is_in_review_waits_for_reviewers_who_did_not_write_it(made: Made, cast: Cast) -> None:
    version = in_review(made, a_draft(made))
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)

    assert waits(work.reviews, made.crew.rita) == [
        ("Item IT-2026-000001 v1: review its content", ("itembank:version-accept", str(version.pk)))
    ]
    assert [waits(work.reviews, person) for person in (made.crew.ivo, made.crew.max, cast.ada)] == [[], [], []]
    trains(cast, made, made.crew.rita)
    assert waits(work.reviews, made.crew.rita) == []


def test_what_was_reviewed_waits_for_managers_who_may_approve_it(made: Made, cast: Cast) -> None:
    version = reviewed(made, a_draft(made))
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)
    authorise(made.crew.rita, EXAM_MANAGER, made.scope)

    assert waits(work.approvals, made.crew.max) == [
        ("Item IT-2026-000001 v1: approve it", ("itembank:version-approve", str(version.pk)))
    ]
    assert [waits(work.approvals, person) for person in (made.crew.ivo, made.crew.rita, cast.ada)] == [[], [], []]
    trains(cast, made, made.crew.max)
    assert waits(work.approvals, made.crew.max) == []


def test_an_import_waits_for_who_handed_it_in(made: Made) -> None:
    by = acting(made.crew.ivo)
    batch = imports.stage(by=by, scheme=made.scheme, intake=handed_in(file("rotor-21.xml")), domain_code="A")

    assert waits(work.imports, made.crew.ivo) == [
        ("Import II-2026-000001: take it in or discard it", ("itembank:import", str(batch.pk)))
    ]
    imports.take(by=by, batch=batch)
    assert waits(work.imports, made.crew.ivo) == []


def test_the_set_up_tells_how_many_items_a_form_lacks(made: Made) -> None:
    before = setup.the_bank_is_filled.standing()
    items_in_use(made, {"A": 3, "B": 1})
    between = setup.the_bank_is_filled.standing()
    items_in_use(made, {"B": 1, "C": 1})

    told = [(each.done, each.told) for each in (before, between, setup.the_bank_is_filled.standing())]
    assert told == [(False, "There is no item yet."), (False, "2 are missing"), (True, "")]


def told_of(verb: str, noun: str = "item") -> dict[str, set[str]]:
    """Who is told after the last act of that name, by their number, in which text."""
    act = f"itembank.{noun}.{verb}"
    entry = Entry.objects.filter(act=act, outcome="done").latest("id")
    tellings = {each.text: each.recipients for each in all_tellings() if each.act == act}
    return {text: {str(each.person_id) for each in told(entry=entry)} for text, told in tellings.items()}


def test_everybody_concerned_is_told_and_nobody_else(made: Made, cast: Cast) -> None:
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)
    authorise(made.crew.dora, ITEM_REVIEWER, made.scope)
    authorise(made.crew.dora, EXAM_MANAGER, made.scope)
    trains(cast, made, made.crew.dora)
    version = reviews.send_back(by=acting(made.crew.rita), version=in_review(made, a_draft(made)), comment="No.")
    locked = reviews.compromise(by=acting(made.crew.max), version=in_use(made, version), reason="Sold.")
    reviews.clear(by=acting(made.crew.max), version=locked, reason="Another item.")

    ivo, rita, manager = (str(person.pk) for person in (made.crew.ivo, made.crew.rita, made.crew.max))
    heard = {
        verb: told_of(verb) for verb in ("submit", "accept", "assess", "send-back", "approve", "compromise", "clear")
    }
    assert heard | {"confirm": told_of("confirm", "key")} == {
        "submit": {"itembank/item-submitted": {rita}},
        "accept": {"itembank/item-fairness": {rita}},
        "assess": {"itembank/item-keying": {manager}},
        "confirm": {"itembank/item-accepted": {manager}},
        "send-back": {"itembank/item-sent-back": {ivo}},
        "approve": {"itembank/item-approved": {ivo}},
        "compromise": {"itembank/item-compromised": {ivo, manager}},
        "clear": {"itembank/item-cleared": {ivo}},
    }


def test_what_is_told_arrives_with_the_number_and_no_word_of_the_item(made: Made) -> None:
    reviews.send_back(by=acting(made.crew.rita), version=in_review(made, a_draft(made)), comment="The rotor is B.")
    sequencer.run()
    followers.advance_all(limit=10_000)

    notices = Notice.objects.filter(person=made.crew.ivo, text__startswith="itembank/")
    assert [(each.text, each.number) for each in notices] == [("itembank/item-sent-back", "IT-2026-000001 v1")]
    english, german = (texts.of(notices[0], language) for language in ("en", "de"))
    assert english.subject == "Your item IT-2026-000001 v1 was sent back"
    assert german.subject == "Ihre Aufgabe IT-2026-000001 v1 wurde zurückgegeben"
    assert "rotor" not in str([vars(each) for each in notices]).lower()
