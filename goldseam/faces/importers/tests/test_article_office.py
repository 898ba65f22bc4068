"""An editor hands in an export, confirms what is news, brings the articles in, and undoes it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldseam.faces.importers.models import Import
from goldseam.faces.importers.tests.exports import articles_of, item, picture, wxr, zipped
from goldseam.faces.importers.tests.factories import NIA, NOON, an_association, given, lines
from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.foundation.work.models import Run
from goldseam.foundation.work.runs import carry_on
from goldseam.subjects.publishing.models import BlogPost, NewsItem
from goldseam.subjects.publishing.tests.factories import a_site

pytestmark = pytest.mark.django_db
EXPORT = wxr(
    item("Mending with gold", '<p>Words.</p><img src="/a/bowl.jpg"><img src="/gone.png">', categories=["Essays"]),
    item("Two more years", categories=["News & events"]),
    item("Nothing in it", ""),
)


@pytest.fixture
def editor(settings: Any, tmp_path: Any) -> Client:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    a_site()
    return at_the_desk(staff("editor"))


def _press(client: Client, address: str, **typed: Any) -> str:
    once = {"once": f"{Run.objects.count():03d}" + str(abs(hash((address, str(typed))))).rjust(20, "k")[:20]}
    return client.post(address, typed | once, follow=True).content.decode()


def test_an_editor_brings_articles_in_and_takes_them_back(editor: Client) -> None:
    files = {
        "file": SimpleUploadedFile("export.xml", EXPORT),
        "pictures": SimpleUploadedFile("p.zip", zipped(**{"bowl.jpg": picture()}).read()),
    }
    assert "The file is here and is being read." in _press(editor, "/office/import/articles/new/", **files)
    carry_on(at=NOON)
    upload = Import.objects.get()
    place = f"/office/import/articles/{upload.pk}/"
    page = editor.get(place).content.decode()
    assert "Item 3, “Nothing in it”, is left out. It has no text." in page
    assert "Picture https://old.example/gone.png: it was not handed in" in page
    assert "bring-in" not in page
    asked = editor.get(f"{place}rule/").content.decode()
    assert "News &amp; events (articles: 1)" in asked
    assert "Please choose one." in _press(editor, f"{place}rule/", word0="blog")
    _press(editor, f"{place}rule/", word0="blog", word1="news", word2="blog")
    assert "Posts of the blog: 1. News: 1. Left out: 1." in _press(editor, f"{place}bring-in/")
    _press(editor, f"{place}bring-in/", confirmed="yes")
    carry_on(at=NOON)
    assert (BlogPost.objects.count(), NewsItem.objects.count()) == (1, 1)
    assert "export.xml" in editor.get("/office/import/articles/").content.decode()
    _press(editor, f"{place}undo/", confirmed="yes")
    carry_on(at=NOON)
    assert "Undone" in editor.get(place).content.decode()
    assert not BlogPost.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The submitted file is empty."),
        (b"Dear office,", "This is neither an export of WordPress"),
        (EXPORT[:-40], "the file is not whole"),
        (b'{"db": [{"data": {"posts": [{"title": "Half', "The file is not whole"),
        (b"<rss><channel></channel></rss>", "holds no items"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(editor: Client, content: bytes, said: str) -> None:
    page = _press(editor, "/office/import/articles/new/", file=SimpleUploadedFile("export.xml", content))
    carry_on(at=NOON)
    upload = Import.objects.first()
    shown = editor.get(f"/office/import/articles/{upload.pk}/").content.decode() if upload else page
    assert said in shown


def test_editors_do_not_see_files_of_people_and_each_kind_has_its_own_door(editor: Client) -> None:
    an_association()
    people, articles = given(lines(NIA)), articles_of(EXPORT)
    assert editor.get(f"/office/import/articles/{people.pk}/").status_code == 404
    assert editor.get(f"/office/import/{people.pk}/").status_code in (302, 403)
    office = at_the_desk(staff("office"))
    assert office.get(f"/office/import/{articles.pk}/").status_code == 404
    assert office.get(f"/office/import/articles/{articles.pk}/").status_code == 200
    assert "members.csv" not in office.get("/office/import/articles/").content.decode()
