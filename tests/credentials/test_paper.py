"""The sheet: PDF/A-3a and PDF/UA-1 as far as we can tell, the same bytes each time, and never with a hole in a name."""

import io
from dataclasses import replace

import pikepdf
import pytest

from guildhall import credentials
from guildhall.credentials import Mark, Unprintable, as_file, certificate_pdf
from tests.credentials.conftest import BODY, FONTS, NOW, WORDS

SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def made(certificate, language="en", **more):
    more = {"credential_json": b"{}", **more}
    return certificate_pdf(certificate, words=WORDS[language], font_paths=FONTS, made_at=NOW, **more)


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def claims(pdf):
    """What the file says of itself."""
    with opened(pdf) as document, document.open_metadata() as said:
        root = document.Root
        return {
            "version": document.pdf_version,
            "PDF/A": said["pdfaid:part"] + said["pdfaid:conformance"],
            "PDF/UA": said["pdfuaid:part"],
            "title": said["dc:title"],
            "language": str(root.Lang),
            "marked": bool(root.MarkInfo.Marked),
            "tagged": "/StructTreeRoot" in root,
            "shows title": bool(root.ViewerPreferences.DisplayDocTitle),
            "attached": [str(each.UF) for each in root.AF],
            "pages": len(document.pages),
            "order": {str(page.Tabs) for page in document.pages},
            "fonts outside": [name for page in document.pages for name in outside(page)],
        }


def outside(page):
    """The fonts of a page that are not in the file."""
    for font in page.Resources.Font.values():
        (inner,) = font.DescendantFonts
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys()):
            yield str(font.BaseFont)


GOOD = {
    "version": "1.7",
    "PDF/A": "3A",
    "PDF/UA": "1",
    "title": "Certificate GH-2026-00877",
    "language": "en",
    "marked": True,
    "tagged": True,
    "shows title": True,
    "attached": ["credential.json"],
    "pages": 1,
    "order": {"/S"},
    "fonts outside": [],
}


def test_sheet_says_that_it_can_be_kept_and_read_aloud(sheet):
    assert claims(sheet) == GOOD


def test_sheet_says_so_after_it_was_sealed(sheet, seal):
    sealed = credentials.sealed(sheet, seal, at=NOW, name=BODY.name)
    assert claims(sealed) == GOOD
    assert sealed.startswith(sheet)


def test_sheet_speaks_the_language_of_the_certificate(certificate):
    german = claims(made(certificate, "de"))
    assert (german["language"], german["title"]) == ("de", "Zertifikat GH-2026-00877")


def test_sheet_carries_the_credential(sheet, credential):
    with opened(sheet) as document:
        (file,) = document.attachments.values()
        attached = file.get_file()
        assert (attached.read_bytes(), attached.mime_type) == (as_file(credential), "application/ld+json")
        assert file.relationship == "/Alternative"


def test_sheet_is_the_same_each_time(certificate, credential, sheet):
    assert made(certificate, credential_json=as_file(credential)) == sheet


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć",
        "İbrahim Ağaoğlu",
        "Nguyễn Thị Ánh",
        "Ștefan Brâncuși",
        "Μαρία-Ελένη Παπαδοπούλου",
        "Александра Щербакова",
        "Maximiliana Hubertina Freifrau von und zu Wolfenbüttel-Braunschweig-Lüneburg, geborene Schmidt-Rottluff",
    ],
)
def test_names_of_europe_are_set_in_full_on_one_sheet(certificate, name):
    assert claims(made(replace(certificate, person=name)))["pages"] == 1


@pytest.mark.parametrize("name", ["田中太郎", "محمد", "Zoë \N{GRADUATION CAP}"])
def test_name_with_a_sign_that_no_font_has_is_refused(certificate, name):
    """No certificate goes out with a hole in a name."""
    with pytest.raises(Unprintable, match="could not be displayed"):
        made(replace(certificate, person=name))


def test_what_is_filled_in_is_text_and_never_markup(certificate):
    made(replace(certificate, person='#panic("no") *bold* $x$ "quoted" \\ // name', scope="= Heading #image"))


def test_scope_that_needs_a_second_sheet_gets_one(certificate):
    assert claims(made(replace(certificate, scope="Mechanical, hydraulic and electrical work; " * 80)))["pages"] == 2


def test_sheet_shows_the_body_s_own_mark(certificate):
    with_mark = made(certificate, mark=Mark(SQUARE, "svg", "The mark of Nordwind"))
    assert claims(with_mark) == GOOD
    assert with_mark != made(certificate)


@pytest.mark.parametrize("mark", [Mark(b"no picture", "png", "A mark"), Mark(SQUARE, "svg", "")])
def test_mark_that_is_no_picture_or_has_no_words_is_refused(certificate, mark):
    with pytest.raises(Unprintable):
        made(certificate, mark=mark)
