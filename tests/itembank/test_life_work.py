"""What waits for whom while an item is reviewed and used, and who is told."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER
from guildhall.itembank import queries, readings, work
from guildhall.itembank.acts import comments, flags, items, pilots, reviews, statistics, validations
from guildhall.kernel import clock
from tests.cast import Cast, acting, authorise, sign_in
from tests.governance.making_body import a_house, switched_on
from tests.itembank.making import (
    RIGHT,
    a_draft,
    a_question,
    answered,
    in_keying,
    in_pilot,
    in_review,
    in_use,
    measured,
    reviewed,
    set_policy,
    trains,
)
from tests.itembank.test_work import told_of, waits
from tests.making import Made, a_psychometrician
from tests.schemes.making_studies import a_frozen_study


@pytest.fixture
def nele(cast: Cast, made: Made) -> Person:
    return a_psychometrician(cast, made)


def page(verb: str, pk: UUID) -> tuple[str, str]:
    return (f"itembank:version-{verb}", str(pk))


def test_each_step_of_a_review_waits_for_its_reviewers(made: Made, cast: Cast) -> None:
    set_policy(made, reviewers=2)
    authorise(cast.quinn, ITEM_REVIEWER, made.scope)
    first = reviews.endorse(by=acting(made.crew.rita), version=in_review(made, a_draft(made)), **RIGHT)

    assert waits(work.reviews, made.crew.rita) == []
    assert waits(work.reviews, cast.quinn) == [
        ("Item IT-2026-000001 v1: review its content", page("accept", first.pk)),
    ]
    reviews.accept(by=acting(cast.quinn), version=first, **RIGHT)
    assert [waits(work.reviews, each) for each in (made.crew.rita, cast.quinn)] == [
        [("Item IT-2026-000001 v1: review its fairness and language", page("assess", first.pk))]
    ] * 2


def test_what_a_machine_drafted_waits_for_an_expert_first(made: Made, cast: Cast) -> None:
    switched_on(a_house(cast, made.scope))
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question(), "drafted_with": "2.1"}
    version = in_review(made, items.write(by=acting(made.crew.ivo), by_machine=True, **given))
    told = "Item IT-2026-000001 v1: a machine drafted it; stand for it as an expert, or send it back"

    assert waits(work.reviews, made.crew.rita) == [(told, page("stand", version.pk))]
    validations.stand(by=acting(made.crew.rita), version=version, statement="Worked through.", sources="Manual")
    assert waits(work.reviews, made.crew.rita) == [
        ("Item IT-2026-000001 v1: review its content", page("accept", version.pk))
    ]


def test_a_key_waits_for_who_does_not_know_it(made: Made, cast: Cast) -> None:
    version = in_keying(made, a_draft(made))
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)

    assert waits(work.keys, made.crew.max) == [("Item IT-2026-000001 v1: answer it blind", page("answer", version.pk))]
    assert [waits(work.keys, each) for each in (made.crew.ivo, made.crew.rita, cast.ada)] == [[], [], []]
    readings.opened(by=acting(made.crew.max), version=version)
    assert waits(work.keys, made.crew.max) == []


def test_a_trainer_is_asked_for_no_blind_answer(made: Made, cast: Cast) -> None:
    in_keying(made, a_draft(made))
    trains(cast, made, made.crew.max)

    assert waits(work.keys, made.crew.max) == []


def test_pilots_wait_for_approval_and_for_who_judges_their_statistics(made: Made, nele: Person) -> None:
    set_policy(made, pilots=True, pilot_least=50)
    waiting = reviewed(made, a_draft(made))
    assert waits(work.approvals, made.crew.max) == [
        ("Item IT-2026-000001 v1: approve it for a pilot", page("approve-for-pilot", waiting.pk))
    ]

    by = acting(made.crew.max)
    tried = measured(pilots.begin(by=by, version=pilots.approve(by=by, version=waiting)), n=49)
    assert waits(work.pilots, nele) == []
    measured(tried, n=50)
    told = [("Item IT-2026-000001 v1: judge its statistics", page("review-statistics", tried.pk))]
    assert [waits(work.pilots, each) for each in (nele, made.crew.max, made.crew.ivo)] == [told, told, []]

    statistics.accept(by=acting(nele), version=tried)
    assert waits(work.pilots, nele) == []
    assert waits(work.approvals, made.crew.max) == [("Item IT-2026-000001 v1: approve it", page("approve", tried.pk))]


def test_new_statistics_wait_to_be_looked_at(made: Made, nele: Person) -> None:
    version = measured(in_use(made, a_draft(made)))

    assert waits(work.statistics, nele) == [
        ("Item IT-2026-000001 v1: look at its statistics", page("look", version.pk))
    ]
    statistics.look(by=acting(made.crew.max), version=version)
    assert waits(work.statistics, nele) == []


def test_statistics_of_one_study_wait_in_one_row_and_are_looked_at_together(made: Made, nele: Person) -> None:
    study = a_frozen_study(nele, made.scheme)
    used = [in_use(made, a_draft(made)) for _each in range(3)]
    for each, r in zip(used, (-0.12, 0.31, 0.44), strict=True):
        measured(each, study=study, r=r, flags=["negative"] if r < 0 else [])
    where = ("itembank:study-statistics", str(study.pk))
    told = [(f"Study {study.number}: look at the statistics of 3 items", where)]
    assert [waits(work.statistics, each) for each in (nele, made.crew.max, made.crew.ivo)] == [told, told, []]

    browser, address = sign_in(Client(), nele), reverse(where[0], args=where[1:])
    shown = browser.get(address)
    assert [str(row) for row, _cells in shown.context["rows"]] == [str(each) for each in used]
    assert ("−0.12" in shown.text, "flagged by the study" in shown.text) == (True, True)
    assert reverse("itembank:version-look", args=[used[0].pk]) in shown.text
    chosen = [f"{each.pk}@{each.revision}" for each in used[1:]]
    sent = {"act": "itembank.statistic.look", "row": chosen, "go": "", "comment": "As before.", "once": "1" * 32}
    assert browser.post(address, sent).context["done"] == 2

    assert [(each.version, each.comment) for each in queries.statistics_reviews(used[1])] == [(used[1], "As before.")]
    assert waits(work.statistics, nele) == [(f"Study {study.number}: look at the statistics of 1 item", where)]
    statistics.look(by=acting(nele), version=used[0])
    assert waits(work.statistics, nele) == []
    assert "Somebody has looked at everything" in browser.get(address).text
    assert sign_in(Client(), made.crew.ivo).get(address).status_code == 403


def test_flags_and_rests_wait_for_who_manages_the_bank(made: Made, nele: Person) -> None:
    by = acting(made.crew.max)
    flagged = flags.flag(by=acting(nele), version=in_use(made, a_draft(made)), reason="Two keys?")
    until = clock.today() + timedelta(days=20)
    resting = flags.rest(by=by, version=in_use(made, a_draft(made)), reason="Seen.", until=until)
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)

    told = [("Item IT-2026-000001 v1: judge what was flagged", page("key", flagged.pk))]
    assert [waits(work.flags, each) for each in (made.crew.max, nele, made.crew.ivo)] == [told, [], []]
    assert waits(work.rests, made.crew.max) == []
    with clock.at(clock.now() + timedelta(days=21)):
        assert waits(work.rests, made.crew.max) == [("Item IT-2026-000002 v1: use it again", page("wake", resting.pk))]


def test_everybody_concerned_hears_of_flags_comments_and_pilots(made: Made, cast: Cast, nele: Person) -> None:
    authorise(cast.quinn, ITEM_REVIEWER, made.scope)
    ivo, rita, manager, quinn = (str(each.pk) for each in (made.crew.ivo, made.crew.rita, made.crew.max, cast.quinn))
    talked = in_review(made, a_draft(made))
    readings.opened(by=acting(made.crew.rita), version=talked)
    comments.say(by=acting(made.crew.rita), version=talked, words="Who is somebody?")
    assert told_of("say", "comment") == {"itembank/item-commented": {ivo}}
    comments.say(by=acting(made.crew.ivo), version=talked, words="A technician.")
    assert told_of("say", "comment") == {"itembank/item-commented": {rita}}

    answered(made.crew.max, in_keying(made, a_draft(made)), {"RESPONSE": ["A"]})
    assert told_of("assess") == {"itembank/item-keying": {manager, quinn}}
    assert told_of("dispute", "key") == {"itembank/item-key-disputed": {ivo}}

    flagged = flags.flag(by=acting(nele), version=in_use(made, a_draft(made)), reason="Two keys?")
    assert told_of("flag") == {"itembank/item-flagged": {manager}}
    flags.keep(by=acting(made.crew.max), version=flagged, reason="One.")
    assert told_of("keep") == {"itembank/item-kept": {str(nele.pk)}}

    set_policy(made, pilots=True, pilot_least=50, reviewers=2)
    reviews.endorse(by=acting(made.crew.rita), version=in_review(made, a_draft(made)), **RIGHT)
    assert told_of("endorse") == {"itembank/item-second": {quinn}}
    set_policy(made, pilots=True, pilot_least=50)
    statistics.accept(by=acting(nele), version=measured(in_pilot(made, a_draft(made))))
    assert told_of("approve-for-pilot") == {"itembank/item-in-pilot": {ivo}}
    assert told_of("review-statistics") == {"itembank/item-statistics-accepted": {manager}}
