"""Documents: registered with a code and an owner, described anew, made public and taken off the public pages."""

from typing import Any

import pytest

from guildhall.documents.acts import documents
from guildhall.documents.models import Document
from guildhall.identity.roles import SCHEME_MANAGER
from guildhall.kernel.refusals import Refusal
from tests.cast import Cast, acting, give
from tests.documents.making import a_colleague, a_document, in_effect, said_publicly
from tests.making import a_scope


def test_document_is_registered_under_its_kind_and_code(cast: Cast) -> None:
    made = a_document(cast, governs=["2012:9.8", "2026:9.8"], review_months=12)

    assert (made.number, made.code, made.kind_word, made.owner, made.governs, made.review_months) == (
        "PR-2026-000001",
        "PR-APPEALS",
        "Procedure",
        cast.quinn,
        ["2012:9.8", "2026:9.8"],
        12,
    )


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"code": "appeals"}, "code", "document-code"),
        ({"code": "PR-" + "A" * 40}, "code", "document-code"),
        ({"kind": "novel"}, "kind", "document-kind"),
        ({"title": " "}, "title", "title-said"),
        ({"title": "x" * 201}, "title", "title-said"),
        ({"governs": ["chapter nine"]}, "governs", "document-clauses"),
        ({"topic": "weather"}, "topic", "R-42"),
        ({"topic": "appeals"}, "is_public", "R-42"),
        ({"kind": "public-statement"}, "is_public", "R-42"),
        ({"is_public": True, "restricted": True}, "restricted", "R-42"),
        ({"review_months": 25}, "review_months", "T-20"),
        ({"review_months": 0}, "review_months", "T-20"),
        ({"is_public": True, "review_months": 13}, "review_months", "T-20"),
    ],
)
def test_document_that_could_not_be_controlled_is_refused(cast: Cast, said: dict, field: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        a_document(cast, **{"code": "PR-OTHER", **said})

    assert (refused.value.field, refused.value.code) == (field, code)
    assert not Document.objects.exists()


def test_code_belongs_to_one_document(cast: Cast) -> None:
    a_document(cast)

    with pytest.raises(Refusal, match="PR-APPEALS is another document already"):
        a_document(cast, title="Another")


def test_topic_belongs_to_one_document(cast: Cast) -> None:
    said_publicly(cast, "appeals")

    with pytest.raises(Refusal, match="PS-APPEALS is the body's word on this topic"):
        a_document(cast, "PS-OTHER", topic="appeals", is_public=True)


def test_owner_works_for_the_body(cast: Cast) -> None:
    with pytest.raises(Refusal, match="Only somebody of the body's personnel"):
        a_document(cast, owner=cast.otto)


def test_who_keeps_no_documents_registers_none(cast: Cast) -> None:
    asked = {"kind": "procedure", "title": "Mine", "owner": cast.olive, "scope": cast.body}

    with pytest.raises(Refusal, match="needs a role that you do not hold today"):
        documents.register(by=acting(cast.olive), code="PR-MINE", **asked)


def test_manager_of_a_scheme_registers_documents_of_that_scheme_alone(cast: Cast) -> None:
    scope, sam = a_scope(cast), a_colleague(cast, "Sam")
    give(acting(cast.tom), sam, SCHEME_MANAGER, scope)
    asked: dict[str, Any] = {"kind": "scheme-document", "title": "How to observe", "owner": sam}

    made = documents.register(by=acting(sam), code="SD-OBSERVE", scope=scope, **asked)

    assert (made.number, made.scope) == ("SD-2026-000001", scope)
    with pytest.raises(Refusal, match="needs a role that you do not hold today"):
        documents.register(by=acting(sam), code="SD-BODY", scope=cast.body, **asked)


def test_document_is_described_anew_and_its_code_stays(cast: Cast) -> None:
    made = a_document(cast)

    told = documents.describe(
        by=acting(cast.quinn),
        document=made,
        title="Appeals",
        owner=cast.tom,
        governs=["2012:9.8.1"],
        restricted=True,
        review_months=6,
    )

    assert (told.code, told.title, told.owner, told.governs, told.restricted, told.review_months) == (
        "PR-APPEALS",
        "Appeals",
        cast.tom,
        ["2012:9.8.1"],
        True,
        6,
    )


@pytest.mark.parametrize(
    ("said", "field"), [({"restricted": True}, "restricted"), ({"review_months": 24}, "review_months")]
)
def test_public_document_is_neither_restricted_nor_reviewed_rarely(cast: Cast, said: dict, field: str) -> None:
    public = said_publicly(cast, "appeals").document

    with pytest.raises(Refusal) as refused:
        documents.describe(by=acting(cast.quinn), document=public, title="x", owner=cast.quinn, **said)

    assert refused.value.field == field


def test_document_is_made_public_only_with_an_answer_on_training(cast: Cast) -> None:
    document = in_effect(cast).document

    with pytest.raises(Refusal) as refused:
        documents.publish(by=acting(cast.quinn), document=document)
    assert refused.value.code == "R-56"

    assert documents.publish(by=acting(cast.quinn), document=document, no_training_favoured=True).is_public
    with pytest.raises(Refusal, match="public already"):
        documents.publish(by=acting(cast.quinn), document=document, no_training_favoured=True)


def test_document_is_taken_off_the_public_pages_with_a_reason(cast: Cast) -> None:
    document = in_effect(cast, is_public=True).document

    with pytest.raises(Refusal, match="Something is missing"):
        documents.conceal(by=acting(cast.quinn), document=document, reason=" ")
    assert not documents.conceal(by=acting(cast.quinn), document=document, reason="Only for us.").is_public
    with pytest.raises(Refusal, match="This document is not public"):
        documents.conceal(by=acting(cast.quinn), document=document, reason="Again.")


def test_what_everybody_may_know_stays_public(cast: Cast) -> None:
    document = said_publicly(cast, "complaints").document

    with pytest.raises(Refusal) as refused:
        documents.conceal(by=acting(cast.quinn), document=document, reason="We would rather not.")

    assert refused.value.code == "R-42"
