"""Who gets a kept page, and what it looks like."""

import gzip

import pytest

from goldseam.foundation.pagecache import shelf
from goldseam.foundation.pagecache.keys import key
from goldseam.foundation.pagecache.tests.pages import Story

GUESTS_ONLY = [
    {"cookie": "sessionid=abc"},
    {"cookie": "theme=dark; sessionid=abc"},
    {"cookie": "theme=dark;sessionid=abc"},
    {"cookie": "sessionid"},
    {"cookie": "messages=saved"},
    {"authorization": "Bearer abc"},
]


def test_the_second_visitor_gets_the_page_that_the_first_one_waited_for(visitor):
    first, second = visitor.get("/blog/"), visitor.get("/blog/")
    assert Story.rendered == 1
    assert second.status == first.status == 200
    assert second.body == first.body
    assert b"The first story" in second.body


def test_a_kept_page_carries_the_headers_of_the_rendered_one(visitor):
    first, second = visitor.get("/blog/"), visitor.get("/blog/")
    assert second.headers == first.headers
    assert "default-src 'none'" in second.headers["Content-Security-Policy"]
    assert second.headers["X-Frame-Options"] == "DENY"
    assert second.headers["X-Content-Type-Options"] == "nosniff"
    assert second.headers["Cache-Control"] == "no-cache"
    assert second.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("headers", GUESTS_ONLY, ids=str)
def test_nobody_with_a_session_or_credentials_is_shown_a_kept_page(visitor, headers):
    visitor.get("/blog/")
    visitor.get("/blog/", **headers)
    assert Story.rendered == 2


def test_the_session_cookie_is_known_by_its_configured_name(visitor, settings):
    settings.SESSION_COOKIE_NAME = "__Host-member"
    visitor.get("/blog/")
    visitor.get("/blog/", cookie="__Host-member=abc")
    assert Story.rendered == 2


@pytest.mark.parametrize("cookie", ["theme=dark", "csrftoken=abc", "mysessionid=abc", "x=sessionid"])
def test_a_cookie_that_makes_nobody_known_does_not_matter(visitor, cookie):
    visitor.get("/blog/")
    visitor.get("/blog/", cookie=cookie)
    assert Story.rendered == 1


@pytest.mark.parametrize("query", ["page=2", "utm_source=x", "=", "a"])
def test_a_query_is_always_rendered_and_never_kept(visitor, query):
    for _ in range(2):
        visitor.get("/blog/", query=query)
    assert Story.rendered == 2
    visitor.get("/blog/")
    visitor.get("/blog/", query=query)
    assert Story.rendered == 4


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_answered_from_the_shelf(visitor, method):
    visitor.get("/blog/")
    answer = visitor.get("/blog/", method=method)
    assert answer.status == 403 or Story.rendered == 2


def test_head_tells_the_same_and_sends_nothing(visitor):
    visitor.get("/blog/")
    whole, head = visitor.get("/blog/"), visitor.get("/blog/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers == whole.headers
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert Story.rendered == 1


def test_head_alone_keeps_nothing(visitor):
    visitor.get("/blog/", method="HEAD")
    visitor.get("/blog/")
    assert Story.rendered == 2


@pytest.mark.parametrize("asked", ["{etag}", "W/{etag}", '"other", {etag}', "*"])
def test_a_browser_that_has_the_page_is_told_so(visitor, asked):
    etag = visitor.get("/blog/").headers["Etag"]
    answer = visitor.get("/blog/", if_none_match=asked.format(etag=etag))
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["Etag"] == etag
    assert Story.rendered == 1


@pytest.mark.parametrize("asked", ['"other"', "", "other"])
def test_a_browser_that_has_another_page_gets_this_one(visitor, asked):
    visitor.get("/blog/")
    assert visitor.get("/blog/", if_none_match=asked).status == 200


def test_the_etag_is_the_contents(visitor):
    first = visitor.get("/blog/").headers["Etag"]
    shelf.turn()
    assert visitor.get("/blog/").headers["Etag"] == first
    shelf.turn()
    Story.text = "Another story"
    assert visitor.get("/blog/").headers["Etag"] != first


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.8", "deflate, GZIP"])
def test_a_browser_that_can_unpack_gets_the_packed_page(visitor, accepted):
    plain = visitor.get("/blog/")
    packed = visitor.get("/blog/", accept_encoding=accepted)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 5
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert packed.headers["Etag"] != plain.headers["Etag"]
    assert visitor.get("/blog/", accept_encoding=accepted, if_none_match=packed.headers["Etag"]).status == 304


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0", "identity"])
def test_a_browser_that_cannot_unpack_gets_the_plain_page(visitor, accepted):
    plain = visitor.get("/blog/")
    answer = visitor.get("/blog/", accept_encoding=accepted)
    assert "Content-Encoding" not in answer.headers
    assert answer.body == plain.body


def test_each_host_port_and_scheme_has_its_own_pages(visitor):
    visitor.get("/blog/", host="example.org")
    visitor.get("/blog/", host="localhost")
    visitor.get("/blog/", host="example.org:8000")
    assert Story.rendered == 3
    visitor.get("/blog/", host="EXAMPLE.org")
    visitor.get("/blog/", host="example.org:80")
    assert Story.rendered == 3


@pytest.mark.parametrize(
    "host", ["evil.example", "example.org.evil.example", "", "a/../../example.org", "example.org:80/x"]
)
def test_a_host_that_is_not_ours_gets_no_page_at_all(visitor, host):
    visitor.get("/blog/")
    assert visitor.get("/blog/", host=host).status == 400


def test_hosts_matched_only_by_a_pattern_cannot_fill_the_disk(visitor, house):
    for number in range(3):
        assert visitor.get("/blog/", host=f"made-up-{number}.wild.example").status == 200
    assert Story.rendered == 3
    assert not list(house.rglob("head.json"))


def test_a_proxy_that_speaks_for_https_is_believed_only_as_configured(settings):
    environ = {
        "PATH_INFO": "/",
        "HTTP_HOST": "example.org",
        "wsgi.url_scheme": "http",
        "HTTP_X_FORWARDED_PROTO": "https",
    }
    settings.ALLOWED_HOSTS = ["example.org"]
    settings.SECURE_PROXY_SSL_HEADER = None
    assert key(environ) == "http/example.org:80/="
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert key(environ) == "https/example.org:443/="


TRAVERSALS = [
    "/../secret.key",
    "/blog/../../../secret.key",
    "/blog/..",
    "/./blog/",
    "/.new/",
    "/blog/.hidden/",
    "//etc/passwd",
    "/blog//",
    "/blog\\..\\..\\secret.key",
    "/blog/\x00/",
    "/blog/\n/",
    "/blog/=/index.html",
    "/blog=",
    "/blog/%2e%2e/",
    "/caf\u00c3\u00a9/",
    "/Blog/",
    "/" + "a" * 201 + "/",
    "/" + "a/" * 400,
    "blog/",
    "*",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_a_path_that_needs_care_has_no_name_and_leaves_no_file(visitor, house, path):
    assert key({"PATH_INFO": path, "HTTP_HOST": "example.org", "wsgi.url_scheme": "http"}) is None
    if "\n" not in path:
        visitor.get(path)
    assert not list(house.rglob("head.json"))


def test_a_page_and_the_pages_below_it_do_not_meet(visitor):
    for path in ("/", "/blog/", "/blog/first/", "/feed.xml"):
        visitor.get(path)
    assert Story.rendered == 4
    for path in ("/", "/blog/", "/blog/first/", "/feed.xml"):
        visitor.get(path)
    assert Story.rendered == 4
    assert visitor.get("/feed.xml").headers["Content-Type"] == "application/atom+xml"


def test_without_any_generation_a_page_is_rendered(visitor, house):
    assert visitor.get("/unmarked/").status == 200
    assert shelf.find("http/example.org:80/=") is None
