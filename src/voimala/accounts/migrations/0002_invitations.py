from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import voimala.core.ids
from voimala.core.ids import new_public_id


def give_ids_to_roles(apps: Any, editor: object) -> None:
    """Rows that were there before get their own random ids: a default of the column would be one for all."""
    for row in apps.get_model("accounts", "Role").objects.filter(public_id=None):
        row.public_id = new_public_id()
        row.save(update_fields=["public_id"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_users"),
        ("networks", "0001_networks"),
    ]

    operations = [
        migrations.AddField(
            model_name="role", name="public_id", field=models.CharField(max_length=12, null=True)
        ),
        migrations.RunPython(give_ids_to_roles, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="role",
            name="public_id",
            field=voimala.core.ids.PublicIdField(
                default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
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
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("coordinator", "Coordinator"),
                            ("partner_contact", "Partner's contact"),
                            ("board_member", "Board member"),
                            ("professional", "Professional"),
                            ("expert", "Expert by experience"),
                            ("auditor", "Auditor"),
                            ("operator", "Operator"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("scope_kind", models.CharField(blank=True, default="", max_length=30)),
                ("scope_id", models.CharField(blank=True, default="", max_length=12)),
                ("language", models.CharField(default="fi", max_length=2, verbose_name="language")),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                        fields=("network", "email", "kind", "scope_kind", "scope_id"),
                        name="invitation_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_at", None), ("withdrawn_at", None), _connector="OR"),
                        name="invitation_one_end",
                    ),
                ],
            },
        ),
    ]
