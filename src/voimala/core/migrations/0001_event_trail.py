from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("deed", models.CharField(max_length=60)),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_name", models.CharField(max_length=60)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("role", models.CharField(blank=True, max_length=80)),
                ("purpose", models.CharField(blank=True, max_length=60)),
                ("network_id", models.BigIntegerField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["network_id", "at"], name="event_network_at"),
                    models.Index(fields=["actor_id", "at"], name="event_actor_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=30)),
                ("subject_id", models.CharField(max_length=12)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["kind", "subject_id", "event_id"], name="event_subject_lookup"),
                    models.Index(fields=["event_id"], name="event_subject_event"),
                ],
            },
        ),
    ]
