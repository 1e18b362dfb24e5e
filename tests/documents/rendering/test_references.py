"""References in double brackets: read as they are meant, resolved by the caller, and named where they lead nowhere."""

import pytest

from guildhall.documents.rendering import Reference, dangling, outline, page, plain, references
from tests.documents.rendering.setting import resolve


@pytest.mark.parametrize(
    ("written", "kind", "name", "words"),
    [
        ("[[PR-APPEALS]]", "document", "PR-APPEALS", ""),
        ("[[ PR-APPEALS ]]", "document", "PR-APPEALS", ""),
        ("[[PR-APPEALS|how we hear appeals]]", "document", "PR-APPEALS", "how we hear appeals"),
        ("[[WI-MARKING-2]]", "document", "WI-MARKING-2", ""),
        ("[[clause 2012:9.8]]", "clause", "2012:9.8", ""),
        ("[[clause 2012:5.2.3 e)]]", "clause", "2012:5.2.3 e)", ""),
        ("[[clause 2026:6.5/disclosure|what we disclose]]", "clause", "2026:6.5/disclosure", "what we disclose"),
        ("[[record AP-2026-000012]]", "record", "AP-2026-000012", ""),
    ],
)
def test_reference_is_read(written, kind, name, words):
    assert references(f"See **{written}** first.") == (Reference(kind, name, words, written),)


@pytest.mark.parametrize(
    "text",
    [
        "[[lower-case]]",
        "[[PR]]",
        "[[clause nine]]",
        "[[record]]",
        "[[PR-APPEALS]",
        "[PR-APPEALS]",
        "`[[PR-APPEALS]]`",
        "\\[[PR-APPEALS]]",
        "    [[PR-APPEALS]]",
        "[[PR-APPEALS|]]",
    ],
)
def test_what_only_looks_like_a_reference_stays_text(text):
    assert references(text) == ()


def test_references_are_found_wherever_they_stand():
    text = "# [[PR-A]]\n\n> - [[PR-B]]\n\n| [[PR-C]] |\n|---|\n| *[[PR-D]]* |\n\n[a [[PR-E]]](https://x.example)\n"
    assert [each.name for each in references(text)] == ["PR-A", "PR-B", "PR-C", "PR-D", "PR-E"]


def test_dangling_ones_are_named_once_in_their_order():
    text = "[[PR-NONE]] [[PR-APPEALS]] [[clause 2012:99.9]] [[PR-NONE|again]] [[record AP-2026-000099]]"
    assert dangling(references(text), resolve) == (
        Reference("document", "PR-NONE"),
        Reference("clause", "2012:99.9"),
        Reference("record", "AP-2026-000099"),
    )


def test_page_leads_where_the_caller_says():
    assert page("[[PR-APPEALS]], [[clause 2012:9.8|the clause]], [[record AP-2026-000012]]", resolve=resolve) == (
        '<p><a class="reference" href="https://nordlicht.example/documents/PR-APPEALS/" rel="noopener noreferrer">'
        'Appeals</a>, <a class="reference" href="https://nordlicht.example/clauses/9.8" rel="noopener noreferrer">'
        'the clause</a>, <a class="reference" href="/find?text=AP-2026-000012" rel="noopener noreferrer">'
        "AP-2026-000012</a></p>\n"
    )


def test_page_shows_a_dangling_one_as_it_was_written():
    assert page("See [[PR-NONE|<b>gone</b>]].", resolve=resolve) == (
        '<p>See <span class="dangling">[[PR-NONE|&lt;b&gt;gone&lt;/b&gt;]]</span>.</p>\n'
    )


def test_plain_words_hold_what_a_reader_reads():
    text = (
        "# Head\n\nOne *two* `three`\nfour [[PR-APPEALS|five]] ![six](picture:x)\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    assert plain(text) == "Head\nOne two three four five six\na\nb\nc\nd"


def test_outline_skips_no_level_and_tells_headings_apart():
    found = outline("### Deep\n\n# Top\n\n#### Deeper\n\n# Top\n\n##\n")
    assert [(each.level, each.words, each.anchor) for each in found] == [
        (1, "Deep", "s-deep"),
        (1, "Top", "s-top"),
        (2, "Deeper", "s-deeper"),
        (1, "Top", "s-top--2"),
        (0, "", "s-section"),
    ]
