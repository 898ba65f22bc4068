from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from goldseam.subjects.publishing.blocks import check_film
from goldseam.subjects.publishing.films import NotAFilm, film
from goldseam.subjects.publishing.tests.factories import a_post, a_site

LOADING = {
    "script": "src",
    "iframe": "src",
    "img": "src",
    "source": "src",
    "video": "src",
    "link": "href",
    "object": "data",
}


@pytest.mark.parametrize(
    ("address", "player", "watch"),
    [
        ("https://youtu.be/cbfuBex-3jE?t=1", "embed/cbfuBex-3jE?rel=0&start=1", "watch?v=cbfuBex-3jE&t=1s"),
        (
            "https://www.youtube.com/watch?v=_XjXv6zseA0&t=1m30s",
            "embed/_XjXv6zseA0?rel=0&start=90",
            "v=_XjXv6zseA0&t=90s",
        ),
        ("https://m.youtube.com/watch?feature=share&v=rVwFkcOZHJw", "embed/rVwFkcOZHJw?rel=0", "v=rVwFkcOZHJw"),
        ("https://www.youtube.com/shorts/rVwFkcOZHJw", "embed/rVwFkcOZHJw?rel=0", "v=rVwFkcOZHJw"),
        ("https://www.youtube-nocookie.com/embed/rVwFkcOZHJw?start=5", "?rel=0&start=5", "&t=5s"),
        ("https://vimeo.com/76979871", "video/76979871?dnt=1", "vimeo.com/76979871"),
        ("https://vimeo.com/76979871/abcdef0123#t=1h2m3s", "?dnt=1&h=abcdef0123#t=3723s", "/abcdef0123#t=3723s"),
        ("https://player.vimeo.com/video/76979871?h=abcdef0123", "&h=abcdef0123", "/abcdef0123"),
    ],
)
def test_a_film_is_read_from_its_address(address: str, player: str, watch: str) -> None:
    found = film(address)
    assert found.player_url.endswith(player)
    assert found.watch_url.endswith(watch)
    assert urlsplit(found.player_url).hostname in ("www.youtube-nocookie.com", "player.vimeo.com")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "youtube",
        "https://youtube.com/",
        "https://youtube.com.evil.example/watch?v=rVwFkcOZHJw",
        "https://evil.example/?v=rVwFkcOZHJw",
        "javascript://youtube.com/%0aalert(1)//rVwFkcOZHJw",
        'https://youtu.be/"><script>',
        "https://youtu.be/rVwFkcOZHJw1",
        "https://vimeo.com/channels/staffpicks",
        "https://[youtube.com/rVwFkcOZHJw",
        "ftp://youtu.be/rVwFkcOZHJw",
        "https://youtube.com@evil.example/watch?v=rVwFkcOZHJw",
    ],
)
def test_an_address_of_anything_else_is_refused_to_the_editor(address: str) -> None:
    with pytest.raises(NotAFilm):
        film(address)
    with pytest.raises(ValidationError):
        check_film(address)


@pytest.mark.parametrize("start", ["x", "-5", "1.5", "9" * 400, "&autoplay=1"])
def test_a_start_that_is_no_time_plays_from_the_beginning(start: str) -> None:
    assert film(f"https://youtu.be/rVwFkcOZHJw?t={start}").player_url.endswith("embed/rVwFkcOZHJw?rel=0")


@pytest.mark.django_db
def test_nothing_is_fetched_from_anybody_else_before_the_visitor_presses(client: Client) -> None:
    a_site()
    a_post(
        text="film: https://youtu.be/cbfuBex-3jE?t=1 | Schore on repair | 9 minutes\n\n"
        "film: https://vimeo.com/76979871 | Another | "
    )
    answer = client.get("/blog/mending-with-gold/")
    shown = BeautifulSoup(answer.content, "html.parser")
    fetched = [element[name] for tag, name in LOADING.items() for element in shown.find_all(tag) if element.get(name)]
    canonical = shown.find("link", rel="canonical")["href"]
    assert [address for address in fetched if "//" in address and address != canonical] == []
    assert shown.find(["iframe", "video", "embed", "object"]) is None
    first, second = shown.find_all("section", class_="film")
    assert first.find(class_="kind").text.startswith("Film")
    assert first.find("a")["href"] == "https://www.youtube.com/watch?v=cbfuBex-3jE&t=1s"
    assert first["data-player"] == "https://www.youtube-nocookie.com/embed/cbfuBex-3jE?rel=0&start=1"
    assert first.find("button").has_attr("hidden")
    assert second.find("a")["href"] == "https://vimeo.com/76979871"
    for host in ("https://www.youtube-nocookie.com", "https://player.vimeo.com"):
        assert host in answer["Content-Security-Policy"]
