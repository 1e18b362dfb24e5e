"""Items are reviewed by others, approved by a third, and taken out of use."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from guildhall import qti
from guildhall.governance.models import AiJudgement
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, ITEM_WRITER
from guildhall.itembank import contents, delivering, queries
from guildhall.itembank.acts import items, reviews, validations
from guildhall.itembank.models import AiValidation, ItemReview, ItemVersion, KeyValidation
from guildhall.itembank.questions import Form
from guildhall.ledger import history
from guildhall.ledger.guard import writing_as
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, acting, authorise, sign_in
from tests.governance.making_body import a_house, switched_on
from tests.itembank.examples import example
from tests.itembank.making import (
    RIGHT,
    a_draft,
    a_question,
    file,
    handed_in,
    in_review,
    in_use,
    refused,
    reviewed,
    trains,
)
from tests.itembank.test_pages import sent, words
from tests.making import Made


def test_an_item_goes_from_its_author_over_a_reviewer_to_who_approves_it(made: Made) -> None:
    version = in_use(made, a_draft(made))

    version.refresh_from_db()
    found = ItemReview.objects.order_by("reviewed_at", "id").values_list("step", "reviewed_by", "accepted")
    assert list(found) == [("content", made.crew.rita.pk, True), ("fairness", made.crew.rita.pk, True)]
    blind = KeyValidation.objects.get()
    assert (blind.answered_by, blind.earned, blind.maximum, blind.agrees) == (made.crew.max, 1, 1, True)
    assert (version.state, version.approved_by) == ("operational", made.crew.max)
    seen = {blind.fingerprint, *ItemReview.objects.values_list("fingerprint", flat=True)}
    assert seen == {version.fingerprint}
    acts = Entry.objects.filter(subject=version.ref).order_by("id").values_list("act", "after")
    assert list(acts) == [
        ("itembank.item.write", "draft"),
        ("itembank.item.submit", "content"),
        ("itembank.item.accept", "fairness"),
        ("itembank.item.assess", "keying"),
        ("itembank.key.answer", ""),
        ("itembank.key.confirm", "validated"),
        ("itembank.item.approve", "operational"),
    ]


def test_nobody_reviews_their_own_item(made: Made) -> None:
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)
    version = in_review(made, a_draft(made))

    refusal = refused("R-11", reviews.accept, by=acting(made.crew.ivo), version=version, **RIGHT)

    assert refusal.clauses == ("2012:9.2.4", "2012:10.2.3", "2026:9.3")
    refused("R-11", reviews.send_back, by=acting(made.crew.ivo), version=version, comment="Not mine to say.")
    attempts = Entry.objects.filter(outcome="refused", code="R-11").values_list("act", flat=True)
    assert sorted(attempts) == ["itembank.item.accept", "itembank.item.send-back"]


def test_nobody_reviews_a_later_version_of_their_own_item(made: Made) -> None:
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)
    authorise(made.crew.rita, ITEM_WRITER, made.scope)
    revised = items.revise(by=acting(made.crew.max), version=in_use(made, a_draft(made)))
    submitted = reviews.submit(by=acting(made.crew.max), version=revised)

    refused("R-11", reviews.accept, by=acting(made.crew.ivo), version=submitted, **RIGHT)

    assert reviews.accept(by=acting(made.crew.rita), version=submitted, **RIGHT).state == "fairness"


def test_nobody_approves_their_own_item_whatever_their_role(made: Made) -> None:
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)
    version = reviewed(made, a_draft(made))

    refused("R-11", reviews.approve, by=acting(made.crew.ivo), version=version)


def test_one_person_does_not_both_review_and_approve(made: Made) -> None:
    authorise(made.crew.rita, EXAM_MANAGER, made.scope)
    version = reviewed(made, a_draft(made))

    refused("R-11", reviews.approve, by=acting(made.crew.rita), version=version)

    assert reviews.approve(by=acting(made.crew.max), version=version).state == "operational"


@pytest.mark.parametrize("name", ["ivo", "max", "sam", "dora"])
def test_an_item_is_accepted_by_who_reviews_items_of_the_scheme(made: Made, cast: Cast, name: str) -> None:
    version = in_review(made, a_draft(made))

    for person in (getattr(made.crew, name), cast.ada, cast.tom):
        refused("R-46", reviews.accept, by=acting(person), version=version, **RIGHT)


@pytest.mark.parametrize("name", ["ivo", "rita", "sam", "dora"])
def test_an_item_is_approved_locked_and_retired_by_who_manages_the_scheme(made: Made, cast: Cast, name: str) -> None:
    version = reviewed(made, a_draft(made))

    for person in (getattr(made.crew, name), cast.ada, cast.tom):
        by = acting(person)
        refused("R-46", reviews.approve, by=by, version=version)
        refused("R-46", reviews.compromise, by=by, version=version, reason="Known.")
        refused("R-46", reviews.retire, by=by, version=version, reason="Old.")
        refused("R-46", reviews.send_back, by=by, version=version, comment="No.")


@pytest.mark.parametrize("lacking", ["content_is_right", "key_is_right"])
def test_content_is_accepted_in_every_respect_or_not_at_all(made: Made, lacking: str) -> None:
    version = in_review(made, a_draft(made))

    refusal = refused("R-26", reviews.accept, by=acting(made.crew.rita), version=version, **{**RIGHT, lacking: False})

    assert (refusal.field, ItemReview.objects.count()) == (lacking, 0)


def test_who_sends_an_item_back_says_what_to_mend(made: Made) -> None:
    version = in_review(made, a_draft(made))
    by = acting(made.crew.rita)

    assert refused("R-26", reviews.send_back, by=by, version=version, comment=" ").field == "comment"

    sent = reviews.send_back(by=by, version=version, comment="Two options are right.", key_is_right=False)
    review = ItemReview.objects.get()
    assert (sent.state, review.accepted, review.comment) == ("draft", False, "Two options are right.")
    assert (review.content_is_right, review.key_is_right, review.language_is_fair) == (True, False, True)


def test_what_was_mended_is_reviewed_again_as_a_whole(made: Made) -> None:
    by_rita = acting(made.crew.rita)
    sent = reviews.send_back(by=by_rita, version=in_review(made, a_draft(made)), comment="Mend the key.")
    mended = items.edit(by=acting(made.crew.ivo), version=sent, question=a_question(key=("C",)))

    approved = in_use(made, mended)

    first, content, fairness = ItemReview.objects.order_by("reviewed_at", "id")
    assert [each.accepted for each in (first, content, fairness)] == [False, True, True]
    assert first.fingerprint != content.fingerprint == fairness.fingerprint == approved.fingerprint
    assert ("<qti-value>B<" in first.source, content.source) == (True, "")


def test_the_manager_sends_back_what_was_reviewed(made: Made) -> None:
    version = reviewed(made, a_draft(made))

    assert reviews.send_back(by=acting(made.crew.max), version=version, comment="Off the blueprint.").state == "draft"


def test_comments_of_a_review_stand_in_no_history(made: Made) -> None:
    version = in_review(made, a_draft(made))
    sent = reviews.send_back(by=acting(made.crew.rita), version=version, comment="The rotor is option B.")

    assert next(line.told for line in history.of(sent)) == "sent the item IT-2026-000001 v1 back to its author"


def test_an_item_that_nobody_can_score_is_not_submitted(made: Made) -> None:
    named = file("essay-30.xml").replace(b'identifier="essay"', b'identifier="IT-2026-000001"')
    version = items.replace(by=acting(made.crew.ivo), version=a_draft(made), intake=handed_in(named))

    refusal = refused("R-26", reviews.submit, by=acting(made.crew.ivo), version=version)

    assert refusal.sentence == "The house cannot score this item: a person would have to, or it yields no points."


def test_an_item_that_asks_for_a_file_is_for_no_examination(made: Made) -> None:
    question = example(Form.UPLOAD)
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=question)

    refusal = refused("R-26", reviews.submit, by=acting(made.crew.ivo), version=version)

    assert refusal.sentence == "Candidates would answer this item by a file, and an examination here takes none in."
    (found,) = handed_in(qti.to_xml(delivering.parsed(version))).found
    assert (found.rejected, found.interactions, found.maximum) == (False, "upload", 4)


def test_an_item_that_does_not_hold_together_is_not_approved(made: Made) -> None:
    version = reviewed(made, a_draft(made))
    touched = _sealed(version, version.source.replace("<qti-value>B<", "<qti-value>X<"))
    for found in (*ItemReview.objects.all(), KeyValidation.objects.get()):
        forge.alter(found, fingerprint=contents.fingerprint(touched))

    refusal = refused("R-26", reviews.approve, by=acting(made.crew.max), version=touched)

    assert refusal.sentence == "The key 'X' is no choice; nobody can give it."


def test_what_changed_since_its_review_is_not_approved(made: Made) -> None:
    version = reviewed(made, a_draft(made))
    touched = _sealed(version, version.source.replace("<qti-value>B<", "<qti-value>C<"))

    refusal = refused("R-26", reviews.approve, by=acting(made.crew.max), version=touched)

    assert refusal.mend.act == "itembank.item.send-back"


def test_an_item_outside_the_blueprint_is_not_approved(made: Made) -> None:
    version = reviewed(made, a_draft(made, "C"))
    forge.alter(made.domains["C"], code="D")

    refusal = refused("R-26", reviews.approve, by=acting(made.crew.max), version=version)

    assert refusal.sentence == "“C” is no domain of Wind Turbine Technician."


def test_what_a_machine_drafted_needs_a_human_expert(made: Made, cast: Cast) -> None:
    switched_on(a_house(cast, made.scope))
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question()}
    version = in_review(made, items.write(by=acting(made.crew.ivo), by_machine=True, drafted_with="2.1", **given))
    by = acting(made.crew.rita)

    refusal = refused("R-54", reviews.accept, by=by, version=version, **RIGHT)
    assert (refusal.mend.link, refusal.clauses[0]) == (
        ("itembank:version-stand", str(version.pk)),
        "2026:6.5/expert-validation",
    )

    stood = validations.stand(by=by, version=version, statement="I worked it through.", sources="Manual WT-3")
    assert (stood.validated_by, stood.fingerprint) == (made.crew.rita, contents.fingerprint(version))
    reviews.accept(by=by, version=version, **RIGHT)
    judged = AiJudgement.objects.get()
    assert (judged.about, judged.verdict, judged.judged_by) == (version.ref, "accepted", made.crew.rita)


def test_an_expert_stands_by_a_page_for_what_a_machine_drafted(made: Made, cast: Cast) -> None:
    switched_on(a_house(cast, made.scope))
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question(), "drafted_with": "2.1"}
    version = in_review(made, items.write(by=acting(made.crew.ivo), by_machine=True, **given))
    rita = sign_in(Client(), made.crew.rita)
    page = reverse("itembank:version-stand", args=[version.pk])

    assert sent(rita, page, statement="I did every step.", sources="").status_code == 422
    assert sent(rita, page, statement="I did every step.", sources="Manual WT-3").status_code == 302

    told = words(rita.get(reverse("itembank:version-key-found", args=[version.pk])))
    assert "Stands as an expert for what a machine drafted. I did every step. (Manual WT-3)" in told


@pytest.mark.parametrize(
    ("wrong", "field"), [({"statement": " "}, "statement"), ({"sources": ""}, "sources")], ids=["how", "against what"]
)
def test_an_expert_says_how_they_verified_it(made: Made, cast: Cast, wrong: dict[str, str], field: str) -> None:
    switched_on(a_house(cast, made.scope))
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question(), "drafted_with": "2.1"}
    version = in_review(made, items.write(by=acting(made.crew.ivo), by_machine=True, **given))
    said = {"statement": "I did every step.", "sources": "Manual WT-3", **wrong}

    refusal = refused("R-54", validations.stand, by=acting(made.crew.rita), version=version, **said)

    assert (refusal.field, AiValidation.objects.count()) == (field, 0)


def test_nobody_stands_for_what_they_drafted_with_a_machine_nor_for_what_a_person_wrote(made: Made, cast: Cast) -> None:
    switched_on(a_house(cast, made.scope))
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question(), "drafted_with": "2.1"}
    drafted = in_review(made, items.write(by=acting(made.crew.ivo), by_machine=True, **given))
    said = {"statement": "I did every step.", "sources": "Manual WT-3"}

    refused("R-11", validations.stand, by=acting(made.crew.ivo), version=drafted, **said)
    refused("R-54", validations.stand, by=acting(made.crew.rita), version=in_review(made, a_draft(made)), **said)
    refused("R-46", validations.stand, by=acting(made.crew.max), version=drafted, **said)


def test_what_an_expert_stood_for_counts_for_that_content_alone(made: Made, cast: Cast) -> None:
    switched_on(a_house(cast, made.scope))
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question(), "drafted_with": "2.1"}
    version = in_review(made, items.write(by=acting(made.crew.ivo), by_machine=True, **given))
    by = acting(made.crew.rita)
    validations.stand(by=by, version=version, statement="I did every step.", sources="Manual WT-3")
    sent_back = reviews.send_back(by=by, version=version, comment="C is right.")
    mended = items.edit(by=acting(made.crew.ivo), version=sent_back, question=a_question(key=("C",)))

    refused("R-54", reviews.accept, by=by, version=in_review(made, mended), **RIGHT)


def test_sending_a_machines_draft_back_overrides_its_output(made: Made, cast: Cast) -> None:
    switched_on(a_house(cast, made.scope))
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question(), "drafted_with": "2.1"}
    version = in_review(made, items.write(by=acting(made.crew.ivo), by_machine=True, **given))

    reviews.send_back(by=acting(made.crew.rita), version=version, comment="Two right keys.")

    judged = AiJudgement.objects.get()
    assert (judged.verdict, judged.reasons, judged.model_version) == ("overridden", "Two right keys.", "2.1")


@pytest.mark.parametrize("reached", [lambda made, draft: draft, in_review, reviewed, in_use])
def test_an_item_is_locked_from_any_state_at_once(made: Made, reached: Any) -> None:
    version = reached(made, a_draft(made))
    by = acting(made.crew.max)

    assert refused("R-60", reviews.compromise, by=by, version=version, reason=" ").field == "reason"
    locked = reviews.compromise(by=by, version=version, reason="A candidate had a list of the questions.")

    assert (locked.state, list(queries.usable(made.scheme))) == ("compromised", [])


def test_a_lock_is_taken_away_with_a_reason_and_everything_is_done_anew(made: Made) -> None:
    by = acting(made.crew.max)
    locked = reviews.compromise(by=by, version=in_use(made, a_draft(made)), reason="Sold.")

    refused("R-60", reviews.clear, by=by, version=locked, reason="")
    cleared = reviews.clear(by=by, version=locked, reason="It was another body's item.")

    assert cleared.state == "draft"
    refused("state", reviews.approve, by=by, version=cleared)
    assert in_use(made, cleared).state == "operational"


def test_an_item_is_retired_with_a_reason(made: Made) -> None:
    version = in_use(made, a_draft(made))
    by = acting(made.crew.max)

    refused("R-60", reviews.retire, by=by, version=version, reason="")
    retired = reviews.retire(by=by, version=version, reason="The directive was replaced.")

    assert (retired.state, list(queries.usable(made.scheme))) == ("retired", [])


def test_a_trainer_has_no_part_in_items_of_others(made: Made, cast: Cast) -> None:
    waiting, accepted = in_review(made, a_draft(made)), reviewed(made, a_draft(made))
    locked = reviews.compromise(by=acting(made.crew.max), version=in_use(made, a_draft(made)), reason="Sold.")
    trains(cast, made, made.crew.rita)
    trains(cast, made, made.crew.max)
    by_rita, by_max = acting(made.crew.rita), acting(made.crew.max)

    refused("R-10", reviews.accept, by=by_rita, version=waiting, **RIGHT)
    refused("R-10", reviews.send_back, by=by_rita, version=waiting, comment="No.")
    refused("R-10", reviews.approve, by=by_max, version=accepted)
    refused("R-10", reviews.clear, by=by_max, version=locked, reason="No.")
    refused("R-10", reviews.retire, by=by_max, version=accepted, reason="No.")


def test_the_database_refuses_an_approval_by_the_author(made: Made) -> None:
    version = in_use(made, a_draft(made))

    with writing_as("forge"), pytest.raises(IntegrityError, match="item_has_four_eyes"), transaction.atomic():
        ItemVersion.objects.filter(pk=version.pk).update(approved_by=made.crew.ivo)


def _sealed(version: ItemVersion, source: str) -> ItemVersion:
    """The version with another source, as somebody with the keys and a database client would write it."""
    version.source = source
    with forge.behind_the_acts():
        version.save(update_fields=["source"])
    return version
