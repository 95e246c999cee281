import django.db.models.deletion
from django.db import migrations, models

import voimala.core.dates
import voimala.core.ids
import voimala.networks.models.network


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0001_networks"),
    ]

    operations = [
        migrations.AddField(
            model_name="network",
            name="hashtags",
            field=models.JSONField(blank=True, default=list, verbose_name="hashtags"),
        ),
        migrations.AddField(
            model_name="network",
            name="logo",
            field=models.FileField(blank=True, upload_to="logos", verbose_name="logo"),
        ),
        migrations.AddField(
            model_name="network",
            name="opening",
            field=models.CharField(
                choices=[
                    ("partnership", "Partners and what they have agreed on"),
                    ("advocacy", "Campaigns, happenings and hashtags"),
                    ("plan", "The regional plan and continuous services"),
                    ("beginning", "What we are starting, and how to join"),
                ],
                default="partnership",
                max_length=12,
                verbose_name="the front page opens on",
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="parts",
            field=models.JSONField(
                default=voimala.networks.models.network.all_parts, verbose_name="parts in use"
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="words",
            field=models.JSONField(blank=True, default=dict, verbose_name="own words"),
        ),
        migrations.AlterField(
            model_name="milestone",
            name="kind",
            field=models.CharField(
                choices=[
                    ("phase", "Phase"),
                    ("funding", "Funding"),
                    ("recognition", "Recognition"),
                    ("statement", "Statement"),
                    ("practice", "Practice"),
                    ("agreement", "Agreement"),
                    ("plan", "Plan"),
                    ("service", "Continuous service"),
                    ("work", "What the network does"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="municipality",
            name="latitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="municipality",
            name="longitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="RegionalNetwork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("code", models.CharField(max_length=40, unique=True)),
                ("region_fi", models.CharField(max_length=100, verbose_name="region")),
                (
                    "region_sv",
                    models.CharField(blank=True, default="", max_length=100, verbose_name="region"),
                ),
                (
                    "region_en",
                    models.CharField(blank=True, default="", max_length=100, verbose_name="region"),
                ),
                ("name_fi", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("motor", models.CharField(blank=True, max_length=200, verbose_name="motor of the network")),
                ("start", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="start")),
                ("detail_fi", models.TextField(blank=True, default="", verbose_name="what it does")),
                ("detail_sv", models.TextField(blank=True, default="", verbose_name="what it does")),
                ("detail_en", models.TextField(blank=True, default="", verbose_name="what it does")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "network",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="regional",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "verbose_name": "regional network",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    voimala.core.ids.PublicIdField(
                        default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("subject_id", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "offered"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("ended", "ended"),
                        ],
                        default="offered",
                        max_length=10,
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "neighbour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "ordering": ["-offered_at", "-pk"],
                "indexes": [models.Index(fields=["neighbour", "kind", "state"], name="share_lookup")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["offered", "accepted"])),
                        fields=("neighbour", "kind", "subject_id"),
                        name="share_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("network", models.F("neighbour")), _negated=True),
                        name="share_with_another",
                    ),
                ],
            },
        ),
    ]
