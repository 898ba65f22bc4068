"""Promise 23: access and erasure are whole."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest

from goldseam.foundation.contracts import personal
from goldseam.foundation.livecopy.models import LiveCopy
from goldseam.foundation.privacy import erasing
from goldseam.foundation.privacy.archive import write_archive
from goldseam.foundation.privacy.erasing import erase, erase_again, preview, register
from goldseam.foundation.privacy.models import Erasure

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MARKER = "zanzibar"


@pytest.fixture
def nia(django_user_model):
    """Nia, with a marker in every field of hers that can hold words."""
    person = django_user_model(
        given_name=f"Nia-{MARKER}",
        family_name=f"Ferreday-{MARKER}",
        email=f"{MARKER}@families.example",
        email_proved_at=NOON,
        profession=MARKER,
        employer=MARKER,
        address=MARKER,
        postcode_district="LS6",
        met_at=NOON,
    )
    person.set_unusable_password()
    person.save()
    return person


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def archive_of(person) -> dict:
    file = io.BytesIO()
    write_archive(person, file, at=NOON, by=person)
    with ZipFile(file) as archive:
        assert MARKER in archive.read("everything.html").decode()
        return {kind["model"]: kind["rows"] for kind in json.loads(archive.read("everything.json"))}


def test_nia_is_given_everything_we_hold(nia) -> None:
    held = archive_of(nia)["people.person"][0]

    assert [name for name, value in held.items() if MARKER in str(value)] == [
        "given_name",
        "family_name",
        "email",
        "profession",
        "employer",
        "address",
    ]


def test_what_will_go_is_said_before_it_goes(nia) -> None:
    person = next(told for told in preview(nia) if "E-mail address" in told.goes)

    assert person.rows == 1
    assert "Known since" in person.stays


def test_after_the_erasure_her_words_are_gone_and_she_cannot_sign_in(nia) -> None:
    erase(person=nia, by=None, at=NOON)

    nia.refresh_from_db()
    assert MARKER not in str(nia.__dict__)
    assert (nia.email, nia.is_active) == (None, False)


def test_erasing_twice_erases_once(nia) -> None:
    erase(person=nia, by=None, at=NOON)
    erase(person=nia, by=None, at=NOON + timedelta(days=1))

    assert Erasure.objects.get().at == NOON
    assert len(register().read_text().splitlines()) == 1


def test_an_erasure_outlives_the_restore_of_an_older_backup(nia, django_user_model) -> None:
    erase(person=nia, by=None, at=NOON)
    # What a restore does: the database is as it was before the erasure, the register is not.
    Erasure.objects.all().delete()
    django_user_model.objects.filter(pk=nia.pk).update(given_name=MARKER, email="nia@families.example")

    assert erase_again(django_user_model.objects.all()) == 1

    nia.refresh_from_db()
    assert (nia.given_name, nia.email) == ("", None)


def test_without_the_register_a_restore_would_bring_her_back(nia, django_user_model) -> None:
    """The control of the test above."""
    erase(person=nia, by=None, at=NOON)
    Erasure.objects.all().delete()
    register().unlink()

    assert erase_again(django_user_model.objects.all()) == 0


def test_a_newcomer_who_got_the_number_of_somebody_erased_is_not_erased(nia, django_user_model) -> None:
    erase(person=nia, by=None, at=NOON)
    Erasure.objects.all().delete()
    django_user_model.objects.filter(pk=nia.pk).update(given_name="Sunil", met_at=NOON + timedelta(days=3))

    assert erase_again(django_user_model.objects.all()) == 0
    assert django_user_model.objects.get(pk=nia.pk).given_name == "Sunil"


def test_the_register_of_other_data_erases_nobody_here(nia, django_user_model) -> None:
    erase(person=nia, by=None, at=NOON)
    Erasure.objects.all().delete()
    django_user_model.objects.filter(pk=nia.pk).update(given_name="Sunil")
    LiveCopy.objects.update(lineage=uuid4())

    assert erase_again(django_user_model.objects.all()) == 0


def test_every_field_that_is_erased_is_one_that_can_be_empty() -> None:
    from django.apps import apps

    for label, told in personal.items():
        for name in getattr(told, "erased", ()):
            field = apps.get_model(label)._meta.get_field(name)
            assert erasing.empty(field) is not None or field.null
