"""Versions: written by one, approved by another, in effect from a day, reviewed, replaced, withdrawn, archived."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter

from guildhall.documents import papers, queries, readings
from guildhall.documents.acts import documents, versions
from guildhall.documents.lifecycles import VersionState
from guildhall.documents.models import DocumentVersion, PeriodicReview
from guildhall.documents.papers import Paper
from guildhall.identity.roles import SCHEME_APPROVER
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Access
from guildhall.vault.files import Received
from tests.cast import Cast, acting, give
from tests.documents.making import (
    a_colleague,
    a_controller,
    a_document,
    a_draft,
    a_paper,
    a_pdf,
    approved,
    in_effect,
    put_into_effect_what_is_due,
    said_publicly,
    submitted,
)
from tests.making import a_scope


def state(version: DocumentVersion) -> str:
    version.refresh_from_db()
    return version.state


def test_version_goes_from_draft_into_effect(cast: Cast) -> None:
    today = house_clock.today()

    version = approved(cast, a_document(cast))

    assert (version.state, version.ordinal, version.language, version.number) == (
        VersionState.EFFECTIVE,
        1,
        "en",
        "PR-2026-000001/1/en",
    )
    assert (version.authored_by, version.approved_by, version.effective_on) == (cast.quinn, cast.tom, today)
    assert version.review_due_on == today.replace(year=today.year + 2)
    assert queries.effective("PR-APPEALS") == version


def test_draft_begins_as_a_copy_and_leaves_in_effect_what_is(cast: Cast) -> None:
    first = in_effect(cast, body="First words.")

    second = versions.draft(by=acting(cast.quinn), document=first.document, language="en")

    assert (second.ordinal, second.body, second.title) == (2, "First words.", first.title)
    assert queries.effective("PR-APPEALS") == first


def test_later_version_takes_the_place_of_the_one_before_it_on_its_day(cast: Cast, clock: Any) -> None:
    first = in_effect(cast)
    later = house_clock.today() + timedelta(days=10)
    second = approved(cast, first.document, later)
    assert (second.state, state(first)) == (VersionState.APPROVED, VersionState.EFFECTIVE)

    put_into_effect_what_is_due()
    assert state(second) == VersionState.APPROVED
    clock.move(days=10)
    put_into_effect_what_is_due()

    assert (state(first), state(second)) == (VersionState.OBSOLETE, VersionState.EFFECTIVE)
    assert first.ended_on == later
    assert queries.effective("PR-APPEALS") == second


def test_day_of_a_version_is_not_anticipated(cast: Cast) -> None:
    coming = approved(cast, a_document(cast), house_clock.today() + timedelta(days=1))

    with pytest.raises(Refusal, match="has not come"):
        versions.take_effect(by=versions.TIMERS, version=coming)


def test_languages_are_versions_of_one_edition(cast: Cast) -> None:
    english = in_effect(cast)
    german = approved(cast, english.document, language="de")
    assert (english.ordinal, german.ordinal) == (1, 1)

    second = approved(cast, english.document)

    assert (second.ordinal, state(german)) == (2, VersionState.EFFECTIVE)
    assert queries.next_ordinal(english.document_id, "de") == 2
    assert [each.pk for each in queries.lagging()] == [german.pk]
    assert queries.effective("PR-APPEALS", "de") == german
    assert queries.effective("PR-APPEALS", "fr") == second


@pytest.mark.parametrize("language", ["fr", ""])
def test_language_of_the_house_alone_is_written(cast: Cast, language: str) -> None:
    with pytest.raises(Refusal) as refused:
        versions.draft(by=acting(cast.quinn), document=a_document(cast), language=language)

    assert refused.value.field == "language"


def test_document_has_one_working_draft_in_a_language(cast: Cast) -> None:
    document = a_document(cast)
    draft = a_draft(cast, document)

    with pytest.raises(Refusal, match=f"{draft.number} is being written already"):
        a_draft(cast, document)

    assert a_draft(cast, document, "de").language == "de"


def test_nobody_writes_in_what_was_submitted_or_is_in_effect(cast: Cast) -> None:
    effective = in_effect(cast)
    waiting = submitted(cast, effective.document)

    for version in (effective, waiting):
        with pytest.raises(Refusal, match="not possible in the state"):
            versions.write(by=acting(cast.quinn), version=version, title="Other", body="Other words")


def test_outsider_and_colleague_write_nothing(cast: Cast) -> None:
    draft = a_draft(cast, a_document(cast))

    for person in (cast.otto, a_colleague(cast), cast.olive):
        with pytest.raises(Refusal, match="needs a role"):
            versions.write(by=acting(person), version=draft, title="Mine", body="Mine")


def test_owner_writes_their_document(cast: Cast) -> None:
    document = a_document(cast, owner=cast.olive)

    begun = versions.draft(by=acting(cast.olive), document=document, language="en")

    assert begun.authored_by == cast.olive


def test_empty_version_is_not_submitted(cast: Cast) -> None:
    begun = versions.draft(by=acting(cast.quinn), document=a_document(cast), language="en")

    with pytest.raises(Refusal, match="says nothing yet"):
        versions.submit(by=acting(cast.quinn), version=begun)


def test_second_version_says_what_changed(cast: Cast) -> None:
    again = a_draft(cast, in_effect(cast).document, summary=" ")

    with pytest.raises(Refusal, match="does not say what changed"):
        versions.submit(by=acting(cast.quinn), version=again)


def test_version_has_a_title(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        a_draft(cast, a_document(cast), title=" ")

    assert refused.value.field == "title"


def test_author_does_not_approve_and_neither_does_who_wrote_in_it_later(cast: Cast) -> None:
    draft = a_draft(cast, a_document(cast))
    draft = versions.write(by=acting(cast.tom), version=draft, title="By two", body="Two wrote this.")
    waiting = versions.submit(by=acting(cast.quinn), version=draft)

    for person in (cast.quinn, cast.tom):
        with pytest.raises(Refusal) as refused:
            versions.approve(by=acting(person), version=waiting, effective_on=house_clock.today())
        assert refused.value.code == "R-11"


@pytest.mark.parametrize("kind", ["policy", "public-statement", "manual"])
def test_what_the_body_promises_is_approved_by_top_management(cast: Cast, kind: str) -> None:
    document = a_document(cast, "XX-ANY", kind=kind, is_public=True, owner=cast.olive)
    begun = versions.draft(by=acting(cast.olive), document=document, language="en")
    written = versions.write(by=acting(cast.olive), version=begun, title="We promise", body="Everything.")
    waiting = versions.submit(by=acting(cast.olive), version=written)
    asked = {"version": waiting, "effective_on": house_clock.today(), "no_training_favoured": True}

    with pytest.raises(Refusal, match="Top management"):
        versions.approve(by=acting(cast.quinn), **asked)

    assert versions.approve(by=acting(cast.tom), **asked).state == VersionState.EFFECTIVE


def test_approver_of_a_scheme_approves_its_documents_and_no_others(cast: Cast) -> None:
    scope, ava = a_scope(cast), a_colleague(cast, "Ava")
    give(acting(cast.tom), ava, SCHEME_APPROVER, scope)
    theirs = submitted(cast, a_document(cast, "SD-MARKING", scope=scope))
    other = submitted(cast, a_document(cast))

    with pytest.raises(Refusal, match="needs a role"):
        versions.approve(by=acting(ava), version=other, effective_on=house_clock.today())
    assert versions.approve(by=acting(ava), version=theirs, effective_on=house_clock.today()).approved_by == ava


def test_public_text_is_approved_only_with_an_answer_on_training(cast: Cast) -> None:
    waiting = submitted(cast, a_document(cast, is_public=True))

    with pytest.raises(Refusal) as refused:
        versions.approve(by=acting(cast.tom), version=waiting, effective_on=house_clock.today())

    assert refused.value.code == "R-56"


def test_version_takes_effect_never_before_its_approval(cast: Cast) -> None:
    waiting = submitted(cast, a_document(cast))

    with pytest.raises(Refusal) as refused:
        versions.approve(by=acting(cast.tom), version=waiting, effective_on=house_clock.today() - timedelta(days=1))

    assert refused.value.field == "effective_on"


def test_one_approved_version_waits_for_its_day(cast: Cast) -> None:
    document = a_document(cast)
    later = house_clock.today() + timedelta(days=3)
    coming = approved(cast, document, later)

    with pytest.raises(Refusal, match=f"{coming.number} is approved and waits for its day"):
        approved(cast, document, later)


def test_version_is_sent_back_with_what_has_to_become_better(cast: Cast) -> None:
    waiting = submitted(cast, a_document(cast))

    with pytest.raises(Refusal, match="Something is missing"):
        versions.send_back(by=acting(cast.tom), version=waiting, reason="")
    back = versions.send_back(by=acting(cast.tom), version=waiting, reason="Say until when.")

    assert (back.state, back.sent_back_because) == (VersionState.DRAFT, "Say until when.")
    assert versions.submit(by=acting(cast.quinn), version=back).sent_back_because == ""


def test_discarded_draft_leaves_its_number_to_the_next(cast: Cast) -> None:
    document = a_document(cast)
    versions.discard(by=acting(cast.quinn), version=a_draft(cast, document), reason="Not needed.")

    assert a_draft(cast, document).ordinal == 1


def test_periodic_review_confirms_by_somebody_who_did_not_write(cast: Cast, clock: Any) -> None:
    version = in_effect(cast)
    clock.move(days=300)
    under = versions.review(by=acting(cast.quinn), version=version)
    assert (under.state, queries.effective("PR-APPEALS")) == (VersionState.UNDER_REVIEW, version)

    with pytest.raises(Refusal) as refused:
        versions.confirm(by=acting(cast.quinn), version=under, findings="All is well.")
    assert refused.value.code == "R-11"
    with pytest.raises(Refusal, match="Something is missing"):
        versions.confirm(by=acting(cast.tom), version=under, findings="")
    confirmed = versions.confirm(by=acting(cast.tom), version=under, findings="Still what we do.")

    today = house_clock.today()
    assert (confirmed.state, confirmed.review_due_on) == (VersionState.EFFECTIVE, today.replace(year=today.year + 2))
    looked = PeriodicReview.objects.get()
    assert (looked.begun_by, looked.finished_by, looked.outcome, looked.findings) == (
        cast.quinn,
        cast.tom,
        "right",
        "Still what we do.",
    )


def test_periodic_review_that_finds_fault_begins_a_draft_and_stays_due(cast: Cast) -> None:
    version = in_effect(cast)
    due = version.review_due_on
    under = versions.review(by=acting(cast.quinn), version=version)

    kept = versions.revise(by=acting(cast.quinn), version=under, findings="The law changed.")

    draft = queries.at_work(version.document_id, "en")
    assert (kept.state, kept.review_due_on, draft and draft.ordinal) == (VersionState.EFFECTIVE, due, 2)


def test_review_open_when_a_version_ends_is_closed_with_it(cast: Cast) -> None:
    version = in_effect(cast)
    versions.review(by=acting(cast.quinn), version=version)

    approved(cast, version.document)

    assert state(version) == VersionState.OBSOLETE
    assert [(each.outcome, each.finished_by) for each in version.reviews.all()] == [("wanting", cast.quinn)]


def test_version_is_withdrawn_with_a_reason_and_archived(cast: Cast) -> None:
    version = in_effect(cast)

    with pytest.raises(Refusal, match="Something is missing"):
        versions.withdraw(by=acting(cast.tom), version=version, reason="")
    withdrawn = versions.withdraw(by=acting(cast.tom), version=version, reason="Nobody works so any more.")
    archived = versions.archive(by=acting(cast.quinn), version=withdrawn)

    assert (archived.state, archived.ended_on) == (VersionState.ARCHIVED, house_clock.today())
    assert queries.effective("PR-APPEALS") is None


def test_approval_is_taken_back_before_its_day(cast: Cast, clock: Any) -> None:
    coming = approved(cast, a_document(cast), house_clock.today() + timedelta(days=3))

    versions.withdraw(by=acting(cast.tom), version=coming, reason="A mistake in it.")
    clock.move(days=5)
    put_into_effect_what_is_due()

    assert state(coming) == VersionState.WITHDRAWN


def test_what_everybody_may_know_is_replaced_and_not_withdrawn(cast: Cast) -> None:
    statement = said_publicly(cast, "impartiality")

    with pytest.raises(Refusal) as refused:
        versions.withdraw(by=acting(cast.tom), version=statement, reason="We would rather not.")
    assert refused.value.code == "R-42"

    german = approved(cast, statement.document, language="de")
    assert versions.withdraw(by=acting(cast.tom), version=german, reason="Badly translated.").state == "withdrawn"


def test_paper_takes_the_place_of_a_text_and_is_searched(cast: Cast) -> None:
    draft = a_draft(cast, a_document(cast))

    handed = versions.hand_in(by=acting(cast.quinn), version=draft, paper=a_paper("Über Einsprüche"), title="Handbook")

    assert (handed.body, handed.is_uploaded, handed.upload and handed.upload.kind) == ("", True, "pdf")
    assert "handbook" in handed.words
    again = versions.write(by=acting(cast.quinn), version=handed, title="Handbook", body="In words again.")
    assert (again.is_uploaded, again.words) == (False, "pr-appeals handbook in words again.")


def test_paper_is_a_pdf_and_its_source_a_word_document(cast: Cast) -> None:
    draft, paper = a_draft(cast, a_document(cast)), a_paper()
    png = Received(paper.received.key_id, paper.received.address, "a.png", "png", 10)

    with pytest.raises(Refusal, match="What people read is a PDF"):
        versions.hand_in(by=acting(cast.quinn), version=draft, paper=Paper(png, ""), title="x")
    with pytest.raises(Refusal, match="beside the PDF is a Word document"):
        versions.hand_in(by=acting(cast.quinn), version=draft, paper=paper, title="x", source=png)


def test_broken_and_locked_papers_are_not_taken_in() -> None:
    broken = SimpleUploadedFile("b.pdf", b"%PDF-1.7\nnothing\n%%EOF\n", "application/pdf")
    locked = SimpleUploadedFile("l.pdf", locked_pdf(), "application/pdf")

    with pytest.raises(Refusal) as refused:
        papers.take(broken)
    assert refused.value.code == "paper-broken"
    with pytest.raises(Refusal) as refused:
        papers.take(locked)
    assert refused.value.code == "paper-locked"


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf())))
    writer.encrypt("secret", algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_obsolete_version_is_opened_in_the_archive_alone(cast: Cast) -> None:
    first = in_effect(cast)
    approved(cast, first.document)
    first = queries.versions().get(pk=first.pk)
    kolja, conny = a_colleague(cast), a_controller(cast)

    with pytest.raises(Refusal) as refused:
        readings.one_version(by=acting(kolja), version=first)
    assert refused.value.code == "R-49"
    assert readings.one_version(by=acting(conny), version=first) == first

    seen = Access.objects.filter(reading="documents.version.read").order_by("at", "id")
    assert [(each.actor, each.outcome) for each in seen] == [
        (str(acting(kolja)), "refused"),
        (str(acting(conny)), "done"),
    ]


def test_archive_is_kept_by_who_keeps_documents(cast: Cast) -> None:
    first = in_effect(cast)
    approved(cast, first.document)
    first.refresh_from_db()

    with pytest.raises(Refusal, match="needs a role"):
        versions.archive(by=acting(cast.olive), version=first)
    assert versions.archive(by=acting(a_controller(cast)), version=first).state == VersionState.ARCHIVED


def test_description_of_a_document_touches_no_version(cast: Cast) -> None:
    version = in_effect(cast)

    documents.describe(by=acting(cast.quinn), document=version.document, title="Renamed", owner=cast.quinn)

    version.refresh_from_db()
    assert version.title == "How appeals are heard"
