from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.rich_text import RichText

from goldseam.foundation import clock
from goldseam.foundation.pagecache.models import PendingDrop
from goldseam.subjects.publishing.actions import put_out
from goldseam.subjects.publishing.models import BlogIndexPage, BlogPost
from goldseam.subjects.publishing.tests.factories import a_post, a_site, an_author, draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_picture() -> Image:
    drawn = BytesIO()
    Picture.new("RGB", (900, 600), "#9b4d32").save(drawn, "PNG")
    return Image.objects.create(title="A bowl", file=SimpleUploadedFile("bowl.png", drawn.getvalue()))


def a_post_with_a_picture() -> BlogPost:
    post = draft()
    post.body = [
        ("prose", RichText("<p>Look.</p>")),
        ("picture", {"picture": a_picture(), "caption": "Before the fall"}),
    ]
    post.body[1].value["picture"].contextual_alt_text = "A clay bowl on a shelf"
    put_out(page=post, below=BlogIndexPage.objects.get(), at=clock.now())
    return post


def test_a_picture_in_a_post_has_words_and_an_address_that_stays(client: Client) -> None:
    a_site()
    post = a_post_with_a_picture()
    shown = BeautifulSoup(client.get(post.address).content, "html.parser").find("figure")
    assert shown.img["alt"] == "A clay bowl on a shelf"
    assert shown.figcaption.text == "Before the fall"
    answer = client.get(str(shown.img["src"]))
    assert answer["Content-Type"] == "image/webp"
    assert "immutable" in answer["Cache-Control"]


def test_a_post_is_passed_on_with_its_first_picture(client: Client) -> None:
    a_site()
    post = a_post_with_a_picture()
    head = BeautifulSoup(client.get(post.address).content, "html.parser").head
    address = str(head.find("meta", property="og:image")["content"])
    assert head.find("meta", property="og:image:alt")["content"] == "A clay bowl on a shelf"
    assert f'"image": "{address}"' in str(head.find("script", type="application/ld+json"))
    assert client.get(address.removeprefix("http://127.0.0.1:8000"))["Content-Type"] == "image/jpeg"


def test_a_picture_that_is_deleted_leaves_the_post_standing(client: Client) -> None:
    a_site()
    author = an_author()
    author.portrait = a_picture()
    author.save()
    post = a_post_with_a_picture()
    for picture in Image.objects.all():
        PendingDrop.objects.all().delete()
        connection.run_on_commit.clear()
        picture.delete()
        assert PendingDrop.objects.exists()
    answer = client.get(post.address)
    assert answer.status_code == 200
    head = BeautifulSoup(answer.content, "html.parser")
    assert head.find("meta", property="og:image")["content"].endswith("/static/theme/share.jpg")
    assert "Before the fall" not in head.main.text


def test_an_author_s_portrait_is_shown(client: Client) -> None:
    a_site()
    author = an_author()
    author.portrait = a_picture()
    author.save()
    a_post(author=author)
    assert 'class="portrait"' in client.get("/blog/mending-with-gold/").content.decode()


@pytest.mark.parametrize(
    "name", ["..", "../secret.key", "a.svg", "a.html", "nothing.png", "a.png/x", "%2e%2e%2fsecret.png"]
)
def test_only_pictures_made_for_pages_have_an_address(client: Client, tmp_path: Path, name: str) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "secret.png").write_bytes(b"no")
    (tmp_path / "images" / "a.svg").write_text("<svg onload='alert(1)'/>")
    (tmp_path / "images" / "a.html").write_text("<script>alert(1)</script>")
    assert client.get(f"/media/images/{name}").status_code == 404


def test_uploads_themselves_have_no_address(client: Client) -> None:
    a_site()
    picture = a_picture()
    assert client.get(picture.file.url).status_code == 404
