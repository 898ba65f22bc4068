"""Who helps families in two countries, to begin with. The office checks and changes them; they are never set again."""

from django.db import migrations

UNITED_KINGDOM = [
    ("Your health visitor, midwife or GP", "Talk about you, your baby or your child.", "", ""),
    (
        "NHS 111",
        "Urgent help with your mind or body, day and night. Ask for mental health.",
        "111",
        "https://111.nhs.uk",
    ),
    ("Samaritans", "Someone who listens, day and night. Free.", "116 123", "https://www.samaritans.org"),
    ("Family Lives", "About being a parent, and family life. Free.", "0808 800 2222", "https://www.familylives.org.uk"),
    ("NSPCC", "If you worry about a child. Free.", "0808 800 5000", "https://www.nspcc.org.uk"),
    (
        "National Domestic Abuse Helpline",
        "If someone at home hurts or scares you. Free, day and night.",
        "0808 2000 247",
        "https://www.nationaldahelpline.org.uk",
    ),
]
IRELAND = [
    ("Your public health nurse or GP", "Talk about you, your baby or your child.", "", ""),
    ("Samaritans", "Someone who listens, day and night. Free.", "116 123", "https://www.samaritans.org"),
    ("Parentline", "About being a parent.", "", "https://www.parentline.ie"),
    (
        "Women’s Aid",
        "If someone at home hurts or scares you. Free, day and night.",
        "1800 341 900",
        "https://www.womensaid.ie",
    ),
]


def plant(apps, schema_editor):
    Country, Signpost = apps.get_model("practice", "Country"), apps.get_model("practice", "Signpost")
    for position, (name, number, places) in enumerate(
        [("United Kingdom", "999", UNITED_KINGDOM), ("Ireland", "112 or 999", IRELAND)]
    ):
        emergency = f"If someone is in danger now, call {number}."
        country = Country.objects.create(name=name, emergency=emergency, position=position)
        for order, (who, what_for, phone, url) in enumerate(places):
            Signpost.objects.create(
                country=country, sort_order=order, name=who, what_for=what_for, phone=phone, url=url
            )


class Migration(migrations.Migration):
    dependencies = [("practice", "0001_initial")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
