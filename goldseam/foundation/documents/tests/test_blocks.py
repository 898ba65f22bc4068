"""Rich text as blocks."""

import pytest

from goldseam.foundation.documents.blocks import from_html


def paragraph(*runs):
    return {"type": "paragraph", "runs": [run if isinstance(run, dict) else {"text": run} for run in runs]}


def test_paragraphs_keep_bold_italic_and_links():
    html = '<p>Babies <b>settle</b> with <i>a <b>person</b></i>, <a href="https://example.org/x">see</a>.</p>'
    assert from_html(html) == [
        paragraph(
            "Babies ",
            {"text": "settle", "bold": True},
            " with ",
            {"text": "a ", "italic": True},
            {"text": "person", "italic": True, "bold": True},
            ", ",
            {"text": "see", "link": "https://example.org/x"},
            ".",
        )
    ]


def test_line_ends_of_the_source_are_spaces_and_breaks_are_breaks():
    assert from_html("<p>\n  Ask\n  how <br> they are.\n</p>") == [paragraph("Ask how ", "\n", "they are.")]


def test_headings_begin_at_two_and_skip_no_level():
    levels = [block["level"] for block in from_html("<h1>a</h1><h4>b</h4><h4>c</h4><h2>d</h2><h4>e</h4><h6>f</h6>")]
    assert levels == [2, 3, 4, 2, 3, 4]


def test_lists_nest():
    html = "<ul><li>Listen<ol><li>first</li></ol></li><li><p>Wait</p></li><li> </li></ul>"
    inner = {"type": "list", "ordered": True, "items": [[paragraph("first")]]}
    assert from_html(html) == [
        {"type": "list", "ordered": False, "items": [[paragraph("Listen"), inner], [paragraph("Wait")]]}
    ]


def test_a_table_keeps_its_caption_and_its_head():
    head, body = "<thead><tr><th>Age</th></tr></thead>", "<tbody><tr><td>Newborn</td></tr></tbody>"
    html = f"<table><caption>Sleep</caption>{head}{body}</table>"
    assert from_html(html) == [
        {
            "type": "table",
            "head": [[{"text": "Age"}]],
            "rows": [[[{"text": "Newborn"}]]],
            "caption": [{"text": "Sleep"}],
        }
    ]


def test_a_table_without_a_head_has_only_rows():
    (table,) = from_html("<table><tr><th>Age</th><td>14</td></tr></table>")
    assert table["head"] == []
    assert table["rows"] == [[[{"text": "Age"}], [{"text": "14"}]]]


def test_a_quotation_holds_blocks():
    assert from_html("<blockquote><p>You came.</p></blockquote>") == [
        {"type": "quote", "blocks": [paragraph("You came.")]}
    ]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "#top", "", "http://["]
)
def test_a_link_that_leads_nowhere_on_paper_is_only_its_words(target):
    assert from_html(f'<p><a href="{target}">see</a></p>', "https://example.org/") == [paragraph("see")]


def test_a_link_of_our_own_is_completed():
    (block,) = from_html('<p><a href="/library/">see</a></p>', "https://example.org/blog/")
    assert block["runs"] == [{"text": "see", "link": "https://example.org/library/"}]


def test_what_cannot_be_printed_is_left_out():
    html = "<p>a<script>alert(1)</script><!-- b --><img src=x onerror=alert(1)>c</p><iframe></iframe><hr>"
    assert from_html(html) == [paragraph("a", "c")]


def test_text_outside_of_any_element_is_a_paragraph():
    assert from_html("one <b>two</b><p>three</p>four") == [
        paragraph("one ", {"text": "two", "bold": True}),
        paragraph("three"),
        paragraph("four"),
    ]


def test_very_deep_rich_text_is_read_without_falling_over():
    assert from_html("<div>" * 400 + "<p>deep</p>" + "</div>" * 400) == [paragraph("deep")]
