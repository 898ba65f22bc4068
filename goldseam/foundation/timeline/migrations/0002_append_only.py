from django.db import migrations

from goldseam.foundation.appendonly import append_only


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_initial")]
    operations = [append_only("timeline_fact")]
