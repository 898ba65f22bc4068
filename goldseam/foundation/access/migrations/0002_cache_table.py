"""The table of Django's database cache, in which sign-in limits are counted: all web workers share it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [
        migrations.RunSQL(
            'CREATE UNLOGGED TABLE goldseam_cache ("cache_key" varchar(255) PRIMARY KEY, "value" text NOT NULL,'
            ' "expires" timestamptz NOT NULL); CREATE INDEX goldseam_cache_expires ON goldseam_cache ("expires");',
            "DROP TABLE goldseam_cache;",
        )
    ]
