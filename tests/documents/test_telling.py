"""What waits for whom, who is told, and which days run."""

from datetime import timedelta
from typing import Any

from guildhall.documents import finds, work
from guildhall.documents.acts import documents, external, versions
from guildhall.identity.roles import OPERATIONS, SCHEME_APPROVER
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import WorkQueue
from guildhall.notices import texts
from guildhall.notices.models import Deadline, Due, Notice
from tests.cast import Cast, acting, give
from tests.documents.making import (
    a_colleague,
    a_document,
    a_draft,
    acknowledged,
    an_external,
    approved,
    distributed,
    in_effect,
    said_publicly,
    submitted,
)
from tests.making import a_scope
from tests.notices.conftest import follow


def waiting(queue: WorkQueue, person: Any) -> list[tuple[str, Any]]:
    return [(item.what, item.due_on) for item in queue.waiting_for(person_id=person.pk)]


def told(event: str, language: str = "en") -> list[tuple[str, str]]:
    """Who was told after an act, and the subject of what they read."""
    notices = Notice.objects.select_related("person").filter(event=event).order_by("person__number", "text")
    return [(each.person.given_name, texts.of(each, language).subject) for each in notices]


def test_acknowledgement_waits_until_it_is_given(cast: Cast) -> None:
    version, day = in_effect(cast), house_clock.today() + timedelta(days=14)
    distributed(cast, version.document, OPERATIONS, from_on=day)

    asked = "PR-APPEALS How appeals are heard: read and acknowledge"
    assert waiting(work.documents_to_acknowledge, cast.olive) == [(asked, day - timedelta(days=1))]
    assert waiting(work.documents_to_acknowledge, cast.quinn) == []
    acknowledged(cast.olive, version)
    assert waiting(work.documents_to_acknowledge, cast.olive) == []


def test_draft_waits_for_its_author_with_what_came_back(cast: Cast) -> None:
    version = submitted(cast, a_document(cast))
    assert waiting(work.drafts_to_finish, cast.quinn) == []

    versions.send_back(by=acting(cast.tom), version=version, reason="Say until when.")

    (item,) = work.drafts_to_finish.waiting_for(person_id=cast.quinn.pk)
    assert (item.what, item.why) == (
        "PR-2026-000001/1/en: write and submit",
        "It came back to you: Say until when.",
    )
    assert waiting(work.drafts_to_finish, cast.tom) == []


def test_submitted_version_waits_for_who_may_approve_it(cast: Cast) -> None:
    scope, ava = a_scope(cast), a_colleague(cast, "Ava")
    give(acting(cast.tom), ava, SCHEME_APPROVER, scope)
    submitted(cast, a_document(cast, "PR-BODY"))
    submitted(cast, a_document(cast, "SD-SCHEME", kind="scheme-document", scope=scope))
    submitted(cast, a_document(cast, "PO-ALL", kind="policy", scope=scope))

    def numbers(person: Any) -> list[str]:
        return [what.split("/")[0] for what, _day in waiting(work.versions_to_approve, person)]

    assert numbers(cast.tom) == ["PR-2026-000001", "SD-2026-000001", "PO-2026-000001"]
    assert numbers(ava) == ["SD-2026-000001"]
    assert numbers(cast.quinn) == []
    assert numbers(cast.olive) == []


def test_review_waits_for_the_owner_a_month_ahead(cast: Cast, clock: Any) -> None:
    version = in_effect(cast, review_months=2)
    assert waiting(work.documents_to_review, cast.quinn) == []

    clock.move(days=35)

    assert waiting(work.documents_to_review, cast.quinn) == [
        ("PR-APPEALS How appeals are heard: review", version.review_due_on)
    ]
    assert waiting(work.documents_to_review, cast.tom) == []


def test_look_at_an_external_document_waits_for_its_owner(cast: Cast) -> None:
    registered = an_external(cast)
    assert [day for _what, day in waiting(work.external_to_look_up, cast.quinn)] == [registered.due_on]

    external.check(by=acting(cast.quinn), external=registered, findings="Current.")

    assert waiting(work.external_to_look_up, cast.quinn) == []


def test_steps_of_a_version_are_told_to_who_takes_the_next(cast: Cast) -> None:
    version = submitted(cast, a_document(cast))
    back = versions.send_back(by=acting(cast.tom), version=version, reason="Say until when.")
    follow()
    again = versions.submit(by=acting(cast.quinn), version=back)
    versions.approve(by=acting(cast.tom), version=again, effective_on=house_clock.today())
    follow()

    number = version.number
    assert told("documents.version.submit") == [("Tomasz", f"{number} waits for your approval")] * 2
    assert told("documents.version.send-back") == [("Quinn", f"{number} came back to you")]
    assert told("documents.version.send-back", "de") == [("Quinn", f"{number} kam zu Ihnen zurück")]
    assert told("documents.version.approve") == [("Quinn", f"{number} is approved")]
    sent_back = Notice.objects.get(event="documents.version.send-back")
    assert "Say until when." in texts.of(sent_back, "en").body


def test_who_works_by_a_document_is_told_of_its_coming_edition_and_its_end(cast: Cast) -> None:
    version = in_effect(cast)
    follow()
    distributed(cast, version.document, OPERATIONS)
    follow()
    acknowledged(cast.olive, version)
    coming = approved(cast, version.document, house_clock.today() + timedelta(days=7), language="de")
    second = approved(cast, version.document, house_clock.today() + timedelta(days=7))
    follow()
    versions.withdraw(by=acting(cast.tom), version=second, reason="A mistake.")
    follow()

    asked = ("Olive", "Please read and acknowledge “How appeals are heard”")
    assert told("documents.distribution.make") == [asked]
    approvals = [each for each in told("documents.version.approve") if each[0] == "Olive"]
    assert (coming.ordinal, second.ordinal, approvals) == (1, 2, [asked])
    notice = Notice.objects.get(event="documents.version.approve", person=cast.olive)
    assert "before 9 Mar 2026" in texts.of(notice, "en").body
    assert "vor dem 9. März 2026" in texts.of(notice, "de").body
    assert told("documents.version.withdraw") == [
        ("Quinn", f"{second.number} was withdrawn"),
        ("Olive", f"{second.number} was withdrawn"),
    ]


def test_review_runs_about_the_document_for_its_owner(cast: Cast) -> None:
    version = in_effect(cast)
    follow()
    running = Deadline.objects.get(timer="documents.review")
    assert (running.about, running.due_on, running.person, running.state) == (
        version.document.ref,
        version.review_due_on,
        cast.quinn,
        Due.RUNNING,
    )

    documents.describe(by=acting(cast.quinn), document=version.document, title="Appeals", owner=cast.tom)
    follow()
    assert Deadline.objects.get(timer="documents.review", state=Due.RUNNING).person == cast.tom

    versions.withdraw(by=acting(cast.tom), version=version, reason="Nobody works so.")
    follow()
    assert not Deadline.objects.filter(timer="documents.review", state=Due.RUNNING).exists()


def test_review_runs_on_while_another_language_is_in_effect(cast: Cast) -> None:
    english = in_effect(cast)
    german = approved(cast, english.document, language="de")
    versions.withdraw(by=acting(cast.tom), version=german, reason="Badly translated.")
    follow()

    assert Deadline.objects.get(timer="documents.review", state=Due.RUNNING).link[1] == str(english.pk)


def test_look_at_an_external_document_runs_until_it_is_superseded(cast: Cast) -> None:
    registered = an_external(cast)
    looked = external.check(by=acting(cast.quinn), external=registered, findings="Current.")
    follow()
    running = Deadline.objects.get(timer="documents.currency", state=Due.RUNNING)
    assert (running.due_on, running.person) == (looked.due_on, cast.quinn)

    external.supersede(by=acting(cast.quinn), external=looked, findings="New.", replaced_by_edition="2026")
    follow()
    assert not Deadline.objects.filter(timer="documents.currency", state=Due.RUNNING).exists()


def test_search_box_finds_by_words_what_may_be_read(cast: Cast) -> None:
    said_publicly(cast, "appeals", "The zephyr blows.")
    in_effect(cast, "WI-SECRET", "The zephyr key.", restricted=True)
    a_draft(cast, a_document(cast), body="A zephyr draft.")

    def found(person: Any, limit: int = 10) -> list[str]:
        return [hit.what for hit in finds.documents.find(text="zephyr", by=acting(person), limit=limit)]

    assert found(a_colleague(cast)) == ["PS-APPEALS"]
    assert found(cast.quinn) == ["PS-APPEALS", "WI-SECRET"]
    assert found(cast.quinn, limit=1) == ["PS-APPEALS"]
