from django.test import Client

from goldseam.subjects.publishing.tests.factories import a_news_item, a_post, a_site


def test_the_first_pages_are_all_there(db: None, client: Client) -> None:
    a_site()
    for path in (
        "/",
        "/blog/",
        "/news/",
        "/hubs/",
        "/about/",
        "/terms/",
        "/privacy/",
        "/accessibility/",
        "/complaints/",
        "/leaving/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path


def test_a_post_and_a_news_item_show(db: None, client: Client) -> None:
    a_site()
    a_post(tags=["Repair"])
    a_news_item()
    for path in (
        "/",
        "/blog/mending-with-gold/",
        "/news/the-president-on-the-steering-group/",
        "/blog/tags/repair/",
        "/blog/authors/dr-maren-oakshott/",
        "/blog/feed/",
        "/news/feed/",
        "/sitemap.xml",
        "/robots.txt",
        "/search/?q=gold",
        "/search/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
    assert client.get("/blog/nothing/").status_code == 404
