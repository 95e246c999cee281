import django.db.models.deletion
from django.db import migrations, models

import voimala.core.dates
import voimala.core.ids
import voimala.public.models.picture


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("networks", "0001_networks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
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
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("kind", models.CharField(max_length=30)),
                ("subject_id", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=80, verbose_name="name or pen name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("text", models.TextField(max_length=2000, verbose_name="comment")),
                ("language", models.CharField(max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[("held", "waits"), ("shown", "shown"), ("refused", "not shown")],
                        default="held",
                        max_length=8,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "ordering": ["written_at", "pk"],
                "indexes": [models.Index(fields=["kind", "subject_id", "state"], name="comment_subject")],
            },
        ),
        migrations.CreateModel(
            name="ContactMessage",
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
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("text", models.TextField(max_length=4000, verbose_name="message")),
                ("language", models.CharField(max_length=2)),
                ("received_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "message from a visitor",
                "ordering": ["-received_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Picture",
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
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                (
                    "file",
                    models.FileField(max_length=200, upload_to=voimala.public.models.picture.picture_path),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("alt_fi", models.CharField(max_length=300, verbose_name="what the picture shows")),
                (
                    "alt_sv",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="what the picture shows"
                    ),
                ),
                (
                    "alt_en",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="what the picture shows"
                    ),
                ),
                ("credit", models.CharField(max_length=200, verbose_name="who made it")),
                ("added_at", models.DateTimeField()),
                ("digest", models.CharField(blank=True, default="", editable=False, max_length=64)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "ordering": ["-added_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        fields=("network", "digest"),
                        name="picture_once_per_network",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
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
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("title_fi", models.CharField(max_length=200, verbose_name="title")),
                ("title_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, default="", max_length=200, verbose_name="title")),
                ("lead_fi", models.TextField(blank=True, default="", verbose_name="in short")),
                ("lead_sv", models.TextField(blank=True, default="", verbose_name="in short")),
                ("lead_en", models.TextField(blank=True, default="", verbose_name="in short")),
                ("body_fi", models.TextField(blank=True, default="", verbose_name="text")),
                ("body_sv", models.TextField(blank=True, default="", verbose_name="text")),
                ("body_en", models.TextField(blank=True, default="", verbose_name="text")),
                ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="published from")),
                ("hide_at", models.DateTimeField(blank=True, null=True, verbose_name="published until")),
                ("comments_open", models.BooleanField(default=False, verbose_name="comments may be written")),
                ("changed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                ("since", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="since")),
                ("until", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="until")),
                ("hashtags", models.JSONField(blank=True, default=list, verbose_name="hashtags")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="public.picture",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign",
                "ordering": ["-since", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="campaign_once_per_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hide_at", None),
                            ("publish_at", None),
                            ("hide_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="campaign_hidden_after_shown",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Happening",
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
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("title_fi", models.CharField(max_length=200, verbose_name="title")),
                ("title_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, default="", max_length=200, verbose_name="title")),
                ("lead_fi", models.TextField(blank=True, default="", verbose_name="in short")),
                ("lead_sv", models.TextField(blank=True, default="", verbose_name="in short")),
                ("lead_en", models.TextField(blank=True, default="", verbose_name="in short")),
                ("body_fi", models.TextField(blank=True, default="", verbose_name="text")),
                ("body_sv", models.TextField(blank=True, default="", verbose_name="text")),
                ("body_en", models.TextField(blank=True, default="", verbose_name="text")),
                ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="published from")),
                ("hide_at", models.DateTimeField(blank=True, null=True, verbose_name="published until")),
                ("comments_open", models.BooleanField(default=False, verbose_name="comments may be written")),
                ("changed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("open", "Open to all"),
                            ("panel", "Election panel"),
                            ("training", "Training"),
                            ("meeting", "Network meeting"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="starts at")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="ends at")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("address", models.URLField(blank=True, max_length=300, verbose_name="web address")),
                ("cancelled", models.BooleanField(default=False, verbose_name="cancelled")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.municipality",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="public.picture",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "happening",
                "ordering": ["day", "starts_at", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="happening_once_per_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hide_at", None),
                            ("publish_at", None),
                            ("hide_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="happening_hidden_after_shown",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day", None), ("last_day__gte", models.F("day")), _connector="OR"
                        ),
                        name="happening_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="News",
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
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("title_fi", models.CharField(max_length=200, verbose_name="title")),
                ("title_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, default="", max_length=200, verbose_name="title")),
                ("lead_fi", models.TextField(blank=True, default="", verbose_name="in short")),
                ("lead_sv", models.TextField(blank=True, default="", verbose_name="in short")),
                ("lead_en", models.TextField(blank=True, default="", verbose_name="in short")),
                ("body_fi", models.TextField(blank=True, default="", verbose_name="text")),
                ("body_sv", models.TextField(blank=True, default="", verbose_name="text")),
                ("body_en", models.TextField(blank=True, default="", verbose_name="text")),
                ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="published from")),
                ("hide_at", models.DateTimeField(blank=True, null=True, verbose_name="published until")),
                ("comments_open", models.BooleanField(default=False, verbose_name="comments may be written")),
                ("changed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="public.picture",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "piece of news",
                "ordering": ["-publish_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="news_once_per_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hide_at", None),
                            ("publish_at", None),
                            ("hide_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="news_hidden_after_shown",
                    ),
                ],
            },
        ),
    ]
