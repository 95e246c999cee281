from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="competence",
            name="retired",
            field=models.BooleanField(default=False, verbose_name="no longer offered"),
        ),
        migrations.AddField(
            model_name="competence",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
