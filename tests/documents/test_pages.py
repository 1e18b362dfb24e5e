"""Pages of documents: the way of a text from the editor to the public, and what nobody sees who may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guildhall.documents import queries
from guildhall.documents.acts import versions
from guildhall.documents.models import Acknowledgement, Document, DocumentVersion, ExternalDocument, Picture
from guildhall.identity.roles import OPERATIONS
from guildhall.kernel import clock
from tests.cast import Cast, acting, give, sign_in
from tests.documents.making import (
    CHECK,
    PNG,
    a_colleague,
    a_document,
    a_draft,
    a_paper,
    a_pdf,
    a_picture,
    an_external,
    approved,
    distributed,
    in_effect,
    said_publicly,
    submitted,
)

PRESSED = {"once": "", "revision": ""}
"""What a form with nothing but a button sends."""


@pytest.fixture
def quinn(cast: Cast) -> Client:
    return sign_in(Client(), cast.quinn)


@pytest.fixture
def tom(cast: Cast) -> Client:
    return sign_in(Client(), cast.tom)


@pytest.fixture
def kolja(cast: Cast) -> Client:
    return sign_in(Client(), a_colleague(cast))


def text_of(answer: Any) -> str:
    return answer.content.decode()


def at(name: str, *args: Any) -> str:
    return reverse(f"documents:{name}", args=args)


def test_text_goes_from_the_register_to_the_public_page(cast: Cast, quinn: Client, tom: Client) -> None:
    made = quinn.post(
        at("register"),
        {
            "kind": "public-statement",
            "code": "PS-APPEALS",
            "title": "How to appeal",
            "owner": cast.quinn.number,
            "scope": str(cast.body.pk),
            "governs": "2012:9.8\n2026:9.8",
            "is_public": "on",
            "topic": "appeals",
        },
    )
    document = Document.objects.get()
    assert (made.status_code, made["Location"]) == (302, at("document", document.pk))
    assert document.governs == ["2012:9.8", "2026:9.8"]
    begun = quinn.post(at("draft", document.pk), {"language": "en"})
    version = DocumentVersion.objects.get()
    assert begun["Location"] == at("version-write", version.pk)
    written = {"title": "How to appeal", "body": "# Receipt\n\nWithin **five** days.", "summary": ""}
    assert quinn.post(at("version-write", version.pk), written).status_code == 302
    assert quinn.post(at("version-submit", version.pk), PRESSED).status_code == 302
    assert Client().get(at("public-document", "PS-APPEALS")).status_code == 404

    unanswered = tom.post(at("version-approve", version.pk), {"effective_on": clock.today().isoformat()})
    assert unanswered.status_code == 409
    assert "favours no training" in text_of(unanswered)
    sent = {"effective_on": clock.today().isoformat(), "no_training_favoured": "on"}
    assert tom.post(at("version-approve", version.pk), sent).status_code == 302

    page = text_of(Client().get(at("public-document", "PS-APPEALS")))
    assert '<h2 id="s-receipt">Receipt</h2>' in page
    assert "Within <strong>five</strong> days." in page
    assert "How to appeal" in text_of(Client().get(at("public")))


def test_preview_shows_what_was_typed_and_writes_nothing(cast: Cast, quinn: Client) -> None:
    draft = a_draft(cast, a_document(cast), body="Before.")
    typed = {"title": "Other", "body": "Now <script>alert(1)</script> *this*.", "preview": "1"}

    seen = text_of(quinn.post(at("version-write", draft.pk), typed))
    part = text_of(quinn.post(at("version-preview", draft.pk), typed))

    for shown in (seen, part):
        assert "<em>this</em>" in shown
        assert "<script>alert" not in shown
    draft.refresh_from_db()
    assert draft.body == "Before."


def test_preview_names_the_references_that_lead_nowhere(cast: Cast, quinn: Client) -> None:
    draft = a_draft(cast, a_document(cast), body="See [[PR-NONE]].")
    typed = {"title": "Other", "body": "See [[PR-APPEALS]], [[clause 2012:99.1]] and [[record AP-2026-999999]]."}

    for shown in (
        text_of(quinn.post(at("version-write", draft.pk), {**typed, "preview": "1"})),
        text_of(quinn.post(at("version-preview", draft.pk), typed)),
    ):
        told = '<span class="code">2012:99.1</span>, <span class="code">AP-2026-999999</span></div>'
        assert f"These references lead nowhere: {told}" in shown
    assert '<span class="code">PR-NONE</span></div>' in text_of(quinn.get(at("version-write", draft.pk)))


def test_two_people_who_write_overwrite_nothing(cast: Cast, quinn: Client, tom: Client) -> None:
    draft = a_draft(cast, a_document(cast))
    typed = {"title": "Mine", "body": "Mine.", "revision": draft.revision}

    assert quinn.post(at("version-write", draft.pk), typed).status_code == 302
    late = tom.post(at("version-write", draft.pk), {**typed, "body": "Later."})

    assert late.status_code == 409
    assert "Somebody else changed this record" in text_of(late)
    assert "Later." in text_of(late)


def test_paper_is_handed_in_read_and_found(cast: Cast, quinn: Client, kolja: Client) -> None:
    draft = versions.draft(by=acting(cast.quinn), document=a_document(cast), language="en")
    upload = SimpleUploadedFile("p.pdf", a_pdf("The brass compass"), "application/pdf")

    sent = quinn.post(at("version-hand-in", draft.pk), {"title": "On paper", "upload": upload})

    assert sent.status_code == 302
    draft.refresh_from_db()
    versions.approve(
        by=acting(cast.tom),
        version=versions.submit(by=acting(cast.quinn), version=draft),
        effective_on=clock.today(),
    )
    assert "On paper" in text_of(kolja.get(at("read"), {"q": "COMPASS"}))
    assert "On paper" not in text_of(kolja.get(at("read"), {"q": "sextant"}))
    got = kolja.get(at("version-paper", draft.pk))
    assert b"".join(got) == a_pdf("The brass compass")  # type: ignore[arg-type]
    assert kolja.get(at("version-source", draft.pk)).status_code == 404


def test_broken_paper_is_told_on_the_form(cast: Cast, quinn: Client) -> None:
    draft = a_draft(cast, a_document(cast))
    upload = SimpleUploadedFile("p.pdf", b"%PDF-1.7\nnothing\n%%EOF\n", "application/pdf")

    sent = quinn.post(at("version-hand-in", draft.pk), {"title": "On paper", "upload": upload})

    assert sent.status_code == 409
    assert "This PDF is broken" in text_of(sent)


def test_versions_stand_side_by_side_to_the_word(cast: Cast, quinn: Client) -> None:
    first = in_effect(cast, body="# Receipt\n\nWithin five days.\n\nBy post.\n\nA.\n\nB.\n\nC.\n\nD.")
    second = approved(cast, first.document, body="# Receipt\n\nWithin ten days.\n\nA.\n\nB.\n\nC.\n\nD.\n\nBy mail.")

    page = text_of(quinn.get(at("version-compare", second.pk, first.pk)))

    assert '<td data-label="Version 1" lang="en"><div>Within <del>five</del> days.</div>' in page
    assert '<td data-label="Version 2" lang="en"><div>Within <ins>ten</ins> days.</div>' in page
    assert "<del>By post.</del>" in page
    assert "<ins>By mail.</ins>" in page


def test_versions_of_two_documents_are_not_compared(cast: Cast, quinn: Client) -> None:
    one, other = in_effect(cast), in_effect(cast, "PR-OTHER")

    assert quinn.get(at("version-compare", one.pk, other.pk)).status_code == 404


def test_obsolete_version_is_marked_and_opened_in_the_archive_alone(cast: Cast, quinn: Client, kolja: Client) -> None:
    first = in_effect(cast, body="Five zephyrs.")
    second = approved(cast, first.document)

    page = text_of(quinn.get(at("version", first.pk)))
    assert "Not in effect any more: nobody works by this version." in page
    assert at("version", second.pk) in page
    assert "How appeals are heard" in text_of(quinn.get(at("archive"), {"q": "zephyrs"}))

    refused = kolja.get(at("version", first.pk))
    assert refused.status_code == 409
    assert "zephyrs" not in text_of(refused)
    assert kolja.get(at("archive")).status_code == 403
    assert at("version", first.pk) not in text_of(kolja.get(at("document", first.document_id)))


def test_restricted_words_reach_nobody_else(cast: Cast, kolja: Client) -> None:
    version = in_effect(cast, "WI-SECRET", "The zephyr key is under the mat.", restricted=True, title="Where keys lie")
    picture = a_picture(cast, version.document)
    draft = a_draft(cast, a_document(cast), body="The zephyr draft.")

    for address in (
        at("read"),
        f"{at('read')}?q=zephyr",
        at("version", version.pk),
        at("document", version.document_id),
        at("picture", picture.pk),
        at("version", draft.pk),
        at("version-write", draft.pk),
        at("version-preview", draft.pk),
        at("version-acknowledge", version.pk),
        at("public"),
        at("public-document", "WI-SECRET"),
        at("public-picture", "WI-SECRET", picture.name),
    ):
        answer = kolja.get(address)
        told = [each for each in ("zephyr key", "Where keys lie", "zephyr draft") if each in text_of(answer)]
        assert told == [], address


def test_outsider_and_visitor_have_no_desk(cast: Cast) -> None:
    version = in_effect(cast)
    otto = sign_in(Client(), cast.otto)

    for name, args in (("read", ()), ("version", (version.pk,)), ("mine", ()), ("externals", ())):
        assert otto.get(at(name, *args)).status_code == 403
        assert Client().get(at(name, *args)).status_code == 302


def test_public_page_speaks_the_language_that_is_asked(cast: Cast) -> None:
    english = said_publicly(cast, "impartiality", "We stand between.")
    approved(cast, english.document, language="de", title="Unparteilichkeit", body="Wir stehen dazwischen.")
    address = at("public-document", "PS-IMPARTIALITY")

    assert "We stand between." in text_of(Client().get(address, {"language": "en"}))
    german = text_of(Client().get(address, {"language": "de"}))
    assert "Wir stehen dazwischen." in german
    assert '<a href="?language=en" lang="en" hreflang="en">English</a>' in german
    assert "We stand between." in text_of(Client().get(address, {"language": "xx"}))


def test_public_page_changes_with_the_effective_version_under_one_address(cast: Cast) -> None:
    first = said_publicly(cast, "complaints", "Write to us.")
    approved(cast, first.document, clock.today() + timedelta(days=2), body="Call us.")
    address = at("public-document", "PS-COMPLAINTS")
    assert "Write to us." in text_of(Client().get(address))
    assert "Call us." not in text_of(Client().get(address))


def test_public_picture_is_shown_only_where_a_public_text_shows_it(cast: Cast) -> None:
    document = a_document(cast, "PS-WAY", kind="public-statement", is_public=True)
    shown, hidden = a_picture(cast, document, "shown"), a_picture(cast, document, "hidden")
    approved(cast, document, body="![The way](picture:shown)")

    page = text_of(Client().get(at("public-document", "PS-WAY")))
    assert f'<img src="{at("public-picture", "PS-WAY", shown.name)}" alt="The way">' in page
    assert b"".join(Client().get(at("public-picture", "PS-WAY", "shown"))) == PNG  # type: ignore[arg-type]
    assert Client().get(at("public-picture", "PS-WAY", hidden.name)).status_code == 404


def test_public_paper_is_open_to_everybody(cast: Cast) -> None:
    document = a_document(cast, "PS-PAPER", kind="public-statement", is_public=True)
    by = acting(cast.quinn)
    draft = versions.draft(by=by, document=document, language="en")
    handed = versions.hand_in(by=by, version=draft, paper=a_paper(), title="On paper")
    assert Client().get(at("public-paper", "PS-PAPER")).status_code == 404
    versions.approve(
        by=acting(cast.tom),
        version=versions.submit(by=by, version=handed),
        effective_on=clock.today(),
        no_training_favoured=True,
    )

    assert b"".join(Client().get(at("public-paper", "PS-PAPER"))) == a_pdf()  # type: ignore[arg-type]
    said_publicly(cast, "appeals")
    assert Client().get(at("public-paper", "PS-APPEALS")).status_code == 404


def test_document_is_distributed_with_a_check_and_acknowledged(cast: Cast, quinn: Client) -> None:
    version = in_effect(cast, "WI-DESK")
    sent = quinn.post(
        at("distribute", version.document_id),
        {
            "role": OPERATIONS.code,
            "must_acknowledge": "on",
            "from_on": clock.today().isoformat(),
            "questions": "Who approves?\nThe author\n*Somebody else\n\nWhen?\n* Before\nAfter",
        },
    )
    assert sent.status_code == 302
    olive = sign_in(Client(), cast.olive)
    assert at("version-acknowledge", version.pk) in text_of(olive.get(at("mine")))

    form = text_of(olive.get(at("version-acknowledge", version.pk)))
    assert "Who approves?" in form
    assert "*" not in form.split("Who approves?")[1].split("I have read")[0]
    wrong = olive.post(at("version-acknowledge", version.pk), {"question_0": "0", "question_1": "0", "read": "on"})
    assert wrong.status_code == 409
    assert "The answer to this question is not right: Who approves?" in text_of(wrong)
    unread = olive.post(at("version-acknowledge", version.pk), {"question_0": "1", "question_1": "0"})
    assert unread.status_code == 422
    right = olive.post(at("version-acknowledge", version.pk), {"question_0": "1", "question_1": "0", "read": "on"})

    assert (right.status_code, right["Location"]) == (302, at("mine"))
    assert Acknowledgement.objects.get().person == cast.olive
    page = text_of(quinn.get(at("distribution", version.document.distributions.get().pk)))
    assert "Olive Brandauer" in page
    assert "1 of 1" in page


@pytest.mark.parametrize("questions", ["Who approves?\nThe author\nSomebody else", "Who?\n*One\n*Two"])
def test_question_marks_one_right_option(cast: Cast, quinn: Client, questions: str) -> None:
    asked = {"role": OPERATIONS.code, "must_acknowledge": "on", "from_on": "2026-03-02", "questions": questions}

    sent = quinn.post(at("distribute", a_document(cast).pk), asked)

    assert sent.status_code == 422
    assert "Mark exactly one option" in text_of(sent)


def test_distribution_is_shown_to_who_keeps_the_document_and_ended(cast: Cast, quinn: Client, kolja: Client) -> None:
    made = distributed(cast, in_effect(cast).document, OPERATIONS, questions=CHECK)

    assert kolja.get(at("distribution", made.pk)).status_code == 409
    assert quinn.post(at("distribution-end", made.pk), {"reason": "Not needed."}).status_code == 302
    assert "Ended" in text_of(quinn.get(at("distribution", made.pk)))


@pytest.mark.parametrize(
    ("verb", "typed", "state"),
    [
        ("send-back", {"reason": "Say more."}, "draft"),
        ("review", PRESSED, "under-review"),
        ("withdraw", {"reason": "Nobody works so."}, "withdrawn"),
    ],
)
def test_version_is_moved_from_its_page(cast: Cast, tom: Client, verb: str, typed: dict, state: str) -> None:
    document = a_document(cast)
    version = submitted(cast, document) if verb == "send-back" else approved(cast, document)
    assert at(f"version-{verb}", version.pk) in text_of(tom.get(at("version", version.pk)))

    assert tom.post(at(f"version-{verb}", version.pk), typed).status_code == 302

    version.refresh_from_db()
    assert version.state == state


def test_review_is_confirmed_from_the_page(cast: Cast, tom: Client) -> None:
    version = versions.review(by=acting(cast.quinn), version=in_effect(cast))

    assert tom.post(at("version-confirm", version.pk), {"findings": "Still right."}).status_code == 302

    page = text_of(tom.get(at("version", version.pk)))
    assert "Still right." in page
    assert "Periodic reviews" in page


def test_draft_is_discarded_from_the_page(cast: Cast, quinn: Client) -> None:
    draft = a_draft(cast, a_document(cast))

    sent = quinn.post(at("version-discard", draft.pk), {"reason": "Not needed."})

    assert sent["Location"] == at("document", draft.document_id)
    assert at("version", draft.pk) not in text_of(quinn.get(at("document", draft.document_id)))


def test_author_sees_why_they_do_not_approve(cast: Cast, quinn: Client) -> None:
    page = text_of(quinn.get(at("version", submitted(cast, a_document(cast)).pk)))

    assert "You wrote in this version yourself" in page


def test_document_is_described_published_and_concealed(cast: Cast, quinn: Client) -> None:
    document = in_effect(cast).document
    typed = {"title": "Appeals", "owner": cast.tom.number, "governs": "2012:9.8", "review_months": "6"}

    assert quinn.post(at("describe", document.pk), typed).status_code == 302
    assert quinn.post(at("publish", document.pk), {"no_training_favoured": "on"}).status_code == 302
    assert Client().get(at("public-document", "PR-APPEALS")).status_code == 200
    assert quinn.post(at("conceal", document.pk), {"reason": "Only for us."}).status_code == 302

    document.refresh_from_db()
    assert (document.title, document.owner, document.is_public) == ("Appeals", cast.tom, False)
    assert Client().get(at("public-document", "PR-APPEALS")).status_code == 404


def test_picture_is_added_and_shown(cast: Cast, quinn: Client) -> None:
    document = a_document(cast)
    upload = SimpleUploadedFile("w.png", PNG, "image/png")

    sent = quinn.post(at("picture-add", document.pk), {"name": "way", "description": "The way", "upload": upload})

    assert sent.status_code == 302
    picture = Picture.objects.get()
    assert b"".join(quinn.get(at("picture", picture.pk))) == PNG  # type: ignore[arg-type]
    draft = a_draft(cast, document, body="![The way](picture:way) ![Other](https://elsewhere.example/x.png)")
    page = text_of(quinn.get(at("version", draft.pk)))
    assert f'<img src="{at("picture", picture.pk)}" alt="The way">' in page
    assert "elsewhere.example" not in page


def test_references_lead_where_the_reader_may_go(cast: Cast, quinn: Client) -> None:
    other = in_effect(cast, "PR-OTHER")
    public = said_publicly(cast, "appeals", "See [[PR-OTHER]], [[PR-NOWHERE]] and [[PS-APPEALS|this]].")

    desk = text_of(quinn.get(at("version", public.pk)))
    everybody = text_of(Client().get(at("public-document", "PS-APPEALS")))

    assert f'href="{at("document", other.document_id)}"' in desk
    assert '<span class="dangling">[[PR-NOWHERE]]</span>' in desk
    assert at("document", other.document_id) not in everybody
    assert f'href="{at("public-document", "PS-APPEALS")}"' in everybody


def test_external_document_is_registered_looked_up_and_superseded(cast: Cast, quinn: Client) -> None:
    typed = {
        "title": "Persons",
        "publisher": "ISO",
        "edition": "2012",
        "found_at": "https://www.iso.org",
        "used_for": "Everything.",
        "owner": cast.quinn.number,
        "upload": SimpleUploadedFile("s.pdf", a_pdf(), "application/pdf"),
    }
    assert quinn.post(at("external-register"), typed).status_code == 302
    made = ExternalDocument.objects.get()
    assert quinn.post(at("external-check", made.pk), {"findings": "Listed."}).status_code == 302
    over = {"findings": "New.", "replaced_by_edition": "2026"}
    assert quinn.post(at("external-supersede", made.pk), over).status_code == 302

    page = text_of(quinn.get(at("external", made.pk)))
    assert "2026 took its place" in page
    assert "Listed." in page
    assert b"".join(quinn.get(at("external-file", made.pk))) == a_pdf()  # type: ignore[arg-type]
    bare = an_external(cast)
    assert quinn.get(at("external-file", bare.pk)).status_code == 404
    listed = text_of(quinn.get(at("externals"), {"state": "superseded"}))
    assert made.number in listed
    assert bare.number not in listed


def test_register_tells_what_is_due_in_work_and_lacking(cast: Cast, quinn: Client, clock: Any) -> None:
    in_effect(cast, "PR-DUE", title="Due soon", review_months=1)
    approved(cast, a_document(cast, "PR-FINE", title="Fine"))
    a_draft(cast, a_document(cast, "PR-WORK", title="In work"))
    clock.move(days=40)

    found = {
        value: [code for code in ("PR-DUE", "PR-FINE", "PR-WORK") if code in text_of(quinn.get(at("documents"), asked))]
        for value, asked in (("all", {}), *((name, {"standing": name}) for name in ("due", "work", "none")))
    }

    assert found == {
        "all": ["PR-DUE", "PR-FINE", "PR-WORK"],
        "due": ["PR-DUE"],
        "work": ["PR-WORK"],
        "none": ["PR-WORK"],
    }
    assert "Review is due" in text_of(quinn.get(at("documents")))


@pytest.mark.parametrize("name", ["documents", "read", "archive", "externals"])
def test_list_costs_the_same_for_three_as_for_thirty(cast: Cast, quinn: Client, name: str, queries_of: Any) -> None:
    def add(number: int) -> None:
        document = in_effect(cast, f"PR-N{number}").document
        approved(cast, document)
        an_external(cast)

    for number in range(3):
        add(number)
    quinn.get(at(name))
    few = queries_of(lambda: quinn.get(at(name)))
    for number in range(3, 30):
        add(number)

    assert queries_of(lambda: quinn.get(at(name))) == few


@pytest.fixture
def queries_of() -> Any:
    """How many questions something asks of the databases."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    def counted(done: Any) -> int:
        with CaptureQueriesContext(connections["default"]) as one, CaptureQueriesContext(connections["keys"]) as other:
            done()
        return len(one) + len(other)

    return counted


def test_holder_of_a_role_reads_the_documents_of_the_desk(cast: Cast) -> None:
    give(acting(cast.tom), cast.otto, OPERATIONS, cast.body)
    in_effect(cast)

    assert "How appeals are heard" in text_of(sign_in(Client(), cast.otto).get(at("read")))
    assert queries.readable_by(cast.otto.pk).count() == 1
