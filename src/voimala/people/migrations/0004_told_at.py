"""Whoever is in the register already is taken to know it: the people themselves or their own work put them there."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_consents_and_hints"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="told_at",
            field=models.DateTimeField(
                blank=True, default=django.utils.timezone.now, editable=False, null=True, verbose_name="told"
            ),
        ),
    ]
