"""Editors keep the places that help up to date."""

import pytest
from django.test import Client

from goldseam.faces.office.tests.factories import a_hub, at_the_desk, staff
from goldseam.subjects.practice.models import Country

pytestmark = pytest.mark.django_db


def form(country: Country, **changes: str) -> dict[str, str]:
    rows = list(country.signposts.all())
    entries = {
        "name": country.name,
        "emergency": country.emergency,
        "position": "0",
        "checked_on": "2026-11-20",
        "signposts-TOTAL_FORMS": str(len(rows)),
        "signposts-INITIAL_FORMS": str(len(rows)),
        "signposts-MIN_NUM_FORMS": "0",
        "signposts-MAX_NUM_FORMS": "1000",
    }
    for number, row in enumerate(rows):
        for name in ("id", "name", "what_for", "phone", "url"):
            entries[f"signposts-{number}-{name}"] = str(getattr(row, name))
        entries[f"signposts-{number}-ORDER"] = str(number + 1)
    return entries | changes


def test_an_editor_changes_a_number_and_parents_see_it_at_once():
    editor, country = at_the_desk(staff("editor")), Country.objects.get(name="United Kingdom")
    number = [place.name for place in country.signposts.all()].index("Samaritans")

    answer = editor.post(
        f"/office/snippets/practice/country/edit/{country.pk}/",
        form(country, **{f"signposts-{number}-phone": "116 124"}),
    )

    assert answer.status_code == 302, answer.content.decode()
    shown = Client().get("/rupture-and-repair/").content.decode()
    assert 'href="tel:116124"' in shown
    assert "Checked on 20 November 2026." in shown


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("office", 200), ("treasurer", 403), ("hublead", 403)])
def test_who_may_change_the_help_for_families(role: str, status: int):
    hub = a_hub("midlands") if role == "hublead" else None
    assert at_the_desk(staff(role, hub=hub)).get("/office/snippets/practice/country/").status_code == status
