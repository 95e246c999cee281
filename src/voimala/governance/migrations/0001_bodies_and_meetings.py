import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import voimala.core.dates
import voimala.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("networks", "0001_networks"),
        ("partners", "0002_agreements_and_ledger"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
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
                ("code", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "steering board"),
                            ("working_group", "working group"),
                            ("project", "steering group of a project"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("name_fi", models.CharField(max_length=200, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("task_fi", models.TextField(blank=True, default="", max_length=2000, verbose_name="task")),
                ("task_sv", models.TextField(blank=True, default="", max_length=2000, verbose_name="task")),
                ("task_en", models.TextField(blank=True, default="", max_length=2000, verbose_name="task")),
                ("quorum", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="quorum")),
                ("since", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="since")),
                ("until", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="until")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                ("steers", models.ManyToManyField(blank=True, related_name="bodies", to="partners.project")),
            ],
            options={
                "verbose_name": "body",
                "ordering": ["kind", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "code"), name="body_code"),
                    models.CheckConstraint(
                        condition=models.Q(("quorum", None), ("quorum__gt", 0), _connector="OR"),
                        name="body_quorum_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("called", "called"),
                            ("held", "held"),
                            ("approved", "minutes approved"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                ("time_known", models.BooleanField(default=True)),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("link", models.URLField(blank=True, max_length=400, verbose_name="link to take part")),
                ("called_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="governance.body",
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
                "verbose_name": "meeting",
                "ordering": ["-starts_at", "-pk"],
                "indexes": [models.Index(fields=["network", "starts_at"], name="meeting_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="meeting_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="meeting_once_per_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                (
                    "task",
                    models.CharField(
                        choices=[
                            ("chair", "chair"),
                            ("vice_chair", "vice chair"),
                            ("member", "member"),
                            ("secretary", "secretary"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="task",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="post")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="work e-mail")),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="governance.body",
                    ),
                ),
                (
                    "deputy_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputies",
                        to="governance.seat",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="body_seats",
                        to="partners.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="body_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "seat of a body",
                "ordering": ["body", "task", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gt", models.F("since")), _connector="OR"
                        ),
                        name="body_seat_until_after_since",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="body_seat_once_per_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="matter")),
                ("text", models.TextField(blank=True, max_length=8000, verbose_name="what it is about")),
                ("proposal", models.TextField(blank=True, max_length=4000, verbose_name="proposal")),
                ("subject_kind", models.CharField(blank=True, default="", max_length=30)),
                ("subject_id", models.CharField(blank=True, default="", max_length=12)),
                ("noted", models.TextField(blank=True, max_length=8000, verbose_name="what was said")),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="governance.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "matter on the agenda",
                "ordering": ["meeting", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="agenda_item_once_per_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "present"),
                            ("remote", "present remotely"),
                            ("absent", "absent"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="governance.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="governance.seat",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "seat"), name="attendance_once")],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
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
                (
                    "text",
                    models.TextField(blank=True, max_length=8000, verbose_name="opening, course and end"),
                ),
                ("document", models.JSONField(blank=True, default=dict)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approver_post",
                    models.CharField(blank=True, max_length=120, verbose_name="approved by (post)"),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minutes",
                        to="governance.meeting",
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
                "verbose_name": "minutes",
                "verbose_name_plural": "minutes",
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=4000, verbose_name="decision")),
                ("decided_on", models.DateField(verbose_name="decided")),
                ("subject_kind", models.CharField(blank=True, default="", max_length=30)),
                ("subject_id", models.CharField(blank=True, default="", max_length=12)),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="governance.body",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="governance.agendaitem",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="governance.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "ordering": ["-decided_on", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("body", "year", "number"), name="decision_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="decision_once_per_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
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
                ("text", models.CharField(max_length=300, verbose_name="what is to be done")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="governance.decision",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="governance.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "duty",
                "verbose_name_plural": "duties",
                "ordering": ["due_on", "pk"],
            },
        ),
    ]
