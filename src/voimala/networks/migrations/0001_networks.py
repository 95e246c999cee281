import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import voimala.core.dates
import voimala.core.ids
import voimala.networks.models.network


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                ("name_fi", models.CharField(max_length=100, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=100, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=100, verbose_name="name")),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(max_length=10, unique=True)),
                ("title", models.CharField(max_length=300)),
                ("address", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["mark"],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60, unique=True)),
                ("name_fi", models.CharField(max_length=100, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=100, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=100, verbose_name="name")),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("sort_key", models.CharField(editable=False, max_length=200)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="networks.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "municipality",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Network",
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
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                (
                    "code",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9-]+$", "Use small letters a–z, digits and hyphens."
                            )
                        ],
                    ),
                ),
                ("name_fi", models.CharField(max_length=200, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("short_name", models.CharField(max_length=60, verbose_name="short name")),
                ("summary_fi", models.TextField(blank=True, default="", verbose_name="who we are")),
                ("summary_sv", models.TextField(blank=True, default="", verbose_name="who we are")),
                ("summary_en", models.TextField(blank=True, default="", verbose_name="who we are")),
                (
                    "headline_fi",
                    models.CharField(blank=True, default="", max_length=160, verbose_name="headline"),
                ),
                (
                    "headline_sv",
                    models.CharField(blank=True, default="", max_length=160, verbose_name="headline"),
                ),
                (
                    "headline_en",
                    models.CharField(blank=True, default="", max_length=160, verbose_name="headline"),
                ),
                (
                    "opening",
                    models.CharField(
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
                (
                    "parts",
                    models.JSONField(
                        default=voimala.networks.models.network.all_parts, verbose_name="parts in use"
                    ),
                ),
                ("words", models.JSONField(blank=True, default=dict, verbose_name="own words")),
                ("hashtags", models.JSONField(blank=True, default=list, verbose_name="hashtags")),
                ("logo", models.FileField(blank=True, upload_to="logos", verbose_name="logo")),
                (
                    "accent",
                    models.CharField(
                        default="0B5C5A",
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-F]{6}$", "Write the colour as six hexadecimal digits, such as 0B5C5A."
                            )
                        ],
                        verbose_name="accent colour",
                    ),
                ),
                ("timezone", models.CharField(default="Europe/Helsinki", max_length=40)),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("updated_on", models.DateField(blank=True, null=True, verbose_name="page updated")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to="networks.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "network",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Host",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=253,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9.-]+$", "Write the host in small letters, without https:// and port."
                            )
                        ],
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hosts",
                        to="networks.network",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("code", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("phase", "Phase"),
                            ("funding", "Funding"),
                            ("recognition", "Recognition"),
                            ("statement", "Statement"),
                            ("practice", "Practice"),
                            ("plan", "Plan"),
                            ("service", "Continuous service"),
                            ("work", "What the network does"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title_fi", models.CharField(max_length=200, verbose_name="title")),
                ("title_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, default="", max_length=200, verbose_name="title")),
                ("detail_fi", models.TextField(blank=True, default="", verbose_name="detail")),
                ("detail_sv", models.TextField(blank=True, default="", verbose_name="detail")),
                ("detail_en", models.TextField(blank=True, default="", verbose_name="detail")),
                ("since", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="since")),
                ("until", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="until")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "order"],
                "constraints": [models.UniqueConstraint(fields=("network", "code"), name="milestone_code")],
            },
        ),
        migrations.CreateModel(
            name="Period",
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
                ("name_fi", models.CharField(max_length=80, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=80, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=80, verbose_name="name")),
                ("starts", models.DateField(verbose_name="starts")),
                ("ends", models.DateField(verbose_name="ends")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "period",
                "ordering": ["starts"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))), name="period_ends_after_start"
                    )
                ],
            },
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
            name="Setting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("code", models.CharField(max_length=40)),
                ("name_fi", models.CharField(max_length=120, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=120, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=120, verbose_name="name")),
                ("since", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="since")),
                ("until", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="until")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "setting",
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("network", "code"), name="setting_code")],
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
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("code", models.CharField(max_length=40)),
                ("name_fi", models.CharField(max_length=120, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=120, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=120, verbose_name="name")),
                ("since", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="since")),
                ("until", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="until")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "target group",
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("network", "code"), name="target_group_code")
                ],
            },
        ),
    ]
