"""The sheet: PDF/A-3a and PDF/UA-1, the same bytes each time, whatever its author wrote."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guildhall.documents.rendering import Approval, Attached, Picture, drawable, sheet
from guildhall.documents.rendering.nodes import DEEPEST, written
from tests.documents.rendering.setting import FONTS, PNG, claims, links, opened, paper, resolve
from tests.documents.rendering.test_pages import HOSTILE, MARKS

GOOD = {"PDF/A": "3A", "PDF/UA": "1", "title": "Appeals", "language": "en", "tagged": True}
EVERYTHING = """# Purpose

Whoever is *refused* may **appeal**, ~~or not~~, as `R-15` says.\\
See [[PR-APPEALS]], [[PR-NONE]] and [the law](https://law.example).

#### Skipped

1. one
   - two

> quoted

| who | when |
|-----|-----:|
| the panel | 90 days |

![A map](picture:map)

```
8x1
```

---
"""


def test_sheet_is_archival_and_can_be_read_aloud():
    assert claims(sheet(paper(EVERYTHING, pictures={"picture:map": Picture(PNG)}), fonts=FONTS)) == GOOD


def test_same_words_give_the_same_bytes():
    assert sheet(paper(EVERYTHING), fonts=FONTS) == sheet(paper(EVERYTHING), fonts=FONTS)


def test_sheet_links_where_references_lead():
    assert links(sheet(paper(EVERYTHING), fonts=FONTS)) == [
        "https://nordlicht.example/documents/PR-APPEALS/",
        "https://law.example",
    ]


def test_approval_page_stands_at_the_end():
    with_one, with_none = (
        sheet(paper("Text.", approval=Approval("Approval", "So it was.", rows)), fonts=FONTS)
        for rows in ([("Approved by", "Tove Top")], [])
    )
    assert claims(with_one) == claims(with_none) == GOOD
    with opened(with_one) as document:
        assert len(document.pages) == 2


def test_attached_file_lies_inside_unchanged():
    attached = Attached("PR-1.pdf", b"%PDF-1.4 as it came", "application/pdf", "The document as it was handed in")
    made = sheet(paper("", attached=attached), fonts=FONTS)
    assert claims(made) == GOOD
    with opened(made) as document:
        assert {name: each.get_file().read_bytes() for name, each in document.attachments.items()} == {
            "PR-1.pdf": attached.content
        }


@pytest.mark.parametrize(
    ("content", "whole"),
    [(PNG, True), (PNG[:40], False), (b"<svg/>", False), (b"", False), (b"\xff\xd8\xffnonsense", False)],
)
def test_picture_that_cannot_be_shown_is_its_words(content, whole):
    assert drawable(Picture(content), FONTS) is whole
    assert (
        claims(sheet(paper("![A map](picture:map)", pictures={"picture:map": Picture(content)}), fonts=FONTS)) == GOOD
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_on_the_sheet(text):
    assert claims(sheet(paper(text), fonts=FONTS)) == GOOD


@pytest.mark.parametrize(
    "text",
    ['#eval("1")', '#read("/etc/passwd")', '#image("x")', "$ x^2 $", "@label <label>", "\\u{1F600}", "#let x = 1"],
)
def test_typesetting_language_is_text_too(text):
    assert claims(sheet(paper(text), fonts=FONTS)) == GOOD
    said = "".join(node[1] for node in written(text)[0][1] if node[0] == "text")
    assert said.replace("\\", "") == text.replace("\\", "")


@given(MARKS)
@settings(max_examples=60)
def test_no_markdown_stops_the_sheet(text):
    assert claims(sheet(paper(text, pictures={"picture:known": Picture(PNG)}), fonts=FONTS)) == GOOD


@given(st.text(max_size=120))
@settings(max_examples=60)
@example("a\u0301\u0323 \ue000 \ufeff \u202e \u200d 👩\u200d🚀 中 \u0627\u0644 \u0915\u094d\u0937 \U000f0000 \ufffe")
@example("a sign that joins one of another script: x\u0653")
@example("*\u0301* `\u0489` # \u20dd")
def test_no_sign_stops_the_sheet(text):
    assert claims(sheet(paper(text, title="Appeals"), fonts=FONTS)) == GOOD


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_what_stands_deeper_than_a_sheet_can_set_is_set_beside(mark):
    text = "".join(
        f"{' ' * 3 * level}{mark}{level}\n" if mark != "> " else f"{mark * level}{level}\n\n" for level in range(30)
    )
    assert claims(sheet(paper(text), fonts=FONTS)) == GOOD
    assert depth(written(text)) <= DEEPEST


def depth(nodes):
    inner = [
        depth(each[-1] if each[0] == "quote" else [b for item in each[-1] for b in item])
        for each in nodes
        if each[0] in {"quote", "bullets", "numbers"}
    ]
    return 1 + max(inner) if inner else 0


def test_long_number_of_a_list_is_set():
    assert claims(sheet(paper("999999999. a\n\n0. b"), fonts=FONTS)) == GOOD


def test_nodes_hold_what_was_written():
    assert written("# A\n\nSee [[PR-NONE]] *and* [[clause 2012:9.8]].\n\n### B\n\n- c", resolve=resolve) == [
        ["heading", 2, "A"],
        [
            "par",
            [
                ["text", "See "],
                ["text", "[[PR-NONE]]"],
                ["text", " "],
                ["emph", [["text", "and"]]],
                ["text", " "],
                ["link", "https://nordlicht.example/clauses/9.8", [["text", "17024:2012 9.8"]]],
                ["text", "."],
            ],
        ],
        ["heading", 3, "B"],
        ["bullets", [[["par", [["text", "c"]]]]]],
    ]
