from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("membership", "0014_instalments")]

    operations = [
        migrations.AddIndex(
            model_name="term",
            index=models.Index(
                condition=models.Q(("instalment__isnull", False)), fields=["ends_on"], name="instalment_by_end"
            ),
        ),
    ]
