import pytest

from goldseam.subjects.publishing.films import film
from goldseam.subjects.publishing.first_pages import TEXTS
from goldseam.subjects.publishing.manuscript import parse, read, rich

TEXT = """title: A title
standfirst: In: short

First *slanted*, **strong**
and [linked](/terms/).

## A heading

- one
- two

1. first
2. second

> Words that
> stand out.

film: https://youtu.be/cbfuBex-3jE?t=1 | A talk | 9 minutes

references:
One (2001). *A book*.
Two (2002)."""


def test_a_manuscript_becomes_the_blocks_of_a_page() -> None:
    text = parse(TEXT)
    assert text.head == {"title": "A title", "standfirst": "In: short"}
    prose, quote, talk, works = text.body
    assert prose[1].source == (
        '<p>First <i>slanted</i>, <b>strong</b> and <a href="/terms/">linked</a>.</p><h2>A heading</h2>'
        "<ul><li>one</li><li>two</li></ul><ol><li>first</li><li>second</li></ol>"
    )
    assert quote == ("quote", {"words": "Words that stand out.", "whose": ""})
    assert film(talk[1]["address"]).id == "cbfuBex-3jE"
    assert [work.source for work in works[1]] == ["<p>One (2001). <i>A book</i>.</p>", "<p>Two (2002).</p>"]


def test_what_looks_like_markup_stays_text() -> None:
    assert rich("a < b & <script>") == "a &lt; b &amp; &lt;script&gt;"


def test_a_head_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="dictionary update sequence"):
        parse("no head here\n\ntext")


@pytest.mark.parametrize("file", sorted(TEXTS.glob("*.md")), ids=lambda file: file.stem)
def test_each_first_page_can_be_read(file) -> None:
    text = read(file)
    assert text.head["title"]
    assert len(text.head["standfirst"]) <= 300
    assert text.body
