import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import voimala.core.ids
import voimala.people.models.person


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("networks", "0001_networks"),
        ("partners", "0001_partners"),
    ]

    operations = [
        migrations.CreateModel(
            name="Competence",
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
                ("code", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[("professional", "professional"), ("strength", "strength or interest")],
                        max_length=12,
                    ),
                ),
                ("name_fi", models.CharField(max_length=120, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=120, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=120, verbose_name="name")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "competence",
                "ordering": ["kind", "order", "code"],
                "constraints": [models.UniqueConstraint(fields=("network", "code"), name="competence_code")],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("employee", "employee"),
                            ("freelancer", "freelancer"),
                            ("student", "student"),
                            ("volunteer", "volunteer"),
                            ("expert", "expert by experience"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("work_role", models.CharField(blank=True, max_length=120, verbose_name="work role")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="work e-mail")),
                (
                    "own_sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("culture", "Culture"),
                            ("social", "Social services"),
                            ("health", "Health"),
                            ("education", "Education"),
                            ("youth_third", "Youth and third sector"),
                            ("client", "Experts by experience"),
                            ("decision", "Decision-makers"),
                        ],
                        max_length=12,
                        verbose_name="sector",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(
                        blank=True,
                        default=None,
                        null=True,
                        validators=[voimala.people.models.person.are_languages],
                        verbose_name="languages",
                    ),
                ),
                ("profile_complete", models.BooleanField(default=False)),
                ("may_be_suggested", models.BooleanField(default=True)),
                (
                    "told_at",
                    models.DateTimeField(
                        blank=True,
                        default=django.utils.timezone.now,
                        editable=False,
                        null=True,
                        verbose_name="told",
                    ),
                ),
                ("search_text", models.CharField(default="", editable=False, max_length=400)),
                ("sort_key", models.CharField(default="", editable=False, max_length=200)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to="partners.contact",
                    ),
                ),
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="partners.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="partners.unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "ordering": ["sort_key", "pk"],
                "indexes": [models.Index(fields=["network", "sort_key"], name="person_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at", None), ("user__isnull", False)),
                        fields=("network", "user"),
                        name="person_one_per_user",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Availability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                (
                    "minutes",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes available"),
                ),
                ("held", models.PositiveIntegerField(default=0, editable=False)),
                ("booked", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.period"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="availabilities",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "period"), name="availability_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes", None),
                            (
                                "minutes__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("held"), "+", models.F("booked")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="availability_not_overbooked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strengths", "strengths and interests"),
                            ("open_calls", "skills from answers to open calls"),
                        ],
                        max_length=20,
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("person", "kind"),
                        name="consent_once_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            ("withdrawn_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_after_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hint",
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
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "beginning"), (3, "can do"), (5, "can teach")], verbose_name="level"
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=80)),
                ("given_at", models.DateTimeField(verbose_name="given")),
                (
                    "competence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.competence"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hints", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "competence", "given_by"), name="hint_once_per_giver"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownCompetence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                (
                    "knowledge",
                    models.CharField(choices=[("known", "known"), ("absent", "known absent")], max_length=6),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(1, "beginning"), (3, "can do"), (5, "can teach")], null=True
                    ),
                ),
                (
                    "circle",
                    models.CharField(
                        choices=[
                            ("coordinator", "me and the coordinator"),
                            ("network", "the network"),
                            ("public", "everybody"),
                        ],
                        default="coordinator",
                        max_length=12,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("profile", "you told it in your profile"),
                            ("call", "you told it when you answered an open call"),
                            ("hint", "you accepted a hint"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "competence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_of",
                        to="people.competence",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competences",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "competence"), name="competence_known_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("knowledge", "known"), ("level__isnull", False)),
                            models.Q(("knowledge", "absent"), ("level__isnull", True)),
                            _connector="OR",
                        ),
                        name="competence_level_when_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.period"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="partners.unit",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="limits", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("other__isnull", False), ("unit__isnull", True)),
                            models.Q(("other__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="limit_person_or_unit",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="tie_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="tie_ordered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="synthetic")),
                ("seat_kind", models.CharField(max_length=30)),
                ("seat_id", models.CharField(max_length=12)),
                ("minutes", models.PositiveIntegerField()),
                ("state", models.CharField(choices=[("held", "held"), ("booked", "booked")], max_length=6)),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                (
                    "availability",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="people.availability",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="partners.commitment",
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
                "indexes": [models.Index(fields=["held_until"], name="booking_by_end")],
                "constraints": [
                    models.UniqueConstraint(fields=("seat_kind", "seat_id"), name="booking_once_per_seat"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_until__isnull", False), ("state", "held")),
                            models.Q(("held_until__isnull", True), ("state", "booked")),
                            _connector="OR",
                        ),
                        name="booking_held_until_when_held",
                    ),
                ],
            },
        ),
    ]
