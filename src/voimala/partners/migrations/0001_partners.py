import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import voimala.core.dates
import voimala.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("networks", "0001_networks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
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
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("regional", "Region"),
                            ("education", "Education"),
                            ("working_life", "Working life"),
                            ("strategic", "Strategy"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text_fi", models.CharField(max_length=300, verbose_name="goal")),
                ("text_sv", models.CharField(blank=True, default="", max_length=300, verbose_name="goal")),
                ("text_en", models.CharField(blank=True, default="", max_length=300, verbose_name="goal")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("name_fi", models.CharField(max_length=200, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("culture", "culture"),
                            ("health", "health"),
                            ("education", "education"),
                            ("municipality", "municipality"),
                            ("third", "association"),
                            ("business", "business"),
                            ("county", "wellbeing services county"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                (
                    "asking_order",
                    models.CharField(
                        choices=[
                            ("person_first", "The person first, then the supervisor confirms"),
                            ("supervisor_first", "The supervisor first, then the person"),
                            ("unit_names", "The unit names who comes, then that person is asked"),
                        ],
                        default="person_first",
                        max_length=16,
                        verbose_name="order of asking",
                    ),
                ),
                ("sort_key", models.CharField(default="", editable=False, max_length=200)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "ordering": ["sort_key"],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "code"), name="organisation_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
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
                ("name_fi", models.CharField(max_length=200, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("detail_fi", models.TextField(blank=True, default="", verbose_name="detail")),
                ("detail_sv", models.TextField(blank=True, default="", verbose_name="detail")),
                ("detail_en", models.TextField(blank=True, default="", verbose_name="detail")),
                ("since", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="since")),
                ("until", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="until")),
                ("funder", models.CharField(blank=True, max_length=200, verbose_name="funder")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [models.UniqueConstraint(fields=("network", "code"), name="project_code")],
            },
        ),
        migrations.CreateModel(
            name="Vision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("year", models.PositiveSmallIntegerField()),
                ("text_fi", models.CharField(max_length=200, verbose_name="vision")),
                ("text_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="vision")),
                ("text_en", models.CharField(blank=True, default="", max_length=200, verbose_name="vision")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes promised"),
                ),
                (
                    "cents",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="euro cents promised"),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="networks.period",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="partners.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "period"), name="commitment_once"),
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
                        name="commitment_not_overbooked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("work_role", models.CharField(blank=True, max_length=120, verbose_name="work role")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="work e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="work phone")),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contacts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="partners.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("since", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="since")),
                ("until", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="until")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("intent", "letter of intent"),
                            ("agreement", "partnership agreement"),
                            ("takes_part", "takes part without an agreement"),
                        ],
                        max_length=12,
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="partners.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "organisation", "ground"), name="membership_once_per_ground"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
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
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                ("since", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="since")),
                ("until", voimala.core.dates.PartialDateField(blank=True, null=True, verbose_name="until")),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("administrator", "administrator"),
                            ("motor", "motor of the network"),
                            ("coordination", "coordinating organisation"),
                        ],
                        max_length=14,
                        verbose_name="duty",
                    ),
                ),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=32)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="partners.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["since"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("form_key", ""), _negated=True),
                        fields=("network", "form_key"),
                        name="term_once_per_form",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
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
                ("name_fi", models.CharField(max_length=200, verbose_name="name")),
                ("name_sv", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                ("name_en", models.CharField(blank=True, default="", max_length=200, verbose_name="name")),
                (
                    "sector",
                    models.CharField(
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
                ("sort_key", models.CharField(default="", editable=False, max_length=200)),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leads",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="partners.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "ordering": ["sort_key"],
            },
        ),
    ]
