"""Terms get what editing them needs: an id for addresses, a version, the key of the form that made them."""

from typing import Any

from django.db import migrations, models

import voimala.core.ids


def give_ids(apps: Any, schema_editor: Any) -> None:
    term = apps.get_model("partners", "Term")
    for row in term.objects.filter(public_id=""):
        row.public_id = voimala.core.ids.new_public_id()
        row.save(update_fields=["public_id"])


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_asking_order")]

    operations = [
        migrations.AddField(
            model_name="term",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="term",
            name="form_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="term",
            name="public_id",
            field=models.CharField(default="", editable=False, max_length=12),
            preserve_default=False,
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="term",
            name="public_id",
            field=voimala.core.ids.PublicIdField(
                default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="duty",
            field=models.CharField(
                choices=[
                    ("administrator", "administrator"),
                    ("motor", "motor of the network"),
                    ("coordination", "coordinating organisation"),
                ],
                max_length=14,
                verbose_name="duty",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_key", ""), _negated=True),
                fields=("network", "form_key"),
                name="term_once_per_form",
            ),
        ),
    ]
