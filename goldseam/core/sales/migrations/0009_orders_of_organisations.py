from django.db import migrations, models
from django.db.models import Exists, OuterRef


def note_those_of_teams(apps, schema_editor):
    """Until now it was read off how long an order was kept; only teams had been kept so long on purpose."""
    lines = apps.get_model("sales", "OrderLine").objects.filter(order=OuterRef("pk"), kind="membership.team")
    apps.get_model("sales", "Order").objects.filter(Exists(lines)).update(is_of_organisation=True)


class Migration(migrations.Migration):
    dependencies = [("sales", "0008_charges_that_fail")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="is_of_organisation",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(note_those_of_teams, migrations.RunPython.noop),
    ]
