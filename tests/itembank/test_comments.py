"""People talk about items, and what is open is settled before an item goes on."""

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity.roles import ITEM_REVIEWER
from guildhall.itembank import readings
from guildhall.itembank.acts import comments, reviews, validations
from guildhall.itembank.models import ItemComment, ItemVersion
from guildhall.ledger import history
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import (
    FAIR,
    RIGHT,
    a_draft,
    accepted,
    in_keying,
    in_review,
    in_use,
    refused,
    reviewed,
    trains,
)
from tests.itembank.test_pages import sent, words
from tests.making import Made


@pytest.fixture
def version(made: Made) -> ItemVersion:
    """An item in review whose key Rita has seen."""
    found = in_review(made, a_draft(made))
    readings.opened(by=acting(made.crew.rita), version=found)
    return found


def a_point(made: Made, version: ItemVersion, words: str = "Is the rotor not locked already?") -> ItemComment:
    readings.opened(by=acting(made.crew.rita), version=version)
    return comments.say(by=acting(made.crew.rita), version=version, words=words, point=True)


def test_a_comment_and_its_answers_stand_in_a_thread(made: Made, version: ItemVersion) -> None:
    first = comments.say(by=acting(made.crew.rita), version=version, words="Who is somebody?")
    answer = comments.say(by=acting(made.crew.ivo), version=version, words="A technician.", answers=first)
    again = comments.say(by=acting(made.crew.rita), version=version, words="Then say so.", answers=answer)

    assert [(each.answers, each.point) for each in (first, answer, again)] == [
        (None, False),
        (first, False),
        (first, False),
    ]
    assert next(line.told for line in history.of(version)) == "commented on the item IT-2026-000001 v1"


def test_comments_hold_no_readable_word_in_the_database(made: Made, version: ItemVersion) -> None:
    a_point(made, version, "The rotor is option B.")

    assert "rotor" not in str(list(ItemComment.objects.values())).lower()


def test_an_open_point_keeps_an_item_from_every_next_move(made: Made) -> None:
    waiting = {
        reviews.accept: (made.crew.rita, in_review(made, a_draft(made)), RIGHT),
        reviews.assess: (made.crew.rita, accepted(made, a_draft(made)), FAIR),
        validations.answer: (made.crew.max, in_keying(made, a_draft(made)), {"answers": {"RESPONSE": ["B"]}}),
        reviews.approve: (made.crew.max, reviewed(made, a_draft(made)), {}),
    }

    for act, (person, version, given) in waiting.items():
        a_point(made, version)
        refusal = refused("open-points", act, by=acting(person), version=version, **given)
        assert refusal.sentence == "Points about this item are open: 1."


def test_a_reviewer_resolves_a_point_and_the_item_goes_on(made: Made, version: ItemVersion) -> None:
    point = a_point(made, version)

    resolved = comments.resolve(by=acting(made.crew.rita), comment=point)

    assert (resolved.is_open, resolved.resolved_by) == (False, made.crew.rita)
    assert reviews.accept(by=acting(made.crew.rita), version=version, **RIGHT).state == "fairness"
    refused("item-comment", comments.resolve, by=acting(made.crew.rita), comment=resolved)


def test_no_author_resolves_a_point_about_their_own(made: Made, version: ItemVersion) -> None:
    point = a_point(made, version)
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)

    refused("R-11", comments.resolve, by=acting(made.crew.ivo), comment=point)
    refused("R-46", comments.resolve, by=acting(made.crew.dora), comment=point)


def test_an_author_answers_every_point_before_they_submit_again(made: Made, version: ItemVersion) -> None:
    point, by = a_point(made, version), acting(made.crew.ivo)
    sent_back = reviews.send_back(by=acting(made.crew.rita), version=version, comment="See my point.")

    refused("open-points", reviews.submit, by=by, version=sent_back)
    comments.say(by=by, version=sent_back, words="It is not: see step 4.", answers=point)

    again = reviews.submit(by=by, version=sent_back)
    assert again.state == "content"
    refused("open-points", reviews.accept, by=acting(made.crew.rita), version=again, **RIGHT)


def test_a_comment_says_something_where_it_belongs(made: Made, version: ItemVersion) -> None:
    by, other = acting(made.crew.rita), in_review(made, a_draft(made))
    first = comments.say(by=by, version=version, words="Who?")
    readings.opened(by=by, version=other)

    assert refused("item-comment", comments.say, by=by, version=version, words=" ").field == "words"
    refused("record", comments.say, by=by, version=other, words="Here?", answers=first)


def test_what_is_in_use_is_flagged_and_holds_no_points(made: Made) -> None:
    version, by = in_use(made, a_draft(made)), acting(made.crew.max)
    readings.opened(by=by, version=version)

    refusal = refused("open-points", comments.say, by=by, version=version, words="Old.", point=True)

    assert refusal.mend.act == "itembank.item.flag"
    assert comments.say(by=by, version=version, words="Old.").point is False


def test_who_could_still_answer_blind_says_and_reads_nothing(made: Made, version: ItemVersion) -> None:
    a_point(made, version, "The rotor, B, is not the only right one.")
    by = acting(made.crew.max)

    refusal = refused("blind-key", comments.say, by=by, version=version, words="I agree.")

    assert refusal.mend.link == ("itembank:version-key", str(version.pk))
    page = sign_in(Client(), made.crew.max).get(reverse("itembank:version", args=[version.pk])).content.decode()
    assert ("not the only right one" in page, "One point about this item is open" in page) == (False, True)


@pytest.mark.parametrize("name", ["sam", "dora", "pia"])
def test_nobody_comments_on_an_item_that_they_may_not_see(made: Made, version: ItemVersion, name: str) -> None:
    refused("R-46", comments.say, by=acting(getattr(made.crew, name)), version=version, words="Nice.")


def test_a_trainer_says_and_settles_nothing(made: Made, cast: Cast, version: ItemVersion) -> None:
    point = a_point(made, version)
    trains(cast, made, made.crew.rita)
    by = acting(made.crew.rita)

    refused("R-10", comments.say, by=by, version=version, words="Mine.")
    refused("R-10", comments.resolve, by=by, comment=point)


def test_comments_are_written_answered_and_resolved_by_pages(made: Made) -> None:
    version = in_review(made, a_draft(made))
    rita, ivo = (sign_in(Client(), person) for person in (made.crew.rita, made.crew.ivo))
    bench = reverse("itembank:version-key", args=[version.pk])
    rita.get(bench)

    assert (
        sent(rita, reverse("itembank:version-comment", args=[version.pk]), words="Two keys?", point="on").status_code
        == 302
    )
    point = ItemComment.objects.get()
    assert "Two keys? Rita Reviersen" in words(ivo.get(bench))
    assert sent(ivo, reverse("itembank:comment-answer", args=[point.pk]), words="No: step 4.").status_code == 302
    told = words(rita.get(bench))
    assert ("No: step 4. Ivo Itemsky" in told, "Open point" in told, "Resolve" in told) == (True, True, True)
    assert sent(rita, reverse("itembank:comment-resolve", args=[point.pk])).status_code == 302
    assert "Settled" in words(rita.get(bench))
