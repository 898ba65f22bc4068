import uuid

from django.db import migrations, models


def begin(apps, schema_editor):
    apps.get_model("livecopy", "LiveCopy").objects.create(pk=1)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LiveCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lineage", models.UUIDField(default=uuid.uuid4)),
                ("identity", models.CharField(blank=True, max_length=400)),
                ("is_new", models.BooleanField(default=True)),
                ("declared_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="livecopy_one_row")],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
