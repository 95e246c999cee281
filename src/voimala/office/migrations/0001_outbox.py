import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import voimala.core.ids
from voimala.office.models.fulltext import lay_down, take_up

TABLES = ("office_searchentry", "office_searchword")


def make_searchable(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        lay_down(editor, table)


def make_unsearchable(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        take_up(editor, table)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("networks", "0001_networks"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action", models.CharField(max_length=40)),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.CharField(max_length=12)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("language", models.CharField(max_length=2)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject_kind", "subject_id"], name="link_subject")],
            },
        ),
        migrations.CreateModel(
            name="Job",
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
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=160, null=True, unique=True)),
                ("arguments", models.JSONField(default=dict)),
                ("language", models.CharField(max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for its turn"),
                            ("running", "is running"),
                            ("done", "is done"),
                            ("failed", "failed"),
                            ("stopped", "was stopped"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("stop_requested", models.BooleanField(default=False)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("worker", models.CharField(blank=True, max_length=64)),
                ("task_id", models.UUIDField(null=True)),
                (
                    "failure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("silent", "It was cut off in the middle each time it was tried."),
                            ("fault", "There was a fault in the platform; the server's log tells more."),
                            ("refused", "It could not be done."),
                        ],
                        max_length=8,
                    ),
                ),
                ("error", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "network",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "running")), fields=["heartbeat_at"], name="job_running"
                    ),
                    models.Index(fields=["network", "asked_at"], name="job_network_asked"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("heartbeat_at__isnull", False),
                            _connector="OR",
                        ),
                        name="job_running_is_heard_of",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running"]),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="job_ended_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                ("key", models.CharField(max_length=120, null=True, unique=True)),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                ("language", models.CharField(max_length=2)),
                ("purpose", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField()),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "network",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=["not_before"],
                        name="message_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["sent", "failed"]),
                            models.Q(("to", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="message_has_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("public_id", models.CharField(max_length=12)),
                ("sort_key", models.CharField(max_length=200)),
                ("tokens", models.TextField()),
                ("updated_at", models.DateTimeField()),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["network", "kind", "sort_key", "id"], name="search_entry_by_name")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "public_id"), name="search_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40, unique=True)),
                ("tokens", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="TryCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("hour", models.DateTimeField(db_index=True)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "hour"), name="try_count_once")],
            },
        ),
        migrations.RunPython(make_searchable, make_unsearchable),
    ]
