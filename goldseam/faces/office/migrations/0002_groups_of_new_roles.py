"""The way into the office for the roles that came later: see 0001_groups."""

from django.db import migrations

ROLES = ("events", "judge", "auditor")


def found_groups(apps, schema_editor):
    way_in = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for name in ROLES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)[0].permissions.add(way_in)


class Migration(migrations.Migration):
    dependencies = [("office", "0001_groups")]

    operations = [migrations.RunPython(found_groups, migrations.RunPython.noop)]
