import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import voimala.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("networks", "0001_networks"),
        ("partners", "0001_partners"),
        ("people", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="StairScale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("edition", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "edition"), name="stair_scale_edition")
                ],
            },
        ),
        migrations.CreateModel(
            name="StairStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "meaning_fi",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="meaning"),
                ),
                (
                    "meaning_sv",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="meaning"),
                ),
                (
                    "meaning_en",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="meaning"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("confirmed", "published"), ("placeholder", "not published")],
                        default="placeholder",
                        max_length=12,
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="phenomena.stairscale",
                    ),
                ),
            ],
            options={
                "ordering": ["scale", "number"],
                "constraints": [models.UniqueConstraint(fields=("scale", "number"), name="stair_step_once")],
            },
        ),
        migrations.CreateModel(
            name="Phenomenon",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("need", "need"), ("phenomenon", "phenomenon")],
                        default="need",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title_fi", models.CharField(blank=True, default="", max_length=120, verbose_name="title")),
                ("title_sv", models.CharField(blank=True, default="", max_length=120, verbose_name="title")),
                ("title_en", models.CharField(blank=True, default="", max_length=120, verbose_name="title")),
                (
                    "wished_change_fi",
                    models.TextField(
                        blank=True, default="", max_length=600, verbose_name="wished-for change"
                    ),
                ),
                (
                    "wished_change_sv",
                    models.TextField(
                        blank=True, default="", max_length=600, verbose_name="wished-for change"
                    ),
                ),
                (
                    "wished_change_en",
                    models.TextField(
                        blank=True, default="", max_length=600, verbose_name="wished-for change"
                    ),
                ),
                ("published", models.BooleanField(default=False, verbose_name="shown on the public page")),
                ("created_at", models.DateTimeField()),
                ("search_text", models.CharField(default="", editable=False, max_length=400)),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "host_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="phenomena",
                        to="partners.unit",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
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
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phenomena",
                        to="networks.setting",
                    ),
                ),
                (
                    "target_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phenomena",
                        to="networks.targetgroup",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="phenomena.stairstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "need or phenomenon",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="need_once_per_form",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Brief",
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
                ("template", models.CharField(blank=True, max_length=40)),
                ("minutes", models.PositiveIntegerField(verbose_name="minutes per person")),
                (
                    "size_min",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(2)],
                        verbose_name="people at least",
                    ),
                ),
                (
                    "size_max",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(12)],
                        verbose_name="people at most",
                    ),
                ),
                ("language", models.CharField(default="fi", max_length=3, verbose_name="working language")),
                (
                    "languages_any",
                    models.JSONField(blank=True, default=list, verbose_name="somebody speaks also"),
                ),
                ("max_travel", models.PositiveSmallIntegerField(verbose_name="travel at most, minutes")),
                (
                    "municipality",
                    models.ForeignKey(
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
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefs",
                        to="networks.period",
                    ),
                ),
                (
                    "phenomenon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="briefs",
                        to="phenomena.phenomenon",
                    ),
                ),
            ],
            options={
                "verbose_name": "brief",
                "constraints": [
                    models.UniqueConstraint(fields=("phenomenon", "period"), name="brief_once_per_period"),
                    models.CheckConstraint(
                        condition=models.Q(("size_max__gte", models.F("size_min"))),
                        name="brief_sizes_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldNeed",
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
                ("what", models.TextField(blank=True, max_length=2000, verbose_name="what is needed")),
                ("for_whom", models.CharField(blank=True, max_length=200, verbose_name="for whom")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                (
                    "teller",
                    models.CharField(
                        choices=[
                            ("resident", "I live in the region"),
                            ("unit", "I work or lead in a unit where this is needed"),
                            ("other", "Somebody else"),
                        ],
                        default="resident",
                        max_length=10,
                        verbose_name="who tells",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("language", models.CharField(max_length=2)),
                ("told_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("looked_at", "read"),
                            ("need", "became a need"),
                            ("answered", "answered"),
                            ("not_now", "not now"),
                            ("withdrawn", "withdrawn by its sender"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("waits", models.BooleanField(default=True)),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "phenomenon",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="told",
                        to="phenomena.phenomenon",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="partners.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "told need",
                "ordering": ["-told_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="told_need_once_per_form",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Addition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="addition")),
                ("added_at", models.DateTimeField()),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "told",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="additions",
                        to="phenomena.toldneed",
                    ),
                ),
            ],
            options={
                "verbose_name": "addition to a told need",
                "ordering": ["added_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("told", "form_key"),
                        name="addition_once_per_form",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "beginning"), (3, "can do"), (5, "can teach")],
                        default=3,
                        verbose_name="level",
                    ),
                ),
                (
                    "weight",
                    models.CharField(
                        choices=[("must", "necessary"), ("important", "important"), ("plus", "a plus")],
                        default="important",
                        max_length=10,
                        verbose_name="weight",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="phenomena.brief",
                    ),
                ),
                (
                    "competence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.competence"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("brief", "competence"), name="requirement_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unit_worker", "The unit's own worker"),
                            ("art_leader", "Art leader"),
                            ("expert", "Expert by experience"),
                            ("social", "Social services"),
                            ("health", "Health"),
                            ("education", "Education"),
                            ("youth_third", "Youth and third sector"),
                            ("decision", "Decision-maker"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "named_by",
                    models.CharField(
                        choices=[
                            ("search", "found by the search"),
                            ("unit", "named by the unit"),
                            ("association", "named by an association"),
                        ],
                        default="search",
                        max_length=12,
                    ),
                ),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seat_wishes",
                        to="phenomena.brief",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("brief", "kind"), name="seat_wish_once")],
            },
        ),
    ]
