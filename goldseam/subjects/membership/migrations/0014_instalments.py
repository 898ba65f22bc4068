from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("membership", "0013_seat_changes")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="is_payable_monthly",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="can be paid in monthly instalments"
            ),
        ),
        migrations.AddField(model_name="term", name="instalment", field=models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(model_name="term", name="year_pence", field=models.PositiveIntegerField(null=True)),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=Q(is_payable_monthly=False) | Q(evidence_from=None, months=12, year_month=None),
                name="a_whole_year_of_their_own_is_paid_monthly",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=Q(instalment=None, year_pence=None)
                | Q(instalment__isnull=False, instalment__range=(1, 12), year_pence__isnull=False),
                name="an_instalment_is_of_a_year",
            ),
        ),
    ]
