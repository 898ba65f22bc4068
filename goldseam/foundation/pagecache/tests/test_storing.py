"""What is kept, and what never is."""

import json
from datetime import timedelta
from time import time

import pytest

from goldseam.foundation import clock
from goldseam.foundation.pagecache import shelf
from goldseam.foundation.pagecache.tests.pages import Story

FOR_ONE_PERSON = [
    "/unmarked/", "/form/", "/hidden-token/", "/typed-token/", "/cookie/", "/session/", "/message/", "/missing/",
    "/streamed/", "/by-language/", "/with-nonce/", "/never/", "/never-but-marked/",
]  # fmt: skip


def kept(house) -> list[str]:
    return [
        str(head.parent.relative_to(house / "pages" / "current"))
        for head in (house / "pages" / "current").rglob("head.json")
    ]


@pytest.mark.parametrize("path", FOR_ONE_PERSON)
def test_a_page_that_is_meant_for_one_person_is_never_kept(visitor, house, path, db):
    for expected in (1, 2):
        visitor.get(path)
        assert Story.rendered == expected
    assert not list(house.rglob("head.json"))


@pytest.mark.parametrize("cookie", ["sessionid=abc", "consent=video", "csrftoken=abc", "theme=dark"])
def test_a_page_rendered_for_a_browser_with_any_cookie_is_not_kept(visitor, house, cookie, db):
    visitor.get("/blog/", cookie=cookie)
    assert not list(house.rglob("head.json"))


def test_only_the_visitor_without_anything_fills_the_shelf(visitor, house):
    visitor.get("/blog/")
    assert kept(house) == ["http/example.org:80/blog/="]


def test_a_plain_page_may_be_handed_out_by_any_web_server(visitor, house):
    visitor.get("/blog/")
    assert sorted(file.name for file in house.rglob("=/*")) == ["head.json", "index.html", "index.html.gz"]


@pytest.mark.parametrize("path", ["/own-headers/", "/feed.xml"])
def test_a_page_with_headers_of_its_own_is_left_to_the_application(visitor, house, path):
    first, second = visitor.get(path), visitor.get(path)
    assert Story.rendered == 1
    assert second.headers == first.headers
    assert list(house.rglob("guarded.html"))
    assert not list(house.rglob("index.html"))


def test_a_page_with_an_end_ends(visitor, house, monkeypatch):
    Story.valid_until = clock.now() + timedelta(minutes=5)
    for _ in range(2):
        visitor.get("/blog/")
    assert Story.rendered == 1
    monkeypatch.setattr(shelf, "time", lambda: time() + 301)
    Story.text, Story.valid_until = "The offer has ended", None
    assert b"The offer has ended" in visitor.get("/blog/").body
    assert Story.rendered == 2
    assert b"The offer has ended" in visitor.get("/blog/").body
    assert Story.rendered == 2


def test_the_end_is_told_in_the_associations_time_and_kept_in_real_time(visitor, house, monkeypatch):
    monkeypatch.setattr(clock, "_source", lambda real=clock._real_time: real() + timedelta(days=200))
    Story.valid_until = clock.now() + timedelta(minutes=5)
    visitor.get("/blog/")
    (head,) = house.rglob("head.json")
    assert json.loads(head.read_text())["valid_until"] == pytest.approx(time() + 300, abs=30)


def test_a_page_whose_end_has_passed_already_is_not_kept(visitor, house):
    Story.valid_until = clock.now() - timedelta(seconds=1)
    visitor.get("/blog/")
    assert not list(house.rglob("head.json"))


def test_an_end_without_a_time_zone_is_a_mistake_that_shows(visitor):
    Story.valid_until = clock.now().replace(tzinfo=None)
    assert visitor.get("/blog/").status == 500


def test_two_writers_of_one_page_leave_one_whole_page(house):
    generation = shelf.begin()
    for body in (b"first", b"second"):
        shelf.store(generation, "http/example.org:80/=", shelf.Page(headers=[("X-A", "1")], body=body, is_plain=True))
    found = shelf.find("http/example.org:80/=")
    assert found is not None
    assert found.read(zipped=False) == b"first"
    assert found.etag == shelf.etag(b"first")
    assert not list((house / "pages" / "current" / ".new").iterdir())


def test_a_page_for_a_generation_that_was_cleared_away_is_forgotten(house):
    dead = shelf.begin()
    with shelf.locked():
        shelf.turn()
    shelf.clear_away()
    shelf.store(dead, "http/example.org:80/=", shelf.Page(headers=[], body=b"old", is_plain=True))
    assert not list(house.rglob("head.json"))


def test_the_file_times_are_made_from_the_content(house):
    """nginx builds its ETag from them: two pages of one second and one length must differ."""
    generation = shelf.begin()
    for name, body in (("a", b"same length 1"), ("b", b"same length 2"), ("c", b"same length 1")):
        shelf.store(generation, f"http/example.org:80/{name}=", shelf.Page(headers=[], body=body, is_plain=True))
    times = [next(house.rglob(f"{name}=/index.html")).stat().st_mtime for name in "abc"]
    assert times[0] == times[2] != times[1]


def test_a_full_or_locked_disk_costs_speed_and_no_page(visitor, house):
    (house / "pages").write_text("a file where the folder should be")
    for expected in (1, 2):
        assert visitor.get("/blog/").status == 200
        assert Story.rendered == expected


def test_half_an_entry_is_as_good_as_none(visitor, house):
    visitor.get("/blog/")
    (head,) = house.rglob("head.json")
    head.write_text("")
    assert visitor.get("/blog/").status == 200
    assert Story.rendered == 2


def test_a_page_with_an_end_has_a_name_for_each_stretch_that_lies_wholly_before_it(house, monkeypatch):
    monkeypatch.setattr(shelf, "time", lambda: 1_795_341_900.5)
    for path, until, names in (
        ("a", 1_795_341_999.0, []),
        ("b", 1_795_342_000.0, ["1795341"]),
        ("c", 1_795_344_999.0, ["1795341", "1795342", "1795343"]),
        ("d", 1_795_341_000.0, []),
    ):
        page = shelf.Page(headers=[], body=b"until then", is_plain=True, valid_until=until)
        shelf.store(shelf.begin(), f"http/example.org:80/{path}=", page)
        folder = house / "pages" / "current" / f"http/example.org:80/{path}="
        assert sorted(file.stem for file in folder.glob("1*.html")) == names
        assert len(list(folder.glob("1*.html.gz"))) == len(names)
        assert not (folder / "index.html").exists()


def test_a_page_without_end_in_sight_has_names_for_a_day_only(house):
    page = shelf.Page(headers=[], body=b"until then", is_plain=True, valid_until=time() + 10_000_000)
    shelf.store(shelf.begin(), "http/example.org:80/=", page)
    assert len(list(house.rglob("1*.html"))) == 90


def test_a_page_with_headers_of_its_own_has_no_such_names(house):
    page = shelf.Page(headers=[], body=b"until then", is_plain=False, valid_until=time() + 10_000)
    shelf.store(shelf.begin(), "http/example.org:80/=", page)
    assert not list(house.rglob("1*.html"))
