"""Articles of WordPress and Ghost become posts and news, with their authors, pictures, dates and old addresses."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.models import Image

from goldseam.faces.importers import actions
from goldseam.faces.importers.articles.command import Wishes, import_articles
from goldseam.faces.importers.models import ImportedArticle
from goldseam.faces.importers.tests.exports import (
    ATTACHMENT,
    LATER,
    arrived,
    articles_of,
    ghost,
    item,
    picture,
    wxr,
    zipped,
)
from goldseam.faces.importers.tests.factories import silently, undone
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.runs import CannotRun, Stopped
from goldseam.subjects.publishing.models import Author, BlogPost, NewsItem
from goldseam.subjects.publishing.tests.factories import a_site, an_author

pytestmark = pytest.mark.django_db
TEXT = """What a bowl teaches.[1]

<h2>Gold</h2>
<img class="x" src="https://old.example/wp-content/uploads/2019/03/bowl-300x200.jpg" alt="A mended bowl" />
See <a href="http://www.old.example/2019/03/two-more-years">the news</a>.

https://youtu.be/abcdefghijk
<ul><li>one</li><li>two</li></ul>
<blockquote><p>Repair is all.</p><cite>Ed</cite></blockquote>
<script>alert(1)</script><a href="javascript:alert(1)">x</a>
<h3>References</h3>
<ol><li>Tronick, E. (1989).</li></ol>"""


@pytest.fixture(autouse=True)
def site(settings, tmp_path) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    a_site()


def whole() -> bytes:
    return wxr(
        item("Mending with gold", TEXT, categories=["Essays"], tags=["repair"]),
        item("Two more years", categories=["Announcements"]),
        item("Half a thought", status="draft", at="0000-00-00 00:00:00"),
        ATTACHMENT,
    )


def test_an_article_comes_as_it_was(client: Client) -> None:
    maren = an_author()
    upload = arrived(whole(), pictures=zipped(**{"uploads/2019/03/bowl.jpg": picture()}))
    post = BlogPost.objects.get(slug="mending-with-gold")
    assert (post.author, post.live) == (maren, True)
    assert post.first_published_at == datetime(2019, 3, 4, 10, 0, tzinfo=UTC)
    kinds = [block.block_type for block in post.body]
    assert kinds == ["prose", "picture", "prose", "film", "prose", "quote", "prose", "references"]
    assert [tag.name for tag in post.tags.all()] == ["repair"]
    shown = client.get("/blog/mending-with-gold/").content.decode()
    assert "A mended bowl" in shown
    assert 'href="/news/two-more-years/"' in shown
    assert 'href="#work-1"' in shown
    assert "alert(1)" not in shown
    assert "<iframe" not in shown
    assert upload.counts["pictures"] == 1
    assert Image.objects.get().file.name == "original_images/bowl-300x200.jpg"


def test_the_rule_that_was_confirmed_says_what_is_news_and_drafts_stay_drafts(client: Client) -> None:
    upload = articles_of(whole())
    assert upload.choices["rule"] == {"Essays": "blog", "Announcements": "news", "": "blog"}
    assert not upload.is_ready
    arrived(whole(), rule={"Announcements": "news", "Essays": "news", "": "blog"})
    assert set(NewsItem.objects.values_list("slug", flat=True)) == {"mending-with-gold", "two-more-years"}
    draft = BlogPost.objects.get(slug="half-a-thought")
    assert (draft.live, draft.has_unpublished_changes) == (False, True)
    assert client.get("/blog/half-a-thought/").status_code == 404
    assert "alert" not in NewsItem.objects.get(slug="mending-with-gold").body


def test_an_old_address_leads_to_the_page(client: Client) -> None:
    arrived(whole())
    answer = client.get("/2019/03/mending-with-gold/")
    assert (answer.status_code, answer["Location"]) == (301, "/blog/mending-with-gold/")
    assert client.get("/2019/03/nothing/").status_code == 404


def test_the_same_articles_do_not_come_twice() -> None:
    arrived(whole())
    with pytest.raises(actions.AlreadyBroughtIn):
        articles_of(whole())
    before = BlogPost.objects.count()
    newer = articles_of(wxr(item("Mending with gold", TEXT), item("A new one")), rule={})
    assert "It is here already, from an earlier file." in [row.left_out for row in newer.articles.all()]
    actions.apply(subject=subject_key(newer), at=LATER, tell=silently)
    assert BlogPost.objects.count() == before + 1


def test_everything_is_undone_until_an_editor_changes_a_page() -> None:
    pictures = zipped(**{"bowl.jpg": picture()})
    upload = arrived(whole(), pictures=pictures)
    undone(upload)
    left = (BlogPost.objects.count(), NewsItem.objects.count(), Author.objects.count(), Redirect.objects.count())
    assert (*left, Image.objects.count()) == (0, 0, 0, 0, 0)
    again = arrived(whole())
    post = BlogPost.objects.get(slug="mending-with-gold")
    post.title = "Mended with gold"
    post.save_revision()
    assert actions.why_not_undo(again).startswith("“Mending with gold” has been changed since")
    with pytest.raises(CannotRun):
        undone(again)


def test_nothing_stays_when_it_breaks_in_the_middle(settings) -> None:
    upload = articles_of(whole(), pictures=zipped(**{"bowl.jpg": picture()}), rule={})

    def breaks(done: int, total: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        actions.apply(subject=subject_key(upload), at=LATER, tell=breaks)
    assert (BlogPost.objects.count(), Author.objects.count(), Image.objects.count()) == (0, 0, 0)
    assert not list((settings.MEDIA_ROOT / "original_images").glob("*"))
    assert ImportedArticle.objects.exclude(told={}).count() == 3


def test_ghosts_members_only_posts_do_not_become_public() -> None:
    content = ghost(
        {"id": "1", "title": "Open", "slug": "open", "html": "<p>For all.</p>", "feature_image": "__GHOST_URL__/a.png"},
        {"id": "2", "title": "Paid", "slug": "paid", "html": "<p>For some.</p>", "visibility": "paid"},
        {"id": "3", "title": "About", "slug": "about", "html": "<p>Us.</p>", "type": "page"},
        tags=[{"id": "t1", "name": "Sleep"}, {"id": "t2", "name": "#internal"}],
        posts_tags=[{"post_id": "1", "tag_id": "t1"}, {"post_id": "1", "tag_id": "t2"}],
        posts_authors=[{"post_id": "1", "author_id": "u1"}],
    )
    upload = arrived(content, site="https://ghost.example", pictures=zipped(**{"a.png": picture("PNG")}))
    post = BlogPost.objects.get(slug="open")
    assert (post.author.name, post.author.biography) == ("Dr Maren Oakshott", "She works in the valley.")
    assert [block.block_type for block in post.body] == ["picture", "prose"]
    assert [tag.name for tag in post.tags.all()] == ["Sleep"]
    assert not BlogPost.objects.get(slug="paid").live
    assert upload.counts["others"] == {"page": 1}
    assert Redirect.objects.filter(old_path="/open").exists()


def test_the_command_shows_the_rule_and_waits_for_a_yes(tmp_path: Path) -> None:
    (tmp_path / "old/2019/03").mkdir(parents=True)
    (tmp_path / "old/2019/03/bowl.jpg").write_bytes(picture())
    file, told = tmp_path / "export.xml", list[str]()
    file.write_bytes(whole())
    wishes = Wishes(pictures=tmp_path / "old")
    assert import_articles(file, wishes, at=LATER, say=told.append) == 1
    assert import_articles(file, replace(wishes, as_shown=True, dry_run=True), at=LATER, say=told.append) == 0
    assert "  Announcements: 1 → news" in told
    summary = "3 articles: 2 for the blog, 1 for the news, 0 left out; 1 drafts; 1 pictures, 0 not here."
    assert summary in told
    assert not BlogPost.objects.exists()
    assert import_articles(file, replace(wishes, news=["Essays"]), at=LATER, say=told.append) == 0
    assert NewsItem.objects.count() == 2
