"""R-46: no work in a role while its instructions are not acknowledged, and none stands still for want of days."""

from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.documents import carrying, queries
from guildhall.documents.acts import distribution, versions
from guildhall.documents.models import Acknowledgement, DocumentVersion
from guildhall.identity import grants
from guildhall.identity.models import Condition, Grant, Person
from guildhall.identity.roles import EXAMINER, OPERATIONS, QUALITY_MANAGER
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Entry
from tests.cast import Cast, acting, authorise, give
from tests.documents.making import (
    CHECK,
    a_colleague,
    a_document,
    a_draft,
    acknowledged,
    approved,
    distributed,
    in_effect,
    put_into_effect_what_is_due,
)
from tests.making import a_scope


def holds(person: Person, role: Any) -> bool:
    return person.pk in grants.holders(role)


@pytest.fixture
def instruction(cast: Cast) -> DocumentVersion:
    return in_effect(cast, "WI-DESK", kind="instruction", title="Work at the desk")


def test_new_role_does_not_hold_until_its_instruction_is_acknowledged(cast: Cast, instruction: DocumentVersion) -> None:
    distributed(cast, instruction.document, OPERATIONS)
    kolja = a_colleague(cast)
    give(acting(cast.tom), kolja, OPERATIONS, cast.body)

    refusal = grants.refusal(kolja.pk, [OPERATIONS])
    assert refusal is not None
    assert (refusal.code, refusal.mend.link) == ("R-46", ("documents:mine",))
    assert "you have not acknowledged the documents that it works by" in refusal.sentence

    acknowledged(kolja, instruction)

    assert holds(kolja, OPERATIONS)
    assert Condition.objects.get(kind=grants.ACKNOWLEDGEMENT, grant__person=kolja).until_on == carrying.FOREVER


def test_role_without_instructions_hangs_on_none(cast: Cast, instruction: DocumentVersion) -> None:
    distributed(cast, instruction.document, OPERATIONS, must_acknowledge=False)
    kolja = a_colleague(cast)

    give(acting(cast.tom), kolja, OPERATIONS, cast.body)

    assert holds(kolja, OPERATIONS)
    assert not Condition.objects.filter(kind=grants.ACKNOWLEDGEMENT).exists()


def test_who_holds_the_role_already_has_until_the_day_that_is_named(
    cast: Cast, instruction: DocumentVersion, clock: Any
) -> None:
    clock.move(days=1)
    distributed(cast, instruction.document, OPERATIONS, from_on=house_clock.today() + timedelta(days=14))

    clock.move(days=13)
    assert holds(cast.olive, OPERATIONS)
    clock.move(days=1)
    refusal = grants.refusal(cast.olive.pk, [OPERATIONS])
    assert refusal is not None
    assert refusal.sentence == (
        "Your role as Operations lapsed after 16 Mar 2026, because a document that it works by took effect then, and "
        "you have not acknowledged it."
    )

    acknowledged(cast.olive, instruction)
    assert holds(cast.olive, OPERATIONS)


def test_coming_edition_is_acknowledged_ahead(cast: Cast, instruction: DocumentVersion, clock: Any) -> None:
    distributed(cast, instruction.document, OPERATIONS)
    kolja = a_colleague(cast)
    clock.move(days=1)
    give(acting(cast.tom), kolja, OPERATIONS, cast.body)
    for person in (cast.olive, kolja):
        acknowledged(person, instruction)
    clock.move(days=1)
    coming = approved(cast, instruction.document, house_clock.today() + timedelta(days=7))

    acknowledged(cast.olive, coming)
    assert holds(cast.olive, OPERATIONS)
    assert holds(kolja, OPERATIONS)
    clock.move(days=7)

    assert (holds(cast.olive, OPERATIONS), holds(kolja, OPERATIONS)) == (True, False)
    put_into_effect_what_is_due()
    assert (holds(cast.olive, OPERATIONS), holds(kolja, OPERATIONS)) == (True, False)
    acknowledged(kolja, coming)
    assert holds(kolja, OPERATIONS)


def test_any_language_of_the_edition_counts_and_an_earlier_edition_does_not(
    cast: Cast, instruction: DocumentVersion, clock: Any
) -> None:
    clock.move(days=1)
    german = approved(cast, instruction.document, language="de")
    distributed(cast, instruction.document, OPERATIONS)
    acknowledged(cast.olive, german)
    assert holds(cast.olive, OPERATIONS)

    clock.move(days=1)
    approved(cast, instruction.document)
    assert not holds(cast.olive, OPERATIONS)
    assert [each.ordinal for each, _ in queries.unacknowledged(cast.olive.pk)] == [2]


def test_approval_taken_back_takes_its_day_back(cast: Cast, instruction: DocumentVersion, clock: Any) -> None:
    distributed(cast, instruction.document, OPERATIONS)
    acknowledged(cast.olive, instruction)
    coming = approved(cast, instruction.document, house_clock.today() + timedelta(days=7))
    condition = Condition.objects.get(kind=grants.ACKNOWLEDGEMENT, grant__person=cast.olive)
    assert condition.until_on == date(2026, 3, 8)

    versions.withdraw(by=acting(cast.tom), version=coming, reason="A mistake in it.")

    condition.refresh_from_db()
    assert condition.until_on == carrying.FOREVER


def test_distribution_in_one_scheme_binds_there_alone(cast: Cast, instruction: DocumentVersion) -> None:
    one, other = a_scope(cast, "WTT"), a_scope(cast, "PVT")
    distributed(cast, instruction.document, EXAMINER, one)
    erik = a_colleague(cast, "Erik")

    for scope in (one, other):
        authorise(erik, EXAMINER, scope)

    assert grants.scopes_of(erik.pk, EXAMINER) == {other.pk}


def test_end_of_the_distribution_ends_what_hangs_on_it(cast: Cast, instruction: DocumentVersion) -> None:
    made = distributed(cast, instruction.document, OPERATIONS)
    assert not holds(cast.olive, OPERATIONS)

    with pytest.raises(Refusal, match="Something is missing"):
        distribution.end(by=acting(cast.quinn), distribution=made, reason="")
    made.refresh_from_db()
    ended = distribution.end(by=acting(cast.quinn), distribution=made, reason="Others do it now.")

    assert holds(cast.olive, OPERATIONS)
    with pytest.raises(Refusal, match="has been ended"):
        distribution.end(by=acting(cast.quinn), distribution=ended, reason="Again.")


def test_two_documents_carry_a_role_only_together(cast: Cast, instruction: DocumentVersion) -> None:
    second = in_effect(cast, "WI-KEYS", kind="instruction")
    for version in (instruction, second):
        distributed(cast, version.document, OPERATIONS)

    acknowledged(cast.olive, instruction)
    assert not holds(cast.olive, OPERATIONS)
    acknowledged(cast.olive, second)
    assert holds(cast.olive, OPERATIONS)


def test_document_that_says_nothing_yet_binds_nobody(cast: Cast) -> None:
    distributed(cast, a_document(cast), OPERATIONS)

    assert holds(cast.olive, OPERATIONS)


def test_who_keeps_documents_and_lost_the_role_reads_and_acknowledges(cast: Cast, instruction: DocumentVersion) -> None:
    distributed(cast, instruction.document, QUALITY_MANAGER)
    assert not holds(cast.quinn, QUALITY_MANAGER)

    acknowledged(cast.quinn, instruction)

    assert holds(cast.quinn, QUALITY_MANAGER)


def test_check_is_answered_rightly(cast: Cast, instruction: DocumentVersion) -> None:
    distributed(cast, instruction.document, OPERATIONS, questions=CHECK)

    for wrong in ((0,), (), (2,)):
        with pytest.raises(Refusal) as refused:
            acknowledged(cast.olive, instruction, *wrong)
        assert (refused.value.code, refused.value.field) == ("R-46", "question_0")
        assert "Who approves?" in refused.value.sentence
    acknowledged(cast.olive, instruction, 1)

    made = Acknowledgement.objects.select_related("person").get()
    assert made.answers == [{"question": "Who approves?", "answer": 1}]


def test_nobody_acknowledges_for_another_or_twice(cast: Cast, instruction: DocumentVersion) -> None:
    with pytest.raises(Refusal, match="Nobody acknowledges a document for somebody else"):
        distribution.acknowledge(by=acting(cast.quinn), person=cast.olive, version=instruction)
    acknowledged(cast.olive, instruction)
    with pytest.raises(Refusal, match="have acknowledged this version already"):
        acknowledged(cast.olive, instruction)


def test_draft_is_not_acknowledged(cast: Cast) -> None:
    draft = a_draft(cast, a_document(cast))

    with pytest.raises(Refusal, match="nothing to acknowledge"):
        acknowledged(cast.quinn, draft)


def test_outsider_acknowledges_nothing(cast: Cast, instruction: DocumentVersion) -> None:
    with pytest.raises(Refusal, match="not distributed to you"):
        acknowledged(cast.otto, instruction)


def test_what_somebody_owes_is_named_with_its_day(cast: Cast, instruction: DocumentVersion) -> None:
    today = house_clock.today()
    distributed(cast, instruction.document, OPERATIONS, from_on=today + timedelta(days=14))
    assert queries.unacknowledged(cast.olive.pk) == [(instruction, today + timedelta(days=14))]
    assert queries.unacknowledged(cast.otto.pk) == []

    acknowledged(cast.olive, instruction)

    assert queries.unacknowledged(cast.olive.pk) == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"role": "king"}, "distribution-role"),
        ({"role": "examiner", "scope": "body"}, "distribution-role"),
        ({"questions": CHECK, "must_acknowledge": False}, "check-sensible"),
        ({"questions": [{"question": "", "options": ["a", "b"], "right": 0}]}, "check-sensible"),
        ({"questions": [{"question": "Q?", "options": ["a", " a"], "right": 0}]}, "check-sensible"),
        ({"questions": [{"question": "Q?", "options": ["a", "b"], "right": 2}]}, "check-sensible"),
        ({"questions": [{"question": "Q?", "options": "ab", "right": 0}]}, "check-sensible"),
    ],
)
def test_distribution_that_could_not_work_is_refused(
    cast: Cast, instruction: DocumentVersion, asked: dict, code: str
) -> None:
    scope = cast.body if asked.get("scope") == "body" else None
    given = {"role": OPERATIONS.code, "must_acknowledge": True, **asked, "scope": scope}

    with pytest.raises(Refusal) as refused:
        distribution.distribute(by=acting(cast.quinn), document=instruction.document, **given)

    assert refused.value.code == code


def test_document_is_distributed_to_a_role_once(cast: Cast, instruction: DocumentVersion) -> None:
    distributed(cast, instruction.document, OPERATIONS)

    with pytest.raises(Refusal, match="distributed to this role already"):
        distributed(cast, instruction.document, OPERATIONS)


def test_only_what_changes_is_written_on_grants(cast: Cast, instruction: DocumentVersion) -> None:
    distributed(cast, instruction.document, OPERATIONS)
    acknowledged(cast.olive, instruction)
    before = Entry.objects.filter(act="identity.grant.condition").count()

    approved(cast, in_effect(cast, "WI-OTHER").document)

    assert Entry.objects.filter(act="identity.grant.condition").count() == before
    assert Grant.objects.filter(person=cast.olive).count() == 1
