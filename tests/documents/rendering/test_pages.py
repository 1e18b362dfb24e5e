"""The page: what authors write comes out, and nothing else, whatever they try."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from guildhall.documents.rendering import page
from guildhall.documents.rendering.pages import BLOCKS, LEVELS, TABLES, WORDS, clean
from tests.documents.rendering.setting import resolve

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://evil.example'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    '![x" onerror="alert(1)](picture:known)',
    '![x](picture:known "t\\" onload=\\"alert(1)")',
    "<style>body{display:none}</style>",
    "<form action=https://evil.example><input name=password></form>",
    "<!-- --!><script>alert(1)</script>",
    "[[PR-NONE|<script>alert(1)</script>]]",
    '[[PR-APPEALS|" onmouseover="alert(1)]]',
    "# <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "```<script>\nalert(1)\n```",
    "<https://evil.example/<script>>",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u2028<script>\u0000alert(1)</script>",
]
ATTRIBUTES = {"href", "rel", "class", "id", "src", "alt", "title", "start", "scope", "tabindex", "role", "aria-label"}


def picture(name: str) -> str:
    """An address for one picture, and for no other."""
    return "/documents/pictures/7/" if name == "picture:known" else ""


def shown(text: str) -> str:
    return page(text, resolve=resolve, picture=picture, table="A table")


def refuses_everything_dangerous(written: str) -> None:
    """What stands in the page is on the list, element by element and address by address."""
    root = lxml_html.fragment_fromstring(written, create_parent="div")
    for each in list(root.iter())[1:]:
        assert each.tag in LEVELS | TABLES | BLOCKS | WORDS, each.tag
        assert set(each.attrib) <= ATTRIBUTES, dict(each.attrib)
        address = each.get("href", "").strip().casefold()
        scheme = re.match(r"[a-z][a-z0-9+.-]*(?=:)", address)
        assert scheme is None or scheme[0] in {"http", "https", "mailto"}, address
        assert each.get("src", "/documents/pictures/7/") == "/documents/pictures/7/"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_dangerous_passes(text):
    written = shown(f"Before.\n\n{text}\n\nAfter.")
    refuses_everything_dangerous(written)
    assert "Before." in written
    assert "After." in written


@pytest.mark.parametrize("written", ['<b onclick="x()">b</b><script>x</script><a href="javascript:x">a</a>'])
def test_the_second_net_holds_alone(written):
    assert clean(written) == 'b<a rel="noopener noreferrer">a</a>'


@given(st.text(max_size=300))
def test_no_text_breaks_the_page(text):
    refuses_everything_dangerous(shown(text))


MARKS = st.lists(
    st.sampled_from([
        "# ", "###### ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "| a ", "|---", "|\n", "```", "`", "*", "**", "_",
        "[x](", ")", "![y](picture:known)", "![", "]", "[[PR-APPEALS]]", "[[", "]]", "~~", "\\", "<", ">", "&amp;", "a",
        "😀", "\u202e", "é", "---\n", "===\n", "https://x.example", "<b>", "\t",
    ]),
    max_size=40,
).map("".join)  # fmt: skip


@given(MARKS)
def test_no_markdown_breaks_the_page(text):
    refuses_everything_dangerous(shown(text))


def test_headings_stand_below_the_heading_of_the_page():
    assert page("# A\n\n### B", below=2) == '<h3 id="s-a">A</h3>\n<h4 id="s-b">B</h4>\n'


def test_heading_without_words_is_none():
    assert page("#\n\n# A") == '<p></p>\n<h2 id="s-a">A</h2>\n'


def test_table_scrolls_and_says_what_its_cells_are():
    assert page("| a | b |\n|---|--:|\n| 1 | 2 |", table="Who may") == (
        '<div class="wide" tabindex="0" role="region" aria-label="Who may">\n<table>\n<thead>\n<tr>\n'
        '<th scope="col">a</th>\n<th class="right" scope="col">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td>1</td>\n<td class="right">2</td>\n</tr>\n</tbody>\n</table>\n</div>\n'
    )


def test_picture_is_shown_where_the_caller_has_it_and_is_words_otherwise():
    assert page("![A map](picture:known) ![A *plan*](picture:other)", picture=picture) == (
        '<p><img src="/documents/pictures/7/" alt="A map"> A plan</p>\n'
    )
