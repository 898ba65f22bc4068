"""Whatever people write in a field is text on paper, and never markup, never an error."""

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from goldseam.foundation import documents
from goldseam.foundation.documents.blocks import from_html
from goldseam.foundation.documents.tests.factories import card, factsheet, learning, money

MARKUP = [
    '#panic("x")',
    '#include "page.typ"',
    "= Heading",
    "$ x^2 $",
    "*bold* _not_ `raw`",
    "\\ \\u{1F600} \\#",
    "@reference <label>",
    "// comment /* more",
    "- list\n+ list\n/ term: x",
    "#sys.inputs.data",
    "{number} {name} {date}",
    "<script>alert(1)</script>",
    "https://example.org/a?b=c&d=e#f",
    "Robert'); DROP TABLE people;--",
    "]] }} ))",
]
SCRIPTS = ["שלום נועה", "مرحبا نور", "Łucja Żółć", "Ŵŷn ap Siôn", "Ελένη", "Дарья", "Nguyễn Thị Ánh"]
UNPRINTABLE = [
    "0\xad",
    "😀 Nia",
    "中文",
    "👩🏽‍⚕️",
    "\ud800",
    "\x00\x07",
    "\u202etfel ot thgir",
    "\ufffe\uffff",
    "a\u0300" * 50,
    "\r\n\t",
    "",
]


def squeezed(text: str) -> str:
    return re.sub(r"\s|\u200b", "", text)


def said(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def everywhere(text: str) -> list[bytes]:
    """A paper of each kind with that text in every field that a person can fill."""
    line = {"description": text, "detail": text, "quantity": 1, "unit": text, "vat": text, "total": text}
    payer = {"name": text, "address": [text, text], "reference": text}
    pay = {"reference": text, "bank": text, "account_name": text}
    row = {"what": text, "when": text, "hours": text, "note": text}
    runs = [
        {"text": text, "bold": True},
        {"text": text, "italic": True},
        {"text": text, "link": "https://example.org/"},
    ]
    blocks = [
        {"type": "heading", "level": 2, "runs": runs},
        {"type": "paragraph", "runs": runs},
        {"type": "list", "ordered": False, "items": [[{"type": "paragraph", "runs": runs}]]},
        {"type": "table", "head": [runs], "rows": [[runs, runs], []], "caption": runs},
        {"type": "quote", "blocks": [{"type": "paragraph", "runs": runs}]},
    ]
    association = {"name": text, "address": [text], "charity_number": text, "email": text}
    return [
        documents.typeset(
            "money", money("invoice", payer=payer, lines=[line], pay=pay, notes=[text], association=association)
        ),
        documents.typeset("card", card(name=text, plan=text, detail=text, number=text, association=association)),
        documents.typeset("factsheet", factsheet(title=text, summary=text, authors=[text], body=blocks, label=text)),
        documents.typeset("cpd", learning(name=text, rows=[row], period=text, association=association)),
    ]


@pytest.mark.parametrize("text", MARKUP)
def test_typst_markup_is_printed_as_it_was_typed(text):
    for paper in everywhere(text)[:1]:
        assert squeezed(text) in said(paper)
    everywhere(text)


@pytest.mark.parametrize("text", SCRIPTS)
def test_names_of_many_scripts_have_their_letters(text):
    root: Any = PdfReader(io.BytesIO(documents.typeset("card", card(name=text)))).trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize("text", UNPRINTABLE)
def test_signs_that_no_font_has_never_stop_a_receipt(text):
    for paper in everywhere(text):
        assert paper.startswith(b"%PDF-")


def test_a_name_cannot_turn_round_the_amount_beside_it():
    paper = documents.typeset("money", money(payer={"name": "\u202eNia \u2067Ferreday"}))
    assert "NiaFerreday" in said(paper)


def test_a_word_without_end_stays_on_the_sheet():
    paper = documents.typeset("money", money(payer={"name": "A" * 120}))
    sheet = PdfReader(io.BytesIO(paper)).pages[0]
    beyond = []

    def look(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip() and matrix[4] + len(text) * size * 0.4 > float(sheet.mediabox[2]):
            beyond.append(text)

    sheet.extract_text(visitor_text=look)
    assert not beyond
    assert "A" * 120 in said(paper)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_stand_in_any_field(text):
    for paper in everywhere(text):
        assert paper.startswith(b"%PDF-")


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("#$\\*_`@<>=-+/[]{}()'\"~^&%|: \nabc1"), max_size=80))
def test_any_mixture_of_markup_signs_is_printed_as_it_was_typed(text):
    paper = documents.typeset("money", money(notes=["begin" + text + "end"]))
    assert squeezed("begin" + text + "end") in said(paper)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.text(max_size=20),
        lambda inner: st.tuples(
            st.sampled_from(
                [
                    "p",
                    "h2",
                    "h4",
                    "ul",
                    "ol",
                    "li",
                    "table",
                    "tr",
                    "td",
                    "th",
                    "blockquote",
                    "b",
                    "i",
                    "a",
                    "div",
                    "script",
                ]
            ),
            st.lists(inner, max_size=4),
        ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
        max_leaves=15,
    )
)
def test_any_rich_text_becomes_a_factsheet(html):
    assert documents.typeset("factsheet", factsheet(body=from_html(html))).startswith(b"%PDF-")
