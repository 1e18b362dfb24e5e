"""Training kept apart from certification: what is stated and offered, equivalents, and words for the public."""

from typing import Any

import pytest

from guildhall.governance import wording
from guildhall.governance.acts import register, threats, training, wordings
from guildhall.governance.models import EquivalentSearch, PublicWording, TrainingStatement
from guildhall.governance.queries import training as queries
from guildhall.identity.roles import SCHEME_MANAGER
from guildhall.kernel import clock as house_clock
from tests.cast import Cast, acting, authorise
from tests.governance.making_body import (
    House,
    a_related_body,
    analysed,
    engaged,
    in_days,
    named,
    no_equivalent,
    offered,
    searched,
    stated,
    training_threat,
)
from tests.governance.refusing import refused

HARMLESS = "Our examination has two parts. Courses are offered by many schools."
FAVOURING = "Who takes our course passes more easily. The examination has two parts."


def test_statement_replaces_the_one_before(cast: Cast) -> None:
    earlier, later = stated(cast), stated(cast, words="We still train nobody.")

    states = dict(TrainingStatement.objects.values_list("number", "state"))
    assert states == {earlier.number: "superseded", later.number: "current"}
    assert (queries.statement(), later.confirm_on) == (later, in_days(365))


def test_statement_says_something_and_denies_no_offer(house: House) -> None:
    assert refused("training-stated", stated, cast=house.cast, words="").field == "words"
    offer = offered(house, kind="education")
    refusal = refused("training-stated", stated, cast=house.cast)
    assert (refusal.field, offer.number in refusal.sentence) == ("educates", True)
    assert stated(house.cast, educates=True, words="We teach apprentices.").educates


def test_what_a_related_body_offers_is_not_our_own(house: House) -> None:
    academy = a_related_body(house.cast, kind="trainer", trains=True)
    offered(house, related=academy)
    assert stated(house.cast).trains is False


def test_training_hangs_on_a_threat_that_was_analysed(house: House) -> None:
    waiting = named(house.cast, kind="training")
    other = analysed(house.cast, kind="financial")
    gone = threats.close(by=acting(house.cast.quinn), threat=training_threat(house.cast), reasons="Sold.")
    for threat in (waiting, other, gone):
        assert refused("training-offer", offered, house=house, threat=threat).field == "threat"

    assert offered(house).threat.kind == "training"


def test_training_is_recorded_before_it_begins(house: House) -> None:
    assert refused("training-offer", offered, house=house, begins_on=in_days(-1)).field == "begins_on"
    assert offered(house, begins_on=house_clock.today()).state == "offered"


def test_training_has_a_kind_a_title_and_a_scheme(house: House) -> None:
    assert refused("training-offer", offered, house=house, kind="coffee").field == "kind"
    assert refused("training-offer", offered, house=house, title="").field == "title"
    assert refused("training-offer", offered, house=house, scope=house.cast.body).field == "scope"


def test_training_of_others_concerns_us_while_they_are_related_and_train(house: House) -> None:
    silent = a_related_body(house.cast)
    ended = register.end(
        by=acting(house.cast.quinn), related=a_related_body(house.cast, trains=True), reason="Sold to others."
    )
    for related in (silent, ended):
        assert refused("training-offer", offered, house=house, related=related).field == "related"


def test_training_ends_with_a_reason(house: House) -> None:
    offer, by = offered(house), acting(house.cast.quinn)
    refused("change-reason", training.end, by=by, offer=offer, reason="")
    ended = training.end(by=by, offer=offer, reason="The academy was sold.")
    assert (ended.state, ended.ended_on, list(queries.offers())) == ("ended", house_clock.today(), [])


def test_own_course_alone_is_barred_until_a_search_found_no_equivalent(house: House, clock: Any) -> None:
    refusal = queries.own_course_is_barred(house.scope.pk, "SAFE")
    assert refusal is not None
    assert (refusal.code, refusal.mend.act) == ("R-57", "governance.equivalent-search.propose")

    searched(house)
    assert queries.own_course_is_barred(house.scope.pk, "SAFE") is not None
    no_equivalent(house)
    assert queries.own_course_is_barred(house.scope.pk, "safe") is None
    assert queries.own_course_is_barred(house.scope.pk, "EDU") is not None
    assert queries.own_course_is_barred(house.cast.body.pk, "SAFE") is not None

    clock.move(days=366)
    assert queries.own_course_is_barred(house.scope.pk, "SAFE") is not None


def test_search_is_approved_by_somebody_else(house: House) -> None:
    search = searched(house)
    refused("R-11", training.approve, by=acting(house.cast.quinn), search=search)
    assert training.approve(by=acting(house.uma), search=search).approved_by == house.uma


def test_manager_of_the_scheme_searches_in_no_other(house: House) -> None:
    sven = engaged(house.cast, "Sven")
    authorise(sven, SCHEME_MANAGER, house.scope)
    told = {"requirement": "SAFE", "course": "Own", "looked_at": "Four schools", "findings": "None."}

    assert training.propose(by=acting(sven), scope=house.scope, **told).proposed_by == sven
    refused("R-46", training.propose, by=acting(sven), scope=house.cast.body, **told)


def test_search_is_told_and_belongs_to_a_scheme(house: House) -> None:
    told = {"by": acting(house.cast.quinn), "course": "Own", "looked_at": "Four schools", "findings": "None."}
    refused("R-57", training.propose, scope=house.scope, requirement="", **told)
    refused("R-57", training.propose, scope=house.cast.body, requirement="SAFE", **told)


def test_later_search_replaces_the_one_before(house: House) -> None:
    earlier, later = no_equivalent(house), no_equivalent(house)
    states = dict(EquivalentSearch.objects.values_list("number", "state"))
    assert states == {earlier.number: "superseded", later.number: "approved"}


def test_rejected_search_opens_nothing(house: House) -> None:
    search = searched(house)
    refused("search-reason", training.reject, by=acting(house.uma), search=search, reason="")
    training.reject(by=acting(house.uma), search=search, reason="Two schools were overlooked.")
    assert queries.own_course_is_barred(house.scope.pk, "SAFE") is not None


def handed_in(house: House, words: str = HARMLESS) -> PublicWording:
    asked = {"title": "How to be certified", "medium": "Web page", "words": words}
    return wordings.propose(by=acting(house.cast.quinn), **asked)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (HARMLESS, []),
        (FAVOURING, ["Who takes our course passes more easily."]),
        ("Mit unserem Lehrgang bestehen Sie leichter!", ["Mit unserem Lehrgang bestehen Sie leichter!"]),
        ("Our course costs 400 euros.\nBook both at a discount", []),
        ("The course bundle includes the examination", ["The course bundle includes the examination"]),
    ],
)
def test_passages_that_favour_training_are_marked(words: str, found: list[str]) -> None:
    assert wording.passages(words) == found


def test_text_is_cleared_by_somebody_else_who_answers_the_question(house: House) -> None:
    text = handed_in(house)
    refused("R-11", wordings.clear, by=acting(house.cast.quinn), wording=text, no_training_favoured=True)
    refused("R-56", wordings.clear, by=acting(house.uma), wording=text, no_training_favoured=False)

    cleared = wordings.clear(by=acting(house.uma), wording=text, no_training_favoured=True)
    assert (cleared.state, cleared.no_training_favoured) == ("cleared", True)


def test_striking_passages_are_answered(house: House) -> None:
    text = handed_in(house, FAVOURING)
    asked = {"by": acting(house.uma), "wording": text, "no_training_favoured": True}
    refusal = refused("R-56", wordings.clear, **asked)
    assert refusal.field == "reasons"
    assert wordings.clear(**asked, reasons="It quotes a complaint.").state == "cleared"


def test_refused_text_names_what_must_go(house: House) -> None:
    text = handed_in(house, FAVOURING)
    refused("R-56", wordings.refuse, by=acting(house.uma), wording=text, reasons=" ")
    assert wordings.refuse(by=acting(house.uma), wording=text, reasons="The first sentence.").state == "refused"


def test_text_is_told_and_withdrawn_with_reasons(house: House) -> None:
    refused("R-56", handed_in, house=house, words="")
    cleared = wordings.clear(by=acting(house.uma), wording=handed_in(house), no_training_favoured=True)
    refused("R-56", wordings.withdraw, by=acting(house.uma), wording=cleared, reasons="")
    assert wordings.withdraw(by=acting(house.uma), wording=cleared, reasons="Out of date.").state == "withdrawn"
