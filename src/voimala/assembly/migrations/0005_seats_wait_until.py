from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("assembly", "0004_choices_and_advice"),
    ]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="waits_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("state__in", ["called", "naming", "asked", "talk", "willing", "supervisor"]),
                    ("waits_until__isnull", False),
                )
                | Q(("state__in", ["open", "proposed", "confirmed"]), ("waits_until__isnull", True)),
                name="seat_waits_until_a_time",
            ),
        ),
    ]
