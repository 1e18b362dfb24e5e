"""The manual: one file with contents, chapters that lead to each other, and the pages of what was handed in."""

import io
from dataclasses import replace

from pypdf import PdfReader

from guildhall.documents.rendering import Chapter, Cover, Picture, manual, sheet
from tests.documents.rendering.setting import FONTS, NOW, PNG, claims, links, paper, resolve

COVER = Cover(
    body="Nordlicht Certification",
    language="en",
    title="Manual",
    subtitle="As it stands today",
    rows=[("Documents", "2")],
    contents="Contents",
    footer="Manual of 2 March 2026",
    made_at=NOW,
)
APPEALS = Chapter("PR-APPEALS", "PR-2026-000001", "Appeals", "Version 3", "# Who\n\nSee [[PO-FAIR]] and [[PR-NONE]].")
FAIR = Chapter("PO-FAIR", "PO-2026-000001", "Fairness", "Version 1", "See [[PR-APPEALS]], [[clause 2012:9.8]].")
HANDED_IN = Chapter(
    "PR-UPLOAD", "PR-2026-000002", "Handed in", "Version 1", pdf=sheet(paper("A page of its own."), fonts=FONTS),
    pages=2, alt="A page of the document", instead="It is kept beside the manual.",
)  # fmt: skip


def made(*chapters: Chapter) -> bytes:
    return manual(COVER, chapters, resolve=resolve, fonts=FONTS)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_manual_of_written_documents_is_archival():
    assert claims(made(APPEALS, FAIR)) == {
        "PDF/A": "3A", "PDF/UA": "1", "title": "Manual", "language": "en", "tagged": True,
    }  # fmt: skip


def test_references_lead_within_the_manual_and_out_of_it():
    """Two from the contents, and one from each chapter to the other; the clause leads to where the caller says."""
    assert links(made(APPEALS, FAIR)) == ["within"] * 4 + ["https://nordlicht.example/clauses/9.8"]


def test_reference_to_what_is_not_in_the_manual_leads_out():
    assert links(made(FAIR))[-2:] == [
        "https://nordlicht.example/documents/PR-APPEALS/",
        "https://nordlicht.example/clauses/9.8",
    ]


def test_bookmarks_name_every_chapter_and_its_sections():
    assert titles(read(made(APPEALS, FAIR)).outline) == ["Manual", ["Appeals", ["Who"], "Fairness"]]


def titles(outline: list) -> list:
    return [titles(each) if isinstance(each, list) else each.title for each in outline]


def test_pages_of_what_was_handed_in_are_shown():
    pdf = read(made(APPEALS, HANDED_IN))
    assert len(pdf.pages) == 5
    assert "A page of its own." in "".join(page.extract_text() for page in pdf.pages)


def test_manual_that_shows_files_of_others_does_not_claim_to_be_archival():
    assert claims(made(HANDED_IN))["PDF/A"] == ""


def test_file_that_cannot_be_shown_is_told_of():
    broken = replace(HANDED_IN, pdf=b"%PDF-1.4 nonsense")
    pdf = made(broken)
    assert claims(pdf)["PDF/A"] == "3A"
    assert "It is kept beside the manual." in "".join(page.extract_text() for page in read(pdf).pages)


def test_pictures_of_two_chapters_with_one_name_are_told_apart():
    text, pictures = "![A map](picture:map)", {"picture:map": Picture(PNG)}
    both = [replace(each, text=text, pictures=pictures) for each in (APPEALS, FAIR)]
    assert claims(made(*both))["PDF/A"] == "3A"


def test_manual_of_nothing_is_a_cover():
    assert claims(made())["title"] == "Manual"
